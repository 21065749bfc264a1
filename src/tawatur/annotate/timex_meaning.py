"""What the words of a match say: one builder for each rule of the date grammar."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Callable

from ..lang.calendar import Calendar
from .timex_amounts import after, ago, duration, last_units, one_unit, since
from .timex_clock import clock
from .timex_fields import Groups, Meaning, of_week, of_year, plain, year, year_of_words
from .timex_leaning import feast, feast_year, lately, next_period, same_day, same_period, then
from .timex_periods import (
    decade,
    decade_of,
    quarter,
    reference,
    rest,
    season,
    unit,
    week_of_month,
    week_of_year,
    weekend,
    year_alone,
)


def meaning(rule: str, g: Groups, cal: Calendar) -> Meaning | None:
    """What a match of `rule` says; None where its words do not hold together as a time."""
    build = _BUILDERS.get(rule)
    if build is None:
        raise KeyError(f"no meaning is written for rule {rule!r}; add it in annotate/timex_meaning.py")
    found = build(g, cal)
    if found is not None and found.part_of_day:
        found.type = "TIME"
    return found


def _month(found: Meaning, g: Groups, cal: Calendar) -> bool:
    """A month by its name or, «الشهر الثامن», by its number."""
    month = cal.month(g.get("month"))
    if month is not None:
        found.month, found.calendar = month.number, month.system
        return True
    number = cal.number(g["monthno"]) if "monthno" in g else None
    if number is None or not 1 <= number <= 12:
        return False
    found.month = number
    return True


def _month_and_year(found: Meaning, g: Groups, cal: Calendar) -> bool:
    """Month, year or «العام الماضي»; False where the year is not of the month's calendar."""
    if not _month(found, g, cal):
        return False
    system = found.calendar
    year(found, g, cal)
    if system == "hijri" and "day" not in g and "ordinal" not in g and (found.year or 0) >= 1900:
        # «رمضان 2019»: the Hijri month by a year of the other calendar.
        found.year, found.day, found.calendar = feast_year(found.year or 0, found.month or 1, 1), None, "hijri"
        return found.year is not None
    # «15 يونيو 1215»: years before 1300 are told in the calendar of their month.
    clash = found.year is not None and (found.year < 1500) != (system == "hijri")
    if clash and (system == "hijri" or (found.year or 0) >= 1300):
        return False
    found.calendar = system
    if "ofyear" in g:
        of_year(found, g, cal)
    if "ofnamed" in g:
        found.same, found.unit, found.offset = "that year", "Y", cal.next_to.get(g["ofnamed"].split(maxsplit=1)[1], 0)
    return True


def _day_number(g: Groups, cal: Calendar) -> int | None:
    text = g.get("day") or g.get("ordinal")
    if text is None:
        return None
    number = cal.number(text)
    return number if number is not None else cal.number("ا" + text)


def _check(found: Meaning) -> Meaning:
    """Set `problem` where no calendar has such a day."""
    if found.day is None or found.month is None:
        return found
    if not 1 <= found.month <= 12:
        found.problem = f"there is no month {found.month}"
    elif found.calendar == "hijri":
        if not 1 <= found.day <= 30:
            found.problem = "no Hijri month has that day"
    else:
        # A leap year stands in where the year is not told.
        last = months_of.monthrange(found.year or 2000, found.month)[1]
        if not 1 <= found.day <= last:
            found.problem = "that month has no such day"
    return found


def _date(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal)
    found.day = _day_number(g, cal)
    if found.day is None or not _month_and_year(found, g, cal):
        return None
    if "ordinal" in g and "deictic" in g and found.weekday is None:
        # «اليوم السادس من شوال» is the sixth day, not today.
        found.offset = None
    _maybe_nth(found, g)
    return _check(found)


