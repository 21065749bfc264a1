"""What a time expression comes to when the day of publication is known, or is not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tawatur.annotate.timex import Timex
from tawatur.annotate.timex_values import Anchor, day_of, value_of

# A Wednesday.
REF = dt.date(2021, 3, 10)
LAST = Anchor(dt.date(2021, 1, 28), "gregorian")


def timex(**more: Any) -> Timex:
    return Timex(article="x", start=0, end=3, text="يوم", rule="test", **more)


@pytest.mark.parametrize(("more", "known", "unknown"), [
    ({"offset": -1}, "2021-03-09", "PAST_REF"), ({"offset": 0}, "2021-03-10", "PRESENT_REF"), ({"offset": 1}, "2021-03-11", "FUTURE_REF"),
    ({"offset": -1, "part_of_day": "NI"}, "2021-03-09TNI", "PAST_REF"),
    ({"day": 9, "month": 3, "year": 2020}, "2020-03-09", "2020-03-09"), ({"day": 9, "month": 3}, "2021-03-09", "XXXX-03-09"),
    # The nearest year; against the tense of its clause a day costs more.
    ({"day": 20, "month": 12}, "2020-12-20", "XXXX-12-20"), ({"day": 1, "month": 9, "tense": 1}, "2021-09-01", "XXXX-09-01"),
    ({"day": 1, "month": 7, "tense": -1}, "2020-07-01", "XXXX-07-01"), ({"day": 1, "month": 7}, "2021-07-01", "XXXX-07-01"),
    ({"day": 1, "month": 4, "direction": -1}, "2020-04-01", "XXXX-04-01"), ({"day": 1, "month": 3, "direction": 1}, "2022-03-01", "XXXX-03-01"),
    ({"day": 1, "month": 5, "unit": "Y", "offset": -1}, "2020-05-01", "XXXX-05-01"),
    # 9 March was a Monday in 2020.
    ({"day": 9, "month": 3, "weekday": 0}, "2020-03-09", "XXXX-03-09"),
    ({"day": 5, "offset": 0, "unit": "M"}, "2021-03-05", "XXXX-XX-05"), ({"day": 31, "offset": -1, "unit": "M"}, None, "XXXX-XX-31"),
    ({"weekday": 1}, "2021-03-09", "XXXX-WXX-2"), ({"weekday": 3}, "2021-03-04", "XXXX-WXX-4"), ({"weekday": 3, "tense": 1}, "2021-03-11", "XXXX-WXX-4"),
    ({"weekday": 2}, "2021-03-10", "XXXX-WXX-3"), ({"weekday": 2, "direction": -1}, "2021-03-03", "XXXX-WXX-3"),
    ({"weekday": 2, "direction": 1}, "2021-03-17", "XXXX-WXX-3"), ({"weekday": 3, "direction": 1}, "2021-03-11", "XXXX-WXX-4"),
    ({"weekday": 3, "direction": -2}, "2021-02-25", "XXXX-WXX-4"), ({"weekday": 0, "unit": "W", "offset": 1}, "2021-03-15", "XXXX-WXX-1"),
    # Printed a night early: the named weekday outweighs the day of publication.
    ({"offset": 0, "weekday": 3}, "2021-03-11", "XXXX-WXX-4"), ({"offset": 0, "weekday": 0}, "2021-03-08", "XXXX-WXX-1"),
    ({"kind": "month", "month": 2}, "2021-02", "XXXX-02"), ({"kind": "month", "month": 5}, "2020-05", "XXXX-05"),
    ({"kind": "month", "month": 5, "tense": 1}, "2021-05", "XXXX-05"), ({"kind": "month", "month": 3, "direction": -1}, "2020-03", "XXXX-03"),
    ({"kind": "month", "month": 3, "direction": 1}, "2022-03", "XXXX-03"), ({"kind": "month", "month": 9, "direction": 0}, "2021-09", "XXXX-09"),
    ({"kind": "month", "offset": -3}, "2020-12", "XXXX-XX"), ({"kind": "month"}, None, None),
    ({"kind": "year", "year": 2015}, "2015", "2015"), ({"kind": "year", "offset": -1}, "2020", "XXXX"), ({"kind": "year"}, None, None),
    ({"kind": "week", "offset": 0}, "2021-W10", "XXXX-WXX"), ({"kind": "week"}, None, None),
    ({"kind": "season", "season": "SU", "direction": -1}, "2020-SU", "XXXX-SU"), ({"kind": "season", "season": "WI", "direction": 1}, "2021-WI", "XXXX-WI"),
    ({"kind": "season", "season": "SP", "direction": 1}, "2022-SP", "XXXX-SP"), ({"kind": "quarter", "season": "Q1", "offset": -1, "unit": "Y"}, "2020-Q1", "XXXX-Q1"),
    ({"literal": "PXD", "kind": "duration"}, "PXD", "PXD"), ({"offset": -1, "problem": "no such day"}, None, None),
    ({"same": "near day", "clock": "T15:00"}, "2021-03-10T15:00", "XXXX-XX-XXT15:00"),
])
def test_values(more: dict[str, Any], known: str | None, unknown: str | None) -> None:
    assert value_of(timex(**more), REF, None) == known
    assert value_of(timex(**more), None, None) == unknown


@pytest.mark.parametrize(("more", "day"), [
    ({"same": "day"}, "2021-01-28"), ({"same": "next day"}, "2021-01-29"), ({"same": "near day"}, "2021-01-28"),
    ({"same": "month", "day": 5}, "2021-01-05"), ({"same": "month", "day": 32}, None),
])
def test_what_leans_on_the_day_named_before(more: dict[str, Any], day: str | None) -> None:
    found = day_of(timex(**more), REF, LAST)
    assert (found.isoformat() if found else None) == day


def test_without_a_day_before_it_leans_on_nothing_but_the_day_of_publication() -> None:
    assert day_of(timex(same="day"), REF, None) is None
    assert day_of(timex(same="near day"), REF, None) == REF


@pytest.mark.parametrize(("more", "value"), [
    ({"day": 1, "month": 1, "year": 1442}, "2020-08-20"), ({"kind": "year", "year": 1442}, "2020-08-20/2021-08-08"),
    ({"kind": "month", "month": 9, "year": 1442}, "2021-04-13/2021-05-12"), ({"kind": "month", "month": 9}, "2021-04-13/2021-05-12"),
    ({"day": 10, "month": 7, "year": 1442}, "2021-02-22"),
])
def test_hijri(more: dict[str, Any], value: str) -> None:
    assert value_of(timex(calendar="hijri", **more), REF, None) == value


def test_a_day_of_the_same_hijri_month() -> None:
    assert day_of(timex(same="month", day=2), REF, Anchor(dt.date(2020, 8, 25), "hijri")) == dt.date(2020, 8, 21)
