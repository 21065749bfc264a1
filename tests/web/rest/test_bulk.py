"""Tables as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.export.columns import TABLES

from ..served import served

_TOLD = sorted(TABLES)


def _rows(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/bulk/{path}")
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("table", _TOLD)
def test_the_rows_are_those_of_an_export(client: TestClient, collection: Collection, table: str, tmp_path: Path) -> None:
    collection.export(table, tmp_path / "x.jsonl")
    exported = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(map(json.dumps, _rows(client, table))) == sorted(json.dumps(json.loads(line)) for line in exported)


@pytest.mark.parametrize("table", _TOLD)
def test_taken_up_after_any_article(client: TestClient, table: str) -> None:
    """Whatever the stream was broken off at, what comes before and behind makes the whole."""
    whole = _rows(client, table)
    owner = "id" if table in ("articles", "stories") else "article"
    for at in dict.fromkeys(row[owner] for row in whole):
        last = max(n for n, row in enumerate(whole) if row[owner] == at)
        assert _rows(client, f"{table}?after={at}") == whole[last + 1:]


def test_rows_of_some_days(client: TestClient, collection: Collection) -> None:
    day = collection.store.entries()[0].day
    rows = _rows(client, f"articles?since={day}&until={day}")
    assert [row["day"] for row in rows] == [day] * len(rows)
    assert rows


def test_pages_end_where_they_should(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {table: _rows(client, table) for table in _TOLD}
    monkeypatch.setattr("tawatur.collection.bulk.PAGE", 3)
    monkeypatch.setattr("tawatur.web.rest.bulk._ROWS", 2)
    assert {table: _rows(client, table) for table in _TOLD} == whole


def test_an_empty_collection_has_no_rows(empty: Path) -> None:
    from tawatur.collection import open_collection

    with open_collection(empty) as collection, served(collection) as client:
        assert {table: _rows(client, table) for table in _TOLD} == {table: [] for table in _TOLD}


def test_status_counts_what_the_tables_hold(writer: TestClient, desk: Collection) -> None:
    """The days of deadlines lie beside the events for the agenda; they are none."""
    first = desk.article(desk.stories(limit=1)[0].articles[0])
    text = "قال مدير البلدية سمير الطويل إن على السكان تقديم الطلبات. الموعد النهائي للتسجيل هو 15 نيسان."
    desk.add([msgspec.structs.replace(first, id="deadline-1", url=None, outlet="الساحل", text=text)], workers=0)
    assert any(plan.type == "deadline" for plan in desk.agenda(after="2026-04-01"))
    counts = writer.get("/api/v1/status").json()["counts"]
    for table in ("articles", "claims", "events", "stories"):
        assert counts[table] == len(_rows(writer, table)), table
