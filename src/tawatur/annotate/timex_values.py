"""TIMEX3 values: what a Timex comes to when the day of publication is known, or is not."""

from __future__ import annotations

import calendar as months_of
import datetime as dt

from ..lang.calendar import hijri_month_length, hijri_to_day
from .timex import Timex
from .timex_days import Anchor as Anchor
from .timex_days import day_of as day_of
from .timex_days import hijri_year_of, shift_month, year_of_month
from .timex_days import shifted as shifted


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
    if timex.kind == "weekend":
        return _weekend_value(timex, ref)
    if timex.kind == "decade":
        return f"{(ref.year // 10 + (timex.offset or 0)):03}" if ref else None
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
        year, month = shift_month(ref.year, ref.month, timex.offset)
        return f"{year}-{month:02}"
    if timex.calendar == "hijri":
        return _hijri_month(timex, ref)
    found = timex.year or (year_of_month(timex, ref.year, ref.month) if ref else None)
    return f"{found or 'XXXX'}-{timex.month:02}"


def _hijri_month(timex: Timex, ref: dt.date | None) -> str | None:
    assert timex.month is not None
    year = timex.year
    if year is None:
        year = hijri_year_of(timex, ref) if ref else None
        if year is None:
            return "XXXX"
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
        return f"{timex.year:04}"
    first, after = hijri_to_day(timex.year, 1, 1), hijri_to_day(timex.year + 1, 1, 1)
    if first is None or after is None:
        return None
    return f"{first}/{after - dt.timedelta(1)}"


def _week_value(timex: Timex, ref: dt.date | None) -> str | None:
    if timex.nth is not None:
        return _week_of_year(timex, ref)
    if timex.offset is None:
        return None
    if ref is None:
        return "XXXX-WXX"
    year, week, _ = (ref + dt.timedelta(7 * timex.offset)).isocalendar()
    return f"{year}-W{week:02}"


def _week_of_year(timex: Timex, ref: dt.date | None) -> str | None:
    """«الأسبوع الثالث من العام المقبل»: ISO weeks; the last one has 28 December in it."""
    year = timex.year or (ref.year + (timex.offset or 0) if ref else None)
    if year is None or timex.nth is None:
        return None
    week = dt.date(year, 12, 28).isocalendar()[1] if timex.nth < 0 else timex.nth
    return f"{year}-W{week:02}"


def _weekend_value(timex: Timex, ref: dt.date | None) -> str:
    """The weekend ahead where the clause looks ahead; else the one that has come last."""
    if ref is None:
        return "XXXX-WXX-WE"
    weeks = timex.offset
    if weeks is None:
        # Before Friday a weekend that is told of is the last one.
        weeks = 0 if timex.tense == 1 or ref.weekday() >= 4 else -1
    year, week, _ = (ref + dt.timedelta(7 * weeks)).isocalendar()
    return f"{year}-W{week:02}-WE"


def spread_of(timex: Timex, ref: dt.date | None) -> tuple[str | None, str | None]:
    """First and last day of «الأيام الثلاثة الماضية», «بقية الشهر»; both None for all others."""
    if ref is None or not timex.spread:
        return None, None
    one = dt.timedelta(1)
    if timex.spread == "rest":
        last = _last_of_unit(timex, ref)
        return (ref.isoformat(), last.isoformat()) if last >= ref else (None, None)
    far = shifted(ref, timex.count if timex.spread == "next" else -timex.count, timex.unit)
    if far is None:
        return None, None
    since, until = (far, ref - one) if timex.spread == "past" else (ref + one, far)
    return since.isoformat(), until.isoformat()


def _last_of_unit(timex: Timex, ref: dt.date) -> dt.date:
    if timex.unit == "W":
        return ref + dt.timedelta(7 * (timex.offset or 0) + 6 - ref.weekday())
    if timex.unit == "Y":
        return dt.date(ref.year + (timex.offset or 0), 12, 31)
    year, month = shift_month(ref.year, ref.month, timex.offset or 0)
    return dt.date(year, month, months_of.monthrange(year, month)[1])


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
