"""The one day of an expression: the nth of its weekday, feasts of Easter, days without a month."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tawatur.annotate.timex import Timex
from tawatur.annotate.timex_days import Anchor, day_of, shifted

# A Tuesday.
REF = dt.date(2013, 3, 12)


def timex(**more: Any) -> Timex:
    return Timex(article="x", start=0, end=3, text="يوم", rule="test", **more)


@pytest.mark.parametrize(("more", "day"), [
    ({"nth": 1, "weekday": 6, "month": 9, "year": 2013}, "2013-09-01"), ({"nth": -1, "weekday": 4, "month": 2, "year": 2013}, "2013-02-22"),
    ({"nth": 5, "weekday": 0, "month": 2, "year": 2013}, None), ({"nth": -1, "month": 2, "year": 2012}, "2012-02-29"),
    ({"nth": -1, "weekday": 4, "month": 9, "calendar": "hijri", "year": 1434}, "2013-08-02"), ({"nth": 2, "weekday": 1, "offset": 1, "unit": "M"}, "2013-04-09"),
    ({"nth": 1, "weekday": 6, "month": 9, "tense": 1}, "2013-09-01"), ({"nth": 1, "weekday": 6, "month": 9, "direction": -1}, "2012-09-02"),
    # The third of September 2013 is a Tuesday; the second is a Monday, so that «the second Tuesday» is meant.
    ({"day": 3, "nth": 3, "weekday": 1, "month": 9, "year": 2013}, "2013-09-03"), ({"day": 2, "nth": 2, "weekday": 1, "month": 9, "year": 2013}, "2013-09-10"),
    ({"season": "easter-0"}, "2013-03-31"), ({"season": "easter--2", "year": 2014}, "2014-04-18"), ({"season": "julian-1", "unit": "Y", "offset": -1}, "2012-04-16"),
    ({"day": 27}, "2013-03-27"), ({"day": 27, "tense": -1}, "2013-02-27"), ({"day": 31, "tense": 1}, "2013-03-31"),
    ({"day": 29, "weekday": 0}, "2013-04-29"), ({"day": 29, "weekday": 3}, None),
    ({"same": "beside", "weekday": 6, "direction": 1}, "2013-03-17"), ({"same": "beside", "weekday": 1, "direction": -1}, "2013-03-05"),
    ({"same": "previous day"}, "2013-03-11"), ({"same": "next day", "tense": 1}, "2013-03-13"), ({"same": "next day"}, None),
    ({"offset": -21, "months": -1}, "2013-01-22"),
])
def test_days(more: dict[str, Any], day: str | None) -> None:
    found = day_of(timex(**more), REF, None)
    assert (found.isoformat() if found else None) == day


def test_a_weekday_beside_the_day_named_before() -> None:
    last = Anchor(dt.date(2013, 1, 28), "gregorian")
    assert day_of(timex(same="beside", weekday=6, direction=1), REF, last) == dt.date(2013, 2, 3)


@pytest.mark.parametrize(("by", "unit", "day"), [
    (1, "M", "2013-02-28"), (-1, "Y", "2012-01-31"), (2, "W", "2013-02-14"), (3, "M", "2013-04-30"), (-3000, "Y", None),
])
def test_shifts_end_with_the_month(by: int, unit: str, day: str | None) -> None:
    found = shifted(dt.date(2013, 1, 31), by, unit)
    assert (found.isoformat() if found else None) == day
