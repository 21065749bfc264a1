"""What the words of an article say of the day it was published: clues and ties between clues."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

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
# The first dates of two accounts of one event need fewer words in common.
_LEAD_SHARE = 0.15
# Inside one article a second date of the same happening is rarer than one of a like happening.
_OWN_SHARE = 0.45
_TIE_WEIGHT = 1.5
_APPOSED_WEIGHT = 4.0
_APPOSED_REACH = 80
# An almanac of thousands of dates must not take minutes: what comes late adds little.
_MOST_CLUES = 60
_MOST_TIED = 400
# A date ahead may be told in full, so days before the latest full date are looked at too.
AHEAD = 40
DATELINE = "the dateline of the report"


@dataclass(frozen=True, slots=True)
class Clue:
    """One condition on the day of publication, its weight, and the words that set it.

    A `day` clue tells weekday, month or day; a `bound` the earliest day; a `hint` excludes a little.
    """

    timex: Timex
    weight: float
    says: str
    holds: Callable[[dt.date], bool]
    kind: Literal["day", "bound", "hint"] = "day"

    @property
    def tells_year(self) -> bool:
        """True where a day of the week and a date together fit some years only."""
        t = self.timex
        return self.kind == "day" and t.weekday is not None and t.month is not None

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
    def tells_year(self) -> bool:
        """True where one names a day of the week and the other a date."""
        return any(
            one.weekday is not None and other.month is not None
            for one, other in ((self.a, self.b), (self.b, self.a))
        )

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
        if timex.part == "dateline":
            found.extend(_sent(timex))
        if timex.anchors:
            found.extend(_deictic(timex))
            found.extend(_month(timex))
            found.extend(_weekday_date(timex))
        bound = lower_bound(timex)
        if bound is not None:
            found.extend(_after(timex, bound))
    distinct: dict[tuple[object, ...], Clue] = {}
    for clue in found:
        # Nine times «غدا الجمعة» is one condition, not nine.
        distinct.setdefault((clue.kind, clue.says, _sense(clue.timex)), clue)
    return list(distinct.values())[:_MOST_CLUES]


def _after(timex: Timex, bound: dt.date) -> list[Clue]:
    """Published on that day or later; where no word says that it is past, a little before is possible."""
    says = f"lies before the publication ({bound})"
    if not timex.anchors:
        return [Clue(timex, 3.0, says, lambda day: day >= bound, "bound")]
    early = bound - dt.timedelta(AHEAD)
    return [
        Clue(timex, 1.5, f"lies before the publication or close to it ({bound})", lambda day: day >= early, "bound"),
        Clue(timex, 1.5, says, lambda day: day >= bound, "bound"),
    ]


def distance(timexes: Sequence[Timex], day: dt.date) -> float:
    """Mean distance in days (0..31) of the dates of «this month»: reports keep close to their dates."""
    found = []
    for timex in timexes:
        if timex.anchors and timex.day is not None and timex.year is None and timex.direction == 0:
            told = day_of(timex, day, None)
            found.append(31 if told is None else min(31, abs((told - day).days)))
    return sum(found) / len(found) if found else 0.0


def _deictic(timex: Timex) -> list[Clue]:
    offset = timex.offset
    if timex.kind != "day" or timex.unit != "D" or offset is None:
        return []
    if timex.month is not None and timex.day is not None:
        def same(day: dt.date) -> bool:
            named = day + dt.timedelta(offset)
            # The cheap question first: Hijri days are dear.
            return _weekday_fits(timex, named) and day_of(timex, day, None) == named
        return [Clue(timex, 4.0, "names the day itself", same)]
    if timex.weekday is None:
        return []
    wanted = (timex.weekday - offset) % 7
    name = dt.date(2024, 1, 1 + wanted).strftime("%A")
    return [Clue(timex, 4.0, f"the publication was on a {name}", lambda day: day.weekday() == wanted)]


def _weekday_fits(timex: Timex, day: dt.date | None) -> bool:
    return day is not None and (timex.weekday is None or day.weekday() == timex.weekday)


def _month(timex: Timex) -> list[Clue]:
    """«30 كانون الثاني الجاري»: published in that month; «الماضي»: hardly in it."""
    if timex.direction is None or timex.month is None or timex.year is not None:
        return []
    month = timex.month
    if timex.direction:
        if timex.calendar == "hijri":
            return []
        return [Clue(timex, 1.0, f"not published in month {month}", lambda day: day.month != month, "hint")]
    if timex.calendar == "hijri":
        def in_hijri(day: dt.date) -> bool:
            now = day_to_hijri(day)
            return now is not None and now[1] == month
        return [Clue(timex, 4.0, f"published in Hijri month {month}", in_hijri)]
    return [Clue(timex, 4.0, f"published in month {month}", lambda day: day.month == month)]


def _sent(timex: Timex) -> list[Clue]:
    """«القاهرة في 20 أبريل /أ ش أ/»: a dateline without a year tells the day and the month of publication."""
    day_month = timex.day, timex.month
    if None in day_month or timex.year is not None or timex.calendar == "hijri":
        return []
    return [Clue(timex, 4.0, DATELINE, lambda day: (day.day, day.month) == day_month)]


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


@dataclass(frozen=True, slots=True)
class _Bag:
    """A day expression with the stems of the words about it; `lead`: the first of its article."""

    timex: Timex
    words: frozenset[str]
    lead: bool


def ties(
    readings: Sequence[Reading], wanted: Collection[str], apposition: Collection[str]
) -> list[Tie]:
    """Pairs of expressions that share the words around them, and those in apposition.

    Rare words count more; of each article an expression is tied to its best partner only. `wanted`
    holds the ids of the articles whose day is looked for: pairs without one are left out;
    `apposition` are the words (search forms) between two names of one day.
    """
    most = max(4, _MOST_TIED // max(1, len(readings)))
    bags = [_bags(reading, most) for reading in readings]
    weights = _rarity([bag for article in bags for bag in article])
    found: dict[tuple[object, ...], Tie] = {}
    for reading in readings:
        for tie in _apposed(reading, apposition):
            found.setdefault((_sense(tie.a), _sense(tie.b), tie.a.article, tie.b.article), tie)
    for left, from_article in zip(bags, readings, strict=True):
        for right, to_article in zip(bags, readings, strict=True):
            if from_article.article.id not in wanted and to_article.article.id not in wanted:
                continue
            for bag in left:
                best = _partner(bag, right, weights)
                if best is None:
                    continue
                one, other = sorted((bag.timex, best[0].timex), key=lambda t: (t.article, t.start))
                key = (_sense(one), _sense(other), one.article, other.article)
                found.setdefault(key, Tie(one, other, best[1]))
    return list(found.values())


def _apposed(reading: Reading, apposition: Collection[str]) -> list[Tie]:
    """«غدا الجمعة ... الموافق 3 / 7 / 2011»: two names of one day in one sentence."""
    norm, out = reading.view.norm, []
    days = [t for t in reading.timexes if t.kind == "day" and not t.problem][:_MOST_TIED]
    for before, after in pairwise(days):
        a, b = reading.view.to_norm(before.end), reading.view.to_norm(after.start)
        if b - a >= _APPOSED_REACH or _STOP.search(norm, a, b):
            continue
        if any(word in norm[a:b + 8] for word in apposition):
            out.append(Tie(before, after, _APPOSED_WEIGHT))
    return out


def _rarity(bags: Sequence[_Bag]) -> dict[str, float]:
    distinct = dict.fromkeys(bag.words for bag in bags)
    count: dict[str, int] = {}
    for words in distinct:
        for word in sorted(words):
            count[word] = count.get(word, 0) + 1
    return {word: math.log(1 + len(distinct) / n) for word, n in count.items()}


def _partner(
    bag: _Bag, others: Sequence[_Bag], weights: dict[str, float]
) -> tuple[_Bag, float] | None:
    """The expression that dates most likely the same; None where their equality tells nothing."""
    best: tuple[_Bag, float] | None = None
    for other in others:
        if other.timex is bag.timex or not _can_be_one(bag.timex, other.timex):
            continue
        shared = bag.words & other.words
        least = min(_mass(bag.words, weights), _mass(other.words, weights))
        share = round(_mass(shared, weights) / least, 3) if least else 0.0
        own = bag.timex.article == other.timex.article
        needed = _OWN_SHARE if own else _LEAD_SHARE if bag.lead and other.lead else _TIE_SHARE
        if len(shared) < _TIE_WORDS or share < needed:
            continue
        weight = round(_TIE_WEIGHT * min(1.0, 2 * share), 3)
        if best is None or weight > best[1]:
            best = other, weight
    return best if best and _informative(bag.timex, best[0].timex) else None


def _mass(words: frozenset[str], weights: dict[str, float]) -> float:
    return math.fsum(weights[word] for word in words)


def _can_be_one(a: Timex, b: Timex) -> bool:
    """False for two that can't be one day."""
    if a.calendar == b.calendar and (_differ(a.day, b.day) or _differ(a.month, b.month)):
        return False
    return not _differ(a.weekday, b.weekday)


