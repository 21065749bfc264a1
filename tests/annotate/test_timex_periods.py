"""Weeks, seasons, quarters, decades and centuries."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.annotate import timex_periods
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("name", "g", "want"), [
    ("unit", {"definite_unit": "الشهر", "rel": "الماضي"}, {"kind": "month", "offset": -1, "unit": "M"}),
    ("unit", {"definite_unit": "لعام", "modifier": "نهايه"}, {"kind": "year", "offset": 0, "mod": "END"}),
    ("rest", {"definite_unit": "الاسبوع"}, {"kind": "week", "spread": "rest", "mod": "END"}),
    ("weekend", {"rel": "المقبل"}, {"kind": "weekend", "offset": 1}), ("weekend", {}, {"kind": "weekend", "offset": None}),
    ("week_of_year", {"nth": "الثالث", "year": "2027"}, {"kind": "week", "nth": 3, "year": 2027}),
    ("week_of_year", {"nth": "الاول", "year": "1436"}, None),
    ("year_alone", {"year": "1300", "era": "قبل الميلاد"}, {"literal": "BC1300", "kind": "reference"}),
    ("year_alone", {"short": "67"}, {"year": 1967}), ("year_alone", {"year": "79", "era": "م"}, {"year": 1979}),
    ("quarter", {"quarter": "الاشهر السته", "nth": "الاولي", "year": "2015"}, {"season": "H1", "year": 2015}),
    ("quarter", {"quarter": "لربع", "nth": "الاخير", "year": "2015"}, {"season": "Q4"}), ("quarter", {"quarter": "النصف", "nth": "الثالث", "year": "2015"}, None),
    ("decade", {"decade": "ستينات"}, {"literal": "196"}), ("decade", {"hundred": "الثامن عشر"}, {"literal": "17"}),
    ("decade", {"hundred": "الحادي والعشرين"}, {"literal": "20"}), ("decade", {"hundred": "الرابع", "era": "قبل الميلاد"}, {"literal": "BC03"}),
    ("decade_of", {"rel": "المقبل"}, {"kind": "decade", "offset": 1}),
])
def test_periods(resources: Resources, name: str, g: dict[str, str], want: dict[str, Any] | None) -> None:
    found = getattr(timex_periods, name)(g, resources.calendar)
    assert (found is None) == (want is None)
    for field, value in (want or {}).items():
        assert getattr(found, field) == value, field
