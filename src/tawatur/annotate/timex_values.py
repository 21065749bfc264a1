"""TIMEX3 values: what a Timex comes to when the day of publication is known, or is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..lang.calendar import day_to_hijri, hijri_month_length, hijri_to_day
from .timex import Timex

# A date without year that lies against the tense of its clause costs this many times its distance.
_AGAINST_TENSE = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that was named, and the calendar it was named in, for «28 منه»."""

    day: dt.date
    calendar: str


def day_of(timex: Timex, ref: dt.date | None, last: Anchor | None) -> dt.date | None:
    """The one day that a timex of kind `day` means; None where that can't be told.

    `ref` is the day of publication, `last` the day named before it, for «28 منه».
    """
    if timex.same:
        return _leaning(timex, ref, last)
    if timex.day is not None and timex.month is not None:
        return _dated(timex, ref)
    if ref is None:
        return None
    if timex.day is not None and timex.offset is not None:
        return _in_month(timex, ref)
    if timex.offset is not None and timex.unit == "W" and timex.weekday is not None:
        return ref + dt.timedelta(7 * timex.offset + timex.weekday - ref.weekday())
    if timex.offset is not None:
        return _deictic(timex, ref)
    return _weekday(timex, ref) if timex.weekday is not None else None


def _leaning(timex: Timex, ref: dt.date | None, last: Anchor | None) -> dt.date | None:
    if last is None:
        return ref if timex.same == "near day" else None
    if timex.same in ("day", "near day"):
        return last.day
    if timex.same == "next day":
        return last.day + dt.timedelta(1)
    if last.calendar == "hijri":
        told = day_to_hijri(last.day)
        return hijri_to_day(told[0], told[1], timex.day or 0) if told else None
    return _safe_day(last.day.year, last.day.month, timex.day or 0)


def _safe_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _dated(timex: Timex, ref: dt.date | None) -> dt.date | None:
    assert timex.month is not None
    assert timex.day is not None
    make = hijri_to_day if timex.calendar == "hijri" else _safe_day
    if timex.year is not None:
        return make(timex.year, timex.month, timex.day)
    if ref is None:
        return None
    year = ref.year
    if timex.calendar == "hijri":
        now = day_to_hijri(ref)
        if now is None:
            return None
        year = now[0]
    if timex.unit == "Y" and timex.offset is not None:
        return make(year + timex.offset, timex.month, timex.day)
    found = [make(y, timex.month, timex.day) for y in (year - 1, year, year + 1)]
    days = [day for day in found if day is not None]
    return _nearest(timex, ref, days)


def _nearest(timex: Timex, ref: dt.date, days: Iterable[dt.date]) -> dt.date | None:
    """Of the same date in several years the one that its modifier, weekday and tense want."""
    days = list(days)
    if (timex.direction or 0) < 0:
        days = [day for day in days if day < ref] or days
    elif (timex.direction or 0) > 0:
        days = [day for day in days if day > ref] or days
    if timex.weekday is not None:
        # By sight of the moon a Hijri day may be one off the tables.
        slack = 1 if timex.calendar == "hijri" else 0
        days = [d for d in days if _apart(d.weekday(), timex.weekday) <= slack] or days

    def cost(day: dt.date) -> tuple[int, int]:
        away = (day - ref).days
        against = timex.tense * away < 0
        return abs(away) * (_AGAINST_TENSE if against else 1), away

    return min(days, key=cost, default=None)


def _apart(a: int, b: int) -> int:
    return min((a - b) % 7, (b - a) % 7)


def _in_month(timex: Timex, ref: dt.date) -> dt.date | None:
    assert timex.offset is not None
    assert timex.day is not None
    year, month = _shift_month(ref.year, ref.month, timex.offset)
    return _safe_day(year, month, timex.day)


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def _deictic(timex: Timex, ref: dt.date) -> dt.date:
    assert timex.offset is not None
    day = ref + dt.timedelta(timex.offset)
    if timex.weekday is not None and timex.weekday != day.weekday():
        # Friday's paper is printed on Thursday night, and an agency's text may be days old:
        # the named weekday outweighs the day of publication.
        for slip in (1, -1, -2, -3, -4, -5):
            if (day + dt.timedelta(slip)).weekday() == timex.weekday:
                return day + dt.timedelta(slip)
    return day


def _weekday(timex: Timex, ref: dt.date) -> dt.date:
    assert timex.weekday is not None
    ahead = (timex.weekday - ref.weekday()) % 7
    if timex.direction:
        # -2 and 2: «السبت قبل الماضي», «السبت بعد المقبل».
        weeks = timex.direction if timex.direction < 0 or not ahead else timex.direction - 1
        return ref + dt.timedelta(ahead + 7 * weeks)
    if timex.tense == 1 or ahead == 0:
        return ref + dt.timedelta(ahead)
    return ref + dt.timedelta(ahead - 7)


