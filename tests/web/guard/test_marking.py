"""Who may mark, and take back, what Tawatur says: editors, each their own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.collection.corrections import title_spans
from tawatur.web import corrections as desk

from .conftest import token_in

Browsers = Callable[..., TestClient]


@pytest.fixture
def story(guarded: Collection) -> str:
    return guarded.stories(sort="articles", limit=1)[0].id


@pytest.fixture
def form(guarded: Collection, story: str) -> str:
    place = desk.place("story", title_spans(guarded, story), story=story)
    assert place is not None
    return place.form


def mark(browser: TestClient, form: str, story: str, **more: Any) -> Any:
    page = browser.get(form).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return browser.post("/corrections", data={"csrf": token_in(page), "subject": "story", "story": story, "seen": seen, "verdict": "confirmed"} | more)


def test_an_editor_marks_under_his_name_and_all_see_it(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    assert mark(browser_of("omar"), form, story).status_code == 303
    (kept,) = guarded.corrections()
    assert kept.correction.by == "omar"
    assert "by <bdi>omar</bdi>" in browser_of("layla").get("/corrections").text


def test_a_reader_has_no_form_and_can_not_send_one(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    layla = browser_of("layla")
    assert layla.get(form).status_code == 403
    page = layla.get(f"/stories/{story}").text
    assert "/corrections/new" not in page
    sent = {"csrf": token_in(page), "subject": "story", "story": story, "seen": "x", "verdict": "confirmed"}
    assert layla.post("/corrections", data=sent).status_code == 403
    assert guarded.corrections() == []


def test_nobody_takes_back_the_word_of_another(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    mark(browser_of("omar"), form, story)
    (kept,) = guarded.corrections()
    address = f"/corrections/{kept.correction.id}"
    for name in ("amal", "layla"):
        other = browser_of(name)
        page = other.get(address).text
        assert "/withdraw" not in page
        assert other.post(f"{address}/withdraw", data={"csrf": token_in(page)}).status_code == 403
    assert guarded.corrections() == [kept]
    omar = browser_of("omar")
    assert omar.post(f"{address}/withdraw", data={"csrf": token_in(omar.get(address).text)}).status_code == 303
    assert guarded.correction(kept.correction.id).state == "withdrawn"


def test_a_word_without_the_token_of_the_form_is_not_kept(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    omar = browser_of("omar")
    for csrf in ("", "x" * 43):
        assert mark(omar, form, story, csrf=csrf).status_code == 403
    assert guarded.corrections() == []


def test_two_readers_disagree_and_both_stand(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    mark(browser_of("omar"), form, story)
    mark(browser_of("amal"), form, story, verdict="wrong", apart=["0"])
    assert {(m.correction.by, m.correction.verdict, m.state) for m in guarded.corrections()} == {
        ("omar", "confirmed", "standing"), ("amal", "wrong", "standing")}
    page = browser_of("layla").get(f"/stories/{story}").text
    assert 'class="opinion confirmed"' in page
    assert 'class="opinion wrong"' in page


def test_a_full_disk_is_said_so_and_keeps_what_was_confirmed(browser_of: Browsers, guarded: Collection, form: str, story: str) -> None:
    names = [m.span for article in guarded.store.entries() for e in guarded.annotation(article.id).entities for m in e.mentions]
    body = {"subject": "name", "verdict": "wrong", "note": "كلمة " * 390}
    omar = browser_of("omar")
    csrf = {"x-csrf-token": token_in(omar.get("/account").text)}

    def no_more_room(connection: Any, _: object) -> None:
        # SQLite takes no number below what there is already.
        connection.execute("PRAGMA max_page_count=1")

    engine = guarded.store._engine
    event.listen(engine, "connect", no_more_room)
    engine.dispose()
    said = []
    for span in names:
        evidence = [{"article": span.article, "start": span.start, "end": span.end}]
        said.append(omar.post("/api/v1/corrections", headers=csrf, json=body | {"evidence": evidence}))
        if said[-1].status_code != 201:
            break
    assert (said[-1].status_code, "can't be written to" in said[-1].text) == (503, True)
    page = mark(omar, form, story, note="كلمة " * 390)
    assert (page.status_code, "no room left on the disk" in page.text) == (503, True)
    event.remove(engine, "connect", no_more_room)
    engine.dispose()
    assert [m.correction.id for m in guarded.corrections()][::-1] == [one.json()["id"] for one in said[:-1]]
    again = omar.post("/api/v1/corrections", headers=csrf, json=body | {"evidence": evidence})
    assert again.status_code == 201
