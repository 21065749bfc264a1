"""Cutting a text at the bounds of spans that may nest and overlap.

Done here and not in the page: spans count code points, a browser counts UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span to be shown: `layer` tells what it is, `key` what it belongs to."""

    start: int
    end: int
    layer: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch under one and the same set of marks, shortest mark first; `opens` begin here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


def split(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut `[start, end)` so that no segment crosses the bound of a mark; covers it without gaps."""
    inside = sorted(m for m in set(marks) if m.start < end and m.end > start and m.start < m.end)
    cuts = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    active: list[Mark] = []
    waiting = 0
    for a, b in pairwise(cuts):
        active = [m for m in active if m.end > a]
        opens: list[Mark] = []
        while waiting < len(inside) and inside[waiting].start <= a:
            mark = inside[waiting]
            active.append(mark)
            if mark.start == a:
                opens.append(mark)
            waiting += 1
        ordered = sorted(active, key=lambda m: (m.end - m.start, m))
        yield Segment(a, b, tuple(ordered), tuple(sorted(opens, key=lambda m: (m.end - m.start, m))))
