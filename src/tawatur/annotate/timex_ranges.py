"""The two ends of a range, read together: years of months, days of a week, hours of one day or the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.calendar import day_to_hijri
from .timex import Timex
from .timex_days import day_of

_AGAINST_TENSE = 12
# By sight of the moon a Hijri day may be so many off the tables.
_MOON = 2
# «من العام نفسه» leans on a year named at most so many characters before it.
_REACH = 400


def coherent(timexes: Sequence[Timex], ref: dt.date | None) -> tuple[Timex, ...]:
    """The expressions with what one end of a range tells of the other.

    «من 28 أيار إلى 3 حزيران 2012»: both in 2012. «من تموز إلى أيلول»: of one year, the nearest.
    «الأسبوع المقبل من الثلاثاء إلى الخميس»: days of that week. «من الثالثة إلى الرابعة عصرا»: both in the afternoon.
    """
    found = [_reckoned(timex, timexes) for timex in timexes]
    for index in range(len(found)):
        found[index] = _in_named_year(found, index, ref)
        if not index:
            continue
        first, last = found[index - 1], found[index]
        if last.ends_range:
            found[index - 1:index + 1] = _ends(first, last, ref)
        elif last.joined and _two_calendars(first, last):
            found[index - 1:index + 1] = _apposed(first, last)
        elif last.joined and _lone_weekday(first) and _lone_weekday(last) and first.direction is None:
            # «يومي السبت والأحد المقبلين»
            found[index - 1] = replace(first, direction=last.direction)
        elif last.joined and first.kind == "week" and _lone_weekday(last) and first.offset is not None and not first.same:
            found[index] = replace(last, offset=first.offset, unit="W")
    return tuple(found)


def _reckoned(timex: Timex, timexes: Sequence[Timex]) -> Timex:
    """«السبت 7/11 وحتى 1/12/1436هـ»: figures without year beside Hijri dates in figures are Hijri."""
    if timex.rule != "day and month" or not any(t.calendar == "hijri" and t.rule == "numeric date" for t in timexes):
        return timex
    return replace(timex, calendar="hijri") if (timex.day or 0) <= _HIJRI_DAYS else timex


_HIJRI_DAYS = 30


def _in_named_year(timexes: Sequence[Timex], index: int, ref: dt.date | None) -> Timex:
    """«14 شباط 2005 ... 2 حزيران من العام نفسه ... 12 كانون الأول»: dates of a story of that year."""
    timex = timexes[index]
    if timex.month is None or timex.calendar != "gregorian" or timex.year is not None:
        return timex
    near = [t for t in timexes[max(0, index - 8):index] if t.year is not None and t.calendar == "gregorian" and timex.start - t.end <= _REACH]
    if timex.same == "that year":
        base = near[-1].year if near else ref.year if ref is not None and timex.offset else None
        return replace(timex, same="", offset=None, unit="D", year=base + (timex.offset or 0) if base else None)
    if not index:
        return timex
    first = timexes[index - 1]
    told = (timex.day is not None and timex.kind == "day" and _free(timex) and timex.weekday is None and timex.tense <= 0)
    if not told or ref is None or first.year is None or first.sentence != timex.sentence or first.month is None or first.calendar != "gregorian":
        return timex
    later = (timex.month, timex.day or 0) >= (first.month, first.day or 0)
    return replace(timex, year=first.year) if later and first.year < ref.year - 1 else timex


def _two_calendars(first: Timex, last: Timex) -> bool:
    """«14 محرم 1442 الموافق 2 سبتمبر»: one day by two calendars, the year told once."""
    days = all(t.kind == "day" and t.day is not None and t.month is not None for t in (first, last))
    return days and first.calendar != last.calendar and (first.year is None) != (last.year is None)


def _apposed(first: Timex, last: Timex) -> tuple[Timex, Timex]:
    """The one without a year in the year in which it lies nearest to the other; as they are where that is far."""
    told, other = (first, last) if first.year is not None else (last, first)
    day = day_of(told, None, None)
    near = day_of(replace(other, tense=0, direction=None), day, None) if day is not None else None
    if day is None or near is None or abs((near - day).days) > _MOON:
        return first, last
    hijri = day_to_hijri(near) if other.calendar == "hijri" else None
    dated = replace(other, year=hijri[0] if hijri else near.year)
    return (told, dated) if told is first else (dated, told)


def _lone_weekday(timex: Timex) -> bool:
    return timex.kind == "day" and timex.weekday is not None and timex.day is None and timex.offset is None and timex.nth is None


def _ends(first: Timex, last: Timex, ref: dt.date | None) -> tuple[Timex, Timex]:
    if first.clock and last.clock:
        return _clocks(first, last), last
    if first.month is None or last.month is None or first.calendar != last.calendar or first.year is not None:
        return first, last
    if last.year is not None:
        return replace(first, year=last.year - (first.month > last.month)), last
    if first.kind == "month" == last.kind and first.calendar == "gregorian" and ref is not None and _free(first) and _free(last):
        year = _nearest_year(first.month, last.month, max(first.tense, last.tense), ref)
        return replace(first, year=year), replace(last, year=year + (last.month < first.month))
    return first, last


def _free(timex: Timex) -> bool:
    return timex.offset is None and timex.direction is None


def _nearest_year(first: int, last: int, tense: int, ref: dt.date) -> int:
    """The year in which a span of months that begins in month `first` lies nearest to a day."""
    now = ref.year * 12 + ref.month

    def cost(year: int) -> tuple[int, int]:
        begin = year * 12 + first
        end = (year + (last < first)) * 12 + last
        away = begin - now if begin > now else min(0, end - now)
        return abs(away) * (_AGAINST_TENSE if tense * away < 0 else 1), year

    return min((ref.year - 1, ref.year, ref.year + 1), key=cost)


def _clocks(first: Timex, last: Timex) -> Timex:
    """«من الثالثة إلى الرابعة عصرا»: the first hour is in the part of the day that the last one is told with."""
    assert first.clock is not None
    assert last.clock is not None
    hour, minute = int(first.clock[1:3]), first.clock[3:]
    if first.bare_clock and not last.bare_clock and hour + 12 <= int(last.clock[1:3]):
        return replace(first, clock=f"T{hour + 12:02}{minute}")
    return first
