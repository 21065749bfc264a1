"""Pairs of articles that are worth judging, out of the many in a few days' news.

Whether a pair is looked at depends on the two articles alone, never on their company (no "ten
nearest"), so a set of articles gives the same pairs in whatever order they come. Two roads lead to
a pair, inside a window of days: leads that mean alike, and rare words of title and lead, names or
runs of words in common (fingerprints of the wording, Broder 1997). Where the day of one of the two is not
known there is no window, and both must speak for a pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .sketch import Sketch

# Vectors are cut to whole numbers of this length: a product of two, and every part of its sum, is then
# a whole number under 2^24, which float32 holds exactly in whatever order a processor adds it up.
_SCALE = 4000.0
_BLOCK = 512
# At most so many pairs are held at once.
_CELLS = 4_000_000
_DECIMALS = 3
# Keys weigh whole hundredths, for the same reason.
_WHOLE = 100
# A stem that weighs less (`Sketch.counts`) is too common to lead to a pair.
_RARE = 55
_NAME, _PRINT = 80, 60


@dataclass(frozen=True, slots=True)
class CandidateRules:
    """What makes a pair worth judging.

    `days` is how far apart two articles may be. A pair is taken where the cosine of the leads comes
    to `meaning`, or shared keys weigh `shared`, or both come to their half-measures. Where a day is not known
    both must come to `far_meaning` and `far_shared`: of 941 pairs of one event that were read by hand 99 in 100 do.
    """

    days: int = 3
    meaning: float = 0.6
    shared: float = 5.0
    some_meaning: float = 0.3
    some_shared: float = 2.0
    far_meaning: float = 0.45
    far_shared: float = 3.0


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two ids, the smaller first, and the cosine of their leads (three decimals; 0 where one has no vector)."""

    a: str
    b: str
    meaning: float


def candidates(
    new: Sequence[Sketch],
    pool: Sequence[Sketch],
    vectors: Mapping[str, NDArray[np.float32]],
    rules: CandidateRules | None = None,
) -> tuple[Candidate, ...]:
    """Pairs with at least one article of `new`, each once, sorted by ids.

    `pool` may hold articles of `new` again. `vectors` maps ids to the L2-normalised vectors of
    their leads (all of one length); an article without one is found by its words alone, and only where its day
    and that of the other are known. For many searches in one pool make a `Table` of each day.
    """
    rules = rules or CandidateRules()
    fresh = {s.id for s in new}
    days: dict[int | None, list[Sketch]] = {}
    for s in {s.id: s for s in (*pool, *new)}.values():
        days.setdefault(day_number(s), []).append(s)
    tables = {day: Table(sketches, vectors) for day, sketches in days.items()}
    found: set[Candidate] = set()
    for day, table in tables.items():
        wanted = [name for name in table.row if name in fresh]
        for other, theirs in tables.items():
            dated = day is not None and other is not None
            if wanted and (day is None or other is None or abs(other - day) <= rules.days):
                for one, two, meaning in between(table, wanted, theirs, rules, dated=dated):
                    found.add(Candidate(min(one.id, two.id), max(one.id, two.id), meaning))
    return tuple(sorted(found))


