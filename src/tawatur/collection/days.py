"""The days that a TIMEX3 value covers, as far as it names any."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_PART = re.compile(r"(\d{4})-([HQ])(\d)")
_YEAR = re.compile(r"\d{4}")
_LENGTH = re.compile(r"P(?:(\d+)([DWMY])|T(\d+)H)")

Days = tuple[dt.date, dt.date]


def days_of(value: str | None) -> Days | None:
    """First and last day (both within) of a calendar value: day, week, month, part of a year, year, `a/b`.

    None for what names no days (`PAST_REF`, `XXXX-05-28`, a season) or a day that does not exist.
    """
    text = (value or "").split("T")[0]
    if "/" in text:
        ends = [days_of(part) for part in text.split("/")]
        first, last = ends[0], ends[-1]
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    try:
        return _calendar(text)
    except ValueError:
        return None


def _calendar(text: str) -> Days | None:
    if match := _DAY.fullmatch(text):
        day = dt.date(*map(int, match.groups()))
        return day, day
    if match := _WEEK.fullmatch(text):
        first = dt.date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first, dt.date.fromisocalendar(int(match[1]), int(match[2]), 7)
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _PART.fullmatch(text):
        length = 6 if match[2] == "H" else 3
        return _months(int(match[1]), (int(match[3]) - 1) * length + 1, length)
    return _months(int(text), 1, 12) if _YEAR.fullmatch(text) else None


def _months(year: int, month: int, count: int) -> Days:
    last = month + count - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def length_in_days(value: str) -> int | None:
    """A duration such as `P10D`, `P2W`, `PT48H` in whole days, rounded up; None for a vague one."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return None
    if match[3]:
        return -(-int(match[3]) // 24)
    return int(match[1]) * {"D": 1, "W": 7, "M": 30, "Y": 365}[match[2]]
