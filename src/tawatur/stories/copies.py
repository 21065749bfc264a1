"""Syndicated copies: an article whose wording is (almost) that of another outlet's earlier article.

Estimated from the fingerprints of both sketches (Broder 1997), so no text is read again. A copy stays
an article of its outlet and of its story; that it is one is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .sketch import Sketch

# Of the runs of words of a copy so much stands in the original (estimated).
COPIED = 0.8
# With fewer runs of four words than this nothing can be told: a title and a sentence.
_LEAST_RUNS = 16
_PRINT = 4


def find_copies(new: Sequence[Sketch], pool: Sequence[Sketch]) -> Mapping[str, str]:
    """For each copy among `new` and `pool` that a new article has to do with, the id of its original.

    The original is the earliest article (by day, then id: which of two articles of one day came
    first is not known) of another outlet that holds nearly all of the copy's wording. Articles
    of unknown outlet or day are left out. Articles of `pool` are named only where their original is new:
    a new article that is earlier than what it is like takes the place of a later one.
    """
    everything = {s.id: s for s in (*pool, *new) if s.outlet and s.day}
    ordered = sorted(everything.values(), key=_age)
    prints = {s.id: _prints(s) for s in ordered}
    holders: dict[int, list[Sketch]] = {}
    for s in ordered:
        for number in prints[s.id]:
            holders.setdefault(number, []).append(s)
    fresh = {s.id for s in new}
    found: dict[str, str] = {}
    for s in ordered:
        original = _original(s, prints, holders)
        if original is not None and (s.id in fresh or original in fresh):
            found[s.id] = original
    return found


def containment(copy: frozenset[int], original: frozenset[int]) -> float:
    """Share of the runs of `copy` that `original` has, among those that both sketches could hold; three decimals."""
    if not copy or not original:
        return 0.0
    limit = min(max(copy), max(original))
    mine = [number for number in copy if number <= limit]
    return round(sum(number in original for number in mine) / len(mine), 3) if mine else 0.0


def _age(sketch: Sketch) -> tuple[str, str]:
    return sketch.day or "", sketch.id


def _prints(sketch: Sketch) -> frozenset[int]:
    data = sketch.prints
    return frozenset(int.from_bytes(data[i:i + _PRINT], "little") for i in range(0, len(data), _PRINT))


def _original(
    sketch: Sketch, prints: Mapping[str, frozenset[int]], holders: Mapping[int, Sequence[Sketch]]
) -> str | None:
    mine = prints[sketch.id]
    if len(mine) < _LEAST_RUNS:
        return None
    shared: dict[str, int] = {}
    for number in mine:
        for other in holders[number]:
            if _age(other) < _age(sketch) and other.outlet != sketch.outlet:
                shared[other.id] = shared.get(other.id, 0) + 1
    earlier = {name for name, count in shared.items() if count >= _LEAST_RUNS // 4}
    held = [n for n in earlier if containment(mine, prints[n]) >= COPIED]
    days = {other.id: _age(other) for number in mine for other in holders[number] if other.id in held}
    return min(held, key=lambda name: days[name], default=None)
