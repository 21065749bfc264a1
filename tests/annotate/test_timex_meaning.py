"""What the words of a match say."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.annotate.timex_meaning import meaning
from tawatur.lang.resources import Resources


def test_a_rule_without_meaning_is_a_fault_of_ours(resources: Resources) -> None:
    with pytest.raises(KeyError, match="no meaning is written for rule 'new rule'"):
        meaning("new rule", {}, resources.calendar)


CASES: list[tuple[str, dict[str, str], dict[str, Any] | None]] = [
    ("date", {"day": "9", "month": "اذار", "year": "2021"}, {"day": 9, "month": 3, "year": 2021, "problem": None}),
    ("date", {"day": "31", "month": "نيسان"}, {"problem": "that month has no such day"}),
    ("date", {"day": "29", "month": "شباط"}, {"problem": None}),
    ("date", {"day": "29", "month": "شباط", "year": "2021"}, {"problem": "that month has no such day"}),
    ("date", {"day": "31", "month": "رمضان"}, {"calendar": "hijri", "problem": "no Hijri month has that day"}),
    ("date", {"day": "9", "month": "رمضان", "year": "2021"}, None),
    ("date", {"day": "9", "month": "اذار", "year": "1442"}, None),
    ("date", {"day": "15", "month": "حزيران", "year": "1215"}, {"year": 1215, "calendar": "gregorian"}),
    ("numeric date", {"n1": "9", "n2": "3", "n3": "2021"}, {"day": 9, "month": 3, "year": 2021}),
    ("numeric date", {"n1": "2021", "n2": "3", "n3": "9"}, {"day": 9, "month": 3, "year": 2021}),
    ("numeric date", {"n1": "3", "n2": "25", "n3": "2021"}, {"day": 25, "month": 3}),
    ("numeric date", {"n1": "9", "n2": "3", "n3": "1442"}, {"calendar": "hijri"}),
    ("numeric date", {"n1": "13", "n2": "14", "n3": "2021"}, {"problem": "there is no month 14"}),
    ("numeric date", {"n1": "9", "n2": "3", "n3": "21"}, None), ("numeric date", {"n1": "9", "n2": "3", "n3": "3021"}, None),
    ("hijri year", {"year": "1442", "era": "هـ"}, {"calendar": "hijri", "kind": "year"}), ("hijri year", {"year": "1442"}, None),
    ("year", {"year": "1442"}, {"calendar": "hijri"}), ("year", {"year": "2015"}, {"calendar": "gregorian"}),
    ("bare year", {"bare": "2015"}, {"year": 2015, "kind": "year"}),
    ("duration", {"number": "3", "counted": "ايام"}, {"type": "DURATION", "literal": "P3D"}),
    ("duration", {"number": "3", "counted": "ساعات"}, {"literal": "PT3H"}), ("duration", {"dual_unit": "شهرين"}, {"literal": "P2M"}),
    ("duration", {"number": "2", "counted": "عقود"}, {"literal": "P20Y"}), ("duration", {"half": "نصف", "halved": "ساعه"}, {"literal": "PT30M"}),
    ("duration", {"number": "احدي", "counted": "اشهر"}, None),
    ("ago", {"number": "3", "counted": "اسابيع"}, {"offset": -21, "unit": "D", "kind": "day"}),
    ("ago", {"number": "3", "counted": "اعوام"}, {"offset": -3, "unit": "Y", "kind": "year"}),
    ("ago", {"number": "48", "counted": "ساعه"}, {"offset": -2, "unit": "D"}), ("ago", {"plural_unit": "ايام"}, {"literal": "PAST_REF"}),
    ("ago", {"number": "3", "counted": "ايام", "event": "x"}, {"type": "DURATION", "literal": "P3D"}),
    ("since", {"plural_unit": "سنوات"}, {"literal": "PXY"}), ("since", {"plural_unit": "ساعات"}, {"literal": "PTXH"}),
    ("clock", {"hour": "3", "clock_part": "مساء"}, {"clock": "T15:00", "same": "near day", "type": "TIME"}),
    ("clock", {"hour": "12", "clock_part": "صباحا"}, {"clock": "T00:00"}), ("clock", {"hour": "12", "clock_part": "ليلا"}, {"clock": "T24:00"}),
    ("clock", {"hour": "12", "clock_part": "ظهرا"}, {"clock": "T12:00"}), ("clock", {"hour": "11", "clock_part": "ظهرا"}, {"clock": "T11:00"}),
    ("clock", {"hour": "9", "minute": "النصف"}, {"clock": "T09:30"}), ("clock", {"hour": "9", "minutes": "05"}, {"clock": "T09:05"}),
    ("clock", {"hour": "25"}, None), ("clock", {"hour": "9", "minutes": "75"}, None),
    ("same day", {}, {"same": "day"}), ("same day", {"nextday": "x"}, {"same": "next day"}),
    ("quarter", {"quarter": "الربع", "nth": "الثالث"}, {"season": "Q3", "offset": 0}), ("quarter", {"quarter": "النصف", "nth": "الثاني"}, {"season": "H2"}),
    ("quarter", {"quarter": "النصف", "nth": "الثالث"}, None), ("quarter", {"quarter": "الربع", "nth": "الاخير", "year": "2015"}, {"season": "Q4", "year": 2015, "offset": None}),
    ("quarter", {"quarter": "الربع", "nth": "الاول", "year": "1442"}, None),
    ("month", {"month": "اذار"}, {"kind": "month", "month": 3}), ("month", {"month": "اذار", "rel": "المقبل"}, {"direction": 1}),
    ("week of month", {"nth": "الاول", "month": "اذار"}, {"kind": "month", "month": 3, "mod": "START"}),
    ("week of month", {"nth": "الاخير", "thismonth": "x"}, {"offset": 0, "mod": "END"}), ("week of month", {"nth": "الثاني", "rel": "الماضي"}, {"offset": -1, "mod": "MID"}),
    ("day of this month", {"day": "5", "this": "x"}, {"day": 5, "offset": 0, "unit": "M"}), ("day of that month", {"day": "5"}, {"day": 5, "same": "month"}),
    ("last n units", {"number": "3", "counted": "ايام", "rel": "الماضيه"}, {"type": "DURATION", "literal": "P3D"}),
    ("last n units", {"rel": "الماضيه"}, {"literal": "PAST_REF"}), ("last n units", {"rel": "المقبله"}, {"literal": "FUTURE_REF"}), ("last n units", {"rel": "الجاري"}, None),
    ("deictic day", {"deictic": "امس"}, {"offset": -1}), ("deictic day", {"deictic": "امس", "part_of_day": "مساء"}, {"type": "TIME"}),
    ("weekday", {"weekday": "الاثنين"}, {"weekday": 0}), ("weekday", {"weekday": "الاثنين", "rel": "المقبل"}, {"weekday": 0, "direction": 1}),
]


@pytest.mark.parametrize(("rule", "g", "want"), CASES, ids=lambda x: x if isinstance(x, str) else "-".join((x or {"none": ""}).keys()))
def test_meanings(rule: str, g: dict[str, str], want: dict[str, Any] | None, resources: Resources) -> None:
    found = meaning(rule, g, resources.calendar)
    if want is None:
        assert found is None
    else:
        assert found is not None
        assert {key: getattr(found, key) for key in want} == want
