"""How records lie in columns."""

from __future__ import annotations

import pytest

from tawatur.store.packing import day_bounds, first_doc, key_column, outlet_tag, timex_days


@pytest.mark.parametrize(("value", "days"), [
    ("2026-02-03", ("2026-02-03", "2026-02-03")), ("2026-02", ("2026-02-01", "2026-02-28")),
    ("2026", ("2026-01-01", "2026-12-31")), ("2026-W01", ("2025-12-29", "2026-01-04")),
    ("2026-W01-WE", ("2026-01-03", "2026-01-04")), ("2026-02-03T10:00", ("2026-02-03", "2026-02-03")),
    ("2026-02-03/2026-02-05", ("2026-02-03", "2026-02-05")), ("2026-02/2026-03", ("2026-02-01", "2026-03-31")),
    ("2026-13-01", (None, None)), ("2026-02-30", (None, None)), ("FUTURE_REF", (None, None)), ("P3D", (None, None)),
    ("XXXX-05-01", (None, None)), ("0000", (None, None)), ("2026-02-03/P1D", (None, None)), (None, (None, None)),
])
def test_days_of_a_date(value: str | None, days: tuple[str | None, str | None]) -> None:
    assert timex_days(value) == days


def test_days_follow_each_other_in_the_index() -> None:
    low, high = day_bounds("2026-02-03", "2026-02-03")
    assert (low, high) == (first_doc("2026-02-03"), first_doc("2026-02-04"))
    assert day_bounds(None, None) == (None, None)


def test_an_outlet_is_one_word_however_it_is_spaced() -> None:
    assert outlet_tag("The  Port ") == outlet_tag("the port") != outlet_tag("the ports")
    assert outlet_tag(None).isalnum()


def test_only_very_long_keys_are_cut() -> None:
    assert key_column("k" * 1500) == "k" * 1500
    assert len(key_column("ك" * 1500)) < 400
    assert key_column("a\0b") == "a\ufffdb"
