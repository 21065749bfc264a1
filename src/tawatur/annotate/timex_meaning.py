"""What the words of a match say: one builder for each rule of the date grammar."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Callable

from ..lang.calendar import Calendar
from .timex import Kind
from .timex_fields import Groups, Meaning
from .timex_leaning import after_event, feast, lately, same_period, then, year_in_words


def meaning(rule: str, g: Groups, cal: Calendar) -> Meaning | None:
    """What a match of `rule` says; None where its words do not hold together as a time."""
    build = _BUILDERS.get(rule)
    if build is None:
        raise KeyError(f"no meaning is written for rule {rule!r}; add it in annotate/timex_meaning.py")
    found = build(g, cal)
    if found is not None and found.part_of_day:
        found.type = "TIME"
    return found


def _plain(g: Groups, cal: Calendar, kind: Kind = "day") -> Meaning:
    """The fields that every rule reads in the same way."""
    relative = g.get("rel") or g.get("rel1")
    found = Meaning(kind=kind)
    if relative:
        found.direction = cal.relative[_with_article(relative, cal.relative)]
    if "weekday" in g:
        found.weekday = cal.weekdays[_with_article(g["weekday"], cal.weekdays)]
    if "part_of_day" in g:
        found.part_of_day = cal.part_of_day[_with_article(g["part_of_day"], cal.part_of_day)]
    if "modifier" in g:
        found.mod = cal.modifier[_with_article(g["modifier"], cal.modifier)]
    if "deictic" in g:
        deictic = _with_article(g["deictic"], cal.deictic)
        found.offset = cal.deictic[deictic]
        if deictic in cal.words["night"]:
            found.part_of_day = found.part_of_day or "NI"
    return found


def _with_article(word: str, table: object) -> str:
    """The entry of a word whose article melted into a لـ («للعام» leaves «لعام»)."""
    assert hasattr(table, "__contains__")
    return word if word in table else "ا" + word


def _year(found: Meaning, g: Groups, cal: Calendar) -> None:
    if "year" not in g:
        return
    found.year = int(g["year"])
    era = cal.era.get(g.get("era", ""))
    if era == "hijri" or (era is None and 1300 <= found.year < 1500):
        found.calendar = "hijri"


def _month(found: Meaning, g: Groups, cal: Calendar) -> bool:
    month = cal.month(g.get("month"))
    if month is None:
        return False
    found.month, found.calendar = month.number, month.system
    return True


def _month_and_year(found: Meaning, g: Groups, cal: Calendar) -> bool:
    """Month, year or «العام الماضي»; False where the year is not of the month's calendar."""
    if not _month(found, g, cal):
        return False
    system = found.calendar
    _year(found, g, cal)
    # «15 يونيو 1215»: years before 1300 are told in the calendar of their month.
    clash = found.year is not None and (found.year < 1500) != (system == "hijri")
    if clash and (system == "hijri" or (found.year or 0) >= 1300):
        return False
    found.calendar = system
    if "ofyear" in g:
        _of_year(found, g, cal)
    return True


def _of_year(found: Meaning, g: Groups, cal: Calendar) -> None:
    """«(مايو من) العام الماضي», «(صيف) هذا العام»."""
    words = g["ofyear"].split(maxsplit=1)
    found.unit, found.offset = "Y", 0 if words[0] in cal.words["this"] else cal.relative[words[1]]


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
    found = _plain(g, cal)
    found.day = _day_number(g, cal)
    if found.day is None or not _month_and_year(found, g, cal):
        return None
    if "ordinal" in g and "deictic" in g and found.weekday is None:
        # «اليوم السادس من شوال» is the sixth day, not today.
        found.offset = None
    return _check(found)


def _misspelt(g: Groups, cal: Calendar) -> Meaning | None:
    month = cal.closest_month(g["misspelt"], g.get("month2"))
    if month is None:
        return None
    found = _plain(g, cal)
    found.day, found.month, found.calendar = int(g["day"]), month.number, month.system
    if "year" in g:
        found.year = int(g["year"])
    return _check(found)


def _numeric(g: Groups, cal: Calendar) -> Meaning | None:
    first, second, third = g["n1"], int(g["n2"]), g["n3"]
    found = _plain(g, cal)
    if len(first) == 4 and len(third) <= 2:
        year, month, day = int(first), second, int(third)
    elif len(third) == 4 and len(first) <= 2:
        year, month, day = int(third), second, int(first)
        if month > 12 >= day:
            month, day = day, month
    else:
        return None
    if not 1300 <= year <= 2100:
        return None
    found.year, found.month, found.day = year, month, day
    if year < 1500 or cal.era.get(g.get("era", "")) == "hijri":
        found.calendar = "hijri"
    found.offset = None
    return _check(found)


