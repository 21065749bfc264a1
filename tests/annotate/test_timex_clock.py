"""Hours: figures, words, minutes, and the part of the day they are told with."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex_clock import clock
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("g", "value", "bare"), [
    ({"hour": "3"}, "T03:00", True), ({"hour": "15"}, "T15:00", False), ({"hour": "0", "minutes": "35"}, "T00:35", False),
    ({"hourword": "الثالثه", "clock_part": "عصرا"}, "T15:00", False), ({"hournumber": "خمسه", "clock_part": "فجرا"}, "T05:00", False),
    ({"hourword": "الحاديه عشره", "clock_part": "ليلا"}, "T23:00", False), ({"hourword": "الثانيه", "clock_part": "ليلا"}, "T02:00", False),
    ({"hour": "3", "minute": "ثمانيه عشر", "clock_part": "صباحا"}, "T03:18", False), ({"hourword": "الخامسه", "less": "ثلث", "clock_part": "بعد العصر"}, "T16:40", False),
    ({"hour": "15", "minutes": "23", "seconds": "24"}, "T15:23:24", False), ({"hour": "12", "clock_part": "قبل الظهر"}, "T00:00", False),
])
def test_hours(resources: Resources, g: dict[str, str], value: str, bare: bool) -> None:
    found = clock(g, resources.calendar)
    assert found is not None
    assert (found.clock, found.bare_clock, found.type) == (value, bare, "TIME")


@pytest.mark.parametrize("g", [{"hournumber": "كتاب"}, {"hour": "24", "clock_part": "مساء", "minute": "99"}, {"hour": "25"}])
def test_no_hours(resources: Resources, g: dict[str, str]) -> None:
    assert clock(g, resources.calendar) is None
