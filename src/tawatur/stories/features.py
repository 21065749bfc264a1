"""What two sketches have in common and what speaks against one event: a few plain measures.

Each measure is 0..1 (days apart too), the same whichever article comes first, rounded, and means
something to a reader: `describe` of `same_event` names it on the page. How much each weighs is
learned (training/same_event.py), not written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from ..encode.words import skeleton
from .sketch import Name, Sketch

NAMES = (
    "meaning", "words", "lead", "title", "titles found", "lead found", "rare words",
    "persons shared", "persons differ", "places shared", "places differ",
    "figures shared", "figures differ", "days apart", "told days differ",
    "kinds shared", "wording", "lengths differ",
)
# A stem of this weight or more is rare: fewer than one sentence in some hundreds has it.
_RARE = 0.9
# Days beyond which articles are simply far apart.
_FAR = 5
_PRINT = 4

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Side:
    """A sketch made ready for many decisions: vectors of unit length, sets, days as numbers."""

    sketch: Sketch
    title: Bag
    lead: Bag
    body: Bag
    heading: tuple[tuple[str, float], ...]
    opening: tuple[tuple[str, float], ...]
    known: frozenset[str]
    rare: frozenset[str]
    persons: tuple[Name, ...]
    places: frozenset[str]
    figures: frozenset[tuple[float, str]]
    units: Mapping[str, frozenset[float]]
    day: int | None
    told: frozenset[int]
    kinds: frozenset[str]
    prints: frozenset[int]


def side(sketch: Sketch) -> Side:
    """The sketch, ready to be compared: some 0.2 ms, once for each article."""
    rows = [
        (term, *sketch.counts[4 * k:4 * k + 4]) for k, term in enumerate(sketch.terms)
    ]
    weights = {term: (w / 100) ** 2 for term, w, *_ in rows}
    units: dict[str, set[float]] = {}
    for value, unit in sketch.numbers:
        units.setdefault(unit, set()).add(value)
    day = _ordinal(sketch.day)
    told = [d for d in map(_ordinal, sketch.days[:sketch.lead_days]) if d is not None]
    return Side(
        sketch=sketch,
        title=_bag((t, weights[t], a) for t, _, a, _, _ in rows),
        lead=_bag((t, weights[t], a + b) for t, _, a, b, _ in rows),
        body=_bag((t, weights[t], 2 * a + c) for t, _, a, _, c in rows),
        heading=tuple((t, weights[t]) for t, _, a, _, _ in rows if a),
        opening=tuple((t, weights[t]) for t, _, a, b, _ in rows if a or b),
        known=frozenset(sketch.terms) | {"√" + skeleton(t) for t in sketch.terms},
        rare=frozenset(t for t, w, *_ in rows if w >= 100 * _RARE and not t.isdigit()),
        persons=tuple(n for n in sketch.names if n.type == "PER" and n.lead),
        places=frozenset(
            n.words[-1] for n in sketch.names
            if n.type == "LOC" and n.lead and not n.key.startswith("iso3166:")
        ),
        figures=frozenset(f for f in sketch.numbers if f[0] > 2),
        units={unit: frozenset(values) for unit, values in units.items() if unit},
        day=day,
        told=frozenset(d for d in told if day is None or abs(d - day) <= 10),
        kinds=frozenset(h.type for h in sketch.happenings if h.lead),
        prints=frozenset(
            int.from_bytes(sketch.prints[i:i + _PRINT], "little")
            for i in range(0, len(sketch.prints), _PRINT)
        ),
    )


def measure(a: Side, b: Side, meaning: float) -> tuple[float, ...]:
    """The measures of a pair in the order of `NAMES`; `meaning` is the cosine of the lead vectors."""
    found_a, found_b = _found(a.heading, b.known), _found(b.heading, a.known)
    opening_a, opening_b = _found(a.opening, b.known), _found(b.opening, a.known)
    shared_rare = len(a.rare & b.rare)
    values = (
        meaning,
        _cosine(a.body, b.body),
        _cosine(a.lead, b.lead),
        _cosine(a.title, b.title),
        (found_a + found_b) / 2,
        (opening_a + opening_b) / 2,
        min(1.0, log(1 + shared_rare) / log(20)),
        *_persons(a, b),
        *_sets(a.places, b.places),
        *_figures(a, b),
        _apart(a.day, b.day),
        float(bool(a.told and b.told) and not a.told & b.told),
        *_sets(a.kinds, b.kinds)[:1],
        _copied(a.prints, b.prints),
        _lengths(a.sketch.words, b.sketch.words),
    )
    return tuple(round(v, 4) for v in values)


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _bag(rows: Iterable[tuple[str, float, int]]) -> Bag:
    """Stems and their rough roots as a vector of length 1."""
    found: dict[str, float] = {}
    for term, weight, count in rows:
        if count:
            value = weight * (1 + log(count))
            found[term] = found.get(term, 0.0) + value
            root = "√" + skeleton(term)
            found[root] = found.get(root, 0.0) + value
    length = sqrt(sum(v * v for v in found.values())) or 1.0
    return {term: value / length for term, value in found.items()}


def _cosine(a: Bag, b: Bag) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(sorted(value * b[term] for term, value in a.items() if term in b))


def _found(terms: tuple[tuple[str, float], ...], known: frozenset[str]) -> float:
    """How much of these terms' weight the other article has anywhere; half for a common root."""
    total = sum(w for _, w in terms)
    if not total:
        return 0.5
    return sum(
        w if t in known else w / 2 if "√" + skeleton(t) in known else 0.0 for t, w in terms
    ) / total


def _persons(a: Side, b: Side) -> tuple[float, float]:
    """Persons of one lead whom the other article knows, and: both have some, none in common."""
    if not a.persons or not b.persons:
        return 0.0, 0.0
    one = sum(_is_known(n, b) for n in a.persons) / len(a.persons)
    other = sum(_is_known(n, a) for n in b.persons) / len(b.persons)
    return (one + other) / 2, float(one + other == 0)


def _is_known(name: Name, other: Side) -> bool:
    return name.words[-1] in other.known


def _sets(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """Share of the smaller set that both have, and: both have some, none in common."""
    if not a or not b:
        return 0.0, 0.0
    both = len(a & b)
    return both / min(len(a), len(b)), float(not both)


def _figures(a: Side, b: Side) -> tuple[float, float]:
    """Share of figures that both have; share of the things counted by both, with no figure in common."""
    least = min(len(a.figures), len(b.figures))
    shared = len({v for v, _ in a.figures} & {v for v, _ in b.figures}) / least if least else 0.0
    units = [u for u in a.units if u in b.units]
    differ = sum(not a.units[u] & b.units[u] for u in units) / len(units) if units else 0.0
    return min(1.0, shared), differ


def _apart(a: int | None, b: int | None) -> float:
    return 0.0 if a is None or b is None else min(_FAR, abs(a - b)) / _FAR


def _copied(a: frozenset[int], b: frozenset[int]) -> float:
    """Root of the share of the runs of stems, among those that both sketches could hold, that both have."""
    if not a or not b:
        return 0.0
    limit = min(max(a), max(b))
    one, other = sum(p <= limit for p in a), sum(p <= limit for p in b)
    return sqrt(len(a & b) / max(1, min(one, other)))


def _lengths(a: int, b: int) -> float:
    return 1 - (min(a, b) + 20) / (max(a, b) + 20)