_DAYS = 31


def _this_month(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal)
    found.day, found.unit = _day_number(g, cal), "M"
    if (found.day or 0) > _DAYS:
        return None  # «في المئة الشهر الماضي»
    found.offset = 0 if "this" in g else found.direction
    found.direction = None
    return found


def _that_month(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal)
    found.day, found.same = _day_number(g, cal), "month"
    return found if (found.day or 0) <= _DAYS else None


def _deictic(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal)
    if found.direction is not None:
        # Only a night has «الماضية» after it: «الليلة الماضية».
        if found.part_of_day != "NI" or _with_article(g["deictic"], cal.deictic) not in cal.words["night_of"]:
            return None
        found.offset, found.direction = (found.offset or 0) + found.direction, None
    return found


def _weekday(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal)
    if "ofweek" in g:
        words = g["ofweek"].split(maxsplit=1)
        found.unit, found.offset = "W", 0 if words[0] in cal.words["this"] else cal.relative[words[1]]
    return found


def _week_of_month(g: Groups, cal: Calendar) -> Meaning | None:
    """The month with a modifier: which days the week has is told differently by country."""
    found = _plain(g, cal, "month")
    found.mod = cal.part_of_month.get(g["nth"], "MID")
    if "month" in g:
        return found if _month_and_year(found, g, cal) else None
    found.offset, found.unit = (0 if "thismonth" in g else found.direction), "M"
    found.direction = None
    return found


def _month_alone(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal, "month")
    return found if _month_and_year(found, g, cal) else None


_UNIT_KIND: dict[str, Kind] = {"W": "week", "M": "month", "Y": "year"}


def _unit(g: Groups, cal: Calendar) -> Meaning | None:
    letter = cal.units[_with_article(g["definite_unit"], cal.units)]
    kind = _UNIT_KIND.get(letter)
    if kind is None:
        return None
    found = _plain(g, cal, kind)
    if "year" in g:
        if letter != "Y":
            return None
        _year(found, g, cal)
        return found
    # «نهاية العام» alone is the end of this one.
    found.offset, found.unit = (0 if "this" in g else found.direction or 0), letter
    found.direction = None
    return found


def _year_alone(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal, "year")
    _year(found, g, cal)
    return found


def _marked_year(g: Groups, cal: Calendar) -> Meaning | None:
    """A bare number is a year only with its era: «1436هـ», «2015م»."""
    return _year_alone(g, cal) if "era" in g else None


def _season(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal, "season")
    found.season = cal.season[_with_article(g["season"], cal.season)]
    if "this" in g:
        found.direction = 0
    if "ofyear" in g:
        _of_year(found, g, cal)
    _year(found, g, cal)
    return found


def _amount(g: Groups, cal: Calendar) -> tuple[int, str] | None:
    """Number and TIMEX3 letter of «ثلاثة أعوام», «شهرين», «أسبوع»."""
    if "half" in g:
        return None
    if "dual_unit" in g:
        return 2, cal.units[g["dual_unit"]]
    if "definite_dual" in g:
        return 2, cal.units[g["definite_dual"].removeprefix("ا").removeprefix("ل")]
    if "single_unit" in g:
        return 1, cal.units[g["single_unit"]]
    word = g.get("counted") or g.get("definite_plural")
    number = cal.number(g["number"]) if "number" in g else None
    if word is None or number is None:
        return None
    if number == 1 and not g["number"].isdecimal():
        # «إحدى أشهر» is "one of the best known".
        return None
    return number, cal.units[_with_article(word, cal.units)]


def _length(number: int, letter: str) -> str:
    """A TIMEX3 duration: minutes and hours stand after a T, a decade is ten years."""
    if letter == "C":
        return f"P{number * 10}Y"
    return f"PT{number}{'M' if letter == 'N' else 'H'}" if letter in "HN" else f"P{number}{letter}"


def _duration(g: Groups, cal: Calendar) -> Meaning | None:
    if "half" in g:
        return Meaning(type="DURATION", kind="duration", literal=cal.half[g["halved"]])
    amount = _amount(g, cal)
    if amount is None:
        return None
    found = Meaning(type="DURATION", kind="duration", literal=_length(*amount))
    if "approximate" in g:
        found.mod = cal.approximate[g["approximate"]]
    return found


def _one_unit(g: Groups, cal: Calendar) -> Meaning | None:
    letter = "W" if "week" in g else "M" if "monthlong" in g else cal.units[g["single_unit"]]
    return Meaning(type="DURATION", kind="duration", literal=_length(1, letter))


