"""What a whole story is about: what links between stories are decided by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

from .candidates import exact_vectors
from .sketch import Sketch

FORMAT = 2
_TERMS = 48
# A stem in a title tells more of what a story is about than one in the lead, and that than one further on.
_TITLE, _LEAD, _BODY = 1.0, 0.7, 0.3


class Portrait(msgspec.Struct, frozen=True, array_like=True):
    """A story as links see it.

    `first` and `last` are the ISO days of its first and last article (empty where no day is known); `terms` its stems with weights
    (a vector of length 1, the heaviest first); `opening` all stems of title and lead of its first article, common
    ones too: the form in which it is told; `vector` the mean of its leads' vectors, int16 numbers of
    `exact_vectors`, little-endian.
    """

    id: str
    first: str
    last: str
    articles: int
    terms: tuple[tuple[str, float], ...]
    opening: tuple[str, ...]
    vector: bytes
    format: int = FORMAT


def portrait(
    story: str, sketches: Sequence[Sketch], vectors: Mapping[str, NDArray[np.float32]]
) -> Portrait:
    """The portrait of a story from its articles' sketches (at least one) and the vectors of their leads."""
    ordered = sorted(sketches, key=lambda s: (s.day or "9999", s.id))
    days = [s.day for s in ordered if s.day]
    return Portrait(
        id=story,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        articles=len(ordered),
        terms=_terms(ordered),
        opening=_opening(ordered[0]),
        vector=_mean([vectors[s.id] for s in ordered if s.id in vectors]),
    )


def _terms(sketches: Sequence[Sketch]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = {}
    for s in sketches:
        for i, stem in enumerate(s.terms):
            weight, title, lead, body = s.counts[4 * i:4 * i + 4]
            place = _TITLE if title else _LEAD if lead else _BODY
            value = round((weight / 100) ** 2 * place * (1 + log(max(1, title + body))), 4)
            sums[stem] = round(sums.get(stem, 0.0) + value, 4)
    best = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    length = sqrt(sum(v * v for _, v in best)) or 1.0
    return tuple((stem, round(value / length, 4)) for stem, value in best)


def _opening(sketch: Sketch) -> tuple[str, ...]:
    counts = sketch.counts
    return tuple(sorted(t for i, t in enumerate(sketch.terms) if counts[4 * i + 1] or counts[4 * i + 2]))


def _mean(vectors: Sequence[NDArray[np.float32]]) -> bytes:
    if not vectors:
        return b""
    # Whole numbers, added up: the mean does not depend on their order.
    total = exact_vectors(np.stack(vectors)).astype(np.int64).sum(axis=0).astype(np.float64)
    length = sqrt(float(sum(int(x) * int(x) for x in total))) or 1.0
    return exact_vectors((total / length).astype(np.float32)).astype("<i2").tobytes()