def shifted(day: dt.date, by: int, unit: str) -> dt.date | None:
    """A day so many units (D, W, M, Y) later; None where the month has no such day."""
    if unit in "DW":
        return day + dt.timedelta(by * (7 if unit == "W" else 1))
    year, month = _shift_month(day.year, day.month, by * (12 if unit == "Y" else 1))
    return _safe_day(year, month, min(day.day, 28))


def value_of(timex: Timex, ref: dt.date | None, last: Anchor | None) -> str | None:
    """The TIMEX3 value; partly unknown (`XXXX-01-29`) where the day of publication is missing.

    None for an impossible date and for one that leans on a day which the text does not give.
    """
    if timex.problem:
        return None
    if timex.literal is not None:
        return timex.literal
    if timex.kind == "day":
        return _day_value(timex, ref, last)
    if timex.kind == "month":
        return _month_value(timex, ref)
    if timex.kind == "year":
        return _year_value(timex, ref)
    if timex.kind == "week":
        return _week_value(timex, ref)
    if timex.kind in ("season", "quarter"):
        year = timex.year or _season_year(timex, ref)
        return f"{year or 'XXXX'}-{timex.season}"
    return None


def _day_value(timex: Timex, ref: dt.date | None, last: Anchor | None) -> str | None:
    day = day_of(timex, ref, last)
    tail = timex.clock or (f"T{timex.part_of_day}" if timex.part_of_day else "")
    if day is not None:
        return day.isoformat() + tail
    if timex.day is not None and timex.month is not None and ref is None and timex.calendar == "gregorian":
        return f"{timex.year or 'XXXX'}-{timex.month:02}-{timex.day:02}{tail}"
    if timex.day is not None and ref is None:
        return f"XXXX-XX-{timex.day:02}{tail}"
    if timex.offset is not None and timex.weekday is None and ref is None:
        return "PRESENT_REF" if timex.offset == 0 else "PAST_REF" if timex.offset < 0 else "FUTURE_REF"
    if timex.weekday is not None and ref is None:
        return f"XXXX-WXX-{timex.weekday + 1}{tail}"
    if timex.clock:
        return f"XXXX-XX-XX{timex.clock}"
    return None


def _month_value(timex: Timex, ref: dt.date | None) -> str | None:
    if timex.month is None:
        if timex.offset is None:
            return None
        if ref is None:
            return "XXXX-XX"
        year, month = _shift_month(ref.year, ref.month, timex.offset)
        return f"{year}-{month:02}"
    if timex.calendar == "hijri":
        return _hijri_month(timex, ref)
    found = timex.year or (_year_of_month(timex, ref.year, ref.month) if ref else None)
    return f"{found or 'XXXX'}-{timex.month:02}"


def _year_of_month(timex: Timex, year: int, month: int) -> int:
    """The year of a bare month name: the last such month, unless the words look ahead."""
    assert timex.month is not None
    if timex.unit == "Y" and timex.offset is not None:
        return year + timex.offset
    direction = timex.direction or 0
    if timex.direction == 0:
        return year
    if direction > 0:
        return year if timex.month > month else year + 1
    if direction < 0:
        return year if timex.month < month else year - 1
    if timex.tense == 1:
        return year if timex.month >= month else year + 1
    return year if timex.month <= month else year - 1


def _hijri_month(timex: Timex, ref: dt.date | None) -> str | None:
    assert timex.month is not None
    year = timex.year
    if year is None:
        now = day_to_hijri(ref) if ref else None
        if now is None:
            return "XXXX"
        # Near a month's end the next one is meant as often as the one of last year.
        ahead = (timex.month - now[1]) % 12 in (1, 2) and timex.direction is None
        year = now[0] + (1 if timex.month < now[1] else 0) if ahead else _year_of_month(timex, now[0], now[1])
    first = hijri_to_day(year, timex.month, 1)
    length = hijri_month_length(year, timex.month)
    if first is None or length is None:
        return None
    return f"{first}/{first + dt.timedelta(length - 1)}"


def _year_value(timex: Timex, ref: dt.date | None) -> str | None:
    if timex.year is None:
        if timex.offset is None:
            return None
        return str(ref.year + timex.offset) if ref else "XXXX"
    if timex.calendar == "gregorian":
        return str(timex.year)
    first, after = hijri_to_day(timex.year, 1, 1), hijri_to_day(timex.year + 1, 1, 1)
    if first is None or after is None:
        return None
    return f"{first}/{after - dt.timedelta(1)}"


def _week_value(timex: Timex, ref: dt.date | None) -> str | None:
    if timex.offset is None:
        return None
    if ref is None:
        return "XXXX-WXX"
    year, week, _ = (ref + dt.timedelta(7 * timex.offset)).isocalendar()
    return f"{year}-W{week:02}"


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season_year(timex: Timex, ref: dt.date | None) -> int | None:
    if ref is None or timex.season is None:
        return None
    if timex.kind == "quarter" or timex.unit == "Y":
        return ref.year + (timex.offset or 0)
    begins = _SEASON_STARTS[timex.season]
    if timex.direction == 1:
        return ref.year if ref.month < begins else ref.year + 1
    if timex.direction == -1:
        return ref.year if ref.month >= begins + 3 else ref.year - 1
    return ref.year
