"""Days and years that share the words of another."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex_fields import Meaning
from tawatur.annotate.timex_lists import listed_days, more_days, more_years
from tawatur.lang.normalize import fold
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("text", "days"), [
    ("في 3 و4 و5 أيار", [3, 4]), ("من الثالث والعشرين وحتى السادس والعشرين من أيار", [23]), ("قتل 3 أشخاص في 5 أيار", []),
    ("من 5 إلى 9 أيار", [5]), ("1.3 و5 أيار", []),
])
def test_days_before_a_date(resources: Resources, text: str, days: list[int]) -> None:
    norm = fold(text)
    start = max(norm.rfind(word) for word in ("5 ايار", "9 ايار", "السادس"))
    found = listed_days(norm, 0, start, Meaning(day=5, month=5), resources.calendar)
    assert [what.day for _, _, what in found] == days
    assert all(what.month == 5 for _, _, what in found)


def test_a_feast_hour_or_weekday_lends_its_month_to_none(resources: Resources) -> None:
    norm = fold("في 3 و5 أيار")
    assert not listed_days(norm, 0, norm.index("5"), Meaning(day=5, month=5, weekday=2), resources.calendar)


def test_a_day_behind_the_month(resources: Resources) -> None:
    norm = fold("تموز 13 الى 15")
    assert [(a, b, what.day, what.month) for a, b, what in more_days(norm, 7, Meaning(day=13, month=7), resources.calendar)] == [(12, 14, 15, 7)]


@pytest.mark.parametrize(("text", "years"), [
    ("1993 و1996 و1998 في", [1996, 1998]), ("2010-2015", [2015]), ("2010 / 2011، ثم", [2011]), ("2010 و2011.", [2011]),
    ("2015-2010", []), ("2010 و2015.5", []), ("2010 و2000%", []),
])
def test_years_behind_a_year(text: str, years: list[int]) -> None:
    assert [what.year for _, _, what in more_years(text, 4, Meaning(kind="year", year=int(text[:4])))] == years
