"""Easter by both reckonings; the Hijri tables are tested with the calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from tawatur.lang.reckoning import easter


@pytest.mark.parametrize(("year", "western", "eastern"), [
    (2013, "2013-03-31", "2013-05-05"), (2014, "2014-04-20", "2014-04-20"), (2016, "2016-03-27", "2016-05-01"),
    (2020, "2020-04-12", "2020-04-19"), (2024, "2024-03-31", "2024-05-05"), (1954, "1954-04-18", "1954-04-25"),
])
def test_easter_of_both_reckonings(year: int, western: str, eastern: str) -> None:
    assert easter(year) == dt.date.fromisoformat(western)
    assert easter(year, julian=True) == dt.date.fromisoformat(eastern)


def test_easter_is_a_sunday_in_spring() -> None:
    for year in range(1900, 2100):
        for day in (easter(year), easter(year, julian=True)):
            assert day.weekday() == 6
            assert dt.date(year, 3, 22) <= day <= dt.date(year, 5, 8)
