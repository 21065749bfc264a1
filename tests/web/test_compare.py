"""The page that compares: articles of the collection at a permanent address, and texts that nobody stores."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.codec import from_json, to_json
from tawatur.collection import Collection
from tawatur.collection.packed import unpack_comparison
from tawatur.web import links
from tawatur.web.jobs import JobFailed, Task

from .served import served

ONE = (
    "اجتمع وزير الطرق سامي الحداد في تونس اليوم الاثنين مع رئيس البلدية كمال الرافعي. "
    "وقال الحداد إن كلفة الجسر تبلغ أربعين مليون دينار. وأضاف أن العمل يبدأ في الخريف."
)
OTHER = (
    "قال وزير الطرق سامي الحداد إن كلفة الجسر تبلغ ستين مليون دينار. "
    "وكان الحداد اجتمع اليوم الاثنين في تونس مع رئيس البلدية كمال الرافعي."
)


@pytest.fixture(scope="module")
def client(collection: Collection) -> Iterator[TestClient]:
    """One application for all tests here: its worker is started once."""
    with served(collection) as browser:
        yield browser


@pytest.fixture(scope="module")
def token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/compare").text)
    assert found is not None
    return found[1]


def post(client: TestClient, token: str, files: dict[str, Any] | None = None, path: str = "/compare", **fields: str) -> Any:
    # An empty file part, as a browser sends for a field that was left alone.
    return client.post(path, data={"csrf": token, **fields}, files=files or {"file4": ("", b"")}, headers={"accept-language": "en"})


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def whole(page: str) -> str:
    found = re.search(r'<textarea name="comparison" hidden>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def pair(collection: Collection) -> list[str]:
    """Two articles of a story that has more."""
    return list(next(r for r in collection.stories() if len(r.articles) > 2).articles[:2])


# Articles of the collection ----------------------------------------------------------------------------

def test_two_articles_stand_side_by_side(client: TestClient, collection: Collection, pair: list[str]) -> None:
    page = client.get(links.compare(*pair))
    assert page.status_code == 200
    assert page.text.count('<article class="pane"') == 2
    assert 'data-stop="1"' in page.text
    assert 'id="stepper"' in page.text
    twin = client.get(links.compare(*pair).replace("/compare?", "/compare.json?")).json()
    assert {a["id"] for a in twin["comparison"]["articles"]} == set(pair)
    assert twin["members"] == len(collection.story(collection.entry(pair[0]).story or "").members)
    assert f'href="{links.story(twin["story"])}"' in page.text
    for article in twin["comparison"]["articles"]:
        assert f'href="{links.article(article["id"])}"' in page.text


def test_the_order_of_the_address_changes_nothing(client: TestClient, pair: list[str]) -> None:
    there, back = ({**client.get("/compare.json", params={"a": ids}).json(), "asked": None} for ids in (pair, pair[::-1]))
    assert there == back


def test_it_is_made_once_for_both_languages_and_the_files(client: TestClient, collection: Collection, pair: list[str], monkeypatch: Any) -> None:
    client.get(links.compare(*pair))
    jobs = client.app.state.site.jobs  # type: ignore[attr-defined]
    monkeypatch.setattr(jobs, "compare", lambda *_: pytest.fail("compared again"))
    assert client.get(f"{links.compare(*pair)}&lang=ar").status_code == 200
    made = client.get(links.compare(*pair).replace("/compare?", "/compare/comparison.json?"))
    assert "attachment" in made.headers["content-disposition"]
    comparison = from_json(made.content)
    assert {a.id for a in comparison.articles} == set(pair)
    report = client.get(links.compare(*pair).replace("/compare?", "/compare/report.html?") + "&lang=ar")
    assert "attachment" in report.headers["content-disposition"]
    assert '<html lang="ar" dir="rtl">' in report.text


def test_what_a_story_of_just_these_holds_is_the_same_as_made_anew(client: TestClient, collection: Collection) -> None:
    row = next(r for r in collection.stories() if len(r.articles) == 2)
    stored = unpack_comparison(collection.store.comparisons.get(row.id) or b"")
    articles = tuple(collection.store.articles(row.articles))
    site = client.app.state.site  # type: ignore[attr-defined]
    assert unpack_comparison(site.jobs.compare(Task(articles=articles, kept=True))) == stored
    twin = client.get("/compare.json", params={"a": row.articles}).json()
    assert from_json(json.dumps(twin["comparison"])) == stored


def test_too_few_and_too_many_are_chosen_from(client: TestClient, collection: Collection, pair: list[str], monkeypatch: Any) -> None:
    one = client.get("/compare", params={"a": pair[0]})
    assert one.status_code == 200
    story = collection.story(collection.entry(pair[0]).story or "")
    for id in story.members:
        assert f'type="checkbox" name="a" value="{id}"' in one.text
    monkeypatch.setattr("tawatur.web.pages.compare.MATES", 1)
    cut = client.get("/compare", params={"a": pair[0]}).text
    assert f"1 of {len(story.members) - 1} are listed" in cut
    ids = [e.id for e in collection.store.entries()][:5]
    many = client.get("/compare", params={"a": ids})
    assert many.text.count('name="a"') == 5
    assert many.text.count(" checked") == 4
    assert "at most four" in many.text


def test_an_article_that_is_not_there_is_not_found(client: TestClient, pair: list[str]) -> None:
    for path in ("/compare", "/compare.json", "/compare/report.html", "/compare/comparison.json"):
        assert client.get(path, params={"a": [pair[0], "nobody"]}).status_code == 404
    assert client.get("/compare/report.html").status_code == 404


def test_articles_that_share_nothing_are_shown_as_such(client: TestClient, collection: Collection) -> None:
    first = [r.articles[0] for r in collection.stories()][:2]
    page = client.get("/compare", params={"a": first})
    assert page.status_code == 200
    assert page.text.count('<article class="pane"') == 2
    assert "share no claim" in page.text
    assert 'id="stepper"' not in page.text


@pytest.mark.parametrize("why", ["busy", "died", "too long", "error", "stopping"])
def test_a_comparison_that_fails_says_why(client: TestClient, token: str, collection: Collection, monkeypatch: Any, why: Any) -> None:
    def fail(*_: object) -> bytes:
        raise JobFailed(why, "secret of the inside", ahead=3)

    monkeypatch.setattr(client.app.state.site.jobs, "compare", fail)  # type: ignore[attr-defined]
    ids = [e.id for e in collection.store.entries()][1:4]
    page = client.get("/compare", params={"a": ids})
    assert page.status_code == 503
    assert 'role="alert"' in page.text
    assert client.get("/compare.json", params={"a": ids}).status_code == 503
    pasted = post(client, token, source1=ONE, source2=OTHER)
    assert pasted.status_code == 503
    assert ONE in unescape(pasted.text)
    assert "secret" not in page.text + pasted.text


# Texts that nobody stores ----------------------------------------------------------------------------

def test_pasted_texts_are_compared_and_not_stored(client: TestClient, token: str, collection: Collection) -> None:
    before = collection.counts()
    page = post(client, token, source1=ONE, outlet1="المنارة", day1="2026-03-02", source2=OTHER, outlet2="الضفة")
    assert page.status_code == 200
    assert page.text.count('<article class="pane"') == 2
    assert 'class="al' in page.text
    assert "not stored" in plain(page.text)
    assert collection.counts() == before
    comparison = from_json(whole(page.text))
    assert {a.outlet.name for a in comparison.articles} == {"المنارة", "الضفة"}
    assert any(a.relation == "conflict" for a in comparison.alignments)
    assert " x" in page.text[page.text.index('class="panes'):]


def test_the_page_hands_back_its_comparison_as_files(client: TestClient, token: str) -> None:
    page = post(client, token, source1=ONE, source2=OTHER)
    held = whole(page.text)
    made = post(client, token, path="/compare/download", comparison=held, form="json")
    assert made.content == to_json(from_json(held))
    assert made.headers["content-disposition"] == 'attachment; filename="tawatur-comparison.json"'
    report = post(client, token, path="/compare/download?lang=ar", comparison=held, form="html")
    assert report.text.startswith("<!DOCTYPE html>")
    assert "attachment" in report.headers["content-disposition"]


@pytest.mark.parametrize(("held", "form"), [("{}", "json"), ("not json", "html"), ("[1]", "html"), ("", "json"), ("{}", "exe")])
def test_what_is_no_comparison_makes_no_file(client: TestClient, token: str, held: str, form: str) -> None:
    assert post(client, token, path="/compare/download", comparison=held, form=form).status_code == 400


def test_what_could_not_be_read_is_named_beside_its_input(client: TestClient, token: str) -> None:
    page = post(
        client, token, source1=ONE, outlet1='<b>"x"', source2="This text is written in English and not in Arabic.",
        files={"file3": ("photo.png", b"\x89PNG\r\n\x1a\n"), "file4": ("", b"")},
    )
    assert page.status_code == 422
    for words in ("looks like English", "a PNG picture", "Two articles are needed", "photo.png"):
        assert words in plain(page.text)
    assert ONE in unescape(page.text)
    assert 'aria-describedby="wrong-2" aria-invalid="true"' in page.text
    assert "<b>" not in page.text[page.text.index('id="paste"'):]
    arabic = client.post("/compare?lang=ar", data={"csrf": token, "source1": "English only, no other words here."}, files={"file4": ("", b"")})
    assert "ليس هذا نصاً عربياً" in arabic.text


def test_three_are_compared_where_one_of_four_cannot_be_read(client: TestClient, token: str) -> None:
    page = post(client, token, source1=ONE, source2=OTHER, source3=f"{ONE} وانتهى الاجتماع.", source4="http://127.0.0.1/secret")
    assert page.status_code == 200
    assert page.text.count('<article class="pane"') == 3
    assert "for safety" in plain(page.text)
    assert "127.0.0.1/secret" in page.text


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    assert post(client, "wrong", source1=ONE, source2=OTHER).status_code == 403


def test_a_text_of_more_than_a_megabyte_is_a_reason_and_no_error(client: TestClient, token: str) -> None:
    page = post(client, token, source1=ONE * 4500, source2=OTHER)
    assert page.status_code == 422
    assert "an article may have" in plain(page.text)


def test_hostile_texts_stay_text(client: TestClient, token: str) -> None:
    evil = f'{ONE} </textarea></script><img src=x onerror=alert(1)> \u202e\u2066'
    page = post(client, token, source1=evil, source2=OTHER, outlet1="</title><svg onload=alert(1)>")
    assert page.status_code == 200
    assert "<img" not in page.text
    assert "<svg onload" not in page.text
    assert from_json(whole(page.text)).articles


def test_an_empty_form_comes_back(client: TestClient, token: str) -> None:
    page = post(client, token)
    assert page.status_code == 422
    assert page.text.count("<textarea") == 4


def test_the_other_language_is_another_answer_to_what_the_page_holds(client: TestClient, token: str) -> None:
    """A pasted comparison has no address: a link would lead to an empty form."""
    page = post(client, token, source1=ONE, source2=OTHER, source3="This is not Arabic at all, as anybody can see.")
    held, left = (unescape(re.search(rf'<textarea name="{name}" hidden>(.*?)</textarea>', page.text, re.DOTALL)[1]) for name in ("comparison", "left"))
    assert 'form="keep" name="form" value="page" formaction="/compare/download?lang=ar"' in page.text
    assert 'href="/language' not in page.text
    other = post(client, token, path="/compare/download?lang=ar", comparison=held, left=left, form="page")
    assert 'lang="ar" dir="rtl"' in other.text
    assert "ليس هذا نصاً عربياً." in other.text
    assert "ستين مليون دينار" in other.text
    assert 'formaction="/compare/download?lang=en"' in other.text
    client.cookies.delete("tawatur_lang")


def test_what_is_too_large_to_be_handed_back_has_a_word_instead_of_the_switch(collection: Collection) -> None:
    with served(collection, largest_upload=3000) as browser:
        token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/compare").text)[1]
        page = post(browser, token, source1=ONE, source2=OTHER)
        assert "Too long to switch the language here" in page.text
        assert 'class="lang"' not in page.text


def test_the_places_of_a_comparison_are_on_a_map_as_in_its_report(client: TestClient, token: str) -> None:
    page = post(client, token, source1=ONE, source2=OTHER)
    assert '<section id="map"' in page.text
    report = post(client, token, path="/compare/download", comparison=unescape(re.search(r'name="comparison" hidden>(.*?)</textarea>', page.text, re.DOTALL)[1]), form="html")
    assert '<section id="map"' in report.text
    assert 'href="#map"' in report.text
    assert "svg.map{" in report.text
