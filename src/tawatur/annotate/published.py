"""The day of publication: given, from the page's metadata, from a visible date line, or inferred.

Inferred days are solved over all articles of a comparison together: each expression sets a
condition («اليوم الاثنين»: a Monday), expressions of two articles that date one happening must
come to one day, and articles on one event lie a few days apart. Today's date is never asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from ..lang.calendar import Calendar
from ..lang.normalize import TextView
from ..model import Article, Note, Part, Published, Reason
from .published_clues import AHEAD, DATELINE, Clue, Tie, clues, distance, lower_bound, ties
from .timex import Timex
from .timex_values import day_of

# Articles on one event are looked for within so many days of each other.
_STORY_DAYS = 10
_APART_COST = 0.1
# A report names its own year or the last one more often than older ones: each year between costs.
_YEAR_COST = 1.0
_YEARS = 7
_DISTANCE_COST = 0.01
# So many days that fit equally in one year mean that nothing was learnt.
_TOO_MANY = 8
_BEAM = 80
# Days that miss the best score of one article by so little may still win jointly.
_SLACK = 0.5
_END_LINES = 8
# What a day says that stands by itself on a line of the page.
DATE_LINE = "the page's own date line"
# After every other line: «جنيف، 20 نيسان 2026 (رويترز) -» tells when the report was sent.
_RANK_OF_DATELINE = 3
_LINE_KINDS = ("dateline", "byline", "navigation", "header")


class Reading(msgspec.Struct, frozen=True):
    """What `solve` needs of one article."""

    article: Article
    parts: tuple[Part, ...]
    timexes: tuple[Timex, ...]
    view: TextView


class PublishedResult(msgspec.Struct, frozen=True):
    """Days of publication by article id, and what stayed open."""

    by_article: dict[str, Published]
    notes: tuple[Note, ...] = ()


def solve(readings: Sequence[Reading], calendar: Calendar) -> PublishedResult:
    """The day of publication of every article, with its reasons.

    Several solutions left: the most plausible, the others in a note `published.ambiguous`. None:
    value None with a note `published.unknown`. The order of `readings` changes nothing.
    """
    known: dict[str, Published] = {}
    for reading in readings:
        told = _told(reading, calendar)
        if told is not None:
            known[reading.article.id] = told
    open_ones = sorted(
        (r for r in readings if r.article.id not in known), key=lambda r: r.article.id
    )
    inferred, notes = _infer(open_ones, readings, known, calendar)
    everything = known | inferred
    return PublishedResult({r.article.id: everything[r.article.id] for r in readings}, tuple(notes))


def _told(reading: Reading, calendar: Calendar) -> Published | None:
    article = reading.article
    if article.published:
        return Published(value=article.published, how=article.published_how or "given")
    return _visible(reading, calendar)


def _visible(reading: Reading, calendar: Calendar) -> Published | None:
    """A line of the page that is little but a date («الأحد 2 آب 2015 - 14:30»), else the day of the dateline."""
    best: tuple[int, int, dt.date, Timex] | None = None
    norm = reading.view.norm
    head, tail = _ends(reading.article.text)
    for timex in reading.timexes:
        if not timex.full or timex.problem or timex.part in ("caption", "title", "teaser"):
            continue
        if timex.part not in _LINE_KINDS and head < timex.start < tail:
            continue
        a, b = reading.view.to_norm(timex.start), reading.view.to_norm(timex.end)
        low, end = norm.rfind("\n", 0, a) + 1, norm.find("\n", b)
        line = norm[low:end if end >= 0 else len(norm)].strip()
        rank = _line_rank(line, b - a, timex.part in _LINE_KINDS, calendar)
        if rank is None and timex.part == "dateline":
            rank = _RANK_OF_DATELINE
        day = day_of(timex, None, None)
        if rank is not None and day is not None and (best is None or (rank, timex.start) < best[:2]):
            best = rank, timex.start, day, timex
    if best is None:
        return None
    timex = best[3]
    says = DATELINE if best[0] == _RANK_OF_DATELINE else DATE_LINE
    reason = Reason(timex.article, timex.start, timex.end, timex.text, says)
    return Published(value=best[2].isoformat(), how="inferred", evidence=(reason,))


def _ends(text: str) -> tuple[int, int]:
    """Where the first lines of a page end and its last begin: there dates of publication stand."""
    head, tail = -1, len(text)
    for _ in range(_END_LINES):
        head = text.find("\n", head + 1)
        if head < 0:
            return len(text), 0
    for _ in range(_END_LINES):
        tail = text.rfind("\n", 0, tail)
    return head, max(0, tail)


def _line_rank(line: str, date_length: int, furniture: bool, calendar: Calendar) -> int | None:
    if len(line) > 100:
        return None
    if calendar.published_line.search(line):
        return 0
    if calendar.updated_line.search(line):
        return 2
    return 1 if date_length >= (0.3 if furniture else 0.6) * len(line) else None


@dataclass
class _Board:
    """The articles whose day is looked for, with their clues, and the days they may have."""

    readings: Sequence[Reading]
    clues: list[list[Clue]]
    ties: list[Tie]
    floor: dt.date | None
    near: tuple[dt.date, ...]
    fixed: dict[str, dt.date]
    scores: list[dict[dt.date, float]] = field(default_factory=list)

    def days(self) -> list[dt.date]:
        if self.near:
            low, high = min(self.near), max(self.near)
            span = range(-_STORY_DAYS, (high - low).days + _STORY_DAYS + 1)
            return [low + dt.timedelta(n) for n in span]
        assert self.floor is not None
        low = self.floor - dt.timedelta(AHEAD)
        return [low + dt.timedelta(n) for n in range(366 * _YEARS)]


def _infer(
    open_ones: Sequence[Reading], readings: Sequence[Reading], known: Mapping[str, Published],
    calendar: Calendar,
) -> tuple[dict[str, Published], list[Note]]:
    if not open_ones:
        return {}, []
    fixed = {key: dt.date.fromisoformat(p.value) for key, p in known.items() if p.value}
    bounds = [b for r in open_ones for t in r.timexes if (b := lower_bound(t)) is not None]
    board = _Board(
        open_ones, [clues(r.timexes) for r in open_ones],
        ties(sorted(readings, key=lambda r: r.article.id),
             frozenset(r.article.id for r in open_ones), calendar.words["apposition"]),
        max(bounds, default=None), tuple(sorted(fixed.values())), fixed,
    )
    if board.floor is None and not board.near:
        return {r.article.id: Published() for r in open_ones}, [
            _unknown(r, "nothing in the articles tells the year") for r in open_ones
        ]
    if not board.near and not _tells_month(board):
        return {r.article.id: Published() for r in open_ones}, [
            _unknown(r, "the articles tell at most the day of the week") for r in open_ones
        ]
    return _search(board)


def _tells_month(board: _Board) -> bool:
    """False where nothing but weekdays and years is told, so that no search can end."""
    if any(c.kind == "day" and c.timex.month is not None for own in board.clues for c in own):
        return True
    return any(t.a.month is not None or t.b.month is not None for t in board.ties)


def _scores(days: Sequence[dt.date], own: Sequence[Clue], own_ties: Sequence[Tie]) -> dict[dt.date, float]:
    """What each day satisfies, clues first; ties are asked only where the clues are nearly all met."""
    scores = dict.fromkeys(days, 0.0)
    ahead = sum(clue.weight for clue in own) + sum(tie.weight for tie in own_ties)
    # Cheap conditions first: days that can't catch up any more are not asked the dear ones.
    for clue in sorted(own, key=lambda c: (c.timex.calendar == "hijri", c.kind != "day", -c.weight)):
        enough = max(scores.values()) - ahead - _SLACK
        for day, score in scores.items():
            if score >= enough and clue.holds(day):
                scores[day] = score + clue.weight
        ahead -= clue.weight
    for tie in own_ties:
        enough = max(scores.values()) - ahead - _SLACK
        for day, score in scores.items():
            if score >= enough and tie.holds(day, day):
                scores[day] = score + tie.weight
        ahead -= tie.weight
    return scores


def _unknown(reading: Reading, why: str) -> Note:
    return Note(
        code="published.unknown", article=reading.article.id,
        text=f"The day of publication can't be worked out: {why}. Give it with --meta.",
    )


def _search(board: _Board) -> tuple[dict[str, Published], list[Note]]:
    days = board.days()
    for article_clues, reading in zip(board.clues, board.readings, strict=True):
        own = [t for t in board.ties if t.a.article == t.b.article == reading.article.id]
        board.scores.append(_scores(days, article_clues, own))
    solutions = _solutions(board)
    if not solutions:
        return {r.article.id: Published() for r in board.readings}, [
            _unknown(r, "no day fits what the articles say") for r in board.readings
        ]
    published: dict[str, Published] = {}
    notes: list[Note] = []
    for index, reading in enumerate(board.readings):
        one, note = _verdict(board, index, solutions)
        published[reading.article.id] = one
        if note is not None:
            notes.append(note)
    return published, notes


@dataclass(frozen=True, slots=True)
class _Solution:
    """One day an article; `score` counts what fits, `cost` what is assumed beyond it."""

    days: tuple[dt.date, ...]
    score: float
    cost: float


def _solutions(board: _Board) -> list[_Solution]:
    """Joint solutions, best first; articles with the fewest candidates are set first."""
    candidates = [_candidates(scores) for scores in board.scores]
    order = sorted(range(len(candidates)), key=lambda i: (len(candidates[i]), i))
    beam: list[tuple[float, float, dict[int, dt.date]]] = [(0.0, 0.0, {})]
    for index in order:
        grown = [
            _extend(board, score, cost, chosen, index, day)
            for score, cost, chosen in beam
            for day in _near(candidates[index], board.scores[index], chosen)
        ]
        grown.sort(key=lambda item: (-round(item[0] - item[1], 6), sorted(item[2].items())))
        beam = grown[:_BEAM]
    return [
        _Solution(tuple(chosen[i] for i in range(len(candidates))), score, cost)
        for score, cost, chosen in beam
    ]


def _candidates(scores: Mapping[dt.date, float]) -> list[dt.date]:
    best = max(scores.values())
    return [day for day, score in scores.items() if score >= best - _SLACK]


def _near(
    candidates: Sequence[dt.date], scores: Mapping[dt.date, float], chosen: Mapping[int, dt.date]
) -> list[dt.date]:
    """An article that comes late must lie near those already set, where it has a choice."""
    if not chosen:
        return list(candidates)
    low = min(chosen.values()) - dt.timedelta(_STORY_DAYS)
    high = max(chosen.values()) + dt.timedelta(_STORY_DAYS)
    close = [day for day in candidates if low <= day <= high]
    if close:
        return close
    around = [low + dt.timedelta(n) for n in range((high - low).days + 1)]
    return [day for day in around if day in scores] or list(candidates)


def _extend(
    board: _Board, score: float, cost: float, chosen: Mapping[int, dt.date], index: int, day: dt.date
) -> tuple[float, float, dict[int, dt.date]]:
    days = {board.readings[i].article.id: d for i, d in chosen.items()} | board.fixed
    me = board.readings[index].article.id
    score += board.scores[index][day]
    for tie in board.ties:
        if tie.a.article == tie.b.article:
            continue
        other = tie.b.article if tie.a.article == me else tie.a.article if tie.b.article == me else None
        if other is None or other not in days:
            continue
        pair = (day, days[other]) if tie.a.article == me else (days[other], day)
        score += tie.weight * tie.holds(*pair)
    nearest = min((abs((day - d).days) for d in days.values()), default=0)
    cost += _DISTANCE_COST * distance(board.readings[index].timexes, day)
    cost += _APART_COST * min(nearest, 30)
    if board.floor is not None and not board.near and not chosen:
        cost += _YEAR_COST * ((day - board.floor).days // 365)
    return round(score, 6), round(cost, 6), {**chosen, index: day}


def _verdict(
    board: _Board, index: int, solutions: Sequence[_Solution]
) -> tuple[Published, Note | None]:
    """The day of one article in the best solution, and a note where others fit as well."""
    reading, best = board.readings[index], solutions[0]
    day = best.days[index]
    used = [c for c in board.clues[index] if c.holds(day)]
    days = {r.article.id: d for r, d in zip(board.readings, best.days, strict=True)} | board.fixed
    held = [
        t for t in board.ties
        if reading.article.id in (t.a.article, t.b.article) and t.holds(days[t.a.article], days[t.b.article])
    ]
    if not held and not any(c.kind == "day" for c in used):
        return Published(), _unknown(reading, "no expression in it tells the day")
    if not _year_is_told(board, days):
        return Published(), _unknown(reading, "a year in passing is too little to tell its own")
    equal = sorted({s.days[index] for s in solutions if s.score >= best.score - 1e-6} - {day})
    same_year = [d for d in equal if abs((d - day).days) < 300]
    if len(same_year) >= _TOO_MANY:
        return Published(), _unknown(reading, "many days fit equally well")
    evidence = _evidence(used, held) + _year_from_others(board, reading, used)
    note = _ambiguous(reading, day, equal, evidence) if equal else None
    return Published(value=day.isoformat(), how="inferred", evidence=evidence), note


def _year_is_told(board: _Board, days: Mapping[str, dt.date]) -> bool:
    """True where the latest bound is more than a bare «عام 1990», or weekday and date tell the year."""
    if board.near:
        return True
    bounds = [c for own in board.clues for c in own if c.kind == "bound" and lower_bound(c.timex) == board.floor]
    if any(c.timex.kind != "year" for c in bounds):
        return True
    told = (
        c.holds(days[reading.article.id])
        for own, reading in zip(board.clues, board.readings, strict=True) for c in own if c.tells_year
    )
    return any(told) or any(t.tells_year and t.holds(days[t.a.article], days[t.b.article]) for t in board.ties)


def _year_from_others(board: _Board, reading: Reading, used: Sequence[Clue]) -> tuple[Reason, ...]:
    """The date in another article that tells the earliest year, where this one tells none."""
    if board.near or any(c.kind == "bound" for c in used):
        return ()
    bounds = [c for own in board.clues for c in own if c.kind == "bound" and lower_bound(c.timex) == board.floor]
    return (bounds[0].reason,) if bounds else ()


def _evidence(used: Sequence[Clue], held: Sequence[Tie]) -> tuple[Reason, ...]:
    """The reasons, each span once; the latest bound stands for all bounds."""
    bounds = [c for c in used if c.kind == "bound"]
    reasons = [c.reason for c in used if c.kind == "day"]
    reasons += [reason for tie in held for reason in tie.reasons]
    if bounds:
        reasons.append(max(bounds, key=lambda c: (lower_bound(c.timex) or dt.date.min, -c.timex.start)).reason)
    seen: dict[tuple[str, int], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.article, reason.start), reason)
    return tuple(seen.values())


def _ambiguous(
    reading: Reading, day: dt.date, others: Sequence[dt.date], evidence: Sequence[Reason]
) -> Note:
    named = ", ".join(d.isoformat() for d in others[:6]) + (" …" if len(others) > 6 else "")
    return Note(
        code="published.ambiguous", article=reading.article.id,
        text=f"Taken to be of {day.isoformat()}; {named} would fit as well and were thought less likely.",
        evidence=tuple(reading.article.span(r.start, r.end) for r in evidence if r.article == reading.article.id),
    )
