"""Times that lean on another: «العام نفسه», «آنذاك», «الشهر السابق»; and feasts."""

from __future__ import annotations

import datetime as dt

from ..lang.calendar import Calendar, easter, hijri_to_day
from .timex_fields import Groups, Meaning, Same, of_year, with_article


def same_period(g: Groups, cal: Calendar) -> Meaning | None:
    """«العام نفسه», «الشهر ذاته»: the year or month named last."""
    if "sameyear" in g:
        return Meaning(kind="year", same="that year")
    return Meaning(kind="month", same="that month")


_NAMED: dict[str, Same] = {"W": "that week", "M": "that month", "Y": "that year"}


def next_period(g: Groups, cal: Calendar) -> Meaning | None:
    """«العام التالي», «الشهر السابق»: next to the one named last, else to that of publication."""
    letter = cal.units[with_article(g["definite_unit"], cal.units)]
    if letter not in _NAMED:
        return None
    found = Meaning(kind="week" if letter == "W" else "month" if letter == "M" else "year")
    found.same, found.offset, found.unit = _NAMED[letter], cal.next_to[g["nextto"]], letter
    return found


def same_day(g: Groups, cal: Calendar) -> Meaning | None:
    """«اليوم نفسه», «اليوم التالي», «اليوم السابق»."""
    if "previousday" in g:
        return Meaning(same="previous day")
    return Meaning(same="next day" if "nextday" in g else "day")


def then(g: Groups, cal: Calendar) -> Meaning | None:
    """«آنذاك»: the time named last."""
    return Meaning(kind="reference", same="then")


def lately(g: Groups, cal: Calendar) -> Meaning | None:
    """«أخيرا» in the middle of a clause."""
    return Meaning(kind="reference", literal="PAST_REF")


def feast(g: Groups, cal: Calendar) -> Meaning | None:
    """«عيد الفطر», «ثاني أيام عيد الأضحى 1436»: its day by the tables, of the year that is told or nearest."""
    system, *rest = cal.feast[g["feast"]].split("-", 1)
    found = Meaning()
    if system in ("easter", "julian"):
        found.season = cal.feast[g["feast"]]
    else:
        month, day = rest[0].split("-")
        found.month, found.day = int(month), int(day)
    if system == "hijri":
        found.calendar = "hijri"
    if "feastday" in g:
        nth = cal.number(g["feastday"]) or cal.number("ال" + g["feastday"])
        if nth is None or nth > 4 or found.day is None:
            return None
        found.day += nth - 1
    if "rel" in g:
        found.direction = cal.relative[g["rel"]]
    if "ofyear" in g:
        of_year(found, g, cal)
    if "year" in g:
        told = int(g["year"])
        if (found.calendar == "hijri") == (told < 1500):
            found.year = told
        elif found.calendar == "hijri":
            found.year = feast_year(told, found.month or 1, found.day or 1)
        return found if found.year else None
    return found


def feast_year(told: int, month: int, day: int) -> int | None:
    """The Hijri year whose day of that name lies in a Gregorian year."""
    about = round((told - 622) * 33 / 32)
    for year in range(about - 1, about + 3):
        found = hijri_to_day(year, month, day)
        if found is not None and found.year == told:
            return year
    return None


def easter_feast(season: str, year: int) -> dt.date:
    """The day of «easter-(-2)»: so many days from Easter, by the western or the eastern reckoning."""
    system, _, days = season.partition("-")
    return easter(year, julian=system == "julian") + dt.timedelta(int(days))