def _maybe_nth(found: Meaning, g: Groups) -> None:
    """«الثلاثاء الثالث من أيلول»: the third Tuesday where the third is no Tuesday."""
    if "ordinal" in g and found.weekday is not None and found.day is not None and found.day <= _WEEKS:
        found.nth = found.day


def _misspelt(g: Groups, cal: Calendar) -> Meaning | None:
    month = cal.closest_month(g["misspelt"], g.get("month2"))
    if month is None:
        return None
    found = plain(g, cal)
    found.day, found.month, found.calendar = int(g["day"]), month.number, month.system
    if "year" in g:
        found.year = int(g["year"])
    return _check(found)


_DAYS = 31
_WEEKS = 5


def _numeric(g: Groups, cal: Calendar) -> Meaning | None:
    first, second, third = g["n1"], int(g["n2"]), g["n3"]
    found = plain(g, cal)
    if len(first) == 4 and len(third) <= 2:
        told, month, day = int(first), second, int(third)
    elif len(third) == 4 and len(first) <= 2:
        told, month, day = int(third), second, int(first)
        if month > 12 >= day:
            month, day = day, month
    elif len(first) <= 2 and len(third) == 2 and g.get("sep", ".") in "/-":
        # «18/9/15»: two figures of a year of this century.
        told, month, day = 2000 + int(third), second, int(first)
        if not (1 <= month <= 12 and 1 <= day <= _DAYS and int(third) >= 10):
            return None
        # «16/4/21» may begin with the year; which it is, the day of publication tells.
        found.count = 2000 + day if day >= 10 and int(third) <= _DAYS else 0
    else:
        return None
    if not 1300 <= told <= 2100:
        return None
    found.year, found.month, found.day = told, month, day
    if told < 1500 or cal.era.get(g.get("era", "")) == "hijri":
        found.calendar = "hijri"
    found.offset = None
    return _check(found)


def _day_and_month(g: Groups, cal: Calendar) -> Meaning | None:
    """«يوم 21/9», «في 4/22»: the day first, unless that can't be."""
    found = plain(g, cal)
    day, month = int(g["n1"]), int(g["n2"])
    if month > 12 >= day:
        day, month = month, day
    elif month > 12 or (day <= 12 and "sure" not in g and "weekday" not in g and "day_noun" not in g):
        return None
    found.day, found.month, found.offset = day, month, None
    return None if _check(found).problem else found


def _month_in_figures(g: Groups, cal: Calendar) -> Meaning | None:
    return Meaning(kind="month", month=int(g["monthno"]), year=int(g["year"]))


def _this_month(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal)
    found.day, found.unit = _day_number(g, cal), "M"
    if (found.day or 0) > _DAYS:
        return None  # «في المئة الشهر الماضي»
    found.offset = 0 if "this" in g else found.direction
    found.direction = None
    _maybe_nth(found, g)
    return found


def _that_month(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal)
    found.day, found.same = _day_number(g, cal), "month"
    return found if (found.day or 0) <= _DAYS else None


def _deictic(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal)
    if "thispart" in g:
        found.offset, found.part_of_day = 0, cal.part_of_day[g["thispart"]]
    if found.direction is not None:
        # Only a night has «الماضية» after it: «الليلة الماضية».
        if found.part_of_day != "NI" or "deictic" not in g or not _is_night(g["deictic"], cal):
            return None
        found.offset, found.direction = (found.offset or 0) + found.direction, None
    return found


def _is_night(word: str, cal: Calendar) -> bool:
    return word in cal.words["night_of"] or "ا" + word in cal.words["night_of"]


def _weekday(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal)
    if "bareday" in g:
        found.weekday = cal.bare_weekday[g["bareday"]]
    if "ofweek" in g:
        of_week(found, g, cal)
    if "nextto" in g:
        found.same, found.direction = "beside", cal.next_to[g["nextto"]]
    return found


