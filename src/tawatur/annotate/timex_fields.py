"""What the words of one match of the date grammar say, before it is known where it stands."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from ..lang.calendar import Calendar
from ..model.annotation import TimexType

Kind = Literal[
    "day", "month", "week", "weekend", "year", "decade", "quarter", "season", "duration", "set", "reference"
]
System = Literal["gregorian", "hijri"]
Same = Literal[
    "", "month", "day", "beside", "next day", "previous day", "near day", "that month", "that year", "that week",
    "then", "after", "before",
]
Groups = dict[str, str]


class Meaning(msgspec.Struct, kw_only=True):
    """What the words of a match say; built rule by rule.

    `offset` counts `unit`s (D, W, M, Y) from the day of publication («أمس» -1 D), after `months`
    («قبل شهر ويومين من الآن»); `direction` is -1, 0 or 1 for الماضي, الجاري, المقبل; `same` tells that it leans
    on the day or month named before («28 منه»). `nth` is the which-th of its weekday in the month, -1
    the last; without a weekday -1 is the month's last day. `spread` tells which days a duration covers: the
    last or next `count` units, or the rest of one; of a date in six figures `count` is the year that it
    may begin with. `problem` says why a date can't be («31 شباط»).
    """

    type: TimexType = "DATE"
    kind: Kind = "day"
    literal: str | None = None
    calendar: System = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    offset: int | None = None
    months: int = 0
    unit: str = "D"
    direction: int | None = None
    same: Same = ""
    part_of_day: str | None = None
    clock: str | None = None
    bare_clock: bool = False
    season: str | None = None
    mod: str | None = None
    spread: Literal["", "past", "next", "rest"] = ""
    count: int = 0
    problem: str | None = None


def groups(match: re.Match[str]) -> Groups:
    """The groups of a match that hold something; `year__2` counts as `year`, two blanks as one."""
    return {
        key.split("__")[0]: " ".join(value.split()) if "  " in value else value
        for key, value in match.groupdict().items() if value
    }


def with_article(word: str, table: object) -> str:
    """The entry of a word whose article melted into a لـ («للعام» leaves «لعام»)."""
    assert hasattr(table, "__contains__")
    return word if word in table else "ا" + word


def plain(g: Groups, cal: Calendar, kind: Kind = "day") -> Meaning:
    """The fields that every rule reads in the same way."""
    relative = g.get("rel") or g.get("rel1")
    found = Meaning(kind=kind)
    if relative:
        found.direction = cal.relative[with_article(relative, cal.relative)]
    if "weekday" in g:
        found.weekday = cal.weekdays[with_article(g["weekday"], cal.weekdays)]
    if "part_of_day" in g:
        found.part_of_day = cal.part_of_day[with_article(g["part_of_day"], cal.part_of_day)]
    if "modifier" in g:
        found.mod = cal.modifier[with_article(g["modifier"], cal.modifier)]
    if "deictic" in g:
        deictic = with_article(g["deictic"], cal.deictic)
        found.offset = cal.deictic[deictic]
        if deictic in cal.words["night"]:
            found.part_of_day = found.part_of_day or "NI"
    return found


def of_year(found: Meaning, g: Groups, cal: Calendar) -> None:
    """«(مايو من) العام الماضي», «(صيف) هذا العام»."""
    found.unit, found.offset = "Y", _this_or_relative(g["ofyear"], cal)


def of_week(found: Meaning, g: Groups, cal: Calendar) -> None:
    """«(الخميس من) هذا الأسبوع», «الأسبوع المقبل (يوم الجمعة)»."""
    found.unit, found.offset = "W", _this_or_relative(g["ofweek"], cal)


def _this_or_relative(text: str, cal: Calendar) -> int:
    words = text.split(maxsplit=1)
    return 0 if words[0] in cal.words["this"] else cal.relative[words[1]]


def year(found: Meaning, g: Groups, cal: Calendar) -> None:
    """The year told in digits with its era, or in words."""
    if "yearwords" in g:
        found.year = year_of_words(g["yearwords"], cal)
    if "year" not in g:
        return
    found.year = int(g["year"])
    era = cal.era.get(g.get("era", ""))
    if era == "hijri" or (era is None and 1300 <= found.year < 1500):
        found.calendar = "hijri"


def year_of_words(text: str, cal: Calendar) -> int | None:
    """«ألفين وأحد عشر» as 2011; None for what is no year of our times."""
    total = 0
    for word in text.split():
        bare = word.removeprefix("و") if word not in cal.numbers else word
        if bare not in cal.numbers:
            return None
        total += cal.numbers[bare]
    return total if 1700 <= total < 2100 else None
