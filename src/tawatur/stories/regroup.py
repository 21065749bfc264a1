"""What new articles do to the stories there are: only the groups that they reach are made again.

A story never reaches beyond a connected component of the pairs that are surely one event
(`cluster.components`). So it is enough to start from the new and changed articles, walk along such
pairs to everything that hangs on them, and group that: the result is the one of grouping all
articles at once, in whatever order and portions they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .candidates import CandidateRules, Table, between, day_number
from .cluster import JOIN, KEEP, Pair, group
from .features import Side, side
from .same_event import Weights, load_weights, score
from .sketch import Sketch

Judge = Callable[[Sketch, Sketch, float], float]
# Days are kept while the walk is at most so many windows away.
_NEAR = 2
# So many prepared sketches are some hundred megabytes at most.
_REMEMBERED = 30_000


@dataclass(frozen=True, slots=True)
class News:
    """Articles of some days: their sketches and the vectors of their leads by id."""

    sketches: Sequence[Sketch]
    vectors: Mapping[str, NDArray[np.float32]]


class Far(Protocol):
    """Where partners are looked for when a day is not known: all articles, by the vectors of their leads."""

    def leads(self, ids: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        """The vectors of these articles, as far as they have any."""

    def alike(self, vectors: Mapping[str, NDArray[np.float32]], least: float, undated: bool) -> News:
        """Articles whose lead has a cosine of at least `least` with one of these; with `undated` those without a day alone."""


class SameEvent:
    """The shipped decision (`same_event.score`) as a `Judge`; remembers what it prepared of recent sketches."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or load_weights()
        self._sides: dict[str, tuple[Sketch, Side]] = {}

    def __call__(self, a: Sketch, b: Sketch, meaning: float) -> float:
        return score(self._side(a), self._side(b), meaning, self._weights)

    def _side(self, sketch: Sketch) -> Side:
        known = self._sides.get(sketch.id)
        # Another version of the article bears the same id.
        if known is not None and known[0] is sketch:
            return known[1]
        if len(self._sides) >= _REMEMBERED:
            self._sides.clear()
        made = side(sketch)
        self._sides[sketch.id] = sketch, made
        return made


# The articles of a collection from one ISO day to another, both included.
Load = Callable[[str, str], News]


@dataclass(frozen=True, slots=True)
class Region:
    """All that a change reaches: its groups (sorted ids), and the pairs that were kept with their probability."""

    groups: tuple[tuple[str, ...], ...]
    edges: Mapping[Pair, float]


@dataclass(slots=True)
class _Walk:
    """Where the walk has been, with the outlets of these articles. `edges` holds every pair of a visited article that is not surely apart."""

    load: Load
    judge: Judge
    rules: CandidateRules
    join: float
    far: Far | None
    visited: dict[str, str | None] = field(default_factory=dict)
    edges: dict[Pair, float] = field(default_factory=dict)
    days: dict[int, Table] = field(default_factory=dict)

    def step(self, sketches: Sequence[Sketch], day: int | None) -> dict[str, Sketch]:
        """Judge the pairs of articles of one day (or of none); what surely belongs to them and was not visited yet."""
        known = self.visited
        reached: dict[str, Sketch] = {}
        seen: set[Pair] = set()
        mine = frozenset(s.id for s in sketches)
        for a, b, meaning in self.pairs(sketches, day):
            pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
            # Of an article that was visited before, or of one day, the pair has been judged.
            if b.id in known or pair in seen:
                continue
            seen.add(pair)
            probability = self.judge(a, b, meaning)
            if probability >= KEEP:
                self.edges[pair] = probability
            if probability >= self.join and b.id not in mine:
                reached[b.id] = b
        self.visited |= {s.id: s.outlet for s in sketches}
        return reached

    def pairs(self, sketches: Sequence[Sketch], day: int | None) -> Iterator[tuple[Sketch, Sketch, float]]:
        """Pairs worth judging of articles of one day (or of none) with all others."""
        names = sorted(s.id for s in sketches)
        if day is None:
            vectors = self.far.leads(names) if self.far else {}
            yield from self.beyond(Table(sketches, vectors), names, vectors, undated=False)
            return
        table = self.table(day)
        for theirs in self.window(day):
            yield from between(table, names, theirs, self.rules)
        yield from self.beyond(table, names, table.leads, undated=True)

    def beyond(
        self, table: Table, names: Sequence[str], vectors: Mapping[str, NDArray[np.float32]], undated: bool
    ) -> Iterator[tuple[Sketch, Sketch, float]]:
        """The pairs for which no day can be held against another; with `undated` only such with articles without a day."""
        if self.far is None:
            return
        asked = {name: vectors[name] for name in names if name in vectors}
        found = self.far.alike(asked, self.rules.far_meaning, undated) if asked else News((), {})
        yield from between(table, names, Table(found.sketches, found.vectors), self.rules, dated=False)

    def window(self, day: int) -> list[Table]:
        """The articles of the days around one."""
        for number in [n for n in self.days if abs(n - day) > _NEAR * self.rules.days]:
            del self.days[number]
        return [self.table(number) for number in range(day - self.rules.days, day + self.rules.days + 1)]

    def table(self, day: int) -> Table:
        """The articles of one day, read once while the walk stays near."""
        if day not in self.days:
            name = date.fromordinal(day).isoformat()
            news = self.load(name, name)
            self.days[day] = Table([s for s in news.sketches if s.day is not None], news.vectors)
        return self.days[day]


