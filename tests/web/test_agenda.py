"""The agenda as a page and as a calendar that one subscribes to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.model.desk import Account, Token
from tawatur.web.guard import keys

from .served import served

ALL = {"since": "2026-01-01"}


def test_items_stand_by_day_with_what_became_of_them_and_in_what_words(client: TestClient, collection: Collection) -> None:
    items = collection.agenda(after="2026-01-01")
    assert {i.outcome for i in items} >= {"held", "ahead"}
    page = client.get("/agenda", params=ALL | {"lang": "en"}).text
    view = client.get("/agenda.json", params=ALL).json()
    assert [i["id"] for d in view["days"] for i in d["announced"]] == [i.id for i in items]
    assert [d["day"] for d in view["days"]] == sorted({i.since for i in items})
    for item in items:
        assert f'id="{item.id}"' in page
        for proof in (*(a.words for a in item.announced), *(x.words for x in item.later)):
            assert proof.span.text in page
            assert collection.article(proof.span.article).text[proof.span.start:proof.span.end] == proof.span.text


@pytest.mark.parametrize(("filters", "kept"), [
    ({"outcome": "held"}, {"held"}), ({"outcome": "ahead"}, {"ahead"}), ({"place": "الكويت"}, {"ahead"}), ({"place": "كويت"}, {"ahead"}),
    ({"who": "زعفران"}, set()), ({"until": "2026-03-10"}, {"held"}), ({"type": "visit"}, {"ahead"}), ({"since": "2026-03-07"}, {"ahead"}),
])
def test_filters(client: TestClient, filters: dict[str, str], kept: set[str]) -> None:
    view = client.get("/agenda.json", params=ALL | filters).json()
    assert {i["outcome"] for d in view["days"] for i in d["announced"]} == kept


def test_counts_of_outcomes_are_those_of_the_other_filters(client: TestClient) -> None:
    counts = client.get("/agenda.json", params=ALL).json()["counts"]
    assert client.get("/agenda.json", params=ALL | {"outcome": "held"}).json()["counts"] == counts
    for outcome, count in counts.items():
        assert client.get("/agenda.json", params=ALL | {"outcome": outcome}).json()["total"] == count


def test_an_address_past_the_end_shows_the_last_part(client: TestClient) -> None:
    whole = client.get("/agenda.json", params=ALL).json()
    past = client.get("/agenda.json", params=ALL | {"offset": 100_000}).json()
    assert past == whole
    assert whole["total"] > 0


def test_what_is_no_day_is_a_plain_error(client: TestClient) -> None:
    assert client.get("/agenda", params={"since": "tomorrow"}).status_code == 400
    assert client.get("/agenda", params={"until": "2026-02-31"}).status_code == 400
    assert client.get("/agenda.ics", params={"since": "x"}).status_code == 400


def test_the_feed_is_a_calendar_with_lasting_ids(client: TestClient) -> None:
    answer = client.get("/agenda.ics", params=ALL)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    view = client.get("/agenda.json", params=ALL).json()
    ids = {i["id"] for d in view["days"] for i in d["announced"]}
    assert {str(e["UID"]).split("@")[0] for e in events} == ids
    again = client.get("/agenda.ics", params=ALL)
    assert again.content == answer.content
    assert client.get("/agenda.ics", params=ALL, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    held = Calendar.from_ical(client.get("/agenda.ics", params=ALL | {"outcome": "held"}).content).walk("VEVENT")
    assert 0 < len(held) < len(events)


def test_with_accounts_a_calendar_program_brings_a_token_in_the_address(tmp_path: Path) -> None:
    press = Path(__file__).parents[2] / "examples" / "press"
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([press / "later.jsonl"], workers=0)
        token, old = keys.new_token(), keys.new_token()
        now = collection.now()
        collection.store.accounts.add(Account(name="sara", role="reader", password=keys.hash_password("a long password"), created=now))
        collection.store.accounts.add_token(Token(digest=keys.digest(token), account="sara", label="calendar", created=now))
        collection.store.accounts.add_token(Token(digest=keys.digest(old), account="sara", label="old", created=now, expires="2001-01-01T00:00:00Z"))
        with served(collection, accounts=True) as client:
            assert client.get("/agenda.ics", follow_redirects=False).status_code in (303, 401)
            for wrong in ("", "twt_guess", old):
                assert client.get("/feeds/agenda.ics", params={"feed_key": wrong}, follow_redirects=False).status_code == 403
            answer = client.get("/feeds/agenda.ics", params={"feed_key": token} | ALL)
            assert answer.status_code == 200
            assert Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_change_of_the_collection_changes_the_feed(press: Path, tmp_path: Path) -> None:
    shutil.copytree(press, tmp_path / "c")
    with open_collection(tmp_path / "c") as collection, served(collection) as client:
        before = client.get("/agenda.ics", params=ALL)
        collection.add([{"id": "n1", "outlet": "الضفة", "title": "اجتماع", "published": "2026-03-08",
                         "text": "من المقرر أن يلتقي وزير النقل سالم البحري نظيره العماني في مسقط يوم 20 آذار 2026."}], workers=0)
        after = client.get("/agenda.ics", params=ALL, headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert "مسقط".encode() in after.content.replace(b"\r\n ", b"")
