"""Pairs of articles that are worth judging, out of the many in a few days' news.

Whether a pair is looked at depends on the two articles alone, never on their company (no "ten
nearest"), so a set of articles gives the same pairs in whatever order they come. Two roads lead to
a pair, inside a window of days: leads that mean alike, and rare words of title and lead, names or
runs of words in common (fingerprints of the wording, Broder 1997).
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
    to `meaning`, or shared keys weigh `shared`, or both come to their half-measures.
    """

    days: int = 3
    meaning: float = 0.6
    shared: float = 5.0
    some_meaning: float = 0.3
    some_shared: float = 2.0


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
    their leads (all of one length); an article without one is found by its words alone. Raises
    ValueError for a sketch without a day.
    """
    rules = rules or CandidateRules()
    everything = {s.id: s for s in (*pool, *new)}
    fresh = {s.id for s in new}
    table = _Table(sorted(everything.values(), key=lambda s: (s.day or "", s.id)), vectors, rules)
    rows = [row for row, s in enumerate(table.sketches) if s.id in fresh]
    found = {
        pair for start in range(0, len(rows), _BLOCK) for pair in table.pairs(rows[start:start + _BLOCK])
    }
    return tuple(sorted(found))


def exact_vectors(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Unit vectors as whole numbers, so that their products are the same on every machine."""
    return np.asarray(np.rint(vectors * np.float32(_SCALE)), dtype=np.float32)


def cosines(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float64]:
    """(n, m) cosines of `exact_vectors`, three decimals."""
    return np.round((left @ right.T).astype(np.float64) / _SCALE**2, _DECIMALS)


def day_number(sketch: Sketch) -> int:
    """The day of an article as a number; ValueError where it has none."""
    if sketch.day is None:
        raise ValueError(f"the sketch of {sketch.id!r} has no day: hand one to make_sketch")
    return date.fromisoformat(sketch.day).toordinal()


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


class _Table:
    """All articles of a search, in order of days, with what is looked up again and again."""

    def __init__(
        self, sketches: Sequence[Sketch], vectors: Mapping[str, NDArray[np.float32]], rules: CandidateRules
    ) -> None:
        self.sketches = sketches
        self.rules = rules
        self.days = np.array([day_number(s) for s in sketches], dtype=np.int64)
        width = next((len(vectors[s.id]) for s in sketches if s.id in vectors), 1)
        blank = np.zeros(width, dtype=np.float32)
        rows = [vectors.get(s.id, blank) for s in sketches]
        self.vectors = exact_vectors(np.stack(rows) if rows else np.zeros((0, width), np.float32))
        self._index()

    def _index(self) -> None:
        """Lists of rows by key (one array, cut at `at`), and the keys and weights of each row."""
        numbers: dict[str | int, int] = {}
        self.mine: list[list[tuple[int, int]]] = [
            [(numbers.setdefault(key, len(numbers)), weight) for key, weight in _keys(s)]
            for s in self.sketches
        ]
        sizes = [len(keys) for keys in self.mine]
        flat = np.array([pair for keys in self.mine for pair in keys], dtype=np.int64).reshape(-1, 2)
        rows = np.repeat(np.arange(len(sizes)), sizes)
        # Stable: rows ascend inside a list, so that the days of a window are one stretch of it.
        order = np.argsort(flat[:, 0], kind="stable")
        self.rows, self.weights = rows[order], flat[order, 1]
        self.at = np.searchsorted(flat[order, 0], np.arange(len(numbers) + 1)).tolist()

    def pairs(self, block: Sequence[int]) -> Iterator[Candidate]:
        """Candidates of the rows of `block` (neighbours in time) with every other row."""
        rules = self.rules
        low = int(np.searchsorted(self.days, self.days[block[0]] - rules.days, "left"))
        high = int(np.searchsorted(self.days, self.days[block[-1]] + rules.days, "right"))
        meaning = cosines(self.vectors[block], self.vectors[low:high])
        shared = np.stack([self._shared(row)[low:high] for row in block])
        take = (meaning >= rules.meaning) | (shared >= rules.shared * _WHOLE)
        take |= (meaning >= rules.some_meaning) & (shared >= rules.some_shared * _WHOLE)
        take &= np.abs(self.days[block][:, None] - self.days[None, low:high]) <= rules.days
        for i, j in np.argwhere(take).tolist():
            one, two = self.sketches[block[i]].id, self.sketches[low + j].id
            if one != two:
                yield Candidate(min(one, two), max(one, two), float(meaning[i, j]))

    def _shared(self, row: int) -> NDArray[np.int64]:
        """What the keys shared with each row weigh, in hundredths: of each key the smaller weight."""
        keys = self.mine[row]
        if not keys:
            return np.zeros(len(self.sketches), dtype=np.int64)
        cuts = [slice(self.at[key], self.at[key + 1]) for key, _ in keys]
        rows = np.concatenate([self.rows[cut] for cut in cuts])
        amounts = np.concatenate([self.weights[cut] for cut in cuts])
        own = np.repeat([weight for _, weight in keys], [cut.stop - cut.start for cut in cuts])
        sums = np.bincount(rows, weights=np.minimum(amounts, own), minlength=len(self.sketches))
        return sums.astype(np.int64)
