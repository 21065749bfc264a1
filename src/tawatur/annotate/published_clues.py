"""What the words of an article say of the day it was published: clues and ties between clues."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..lang.calendar import day_to_hijri, hijri_to_day
from ..lang.stem import light_stem
from ..model import Reason
from .timex import Timex
from .timex_values import day_of

if TYPE_CHECKING:
    from .published import Reading

_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = re.compile(r"[.؟!\n](?!\d)")
# Words to each side of an expression that tell which happening it dates.
_REACH = 90
_TIE_WORDS = 3
_TIE_SHARE = 0.3
_TIE_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Clue:
    """One condition on the day of publication, its weight, and the words that set it."""

    timex: Timex
    weight: float
    says: str
    holds: Callable[[dt.date], bool]
    narrows: bool = True

    @property
    def reason(self) -> Reason:
        t = self.timex
        return Reason(t.article, t.start, t.end, t.text, self.says)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two expressions that date one happening, in one article or in two."""

    a: Timex
    b: Timex
    weight: float

    def holds(self, day_a: dt.date, day_b: dt.date) -> bool:
        """True where both come to one day when the articles are of these days."""
        one = day_of(self.a, day_a, None)
        return one is not None and one == day_of(self.b, day_b, None)

    @property
    def reasons(self) -> tuple[Reason, Reason]:
        def reason(timex: Timex, other: Timex) -> Reason:
            where = "" if timex.article == other.article else f" in {other.article}"
            return Reason(
                timex.article, timex.start, timex.end, timex.text,
                f"dates the same happening as «{other.text}»{where}",
            )

        return reason(self.a, self.b), reason(self.b, self.a)


def clues(timexes: Sequence[Timex]) -> list[Clue]:
    """All conditions that one article's expressions set on its day of publication."""
    found: list[Clue] = []
    for timex in timexes:
        if timex.problem:
            continue
        if timex.anchors:
            found.extend(_deictic(timex))
            found.extend(_month(timex))
            found.extend(_weekday_date(timex))
        bound = lower_bound(timex)
        if bound is not None:
            found.append(Clue(timex, 3.0, f"lies before the publication ({bound})", lambda day, b=bound: day >= b, False))  # type: ignore[misc]
    return found


def _deictic(timex: Timex) -> list[Clue]:
    offset = timex.offset
    if timex.kind != "day" or timex.unit != "D" or offset is None:
        return []
    if timex.month is not None and timex.day is not None:
        def same(day: dt.date) -> bool:
            told = day_of(timex, day, None)
            return told == day + dt.timedelta(offset) and _weekday_fits(timex, told)
        return [Clue(timex, 4.0, "names the day itself", same)]
    if timex.weekday is None:
        return []
    wanted = (timex.weekday - offset) % 7
    name = dt.date(2024, 1, 1 + wanted).strftime("%A")
    return [Clue(timex, 4.0, f"the publication was on a {name}", lambda day: day.weekday() == wanted)]


def _weekday_fits(timex: Timex, day: dt.date | None) -> bool:
    return day is not None and (timex.weekday is None or day.weekday() == timex.weekday)


def _month(timex: Timex) -> list[Clue]:
    """«30 كانون الثاني الجاري»: published in that month."""
    if timex.direction != 0 or timex.month is None or timex.year is not None:
        return []
    month = timex.month
    if timex.calendar == "hijri":
        def in_hijri(day: dt.date) -> bool:
            now = day_to_hijri(day)
            return now is not None and now[1] == month
        return [Clue(timex, 4.0, f"published in Hijri month {month}", in_hijri)]
    return [Clue(timex, 4.0, f"published in month {month}", lambda day: day.month == month)]


def _weekday_date(timex: Timex) -> list[Clue]:
    """«السبت 15 نيسان»: the year is one in which that day is a Saturday."""
    if timex.offset is not None or timex.weekday is None or timex.month is None or timex.day is None:
        return []
    if timex.calendar == "hijri":
        return []

    def fits(day: dt.date) -> bool:
        told = day_of(timex, day, None)
        if not _weekday_fits(timex, told) or told is None:
            return False
        near = 0 < (told - day).days <= 7 if timex.direction == 1 else abs((told - day).days) <= 180
        return near

    return [Clue(timex, 2.0, "the weekday fits the date near the publication", fits)]


def lower_bound(timex: Timex) -> dt.date | None:
    """The earliest day on which a text that tells this as past can have been published."""
    if timex.problem or timex.year is None or (timex.tense == 1 and timex.part != "caption"):
        return None
    month, day = timex.month or 1, timex.day or 1
    if timex.kind not in ("day", "month", "year", "season"):
        return None
    if timex.calendar == "hijri":
        return hijri_to_day(timex.year, month, day)
    try:
        return dt.date(timex.year, month, day)
    except ValueError:
        return None


def ties(readings: Sequence[Reading]) -> list[Tie]:
    """Pairs of expressions that share the words around them; of each article the best partner."""
    bags = [_bags(reading) for reading in readings]
    found: dict[tuple[int, int, int, int], Tie] = {}
    for i, left in enumerate(bags):
        for j, right in enumerate(bags):
            for x, (timex, bag) in enumerate(left):
                best = _partner(timex, bag, right)
                if best is None:
                    continue
                y, weight = best
                key = min((i, x, j, y), (j, y, i, x))
                if key not in found:
                    found[key] = Tie(timex, right[y][0], weight)
    return [found[key] for key in sorted(found)]


def _partner(
    timex: Timex, bag: frozenset[str], others: Sequence[tuple[Timex, frozenset[str]]]
) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for y, (other, other_bag) in enumerate(others):
        if other is timex or not _informative(timex, other):
            continue
        shared = len(bag & other_bag)
        share = shared / max(1, min(len(bag), len(other_bag)))
        if shared < _TIE_WORDS or share < _TIE_SHARE:
            continue
        weight = round(_TIE_WEIGHT * min(1.0, 2 * share), 3)
        if best is None or weight > best[1]:
            best = y, weight
    return best


def _informative(a: Timex, b: Timex) -> bool:
    """Two dates that both stand fixed, or two equal words in one article, tell nothing."""
    if a.full and b.full:
        return False
    relative = [t for t in (a, b) if t.offset is not None or t.direction is not None or t.weekday is not None]
    if not relative:
        return False
    return not (a.article == b.article and (a.start == b.start or _sense(a) == _sense(b)))


def _sense(timex: Timex) -> tuple[object, ...]:
    return (timex.day, timex.month, timex.year, timex.weekday, timex.offset, timex.unit)


def _bags(reading: Reading) -> list[tuple[Timex, frozenset[str]]]:
    """The day expressions of the report with the stems of the words about them."""
    out = []
    norm = reading.view.norm
    taken = [(reading.view.to_norm(t.start), reading.view.to_norm(t.end)) for t in reading.timexes]
    for timex, (a, b) in zip(reading.timexes, taken, strict=True):
        if timex.kind != "day" or timex.same or timex.problem or not timex.anchors:
            continue
        low, high = max(0, a - _REACH), min(len(norm), b + _REACH)
        for stop in _STOP.finditer(norm, low, a):
            low = stop.end()
        after = _STOP.search(norm, b, high)
        high = after.start() if after else high
        words = (
            light_stem(m.group()) for m in _WORD.finditer(norm, low, high)
            if not any(x <= m.start() < y for x, y in taken)
        )
        out.append((timex, frozenset(words)))
    return out
