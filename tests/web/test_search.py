"""The search: answers at their places, whom a name can mean, what is said where nothing is found."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.model import Article
from tawatur.web import links
from tawatur.web.words import page_words

from .served import served


def test_each_answer_leads_to_its_place(client: TestClient, collection: Collection) -> None:
    page, twin = client.get("/search?q=وزير").text, client.get("/search.json?q=وزير").json()
    assert twin["answers"]
    for answer in twin["answers"]:
        text = collection.article(answer["found"]["article"]).text
        assert answer["places"]
        for place in answer["places"]:
            passage = place["passage"]
            assert text[passage["start"]:passage["end"]] == passage["text"]
            assert f'href="{place["address"]}"' in page
            start, end = passage["hits"][0]
            assert place["address"].endswith(f"?at={start}-{end}#at")
            lit = re.search(r'id="at"[^>]*>(.*?)</', client.get(place["address"]).text, re.DOTALL)
            assert lit is not None
    assert '<mark class="hit">' in page


def test_a_passage_that_ends_inside_a_sentence_says_so(desk: Collection) -> None:
    long = "افتتح رئيس البلدية مرصداً للأمطار " + "على التلة المطلة على النهر " * 12 + "أمس."
    desk.add([Article(id="long", text=f"{long}\n\nوسيعمل في المرصد ثلاثون مهندساً.", outlet="المنارة")], workers=0)
    with served(desk) as browser:
        page = browser.get("/search?q=مرصد").text
    shown = re.findall(r'<p class="passage"><a [^>]*>(.*?)</a>', page, re.DOTALL)
    assert [text.endswith(" …") for text in shown] == [True, False]


def test_claims_are_answers_of_their_own(client: TestClient) -> None:
    twin = client.get("/search.json?q=وزير&kind=claims").json()
    assert twin["answers"]
    for answer in twin["answers"]:
        head, _, last = answer["found"]["claim"].rpartition("/")
        assert answer["found"]["article"] == head
        assert answer["places"][0]["address"].endswith(f"#claim-{last}")


def test_a_speaker_alone_means_claims(client: TestClient) -> None:
    assert client.get("/search.json?q=وزير&speaker=الوزير").json()["asked"]["kind"] == "claims"
    unknown = client.get("/search.json?q=وزير&speaker=xyzzy").json()
    assert (unknown["answers"], unknown["problem"]) == ([], "speaker")


def test_a_speaker_of_articles_is_left_out_and_said_so(client: TestClient, collection: Collection) -> None:
    claims = client.get("/search.json?q=وزير&kind=claims").json()["answers"]
    speaker = next(name for one in claims if (name := one["found"]["speaker"]) and collection.store.names(name, ("PER", "ORG")))
    asked = f"/search?q=وزير&speaker={speaker}"
    twin = client.get(f"{asked}&kind=articles".replace("/search?", "/search.json?")).json()
    assert (twin["asked"]["kind"], twin["asked"]["speaker"], twin["ignored"]) == ("articles", None, ["speaker"])
    assert "does not fit here: speaker" in client.get(f"{asked}&kind=articles").text
    tabs = re.findall(r'<li><a href="([^"]+)"', client.get(asked).text.split('<ul class="tabs"')[1].split("</ul>")[0])
    assert [("speaker" in tab, "kind=claims" in tab) for tab in tabs] == [(False, False), (True, True)]


def test_more_bearers_of_a_name_are_a_link_away(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/search.json?q=بغداد").json()["more_names"] is False
    monkeypatch.setattr("tawatur.web.pages.search.NAMES", 0)
    twin = client.get("/search.json?q=بغداد&page=1").json()
    assert (twin["names"], twin["more_names"]) == ([], True)


def test_whom_a_name_can_mean(client: TestClient, collection: Collection) -> None:
    row = collection.store.names("بغداد")
    twin = client.get("/search.json?q=بغداد").json()
    assert [n["key"] for n in twin["names"]] == [n.key for n in row][:6] != []
    assert f'href="{links.who(row[0].key)}#articles"' in client.get("/search?q=بغداد").text
    assert client.get('/search.json?q="بغداد"').json()["names"] == []


@pytest.mark.parametrize(("query", "problem", "words"), [
    ("", "empty", "search.begin"), ("q=-", "no_word", "search.no_word"), ("q=xyzzy", None, "search.none"),
    ("q=xyzzy&page=2", None, "search.past"), ("q=xyzzy&page=51", "deep", "search.deep"),
])
def test_what_is_said_where_nothing_is_shown(client: TestClient, query: str, problem: str | None, words: str) -> None:
    assert client.get(f"/search.json?{query}").json()["problem"] == problem
    for lang in ("en", "ar"):
        assert page_words(lang)(words) in client.get(f"/search?{query}&lang={lang}").text


def test_what_cannot_be_read_is_left_out(client: TestClient) -> None:
    twin = client.get("/search.json?q=وزير&kind=poems&sort=loud&since=soon&page=0").json()
    assert sorted(twin["ignored"]) == ["kind", "page", "since", "sort"]
    assert twin["answers"]
    page = client.get("/search?q=وزير&kind=poems&since=soon&lang=ar").text
    assert "أول يوم ونوع الإجابات" in page


def test_words_are_words(client: TestClient) -> None:
    page = client.get("/search", params={"q": "<script>alert(1)</script> وزير", "outlet": '"onload=x'}).text
    assert "<script>alert" not in page
    assert '"onload' not in page
