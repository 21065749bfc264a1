"""Who is who: search, permanent page, its bounds, what it does not know."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection
from tawatur.web import links
from tawatur.web.pages import who as pages

from .served import served

BAGHDAD = "/who/geo:baghdad-IQ"


def test_a_name_that_is_one_leads_to_its_permanent_page(client: TestClient) -> None:
    answer = client.get("/who", params={"name": "بغداد"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, BAGHDAD)
    assert client.get("/who.json", params={"name": "بغداد"}, follow_redirects=False).headers["location"] == f"{BAGHDAD}.json"


def test_a_name_that_nobody_bears_is_said_to_be_not_in_the_collection(client: TestClient) -> None:
    page = client.get("/who", params={"name": "زعفران الصفصافي", "lang": "en"}).text
    assert "Not in the collection" in page
    assert client.get("/who.json", params={"name": "زعفران الصفصافي"}).json()["found"] == "absent"
    assert client.get("/who/PER:nobody").status_code == 404


def test_the_page_has_names_map_happenings_and_articles_with_their_words(client: TestClient, collection: Collection) -> None:
    page = client.get(BAGHDAD, params={"lang": "en"}).text
    for part in ("names", "map", "timeline", "articles"):
        assert f'id="{part}"' in page
    told = client.get(f"{BAGHDAD}.json").json()
    profile = told["answer"]["profile"]
    assert profile["key"] == "geo:baghdad-IQ"
    assert profile["deeds"]
    for deed in profile["deeds"]:
        for proof in deed["evidence"]:
            span = proof["span"]
            assert collection.article(span["article"]).text[span["start"]:span["end"]] == span["text"]
            assert f'href="{links.words(span["article"], span["start"], span["end"])}"' in page


def test_every_name_in_it_leads_somewhere(client: TestClient) -> None:
    for deed in client.get(f"{BAGHDAD}.json").json()["answer"]["profile"]["deeds"]:
        for key in deed["other_keys"]:
            assert client.get(links.who(key)).status_code == 200


def test_wordings_stand_side_by_side_with_their_outlets(client: TestClient) -> None:
    told = client.get(f"{BAGHDAD}.json").json()
    assert sum(w["count"] for w in told["wordings"]) == sum(
        u["count"] for o in told["answer"]["profile"]["names"] for u in o["uses"])


@pytest.mark.parametrize("whole", [False, True])
def test_a_count_of_a_name_opens_every_place_where_it_stands(client: TestClient, collection: Collection, monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    """In all outlets and in each, the newest first; also where only the newest articles were read."""
    monkeypatch.setattr(pages, "LATEST", 2)
    asked = {"whole": "1"} if whole else {}
    told = client.get(f"{BAGHDAD}.json", params=asked).json()
    page = html.unescape(client.get(BAGHDAD, params=asked).text)
    assert told["wordings"]
    for wording in told["wordings"]:
        for outlet, count in (("", wording["count"]), *wording["outlets"]):
            address = links.who_names(BAGHDAD.removeprefix("/who/"), form=wording["form"], kind=wording["kind"], outlet=outlet, **asked)
            label = f"{count}: {wording['form']}{f' · {outlet}' if outlet else ''}"
            assert f'href="{address}" aria-label="{label}">{count}</a>' in page
            view = client.get(address.replace("/names?", "/names.json?")).json()
            assert (view["page"]["total"], len(view["places"])) == (count, min(count, 50))
            days = [p["proof"]["day"] for p in view["places"]]
            assert days == sorted(days, reverse=True)
            for place in view["places"]:
                span, text = place["proof"]["span"], collection.article(place["proof"]["span"]["article"]).text
                assert text[span["start"]:span["end"]] == span["text"]
                assert f"{place['before']}{span['text']}{place['after']}" in text
                assert outlet in ("", place["proof"]["outlet"])
    assert client.get(f"{BAGHDAD}/names?form=زعفران").status_code == 404


def test_only_the_newest_articles_are_read_and_that_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LATEST", 1)
    short = client.get(f"{BAGHDAD}.json").json()
    assert short["whole"] is False
    assert (short["answer"]["looked"], len(short["answer"]["profile"]["articles"])) == (1, 1)
    assert short["answer"]["naming"] > 1
    page = client.get(BAGHDAD, params={"lang": "en"}).text
    naming = short["answer"]["naming"]
    assert f'Only the newest of <a href="{BAGHDAD}/articles">{naming} articles</a> that hold the name were read' in page
    assert f'<a href="{BAGHDAD}?whole=1">Read all ' in page
    held = client.get(f"{BAGHDAD}/articles.json").json()
    assert (held["page"]["total"], len(held["articles"])) == (naming, naming)
    assert [e["day"] for e in held["articles"]] == sorted((e["day"] for e in held["articles"]), reverse=True)
    assert client.get("/who/PER:nobody/articles").status_code == 404
    assert '<a href="#articles">1 article,' in page
    whole = client.get(f"{BAGHDAD}.json", params={"whole": "1"}).json()
    assert whole["whole"] is True
    assert len(whole["answer"]["profile"]["articles"]) == short["answer"]["naming"]


def test_an_empty_collection_says_so_and_does_not_fail(empty: Path) -> None:
    from tawatur.collection import open_collection

    with open_collection(empty) as collection, served(collection) as client:
        for address in ("/who", "/who?name=سوريا", "/outlets", "/agenda", "/agenda.ics"):
            assert client.get(address).status_code == 200
        assert client.get("/who/geo:SY").status_code == 404


def test_hostile_and_endless_names_are_shown_as_text(tmp_path: Path) -> None:
    long = " ".join(["عبد"] + ["الرحمن"] * 30)
    text = f"قال المدير <b>سعد</b> الزيتوني إن {long} التقى الوزير سالم البحري في بغداد يوم الخميس 1 أيار 2031."
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([{"id": "x1", "outlet": "<script>alert(1)</script>", "title": "لقاء", "text": text, "published": "2031-05-02"}], workers=0)
        with served(collection) as client:
            for address in (BAGHDAD, "/outlets", "/agenda?since=2031-01-01"):
                page = client.get(address)
                assert page.status_code == 200
                assert "<script>alert" not in page.text
            assert client.get("/who", params={"name": long[:200]}).status_code == 200


def test_how_often_somebody_was_met_opens_each_time_with_its_words(client: TestClient) -> None:
    counted = 0
    for deed in client.get(f"{BAGHDAD}.json").json()["answer"]["profile"]["deeds"]:
        for key in deed["other_keys"]:
            profile = client.get(f"{links.who(key)}.json").json()["answer"]["profile"]
            page = client.get(links.who(key), params={"lang": "en"}).text
            for met in profile["met"]:
                assert len(met["occasions"]) == met["times"]
                assert {repr(p) for o in met["occasions"] for p in o["evidence"]} == {repr(p) for p in met["evidence"]}
                counted += met["times"]
            for number in re.findall(r'href="#deed-(\d+)"', page):
                assert page.count(f'id="deed-{number}"') == 1
            assert len(re.findall(r'href="#deed-(\d+)"', page)) >= sum(m["times"] for m in profile["met"])
    assert counted


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_both_languages_tell_the_same(client: TestClient, lang: str) -> None:
    page = client.get(BAGHDAD, params={"lang": lang})
    assert page.status_code == 200
    assert f'lang="{lang}"' in page.text
    assert page.text.count('class="timeline"') == client.get(BAGHDAD, params={"lang": "en"}).text.count('class="timeline"')


def test_the_page_is_made_anew_when_articles_come_in(tmp_path: Path) -> None:
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        add = {"id": "x1", "outlet": "الرصيف", "title": "لقاء", "text": "التقى الوزير سالم البحري نظيره في بغداد.", "published": "2031-05-02"}
        collection.add([add], workers=0)
        with served(collection) as client:
            assert client.get(f"{BAGHDAD}.json").json()["answer"]["naming"] == 1
            collection.add([add | {"id": "x2", "outlet": "المرسى", "text": "عاد الوزير سالم البحري من بغداد أمس."}], workers=0)
            assert client.get(f"{BAGHDAD}.json").json()["answer"]["naming"] == 2
