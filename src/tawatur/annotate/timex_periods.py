"""What the words of weeks, months, seasons, quarters, years and decades say."""

from __future__ import annotations

from ..lang.calendar import Calendar
from .timex_fields import Groups, Kind, Meaning, of_year, plain, with_article, year

UNIT_KIND: dict[str, Kind] = {"W": "week", "M": "month", "Y": "year"}


def unit(g: Groups, cal: Calendar) -> Meaning | None:
    """«الشهر الماضي», «نهاية العام»."""
    letter = cal.units[with_article(g["definite_unit"], cal.units)]
    kind = UNIT_KIND.get(letter)
    if kind is None:
        return None
    found = plain(g, cal, kind)
    if "year" in g:
        if letter != "Y":
            return None
        year(found, g, cal)
        return found
    # «نهاية العام» alone is the end of this one.
    found.offset, found.unit = (0 if "this" in g else found.direction or 0), letter
    found.direction = None
    return found


def rest(g: Groups, cal: Calendar) -> Meaning | None:
    """«بقية الشهر»: from today to its end."""
    found = unit(g, cal)
    if found is not None:
        found.spread, found.mod = "rest", "END"
    return found


def weekend(g: Groups, cal: Calendar) -> Meaning | None:
    """«عطلة نهاية الأسبوع»: Saturday and Sunday, as ISO 24617-1 writes it, wherever it is kept."""
    found = plain(g, cal, "weekend")
    found.offset, found.unit = (found.direction if "this" not in g else 0), "W"
    found.direction = None
    return found


def week_of_month(g: Groups, cal: Calendar) -> Meaning:
    """The month with a modifier: which days the week has is told differently by country."""
    found = plain(g, cal, "month")
    found.mod = cal.part_of_month.get(g["nth"], "MID")
    if "month" not in g and "monthno" not in g:
        found.offset, found.unit = (0 if "thismonth" in g else found.direction), "M"
        found.direction = None
    return found


def week_of_year(g: Groups, cal: Calendar) -> Meaning | None:
    """«الأسبوع الثالث من عام 2027», as ISO counts weeks."""
    found = plain(g, cal, "week")
    found.nth = cal.nth.get(g["nth"])
    if "ofyear" in g:
        of_year(found, g, cal)
    else:
        year(found, g, cal)
    return found if found.calendar == "gregorian" and found.nth else None


def year_alone(g: Groups, cal: Calendar) -> Meaning | None:
    """«مطلع العام 2009»; years before Christ are a literal."""
    found = plain(g, cal, "year")
    if cal.era.get(g.get("era", "")) == "before":
        found.kind, found.literal = "reference", f"BC{int(g['year']):04}"
        return found
    year(found, g, cal)
    if "short" in g:
        # «عام 67»
        found.year = 1900 + int(g["short"])
    elif found.year is not None and found.year < 100 and found.calendar == "gregorian":
        found.year += 1900
    return found


def season(g: Groups, cal: Calendar) -> Meaning | None:
    """«صيف 2011», «الشتاء الماضي»."""
    found = plain(g, cal, "season")
    found.season = cal.season[with_article(g["season"], cal.season)]
    if "this" in g:
        found.direction = 0
    if "ofyear" in g:
        of_year(found, g, cal)
    year(found, g, cal)
    return found


def quarter(g: Groups, cal: Calendar) -> Meaning | None:
    """«الربع الأول من عام 2012», «النصف الثاني من العام الماضي»."""
    found = plain(g, cal, "quarter")
    letter = cal.year_part[with_article(g["quarter"], cal.year_part)]
    parts = 4 if letter == "Q" else 2
    nth = cal.nth.get(g["nth"], -1)
    number = nth if nth > 0 else parts  # «الأخير» is the last
    if number > parts:
        return None
    found.season = f"{letter}{number}"
    year(found, g, cal)
    found.offset = None if found.year else found.direction or 0
    found.unit, found.direction = "Y", None
    return found if found.calendar == "gregorian" else None


def decade(g: Groups, cal: Calendar) -> Meaning | None:
    """«ستينات القرن الماضي» as 196, «القرن الثامن عشر» as 17."""
    found = plain(g, cal, "reference")
    hundred = "18" if "nineteenth" in g else "19"
    if "hundred" in g:
        number = cal.number(g["hundred"])
        if number is None or number > 21:
            return None
        hundred = f"{number - 1:02}"
    before = "BC" if cal.era.get(g.get("era", "")) == "before" else ""
    found.literal = before + (hundred if "decade" not in g else f"{hundred}{cal.decade[g['decade']]}")
    return found


def decade_of(g: Groups, cal: Calendar) -> Meaning | None:
    """«العقد الماضي», «القرن الحالي»: told from the day of publication."""
    found = plain(g, cal, "decade")
    found.offset, found.unit = found.direction, "C"
    found.direction = None
    return found


def reference(g: Groups, cal: Calendar) -> Meaning | None:
    """«مؤخرا», «يوميا»: words that stand for a value."""
    value = cal.references[g["reference"]]
    if value.startswith("P") and not value.endswith("_REF"):
        return Meaning(type="SET", kind="set", literal=value)
    return Meaning(kind="reference", literal=value)