def _ago(g: Groups, cal: Calendar) -> Meaning | None:
    if "plural_unit" in g:
        return Meaning(kind="reference", literal="PAST_REF")
    amount = _amount(g, cal)
    if amount is None:
        return None
    number, letter = amount
    if "event" in g or letter == "N":
        found = _duration(g, cal)
        if found is not None and "event" in g and letter in "DWMY" and "approximate" not in g:
            # The event may be dated by the words that follow.
            found.same, found.offset, found.unit = "before", -number, letter
        return found
    if letter == "H":
        number, letter = round(number / 24), "D"
    if letter == "C":
        number, letter = number * 10, "Y"
    if letter == "W":
        number, letter = number * 7, "D"
    found = Meaning(kind=_UNIT_KIND.get(letter, "day"), offset=-number, unit=letter)
    if "approximate" in g:
        found.mod = cal.approximate[g["approximate"]]
    return found


def _last_units(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal)
    amount = _amount(g, cal)
    if amount is None:
        if found.direction == 0:
            return None
        return Meaning(kind="reference", literal="PAST_REF" if found.direction == -1 else "FUTURE_REF")
    return Meaning(type="DURATION", kind="duration", literal=_length(*amount))


def _since(g: Groups, cal: Calendar) -> Meaning | None:
    letter = cal.units[g["plural_unit"]]
    value = f"PTX{letter}" if letter in "HN" else "PXY" if letter == "C" else f"PX{letter}"
    return Meaning(type="DURATION", kind="duration", literal=value.replace("N", "M"))


def _quarter(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal, "quarter")
    letter = cal.year_part[g["quarter"]]
    parts = 4 if letter == "Q" else 2
    number = cal.ordinals.get(g["nth"], parts)  # «الأخير» is the last
    if number > parts:
        return None
    found.season = f"{letter}{number}"
    _year(found, g, cal)
    found.offset = None if found.year else found.direction or 0
    found.unit, found.direction = "Y", None
    return found if found.calendar == "gregorian" else None


def _decade(g: Groups, cal: Calendar) -> Meaning | None:
    found = _plain(g, cal, "reference")
    hundred = "18" if "nineteenth" in g else "19"
    found.literal = hundred if "century" in g else f"{hundred}{cal.decade[g['decade']]}"
    return found


def _bare_year(g: Groups, cal: Calendar) -> Meaning | None:
    return Meaning(kind="year", year=int(g["bare"]))


def _reference(g: Groups, cal: Calendar) -> Meaning | None:
    value = cal.references[g["reference"]]
    if value.startswith("P") and not value.endswith("_REF"):
        return Meaning(type="SET", kind="set", literal=value)
    return Meaning(kind="reference", literal=value)


def _same_day(g: Groups, cal: Calendar) -> Meaning | None:
    return Meaning(same="next day" if "nextday" in g else "day")


def _clock(g: Groups, cal: Calendar) -> Meaning | None:
    hour = int(g["hour"]) if "hour" in g else cal.hours[g["hourword"]]
    minute = int(g.get("minutes", 0))
    if "minute" in g:
        minute = cal.minutes.get(g["minute"].removeprefix("ال")) or cal.number(g["minute"]) or 0
    if "less" in g:
        hour, minute = (hour - 1) % 24 or 12, 60 - cal.wanting[g["less"]]
    part = cal.clock_part.get(g.get("clock_part", ""))
    if hour < 12 and (part in ("EV", "AF") or (part == "MI" and hour < 10)):
        hour += 12
    elif hour == 12 and part in ("NI", "MO", "EV"):
        hour = 0 if part == "MO" else 24
    if hour > 24 or minute > 59:
        return None
    return Meaning(type="TIME", same="near day", clock=f"T{hour:02}:{minute:02}")


_BUILDERS: dict[str, Callable[[Groups, Calendar], Meaning | None]] = {
    "date": _date, "misspelt date": _misspelt, "numeric date": _numeric,
    "day of this month": _this_month, "day of that month": _that_month, "deictic day": _deictic,
    "night between": _weekday, "weekday": _weekday, "month": _month_alone, "unit": _unit,
    "year": _year_alone, "hijri year": _marked_year, "season": _season, "ago": _ago,
    "duration": _duration, "one unit": _one_unit, "last n units": _last_units,
    "month first": _date, "week of month": _week_of_month, "quarter": _quarter, "decade": _decade,
    "bare year": _bare_year, "since": _since, "hour of day": _clock, "reference": _reference, "same day": _same_day, "clock": _clock,
    "feast": feast, "same period": same_period, "then": then, "lately": lately, "year in words": year_in_words,
    "after": lambda g, cal: after_event(_duration(g, cal), _amount(g, cal)),
    "after that": lambda g, cal: after_event(_duration(g, cal), _amount(g, cal)),
}
