"""What new articles do to the stories there are: only the groups that they reach are made again.

A story never reaches beyond a connected component of the pairs that are surely one event
(`cluster.components`). So it is enough to start from the new and changed articles, walk along such
pairs to everything that hangs on them, and group that: the result is the one of grouping all
articles at once, in whatever order and portions they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .candidates import CandidateRules, candidates, day_number
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
    visited: dict[str, str | None] = field(default_factory=dict)
    edges: dict[Pair, float] = field(default_factory=dict)
    days: dict[int, News] = field(default_factory=dict)

    def step(self, sketches: Sequence[Sketch], day: int) -> dict[str, Sketch]:
        """Judge the pairs of articles of one day; what surely belongs to them and was not visited yet."""
        window = self.window(day)
        pool = {s.id: s for s in window.sketches} | {s.id: s for s in sketches}
        before = frozenset(self.visited)
        self.visited |= {s.id: s.outlet for s in sketches}
        reached: dict[str, Sketch] = {}
        for pair in candidates(sketches, tuple(pool.values()), window.vectors, self.rules):
            if pair.a in before or pair.b in before:
                continue
            probability = self.judge(pool[pair.a], pool[pair.b], pair.meaning)
            if probability >= KEEP:
                self.edges[pair.a, pair.b] = probability
            if probability >= self.join:
                reached |= {name: pool[name] for name in (pair.a, pair.b) if name not in self.visited}
        return reached

    def window(self, day: int) -> News:
        """The articles of the days around one; days are read once while the walk stays near."""
        wanted = range(day - self.rules.days, day + self.rules.days + 1)
        for number in wanted:
            if number not in self.days:
                name = date.fromordinal(number).isoformat()
                self.days[number] = self.load(name, name)
        for number in [n for n in self.days if abs(n - day) > _NEAR * self.rules.days]:
            del self.days[number]
        near = [self.days[number] for number in wanted]
        return News([s for news in near for s in news.sketches],
                    {name: vector for news in near for name, vector in news.vectors.items()})


def regroup(
    changed: Sequence[Sketch],
    load: Load,
    judge: Judge,
    *,
    gone: News | None = None,
    rules: CandidateRules | None = None,
    join: float = JOIN,
) -> Region:
    """Groups of everything that `changed` and `gone` reach.

    `changed` are new articles and new versions, which `load` gives too; `gone` the former versions
    of articles that were changed or removed (no longer given by `load`): what they held together is
    grouped again. `judge` tells how probable (0..1, rounded) it is that two articles tell one event,
    from both sketches and the cosine of their leads; it must not depend on their order.
    """
    rules = rules or CandidateRules()
    walk = _Walk(load, judge, rules, join)
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
    rest = {s.id: s for s in gone.sketches}
    lost = frozenset(rest)
    while rest:
        day, sketches = _first_day(rest.values())
        window = walk.window(day)
        pool = {s.id: s for s in window.sketches if s.id not in lost} | {s.id: s for s in sketches}
        vectors = {**window.vectors, **gone.vectors}
        for s in sketches:
            del rest[s.id]
        for pair in candidates(sketches, tuple(pool.values()), vectors, walk.rules):
            if walk.judge(pool[pair.a], pool[pair.b], pair.meaning) >= walk.join:
                found |= {name: pool[name] for name in (pair.a, pair.b) if name not in lost}
    return found


def _first_day(sketches: Iterable[Sketch]) -> tuple[int, list[Sketch]]:
    """The earliest day and its articles, in order of their ids."""
    ordered = sorted(sketches, key=lambda s: (day_number(s), s.id))
    day = day_number(ordered[0])
    return day, [s for s in ordered if day_number(s) == day]
