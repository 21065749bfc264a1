"""What two sketches have in common, and what speaks against one event: a few plain measures.

Each measure lies between 0 and 1 (`meaning` between -1 and 1), is the same whichever article comes first, is rounded, and
means something to a reader. How much each weighs is learned (training/same_event.py), not written
here; which way it may speak is (`SPEAKS_FOR`).

Likeness alone does not part two events of one kind: forecasts, trading sessions and cables of two
days share nearly all their words. So the last measures ask for *editions of one form*: much common
wording, but another day, other names in the titles, other figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, fsum, log, sqrt
from struct import unpack

from ..encode.words import skeleton
from .sketch import Sketch

NAMES = (
    "meaning", "words", "lead words", "title words", "rare words", "names", "kinds of event", "figures",
    "days apart", "other day told", "other places", "other figures in the lead",
    "same form, other day", "same form, other names", "same form, other figures",
)
# The first ones may only speak for one event, the others only against it.
SPEAKS_FOR = frozenset(NAMES[:8])
# A stem of this weight (hundredths) is rare: it stands in one sentence of a thousand at most.
_RARE = 90
# So many rare words in common are as good as any number.
_MANY_RARE = 20
# Articles so many days apart seldom tell one event; a day later is when newspapers come out.
_APART = 2
# Where a day is not known: the share of the pairs learned from that lie so far apart.
_UNKNOWN_APART = 0.14
# Days that a lead names farther off than this are no day of its event.
_FAR = 10
_WEEK = 7
# A copy is the same edition, whatever the calendar of its page says: from about nine tenths of common wording on.
_COPY_POWER = 8
# How much a figure of one, two, three or more significant digits tells.
_TELLING = {1: 0.2, 2: 0.5}

Bag = Mapping[str, float]
Topic = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Side:
    """A sketch made ready for many decisions: vectors of unit length, sets, days as numbers.

    `known` holds all stems of text and names. `names` are the last stems of the names in title and
    lead with their weight, `places` the same of places, `topics` the names that stand in the title.
    """

    sketch: Sketch
    title: Bag
    lead: Bag
    body: Bag
    rare: frozenset[str]
    known: frozenset[str]
    names: tuple[tuple[str, float], ...]
    places: tuple[tuple[str, float], ...]
    topics: tuple[Topic, ...]
    figures: Mapping[tuple[float, str], float]
    lead_figures: Mapping[str, float]
    kinds: frozenset[str]
    day: int | None
    told: frozenset[int]
    prints: frozenset[int]


def side(sketch: Sketch) -> Side:
    """The sketch, ready to be compared: half a millisecond, once for each article."""
    counts = sketch.counts
    rows = [(t, counts[4 * k], *counts[4 * k + 1:4 * k + 4]) for k, t in enumerate(sketch.terms)]
    # Squared: what stands in every tenth article should not add up.
    weight = {term: (w / 100) ** 2 for term, w, *_ in rows}
    roots = {term: "√" + skeleton(term) for term in weight}
    title = {term for term, _, in_title, _, _ in rows if in_title}
    early = [(n, max(weight.get(w, 1.0) for w in n.words)) for n in sketch.names if n.lead]
    day = _ordinal(sketch.day)
    told = [d for d in map(_ordinal, sketch.days[:sketch.lead_days]) if d is not None]
    return Side(
        sketch=sketch,
        title=_bag(((t, a) for t, _, a, _, _ in rows), weight, roots),
        lead=_bag(((t, a + b) for t, _, a, b, _ in rows), weight, roots),
        body=_bag(((t, 2 * a + c) for t, _, a, _, c in rows), weight, roots),
        rare=frozenset(t for t, w, *_ in rows if w >= _RARE and not t.isdigit()),
        known=frozenset(sketch.terms).union(*(n.words for n in sketch.names)),
        names=tuple((n.words[-1], w) for n, w in early),
        places=tuple((n.words[-1], w) for n, w in early if n.type == "LOC"),
        topics=tuple(
            (n.words, max(weight[w] for w in n.words if w in title))
            for n in sketch.names if n.words[-1] in title or n.words[0] in title
        ),
        figures=_figures(sketch.numbers),
        lead_figures={t: 0.5 if len(t) == 2 else 1.0 for t, _, a, b, _ in rows if a + b and _is_figure(t)},
        kinds=frozenset(h.type for h in sketch.happenings if h.lead),
        day=day,
        told=frozenset(d for d in told if day is None or abs(d - day) <= _FAR),
        prints=frozenset(unpack(f"<{len(sketch.prints) // 4}I", sketch.prints)),
    )


def measure(a: Side, b: Side, meaning: float) -> tuple[float, ...]:
    """The measures of a pair in the order of `NAMES`; `meaning` is the cosine of the lead vectors."""
    words, lead = _cosine(a.body, b.body), _cosine(a.lead, b.lead)
    figures, other_figures = _shared_figures(a.figures, b.figures)
    other_day = _other_day(a.told, b.told)
    # How much both are one form: both lead and whole are mostly the same words.
    form = max(0.0, lead + words - 1)
    copy = copied(a.prints, b.prints)
    edition = form * (1 - copy ** _COPY_POWER)
    values = (
        meaning,
        words,
        lead,
        _cosine(a.title, b.title),
        min(1.0, log(1 + len(a.rare & b.rare)) / log(_MANY_RARE)),
        _names(a, b),
        len(a.kinds & b.kinds) / min(len(a.kinds), len(b.kinds)) if a.kinds and b.kinds else 0.0,
        figures,
        # A copy may come late.
        (1 - copy * copy) * _apart(a.day, b.day),
        other_day,
        _other_places(a, b),
        _other_lead_figures(a.lead_figures, b.lead_figures),
        edition * other_day,
        edition * min(_strange(a.topics, b.known), _strange(b.topics, a.known)),
        form * other_figures,
    )
    return tuple([round(v, 4) for v in values])


def _apart(a: int | None, b: int | None) -> float:
    """1 for days that are apart, 0 for those that are not; what is to be expected where one is not known."""
    if a is None or b is None:
        return _UNKNOWN_APART
    return float(abs(a - b) >= _APART)


def copied(a: frozenset[int], b: frozenset[int]) -> float:
    """Root of the share of runs of stems that both have, of those that the sketches of both could hold."""
    if not a or not b:
        return 0.0
    limit = min(max(a), max(b))
    one, other = sum(p <= limit for p in a), sum(p <= limit for p in b)
    return sqrt(len(a & b) / max(1, min(one, other)))


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _bag(counts: Iterable[tuple[str, int]], weight: Bag, roots: Mapping[str, str]) -> Bag:
    """Stems and their rough roots as a vector of length 1."""
    found: dict[str, float] = {}
    for term, count in counts:
        if count:
            value = weight[term] * (1 + log(count))
            found[term] = found.get(term, 0.0) + value
            found[roots[term]] = found.get(roots[term], 0.0) + value
    length = sqrt(fsum(v * v for v in found.values())) or 1.0
    return {term: value / length for term, value in found.items()}


def _cosine(a: Bag, b: Bag) -> float:
    # fsum is exact: the same sum in whatever order the common words come.
    return fsum([a[term] * b[term] for term in a.keys() & b.keys()])


def _names(a: Side, b: Side) -> float:
    """How much (by weight) of the names in title and lead the other article knows; ½ where none has any."""
    shares = [
        fsum(w for last, w in mine if _knows(known, last)) / (fsum(w for _, w in mine) or 1.0)
        for mine, known in ((a.names, b.known), (b.names, a.known)) if mine
    ]
    return sum(shares) / len(shares) if shares else 0.5


def _knows(known: frozenset[str], word: str) -> bool:
    return len(word) > 2 and word in known


def _other_places(a: Side, b: Side) -> float:
    """1 where both leads name places, and the other article knows none of them."""
    if not a.places or not b.places:
        return 0.0
    return float(
        not any(_knows(b.known, p) for p, _ in a.places) and not any(_knows(a.known, p) for p, _ in b.places)
    )


def _strange(topics: tuple[Topic, ...], known: frozenset[str]) -> float:
    """Weight of the heaviest name in a title of which the other article has neither first nor last word."""
    return max((w for words, w in topics
                if not _knows(known, words[0]) and not _knows(known, words[-1])), default=0.0)


def _is_figure(term: str) -> bool:
    """Digits of two places or more that are no year."""
    return term.isdigit() and len(term) > 1 and not (len(term) == 4 and term[:2] in ("14", "19", "20"))


def _figures(numbers: Iterable[tuple[float, str]]) -> dict[tuple[float, str], float]:
    """Figures with how much each tells.

    Three digits and more stand for themselves, rounded to four («8807.24» and «8807»); shorter ones go
    by what they count.
    """
    found = {}
    for value, unit in numbers:
        if value > 2 and not (1900 <= value <= 2100 and value == int(value)):
            digits = len(f"{value:.4f}".rstrip("0").rstrip(".").replace(".", "").strip("0") or "0")
            key = (float(f"{value:.4g}"), "") if digits > 2 else (value, unit)
            found[key] = _TELLING.get(digits, 1.0)
    return found


def _shared_figures(
    a: Mapping[tuple[float, str], float], b: Mapping[tuple[float, str], float]
) -> tuple[float, float]:
    """How much common figures tell, and how much it tells that there are none though both have many."""
    least = min(fsum(a.values()), fsum(b.values()))
    if not least:
        return 0.0, 0.0
    shared = fsum([w for figure, w in a.items() if figure in b])
    share = min(1.0, shared / least)
    return (1 - exp(-shared)) * sqrt(share), (1 - exp(-least / 2)) * (1 - share)


def _other_lead_figures(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if a.keys() & b.keys():
        return 0.0
    return 1 - exp(-min(fsum(a.values()), fsum(b.values())))


def _other_day(a: frozenset[int], b: frozenset[int]) -> float:
    """1 where both leads name days and none is the same; a week's difference is a weekday read amiss."""
    return float(bool(a and b) and not any(abs(x - y) in (0, _WEEK) for x in a for y in b))
