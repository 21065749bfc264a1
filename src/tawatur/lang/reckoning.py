"""From one reckoning of days to another: the Hijri calendar of Umm al-Qura, and Easter.

The Hijri tables (hijridate) are imported inside the functions that need them, so that importing this
module costs nothing.
"""

from __future__ import annotations

import datetime as dt


def hijri_to_day(year: int, month: int, day: int) -> dt.date | None:
    """A Hijri day in Umm al-Qura as a Gregorian date; None where there is no such day."""
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def day_to_hijri(day: dt.date) -> tuple[int, int, int] | None:
    """Year, month, day in Umm al-Qura; None outside the years the table covers (1924-2077)."""
    from hijridate import Gregorian

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


def hijri_month_length(year: int, month: int) -> int | None:
    """29 or 30; None outside the years the table covers."""
    from hijridate import Hijri

    try:
        return int(Hijri(year, month, 1).month_length())
    except (ValueError, OverflowError):
        return None


def easter(year: int, *, julian: bool = False) -> dt.date:
    """Easter Sunday as a Gregorian date: of the western churches, or of those of the Julian calendar.

    Meeus, Astronomical Algorithms (2nd ed. 1998), chapter 8; the Julian day is 13 days behind, 1900 to 2099.
    """
    if julian:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return dt.date(year, month, day + 1) + dt.timedelta(13)
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
