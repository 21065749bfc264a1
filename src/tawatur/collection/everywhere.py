"""All articles of a collection by the meaning of their leads: where partners of those without a day are looked for.

An exact search over whole numbers in memory, 768 bytes an article of e5, read once a run and only where an article without a
day is there: 100,000 articles are read in two seconds, and one of them is held against all others in less than a tenth of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..model import Entry
from ..store import Store
from ..stories.candidates import exact_vectors, raw_cosine
from ..stories.regroup import News
from .packed import lead_key, unpack_vector

_CHUNK, _BLOCK, _QUERIES = 2_000, 16_384, 256
# Cosines count in thousandths: what is rounded up to the least one is found too.
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True)
class Leads:
    """Ids, and in their order the vectors of their leads (int16 numbers of `exact_vectors`)."""

    ids: tuple[str, ...]
    vectors: NDArray[np.int16]


@dataclass(slots=True)
class Everywhere:
    """`stories.regroup.Far` over a store. `reading` is the digest of the steps that read, `of` gives the sketches of articles."""

    store: Store
    reading: str
    encoder: str
    of: Callable[[Iterable[str]], News]
    _all: Leads | None = field(default=None)
    _undated: Leads | None = field(default=None)

    def leads(self, ids: Sequence[str]) -> Mapping[str, NDArray[np.float32]]:
        found: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(ids), _CHUNK):
            found |= self._vectors(self.store.entries(ids[start:start + _CHUNK]))
        return found

    def alike(self, vectors: Mapping[str, NDArray[np.float32]], least: float, undated: bool) -> News:
        held = self._of_undated() if undated else self._of_all()
        if not held.ids or not vectors:
            return News((), {})
        asked = exact_vectors(np.stack([vectors[name] for name in sorted(vectors)]))
        near = np.zeros(len(held.ids), dtype=np.bool_)
        floor = raw_cosine(least - _ROUNDING)
        for start in range(0, len(held.ids) if asked.shape[1] == held.vectors.shape[1] else 0, _BLOCK):
            block = held.vectors[start:start + _BLOCK].astype(np.float32)
            for low in range(0, len(asked), _QUERIES):
                near[start:start + _BLOCK] |= (asked[low:low + _QUERIES] @ block.T >= floor).any(axis=0)
        return self.of([held.ids[i] for i in np.flatnonzero(near).tolist()])

    def _of_undated(self) -> Leads:
        if self._undated is None:
            self._undated = self._read(self.store.entries(self.store.undated()))
        return self._undated

    def _of_all(self) -> Leads:
        if self._all is None:
            self._all = self._read(self.store.entries())
        return self._all

    def _read(self, entries: Sequence[Entry]) -> Leads:
        ids: list[str] = []
        rows: list[NDArray[np.int16]] = []
        for start in range(0, len(entries), _CHUNK):
            found = self._vectors(entries[start:start + _CHUNK])
            if found:
                ids += found
                rows.append(exact_vectors(np.stack(list(found.values()))).astype(np.int16))
        return Leads(tuple(ids), np.concatenate(rows) if rows else np.zeros((0, 0), dtype=np.int16))

    def _vectors(self, entries: Sequence[Entry]) -> dict[str, NDArray[np.float32]]:
        keys = {e.id: lead_key(self.reading, e.key, e.hash) for e in entries}
        known = self.store.vectors(list(keys.values()), self.encoder)
        return {id: unpack_vector(known[key]) for id, key in keys.items() if key in known}