def _informative(a: Timex, b: Timex) -> bool:
    """False for two dates told in full, and inside one article for all but two that look one way."""
    if a.month is not None and b.month is not None and a.day is not None and b.day is not None:
        return False
    if not any(t.offset is not None or t.direction is not None or t.weekday is not None for t in (a, b)):
        return False
    if a.article != b.article:
        return True
    # «اليوم» and a date in one article are hardly ever two names of one day.
    return _sense(a) != _sense(b) and _sign(a) == _sign(b) != 0 and 0 not in (a.offset, b.offset)


def _differ(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a != b


def _sign(timex: Timex) -> int:
    lean = timex.offset if timex.offset is not None and timex.unit == "D" else timex.direction or 0
    return (lean > 0) - (lean < 0) or timex.tense


def _sense(timex: Timex) -> tuple[object, ...]:
    return (
        timex.kind, timex.calendar, timex.day, timex.month, timex.year, timex.weekday, timex.offset,
        timex.unit, timex.direction,
    )


def _bags(reading: Reading, most: int) -> list[_Bag]:
    """The first `most` day expressions of the report with the stems of the words about them."""
    out: list[_Bag] = []
    norm = reading.view.norm
    taken = [(reading.view.to_norm(t.start), reading.view.to_norm(t.end)) for t in reading.timexes[:4 * most]]
    for timex, (a, b) in zip(reading.timexes, taken, strict=False):
        if len(out) == most:
            break
        # «قبل ثلاثة أسابيع» is a round number: it names no day that another could equal.
        if timex.kind != "day" or timex.same or timex.problem or not timex.anchors or timex.rule == "ago":
            continue
        low, high = max(0, a - _REACH), min(len(norm), b + _REACH)
        for stop in _STOP.finditer(norm, low, a):
            low = stop.end()
        after = _STOP.search(norm, b, high)
        high = after.start() if after else high
        words = frozenset(
            light_stem(m.group()) for m in _WORD.finditer(norm, low, high)
            if not any(x <= m.start() < y for x, y in taken)
        )
        out.append(_Bag(timex, words, not out))
    return out
