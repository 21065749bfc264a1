"""Names of fields, and what stands under them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tawatur.ingest.fields import (
    ALIASES,
    day_in,
    field_of,
    fields,
    holds_article,
    host_of,
    outlet_in,
    plain,
)


def test_each_name_stands_once_and_as_it_is_compared() -> None:
    names = [name for row in ALIASES.values() for name in row]
    assert len(names) == len(set(names))
    assert [plain(name) for name in names] == names
    assert all(field in row for field, row in ALIASES.items())


def test_the_table_of_the_docs_is_this_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")
    for field, row in ALIASES.items():
        assert f"| `{field}` | {', '.join(f'`{name}`' for name in row)} |" in page


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("datePublished", "published"), ("pubDate", "published"), ("Date Published", "published"), ("date_extracted", "seen"),
        ("fetched", "seen"), ("crawled", "seen"), ("source", "outlet"), ("site", "outlet"), ("content", "text"), ("BODY", "text"),
        ("article", "text"), ("headline", "title"), ("link", "url"), ("author", None), ("", None), ("stance", None),
    ],
)
def test_names(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_the_first_name_that_holds_something_wins() -> None:
    assert fields({"body": "ب", "text": "أ"}) == {"text": "أ"}
    assert fields({"body": "ب", "text": " ", "content": None}) == {"text": "ب"}
    assert fields({"content": ""}) == {"text": ""}
    assert fields({"content": {"rendered": "<p>أ</p>"}, 5: 6}) == {"text": "<p>أ</p>"}


def test_what_holds_an_article() -> None:
    assert holds_article({"content": None})
    assert holds_article({"Content-HTML": "<p>"})
    assert not holds_article({"article": ["أ"], "url": ["u"]})
    assert not holds_article({"title": "أ"})


@pytest.mark.parametrize(
    ("value", "outlet"),
    [
        ("ضفاف", "ضفاف"), ({"id": None, "name": "ضفاف"}, "ضفاف"), (["ضفاف"], "ضفاف"), ("https://www.difaf.example/x", "difaf.example"),
        (" ", None), (None, None), (True, None), ({}, None), (["أ", "ب"], None), (7, "7"),
    ],
)
def test_outlets(value: object, outlet: str | None) -> None:
    assert outlet_in(value) == outlet


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2015-08-04 18:19:08", "2015-08-04"), (1438712348, "2015-08-04"), ("1438712348", "2015-08-04"), (1438712348000, "2015-08-04"),
        (1438712348.5, "2015-08-04"), (20150804, "2015-08-04"), (datetime(2015, 8, 4, 23, tzinfo=UTC), "2015-08-04"),
        (date(2015, 8, 4), "2015-08-04"), ("Tue, 04 Aug 2015 18:19:08 +0300", "2015-08-04"), ({"$date": "2015-08-04T00:00:00Z"}, "2015-08-04"),
        ("03/04/2020", None), (True, None), ([], None), (float("nan"), None), (float("inf"), None), (12, None), ("9" * 400, None), (10**400, None),
    ],
)
def test_days(value: object, day: str | None) -> None:
    assert day_in(value) == day


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://www.Difaf.example:80/a", "difaf.example"), ("difaf.example/a", "difaf.example"), ("//difaf.example", "difaf.example"),
        ("https://web.archive.org/web/20180101000000/http://www.difaf.example/a", "difaf.example"),
        ("http://[::1", None), ("", None), (None, None), ("خبر", None),
    ],
)
def test_hosts(url: str | None, host: str | None) -> None:
    assert host_of(url) == host
