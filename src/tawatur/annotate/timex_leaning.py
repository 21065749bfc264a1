"""Times that lean on another: «العام نفسه», «آنذاك», «بعد أربعة أيام»; feasts, and years in words."""

from __future__ import annotations

from ..lang.calendar import Calendar, hijri_to_day
from .timex_fields import Groups, Meaning


def same_period(g: Groups, cal: Calendar) -> Meaning | None:
    """«العام نفسه», «الشهر ذاته»: the year or month named last."""
    if "sameyear" in g:
        return Meaning(kind="year", same="that year")
    return Meaning(kind="month", same="that month")


def then(g: Groups, cal: Calendar) -> Meaning | None:
    """«آنذاك»: the time named last."""
    return Meaning(kind="reference", same="then")


def lately(g: Groups, cal: Calendar) -> Meaning | None:
    """«أخيرا» in the middle of a clause."""
    return Meaning(kind="reference", literal="PAST_REF")


def after_event(found: Meaning | None, amount: tuple[int, str] | None) -> Meaning | None:
    """«بعد أربعة أيام»: a length that becomes a day where the clause has one to count from."""
    if found is not None and amount is not None and amount[1] in "DWMY" and found.mod is None:
        found.same, found.offset, found.unit = "after", amount[0], amount[1]
    return found


def year_in_words(g: Groups, cal: Calendar) -> Meaning | None:
    """«عام ألفين وأحد عشر»; None for what is no year of our times."""
    total = 0
    for word in g["yearwords"].split():
        bare = word.removeprefix("و") if word not in cal.numbers else word
        if bare not in cal.numbers:
            return None
        total += cal.numbers[bare]
    if not 1800 <= total < 2100:
        return None
    return Meaning(kind="year", year=total)


def feast(g: Groups, cal: Calendar) -> Meaning | None:
    """«عيد الفطر», «ثاني أيام عيد الأضحى 1436»: its day by the tables, of the year that is told or nearest."""
    system, month, day = cal.feast[g["feast"]].split("-")
    found = Meaning(month=int(month), day=int(day))
    if system == "hijri":
        found.calendar = "hijri"
    if "feastday" in g:
        nth = cal.number(g["feastday"]) or cal.number("ال" + g["feastday"])
        if nth is None or nth > 4:
            return None
        found.day = int(day) + nth - 1
    if "rel" in g:
        found.direction = cal.relative[g["rel"]]
    if "ofyear" in g:
        words = g["ofyear"].split(maxsplit=1)
        found.unit, found.offset = "Y", 0 if words[0] in cal.words["this"] else cal.relative[words[1]]
    if "year" in g:
        found.year = _feast_year(int(g["year"]), found)
        return found if found.year else None
    return found


def _feast_year(told: int, found: Meaning) -> int | None:
    """The year in the feast's calendar; a Hijri feast may be told by a Gregorian year."""
    if (found.calendar == "hijri") == (told < 1500):
        return told
    if found.calendar == "gregorian":
        return None
    about = round((told - 622) * 33 / 32)
    for year in range(about - 1, about + 3):
        day = hijri_to_day(year, found.month or 1, found.day or 1)
        if day is not None and day.year == told:
            return year
    return None
