"""Days that a TIMEX3 value covers."""

from __future__ import annotations

import datetime as dt

import pytest

from tawatur.collection.days import days_of, length_in_days


@pytest.mark.parametrize(("value", "first", "last"), [
    ("2026-11-05", "2026-11-05", "2026-11-05"), ("2026-11-05T20:00", "2026-11-05", "2026-11-05"),
    ("2026-02", "2026-02-01", "2026-02-28"), ("2026-W01", "2025-12-29", "2026-01-04"), ("2026-W02-WE", "2026-01-10", "2026-01-11"),
    ("2026-H2", "2026-07-01", "2026-12-31"), ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026", "2026-01-01", "2026-12-31"),
    ("2026-11-04/2026-11-06", "2026-11-04", "2026-11-06"),
])
def test_days(value: str, first: str, last: str) -> None:
    assert days_of(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("value", [None, "", "PAST_REF", "XXXX-05-28", "2026-SU", "2026-02-30", "2026-W60", "2026-11-06/2026-11-04"])
def test_what_names_no_days(value: str | None) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(("value", "days"), [("P10D", 10), ("P2W", 14), ("PT48H", 2), ("PT5H", 1), ("P1M", 30), ("PXD", None), ("2026", None)])
def test_lengths(value: str, days: int | None) -> None:
    assert length_in_days(value) == days
