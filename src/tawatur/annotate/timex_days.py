"""The one day that a time expression means, when the day of publication is known or is not."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..lang.calendar import day_to_hijri, hijri_month_length, hijri_to_day
from .timex import Timex
from .timex_leaning import easter_feast

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
    if timex.nth is not None and timex.day is None:
        return _nth_in_month(timex, ref)
    if timex.season is not None:
        return _easter_day(timex, ref)
    if ref is None:
        return None
    if timex.day is not None:
        return _or_nth(timex, _in_month(timex, ref)) if timex.offset is not None else _near_day(timex, ref)
    if timex.offset is not None and timex.unit == "W" and timex.weekday is not None:
        return ref + dt.timedelta(7 * timex.offset + timex.weekday - ref.weekday())
    if timex.offset is not None:
        return _deictic(timex, ref)
    return _weekday(timex, ref) if timex.weekday is not None else None


def _leaning(timex: Timex, ref: dt.date | None, last: Anchor | None) -> dt.date | None:
    if timex.same == "beside":
        return _beside(timex, last.day if last is not None else ref)
    steps = {"day": 0, "near day": 0, "next day": 1, "previous day": -1}
    if last is None:
        # Without a day named before, the next day of what lies ahead is tomorrow, the last one yesterday.
        sure = timex.same in ("near day", "previous day") or (timex.same == "next day" and timex.tense == 1)
        return ref + dt.timedelta(steps[timex.same]) if ref is not None and sure else None
    if timex.same in steps:
        return last.day + dt.timedelta(steps[timex.same])
    if last.calendar == "hijri":
        told = day_to_hijri(last.day)
        return hijri_to_day(told[0], told[1], timex.day or 0) if told else None
    return _safe_day(last.day.year, last.day.month, timex.day or 0)


def _beside(timex: Timex, base: dt.date | None) -> dt.date | None:
    """«الأحد التالي», «الثلاثاء السابق»: that weekday after or before a day."""
    if base is None or timex.weekday is None:
        return None
    ahead = (timex.weekday - base.weekday()) % 7
    return base + dt.timedelta(ahead or 7) if (timex.direction or 0) > 0 else base + dt.timedelta(ahead - 7)


def _safe_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _dated(timex: Timex, ref: dt.date | None) -> dt.date | None:
    assert timex.month is not None
    assert timex.day is not None
    make = hijri_to_day if timex.calendar == "hijri" else _safe_day
    if timex.count and timex.year is not None:
        readings = (_safe_day(timex.year, timex.month, timex.day), _safe_day(timex.count, timex.month, timex.year % 100))
        return _nearest(timex, ref, [day for day in readings if day is not None]) if ref else readings[0]
    if timex.year is not None:
        return _or_nth(timex, make(timex.year, timex.month, timex.day))
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
    return _or_nth(timex, _nearest(timex, ref, days))


def _or_nth(timex: Timex, day: dt.date | None) -> dt.date | None:
    """«الثلاثاء الثالث من أيلول» is the third Tuesday where the third of the month is no Tuesday."""
    if day is None or timex.nth is None or timex.weekday is None or timex.calendar == "hijri" or day.weekday() == timex.weekday:
        return day
    return _nth_day(day.replace(day=1), months_of.monthrange(day.year, day.month)[1], timex)


def _nth_day(first: dt.date, length: int, timex: Timex) -> dt.date | None:
    """The nth of its weekday, or the last, in a month that begins on `first`."""
    assert timex.nth is not None
    if timex.weekday is None:
        return first + dt.timedelta(length - 1)
    at = (timex.weekday - first.weekday()) % 7
    days = [first + dt.timedelta(at + 7 * week) for week in range(5) if at + 7 * week < length]
    return days[-1] if timex.nth < 0 else days[timex.nth - 1] if timex.nth <= len(days) else None


def _nth_in_month(timex: Timex, ref: dt.date | None) -> dt.date | None:
    """«آخر جمعة من رمضان», «أول أحد من الشهر المقبل»."""
    if timex.month is None:
        if ref is None:
            return None
        year, month = shift_month(ref.year, ref.month, timex.offset or 0)
        return _nth_day(dt.date(year, month, 1), months_of.monthrange(year, month)[1], timex)
    if timex.year is not None:
        return _nth_in(timex, timex.year, timex.month)
    if ref is None:
        return None
    now = day_to_hijri(ref) if timex.calendar == "hijri" else (ref.year, 0, 0)
    if now is None:
        return None
    by = timex.offset if timex.unit == "Y" else None
    years = (now[0] - 1, now[0], now[0] + 1) if by is None else (now[0] + by,)
    found = [_nth_in(timex, year, timex.month) for year in years]
    # Its weekday holds in every year: only direction and tense choose.
    return _nearest(timex, ref, [day for day in found if day is not None])


def _nth_in(timex: Timex, year: int, month: int) -> dt.date | None:
    if timex.calendar == "gregorian":
        return _nth_day(dt.date(year, month, 1), months_of.monthrange(year, month)[1], timex)
    first, length = hijri_to_day(year, month, 1), hijri_month_length(year, month)
    return _nth_day(first, length, timex) if first and length else None


def _easter_day(timex: Timex, ref: dt.date | None) -> dt.date | None:
    assert timex.season is not None
    if timex.year is not None:
        return easter_feast(timex.season, timex.year)
    if ref is None:
        return None
    if timex.unit == "Y" and timex.offset is not None:
        return easter_feast(timex.season, ref.year + timex.offset)
    return _nearest(timex, ref, [easter_feast(timex.season, year) for year in (ref.year - 1, ref.year, ref.year + 1)])


def _near_day(timex: Timex, ref: dt.date) -> dt.date | None:
    """«الخميس 21», «يوم 27»: of this month and those beside it; None where none has that weekday."""
    assert timex.day is not None
    found = []
    for by in (-1, 0, 1):
        day = _safe_day(*shift_month(ref.year, ref.month, by), timex.day)
        if day is not None and (timex.weekday is None or day.weekday() == timex.weekday):
            found.append(day)
    if timex.tense == 0 and timex.weekday is None:
        # Where nothing tells before from after, it is the day of this month.
        return next((day for day in found if day.month == ref.month), None)
    return _nearest(timex, ref, found)


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
    year, month = shift_month(ref.year, ref.month, timex.offset)
    return _safe_day(year, month, timex.day)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month so many months later."""
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def _deictic(timex: Timex, ref: dt.date) -> dt.date:
    assert timex.offset is not None
    base = shifted(ref, timex.months, "M") if timex.months else ref
    day = (base or ref) + dt.timedelta(timex.offset)
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
    year, month = shift_month(day.year, day.month, by * (12 if unit == "Y" else 1))
    return _safe_day(year, month, min(day.day, months_of.monthrange(year, month)[1])) if 1 <= year <= 9999 else None


def year_of_month(timex: Timex, year: int, month: int) -> int:
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


def hijri_year_of(timex: Timex, ref: dt.date) -> int | None:
    """The Hijri year of a month told without one."""
    now = day_to_hijri(ref)
    if now is None or timex.month is None:
        return None
    # Near a month's end the next one is meant as often as the one of last year.
    ahead = (timex.month - now[1]) % 12 in (1, 2) and timex.direction is None
    return now[0] + (1 if timex.month < now[1] else 0) if ahead else year_of_month(timex, now[0], now[1])
