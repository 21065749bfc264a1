"""Days and years that share the words of another: «12 و13 آب», «تموز 13 الى 15», «2010-2015»."""

from __future__ import annotations

import re

import msgspec

from ..lang.calendar import Calendar
from .timex_fields import Meaning

Piece = tuple[int, int, Meaning]
_NEXT_YEAR = re.compile(r" ?(?:و|-|/) ?((?:19|20)\d\d)(?!\d|[.,]\d|%)")
_BACK = 32


def listed_days(norm: str, low: int, start: int, what: Meaning, cal: Calendar) -> list[Piece]:
    """The days that stand before a date and share its month: «12 و» of «12 و13 آب»."""
    if what.kind != "day" or what.day is None or what.weekday is not None or what.same == "near day":
        return []
    found: list[Piece] = []
    at = start
    while len(found) < 6:
        match = cal.patterns["listed_day"].search(norm, max(low, at - _BACK), at)
        day = cal.number(match.group(1)) if match else None
        if match is None or day is None:
            break
        one = Meaning(
            calendar=what.calendar, year=what.year, month=what.month, day=day, offset=what.offset,
            unit=what.unit, direction=what.direction, same=what.same, problem=what.problem,
        )
        found.insert(0, (match.start(1), match.end(1), one))
        at = match.start(1)
    return found


def more_days(norm: str, end: int, what: Meaning, cal: Calendar) -> list[Piece]:
    """The day behind one that came after its month: «15» of «تموز 13 الى 15»."""
    match = cal.patterns["next_day"].match(norm, end)
    if match is None:
        return []
    return [(match.start(1), match.end(1), msgspec.structs.replace(what, day=int(match.group(1))))]


def more_years(norm: str, end: int, what: Meaning) -> list[Piece]:
    """The further years of «عامي 2010 و2012», «أعوام 1993 و1996 و1998», «2010-2015»."""
    found: list[Piece] = []
    while what.kind == "year" and what.year and (match := _NEXT_YEAR.match(norm, end)):
        if norm[end:match.start(1)].strip() != _AND and int(match.group(1)) <= what.year:
            break
        found.append((match.start(1), match.end(1), Meaning(kind="year", year=int(match.group(1)))))
        end = match.end(1)
    return found


_AND = "و"
