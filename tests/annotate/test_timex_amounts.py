"""Lengths of time: one unit, several, a half behind one, and how they are counted from today."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex_amounts import ago, amounts, last_units, length
from tawatur.lang.normalize import fold
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("parts", "value"), [
    (((3, "Y"),), "P3Y"), (((2, "C"),), "P20Y"), (((2, "C"), (3, "Y")), "P23Y"), (((2, "H"), (30, "N")), "PT2H30M"),
    (((1, "Y"), (6, "M")), "P1Y6M"), (((1, "D"), (12, "H")), "P1DT12H"), (((2, "W"),), "P2W"), (((40, "S"),), "PT40S"),
    # TIMEX3 has no weeks beside other units.
    (((1, "M"), (2, "W")), "P1M14D"),
])
def test_lengths_as_timex3_writes_them(parts: tuple[tuple[int, str], ...], value: str) -> None:
    assert length(parts) == value


@pytest.mark.parametrize(("text", "parts"), [
    ("سنتين وثلاثة أشهر", ((2, "Y"), (3, "M"))), ("عام ونصف العام", ((1, "Y"), (6, "M"))),
    ("ساعتين ونصف الساعة", ((2, "H"), (30, "N"))), ("شهر و21 يوما", ((1, "M"), (21, "D"))),
    # Each part is smaller than the one before it.
    ("يومين وثلاثة أيام", None), ("ثلاثة أشهر وسنتين", None),
])
def test_parts_of_a_length(resources: Resources, text: str, parts: tuple[tuple[int, str], ...] | None) -> None:
    assert amounts({"amounts": fold(text)}, resources.calendar) == parts


@pytest.mark.parametrize(("text", "offset", "months", "unit"), [
    ("عام ونصف", -18, 0, "M"), ("سنتين وثلاثة أشهر", -27, 0, "M"), ("شهر ويومين", -2, -1, "D"), ("أسبوعين ويومين", -16, 0, "D"),
])
def test_so_long_ago(resources: Resources, text: str, offset: int, months: int, unit: str) -> None:
    found = ago({"amounts": fold(text)}, resources.calendar)
    assert found is not None
    assert (found.offset, found.months, found.unit) == (offset, months, unit)


def test_last_units_tell_their_direction(resources: Resources) -> None:
    past = last_units({"last": "اخر", "number": "3", "counted": "سنوات"}, resources.calendar)
    assert past is not None
    assert (past.literal, past.spread, past.count, past.unit) == ("P3Y", "past", 3, "Y")
    ahead = last_units({"number": "3", "counted": "عقود", "rel": "القادمه"}, resources.calendar)
    assert ahead is not None
    assert (ahead.literal, ahead.spread, ahead.count, ahead.unit) == ("P30Y", "next", 30, "Y")
    assert last_units({"last": "اخر", "number": "لثماني", "counted": "سنوات"}, resources.calendar) is None