def _weekday_and_day(g: Groups, cal: Calendar) -> Meaning | None:
    """«الخميس 21»: the day of a near month that is a Thursday."""
    found = plain(g, cal)
    found.day = _day_number(g, cal)
    if found.day is None or found.day > _DAYS:
        return None
    if "ordinal" in g and found.day <= _WEEKS:
        # «الأحد الثاني» without a month is the second one of this.
        found.nth, found.day, found.offset, found.unit = found.day, None, 0, "M"
    return found


def _lone_day(g: Groups, cal: Calendar) -> Meaning | None:
    """«يوم 27» at the end of a clause: the nearest such day."""
    found = plain(g, cal)
    found.day = int(g["day"])
    return found


def _nth_weekday(g: Groups, cal: Calendar) -> Meaning | None:
    """«الجمعة الأخيرة من رمضان», «أول أحد من أيلول», «آخر يوم من شباط»."""
    found = plain(g, cal)
    found.nth = cal.nth.get(g["nth"])
    if "bareday" in g:
        found.weekday = cal.bare_weekday[g["bareday"]]
    if found.nth is None or (found.weekday is None and found.nth > 0):
        return None
    if "month" in g or "monthno" in g:
        found.direction = None if found.weekday is not None and "rel" not in g else found.direction
        return found if _month_and_year(found, g, cal) else None
    found.offset, found.unit = 0 if "this" in g else found.direction, "M"
    found.direction = None
    return found


def _week_of_month(g: Groups, cal: Calendar) -> Meaning | None:
    found = week_of_month(g, cal)
    if "month" not in g and "monthno" not in g:
        return found
    return found if _month_and_year(found, g, cal) else None


def _month_alone(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal, "month")
    if "this" in g:
        found.direction = 0
    return found if _month_and_year(found, g, cal) else None


def _marked_year(g: Groups, cal: Calendar) -> Meaning | None:
    """A bare number is a year only with its era: «1436هـ», «2015م»."""
    return year_alone(g, cal) if "era" in g else None


def _bare_year(g: Groups, cal: Calendar) -> Meaning | None:
    return Meaning(kind="year", year=int(g["bare"]))


def _year_range(g: Groups, cal: Calendar) -> Meaning | None:
    """«2010-2015»: the first year; the second is read behind it."""
    return Meaning(kind="year", year=int(g["bare"])) if 0 < int(g["until"]) - int(g["bare"]) <= 60 else None


def _year_in_words(g: Groups, cal: Calendar) -> Meaning | None:
    found = plain(g, cal, "year")
    found.year = year_of_words(g["yearwords"], cal)
    return found if found.year else None


_BUILDERS: dict[str, Callable[[Groups, Calendar], Meaning | None]] = {
    "date": _date, "date by number of month": _date, "month first": _date, "month first range": _date,
    "misspelt date": _misspelt, "numeric date": _numeric, "day and month": _day_and_month,
    "month in figures": _month_in_figures, "day of this month": _this_month, "day of that month": _that_month,
    "deictic day": _deictic, "night between": _weekday, "weekday": _weekday, "weekday of week": _weekday,
    "weekday and day": _weekday_and_day, "lone day": _lone_day, "weekday of month": _nth_weekday,
    "month": _month_alone, "month by number": _month_alone, "unit": unit, "rest": rest, "weekend": weekend,
    "year": year_alone, "hijri year": _marked_year, "bare year": _bare_year, "year range": _year_range,
    "year in words": _year_in_words, "year in words alone": _year_in_words, "season": season, "quarter": quarter, "week of month": _week_of_month,
    "week of year": week_of_year, "decade": decade, "decade told from now": decade_of,
    "ago": ago, "since": since, "duration": duration, "compound duration": duration, "from now": after,
    "one unit": one_unit, "last n units": last_units, "after": after, "after that": after,
    "reference": reference, "same day": same_day, "same period": same_period, "next period": next_period,
    "then": then, "lately": lately, "feast": feast, "clock": clock, "hour of day": clock, "clock of figures": clock, "hour before hour": clock,
}
