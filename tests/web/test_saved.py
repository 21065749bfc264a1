"""The pages of saved searches, and that they and REST tell of the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.collection.alerts import notice
from tawatur.model import Article

from .served import served


@pytest.fixture
def browser(desk: Collection) -> Iterator[TestClient]:
    with served(desk, follow_redirects=False) as opened:
        yield opened


def _token(browser: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/saved").text)
    assert found is not None
    return found[1]


def _send(browser: TestClient, address: str, **fields: object) -> str:
    """Fill in a form of the page; gives where it leads."""
    answer = browser.post(address, data={"csrf": _token(browser), **fields})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_from_the_form_to_the_news_and_away(browser: TestClient, desk: Collection) -> None:
    assert "No search is saved yet" in browser.get("/saved").text
    where = _send(browser, "/saved", text="محطة", tell=["new article", "conflict"], name="", entity="", webhook="")
    assert "first time" in browser.get(where).text
    notice(desk)
    assert "Nothing is new" in browser.get(where).text
    desk.add([Article(id="new", text="محطة جديدة للرصد\n\nافتتحت البلدية محطة جديدة لرصد الأمطار في المدينة.", outlet="المنارة")], workers=0)
    page = browser.get(where).text
    assert "محطة جديدة" in page
    assert "1 piece of news" in browser.get("/saved").text
    assert _send(browser, f"{where}/delete") == "/saved"
    assert browser.get(where).status_code == 404


def test_a_passage_out_of_the_middle_of_an_article_says_so(browser: TestClient, desk: Collection) -> None:
    where = _send(browser, "/saved", text="محطة", tell=["new article"], name="", entity="", webhook="")
    notice(desk)
    before = "وأغلقت البلدية الشوارع المحيطة بالسوق القديم ومنعت مرور الشاحنات حتى إشعار آخر خوفا من انهيار الجدران.\n\n" * 4
    desk.add([Article(id="new", title="أخبار", text=f"{before}افتتحت البلدية محطة لرصد الأمطار.", outlet="المنارة")], workers=0)
    passage = browser.get(where).text.partition('<ul class="quoted">')[2].partition("</ul>")[0]
    assert ">… " in passage


@pytest.mark.parametrize(("fields", "says"), [
    ({"text": "x"}, "at least one kind"), ({"tell": "conflict"}, "or a name"), ({"text": "!!", "tell": "conflict"}, "no word"),
    ({"text": "محطة", "tell": "conflict", "webhook": "javascript:x"}, "begins with"),
    ({"text": "محطة", "tell": "conflict", "webhook": "http://["}, "begins with"),
    ({"text": "محطة", "tell": "conflict", "webhook": "http://127.0.0.1/"}, "for safety"),
])
def test_what_is_not_kept_stays_in_the_form(browser: TestClient, desk: Collection, fields: dict[str, str], says: str) -> None:
    answer = browser.post("/saved", data={"csrf": _token(browser), **fields})
    assert answer.status_code == 422
    assert says in answer.text
    assert all(f'value="{value}"' in answer.text for value in fields.values())
    assert desk.store.saved.all() == []


def test_an_english_reason_is_told_apart_from_the_words_of_the_page(browser: TestClient) -> None:
    page = browser.post("/saved?lang=ar", data={"csrf": _token(browser), "text": "محطة", "tell": "conflict", "webhook": "http://127.0.0.1/"}).text
    assert re.search(r'role="alert">تعذّر الحفظ: <bdi lang="en" dir="auto">[^<]*for safety', page)


def test_where_nothing_can_be_kept_the_form_says_so(press: Path) -> None:
    with open_collection(press, read_only=True) as collection, served(collection, read_only=True) as opened:
        page = opened.get("/saved").text
        assert "may only be read" in page
        assert '<form method="post" action="/saved"' not in page


def test_without_the_token_of_the_form_nothing_is_kept(browser: TestClient, desk: Collection) -> None:
    assert browser.post("/saved", data={"text": "محطة", "tell": "conflict"}).status_code == 403
    assert desk.store.saved.all() == []


def test_words_of_another_page_stand_in_the_form(browser: TestClient) -> None:
    assert 'name="text" value="محطة"' in browser.get("/saved?text=محطة").text


def test_news_by_page(browser: TestClient, desk: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.web.pages.saved.PAGE", 1)
    where = _send(browser, "/saved", text="محطة", tell=["new article"])
    notice(desk)
    desk.add([Article(id=f"n{n}", text=f"محطة رقم {n} تعمل\n\nتعمل المحطة رقم {n} منذ الصباح في المدينة.", outlet="المنارة") for n in range(2)], workers=0)
    first = browser.get(f"{where}.json").json()
    assert (first["total"], len(first["alerts"]), first["previous"]) == (2, 1, None)
    second = browser.get(f"{where}.json?offset=1").json()
    assert {a["alert"]["article"] for page in (first, second) for a in page["alerts"]} == {"n0", "n1"}
    assert 'rel="prev"' in browser.get(f"{where}?offset=1").text
    assert browser.get(f"{where}.json?offset=1000").json()["alerts"] == second["alerts"], "past the end there is not nothing new"


# -- pages and REST agree ---------------------------------------------------------------------------------------


def test_the_pages_and_rest_name_the_same_stories(client: TestClient) -> None:
    page, rest = client.get("/stories.json").json(), client.get("/api/v1/stories").json()
    assert page["stories"]
    assert [one["id"] for one in page["stories"]] == [one["id"] for one in rest["items"]]


def test_a_story_has_the_same_groups_and_claims(client: TestClient) -> None:
    for one in client.get("/api/v1/stories").json()["items"]:
        text = client.get(f"/stories/{one['id']}.json").text
        groups = client.get(f"/api/v1/stories/{one['id']}/claims?limit=200").json()["items"]
        assert groups
        assert all(f'"{claim["claim"]["id"]}"' in text for group in groups for claim in group["claims"])


def test_the_saved_searches_are_the_same(browser: TestClient) -> None:
    for n in range(2):
        _send(browser, "/saved", text=f"محطة {n}", tell=["conflict"])
    page = [one["search"]["id"] for one in browser.get("/saved.json").json()["searches"]]
    assert page == [one["id"] for one in browser.get("/api/v1/saved").json()["items"]][::-1]


def test_the_list_of_addresses_is_the_document(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    view = client.get("/api.json").json()
    told = {(one["method"].lower(), one["path"]) for chapter in view["chapters"] for one in chapter["operations"]}
    assert told == {(method, f"/api/v1{path}") for path, methods in document["paths"].items() for method in methods}
    page = client.get("/api").text
    assert all(f'id="{one["operationId"]}"' in page for methods in document["paths"].values() for one in methods.values())