def regroup(
    changed: Sequence[Sketch],
    load: Load,
    judge: Judge,
    *,
    gone: News | None = None,
    far: Far | None = None,
    rules: CandidateRules | None = None,
    join: float = JOIN,
) -> Region:
    """Groups of everything that `changed` and `gone` reach.

    `changed` are new articles and new versions, which `load` gives too; `gone` the former versions
    of articles that were changed or removed (no longer given by `load`): what they held together is
    grouped again. `judge` tells how probable (0..1, rounded) it is that two articles tell one event,
    from both sketches and the cosine of their leads; it must not depend on their order. Without `far`
    an article whose day is not known meets no other.
    """
    rules = rules or CandidateRules()
    walk = _Walk(load, judge, rules, join, far)
    frontier = {s.id: s for s in changed}
    if gone is not None:
        frontier = _held_by(gone, walk) | frontier
    while frontier:
        day, sketches = _first_day(frontier.values())
        for s in sketches:
            del frontier[s.id]
        frontier |= walk.step(sketches, day)
    # A weak pair may lead out of what was visited: there it connects nothing.
    edges = {(a, b): p for (a, b), p in walk.edges.items() if a in walk.visited and b in walk.visited}
    return Region(group(walk.visited, edges, walk.visited, join), edges)


def _held_by(gone: News, walk: _Walk) -> dict[str, Sketch]:
    """The articles that surely told one event with a version that is no more."""
    found: dict[str, Sketch] = {}
    lost = frozenset(s.id for s in gone.sketches)
    rest = {s.id: s for s in gone.sketches}
    while rest:
        day, sketches = _first_day(rest.values())
        for s in sketches:
            del rest[s.id]
        former, names = Table(sketches, gone.vectors), sorted(s.id for s in sketches)
        near = walk.window(day) if day is not None else []
        met = [pair for theirs in near for pair in between(former, names, theirs, walk.rules)]
        for mine, other, meaning in (*met, *walk.beyond(former, names, gone.vectors, undated=day is not None)):
            if other.id not in lost and walk.judge(mine, other, meaning) >= walk.join:
                found[other.id] = other
    return found


def _first_day(sketches: Iterable[Sketch]) -> tuple[int | None, list[Sketch]]:
    """The earliest day and its articles, in order of their ids; before all days those that have none."""
    days: dict[int | None, list[Sketch]] = {}
    for s in sketches:
        days.setdefault(day_number(s), []).append(s)
    day = None if None in days else min(d for d in days if d is not None)
    return day, sorted(days[day], key=lambda s: s.id)
