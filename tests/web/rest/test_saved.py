"""Saved searches over REST: kept, changed, deleted, their news told."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.collection.alerts import notice

from .bridge import FIRST, SECOND

_API = "/api/v1/saved"


def _make(writer: TestClient, **fields: Any) -> dict[str, Any]:
    answer = writer.post(_API, json={"name": "الجسر", "text": "الجسر", "tell": ["new article", "second origin"], **fields})
    assert answer.status_code == 201
    made: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{_API}/{made['id']}"
    return made


def test_what_is_kept_is_told(writer: TestClient) -> None:
    made = _make(writer)
    assert writer.get(f"{_API}/{made['id']}").json() == made
    assert [one["id"] for one in writer.get(_API).json()["items"]] == [made["id"]]
    assert made["before"] is None


def test_news_by_page_and_count(writer: TestClient, desk: Collection) -> None:
    made = _make(writer)
    notice(desk)
    desk.add([FIRST], workers=0)
    desk.add([SECOND], workers=0)
    first = writer.get(f"{_API}/{made['id']}/alerts?limit=2").json()
    rest = writer.get(first["next"]).json()
    assert (first["total"], len(first["items"]), rest["next"]) == (3, 2, None)
    found = [one for page in (first, rest) for one in page["items"]]
    assert sorted(one["kind"] for one in found) == ["new article", "new article", "second origin"]
    told = writer.get(f"{_API}/{made['id']}").json()
    assert (told["news"], told["delivered"], told["before"]) == (3, 0, {"new article": 0, "second origin": 0})


def test_other_words_for_it(writer: TestClient) -> None:
    made = _make(writer)
    answer = writer.put(f"{_API}/{made['id']}", json={"name": "أخرى", "entity": "بغداد"})
    assert answer.json() == {**made, "name": "أخرى", "text": "", "entity": "بغداد", "tell": ["new article"]}


def test_deleted_it_is_gone(writer: TestClient) -> None:
    made = _make(writer)
    assert writer.delete(f"{_API}/{made['id']}").status_code == 204
    for call in (writer.get, writer.delete):
        assert call(f"{_API}/{made['id']}").status_code == 404
    assert writer.get(made["feed"]).status_code == 404


@pytest.mark.parametrize(("body", "status"), [
    ({"name": "x"}, 409), ({"name": "x", "text": "!!"}, 409), ({"text": "x"}, 422), ({"name": "x", "text": "x", "tell": []}, 422),
    ({"name": "x", "text": "x", "tell": ["gossip"]}, 422), ({"name": "x", "text": "x", "more": 1}, 422), ({"name": 1, "text": "x"}, 422),
    ({"name": "x", "text": "x", "webhook": "http://127.0.0.1/"}, 409), ({"name": "x", "text": "x", "webhook": "file:///etc/passwd"}, 409),
    ([], 422),
])
def test_what_is_refused(writer: TestClient, body: Any, status: int) -> None:
    answer = writer.post(_API, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert writer.get(_API).json()["total"] == 0


@pytest.mark.parametrize(("data", "kind", "status"), [
    (b"{", "application/json", 400), (b"\xff", "application/json", 400), (b"[" * 100_000, "application/json", 400),
    (b'{"name":"x","text":"x"}', "application/xml", 415),
])
def test_what_is_no_json(writer: TestClient, data: bytes, kind: str, status: int) -> None:
    assert writer.post(_API, content=data, headers={"content-type": kind}).status_code == status


def test_a_form_of_another_site_changes_nothing(writer: TestClient) -> None:
    """What a page of another site can have a browser send without asking: no JSON type, or its own origin."""
    body = b'{"name":"x","text":"x"}'
    for headers in ({"content-type": "text/plain"}, {"content-type": "application/json", "origin": "https://evil.example"}):
        assert writer.post(_API, content=body, headers=headers).status_code == 403
    assert writer.get(_API).json()["total"] == 0