def between(
    left: Table, ids: Sequence[str], right: Table, rules: CandidateRules, *, dated: bool = True
) -> Iterator[tuple[Sketch, Sketch, float]]:
    """Pairs worth judging of the articles `ids` of one table with those of another (or of the same one).

    Each is the article of `left`, that of `right`, and the cosine of their leads; two of one table may come
    in both orders. Days are not looked at: `dated` tells whether those of all articles of both tables are known.
    """
    rows = [left.row[name] for name in ids]
    size = max(1, min(_BLOCK, _CELLS // max(1, len(right.sketches))))
    for start in range(0, len(rows) if right.sketches else 0, size):
        block = rows[start:start + size]
        meaning = np.zeros((len(block), len(right.sketches)))
        if left.vectors.shape[1] == right.vectors.shape[1]:
            meaning = cosines(left.vectors[block], right.vectors)
        for i, j in np.argwhere(_taken(left, block, right, meaning, rules, dated)).tolist():
            one, two = left.sketches[block[i]], right.sketches[j]
            if one.id != two.id:
                yield one, two, float(meaning[i, j])


def _taken(
    left: Table, block: Sequence[int], right: Table, meaning: NDArray[np.float64], rules: CandidateRules, dated: bool
) -> NDArray[np.bool_]:
    """Which pairs are worth judging: rows of `left` by all of `right`."""
    if dated:
        shared = np.stack([right.shared(left.keys[row]) for row in block])
        take = (meaning >= rules.meaning) | (shared >= rules.shared * _WHOLE)
        return take | ((meaning >= rules.some_meaning) & (shared >= rules.some_shared * _WHOLE))
    take = meaning >= rules.far_meaning
    for i, row in enumerate(block):
        # Few articles mean alike among many: only of those the words are looked up.
        if take[i].any():
            take[i] &= right.shared(left.keys[row]) >= rules.far_shared * _WHOLE
    return take


def exact_vectors(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Unit vectors as whole numbers, so that their products are the same on every machine."""
    return np.asarray(np.rint(vectors * np.float32(_SCALE)), dtype=np.float32)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, m) cosines of `exact_vectors`, three decimals."""
    return np.round((left @ right.T).astype(np.float64) / _SCALE**2, _DECIMALS)


def raw_cosine(cosine: float) -> float:
    """A cosine as a product of `exact_vectors`."""
    return cosine * _SCALE**2


def day_number(sketch: Sketch) -> int | None:
    """The day of an article as a number; None where it is not known."""
    return None if sketch.day is None else date.fromisoformat(sketch.day).toordinal()


def _keys(sketch: Sketch) -> Iterator[tuple[str | int, int]]:
    """What may lead to a pair, with its weight: rare stems of title and lead, names, fingerprints."""
    for i, stem in enumerate(sketch.terms):
        weight, in_title, in_lead, _ = sketch.counts[4 * i:4 * i + 4]
        if weight >= _RARE and (in_title or in_lead):
            yield stem, weight
    for name in sketch.names:
        if name.lead and name.type != "LOC":
            yield f"{name.type} {name.key}", _NAME
    prints = sketch.prints
    for i in range(0, len(prints), 4):
        yield int.from_bytes(prints[i:i + 4], "little"), _PRINT


class Table:
    """Articles of one day (or of none), ready to be searched: by id in `row`, with vectors (`leads` as they came) and lists of rows by key."""

    def __init__(self, sketches: Sequence[Sketch], vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.sketches = sorted(sketches, key=lambda s: s.id)
        self.row = {s.id: i for i, s in enumerate(self.sketches)}
        width = next((len(vectors[s.id]) for s in self.sketches if s.id in vectors), 1)
        blank = np.zeros(width, dtype=np.float32)
        rows = [vectors.get(s.id, blank) for s in self.sketches]
        self.vectors = exact_vectors(np.stack(rows) if rows else np.zeros((0, width), np.float32))
        self.leads = {s.id: vectors[s.id] for s in self.sketches if s.id in vectors}
        self.keys = [list(_keys(s)) for s in self.sketches]
        self._index()

    def _index(self) -> None:
        """Rows and weights by key: two arrays, and where in them each key's stretch lies."""
        numbers: dict[str | int, int] = {}
        flat = np.array(
            [(numbers.setdefault(key, len(numbers)), row, weight)
             for row, keys in enumerate(self.keys) for key, weight in keys],
            dtype=np.int64,
        ).reshape(-1, 3)
        flat = flat[np.argsort(flat[:, 0], kind="stable")]
        self._rows, self._weights = flat[:, 1].copy(), flat[:, 2].copy()
        at = np.searchsorted(flat[:, 0], np.arange(len(numbers) + 1)).tolist()
        self._cuts = {key: slice(at[i], at[i + 1]) for key, i in numbers.items()}

    def shared(self, keys: Sequence[tuple[str | int, int]]) -> NDArray[np.int64]:
        """What the keys shared with each row weigh, in hundredths: of each key the smaller weight."""
        met = [(cut, weight) for key, weight in keys if (cut := self._cuts.get(key)) is not None]
        if not met:
            return np.zeros(len(self.sketches), dtype=np.int64)
        rows = np.concatenate([self._rows[cut] for cut, _ in met])
        amounts = np.concatenate([self._weights[cut] for cut, _ in met])
        own = np.repeat([weight for _, weight in met], [cut.stop - cut.start for cut, _ in met])
        sums = np.bincount(rows, weights=np.minimum(amounts, own), minlength=len(self.sketches))
        return sums.astype(np.int64)
