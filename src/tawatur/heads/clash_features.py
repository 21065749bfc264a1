"""Two sentences side by side: which words answer each other, and what about that hints at a clash.

Words are aligned as in SimAlign (Jalili Sabet, Dufter, Yvon and Schuetze 2020): by the cosine of
their contextual states, each word's best partner taken where the choice is mutual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .clash_words import Word, weight_of

Matrix = NDArray[np.float32]
# Words below this weight (particles, «said») are aligned, but no hint rests on them alone.
_TELLING = 0.35
# A partner less alike than this is none. On states from which the mean of all words is taken away.
_PARTNER = 0.30
_USED_ALIKE = 0.40
_RARE = 0.8


@dataclass(frozen=True, slots=True)
class Mark:
    """A hint: words of either side (positions in their sentence), of which one side may be empty."""

    name: str
    a: tuple[int, ...]
    b: tuple[int, ...]


@dataclass(frozen=True)
class Sides:
    """Both sentences: their words, the word vectors (unit length) and how alike the whole is."""

    a: Sequence[Word]
    b: Sequence[Word]
    vectors_a: Matrix
    vectors_b: Matrix
    meaning: float

    @cached_property
    def cosines(self) -> Matrix:
        """(len(a), len(b)) cosines of the words' states."""
        return self.vectors_a @ self.vectors_b.T

    @cached_property
    def same(self) -> Matrix:
        """1 where two words are one (`Word.like`), else 0."""
        cosines = self.cosines
        return np.array([
            [x.like(y) or (x.maybe_like(y) and cosines[i, j] >= _USED_ALIKE) for j, y in enumerate(self.b)]
            for i, x in enumerate(self.a)
        ], dtype=np.float32).reshape(len(self.a), len(self.b))

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Mutual best partners, those that are one word first choice."""
        score = np.round(self.cosines, 3) + self.same
        if not score.size:
            return []
        best_b, best_a = score.argmax(axis=1), score.argmax(axis=0)
        return [
            (i, int(j)) for i, j in enumerate(best_b)
            if best_a[j] == i and score[i, j] >= _PARTNER
        ]

    def alone(self) -> tuple[list[int], list[int]]:
        """Telling words of either side that no word of the other answers, alike or aligned."""
        met_a = {i for i, _ in self.pairs} | set(np.flatnonzero(self.same.any(axis=1)).tolist())
        met_b = {j for _, j in self.pairs} | set(np.flatnonzero(self.same.any(axis=0)).tolist())
        return (
            [i for i, w in enumerate(self.a) if w.weight >= _TELLING and i not in met_a],
            [j for j, w in enumerate(self.b) if w.weight >= _TELLING and j not in met_b],
        )


# hints -----------------------------------------------------------------------------------------

def _lonely(sides: Sides, kind: str) -> tuple[list[int], list[int], bool]:
    """Words of one kind on either side without a like on the other; and whether any are shared."""
    a = [i for i, w in enumerate(sides.a) if w.kind == kind]
    b = [j for j, w in enumerate(sides.b) if w.kind == kind]
    left = [i for i in a if not any(sides.a[i].like(sides.b[j]) for j in b)]
    right = [j for j in b if not any(sides.a[i].like(sides.b[j]) for i in a)]
    return left, right, len(left) < len(a)


def _countries(words: Sequence[Word]) -> set[str]:
    return {w.value.split("/")[0] for w in words if w.kind in ("state", "place")}


def _without_their_own(sides: Sides, left: list[int], right: list[int]) -> tuple[list[int], list[int]]:
    """«بنغازي» beside «ليبيا»: a place whose state the other side names stands in no contrast."""
    in_a, in_b = _countries(sides.a), _countries(sides.b)
    return (
        [i for i in left if sides.a[i].value.split("/")[0] not in in_b],
        [j for j in right if sides.b[j].value.split("/")[0] not in in_a],
    )


def numbers(sides: Sides) -> list[Mark]:
    """Figures that stand on one side only, or against each other."""
    left, right, _ = _lonely(sides, "number")
    if left and right:
        return [Mark("numbers differ", tuple(left), tuple(right))]
    return [Mark("number on one side", tuple(left), tuple(right))] if left or right else []


def states(sides: Sides) -> list[Mark]:
    """States and places, by name or adjective, that stand on one side only or against each other."""
    found = []
    left, right, _ = _lonely(sides, "state")
    left, right = _without_their_own(sides, left, right)
    if left and right:
        found.append(Mark("states differ", tuple(left), tuple(right)))
    elif left or right:
        found.append(Mark("state on one side", tuple(left), tuple(right)))
    left, right, _ = _lonely(sides, "place")
    if left and right:
        found.append(Mark("places differ", tuple(left), tuple(right)))
    return found


def _denies(word: Word) -> bool:
    return word.kind == "denial"


def _undoes(word: Word) -> bool:
    return word.undoes


def denials(sides: Sides) -> list[Mark]:
    """Words of negation, or of undoing, on one side only."""
    found = []
    choices: tuple[tuple[str, Callable[[Word], bool]], ...] = (
        ("denied on one side", _denies), ("undone on one side", _undoes),
    )
    for name, chosen in choices:
        a = tuple(i for i, w in enumerate(sides.a) if chosen(w))
        b = tuple(j for j, w in enumerate(sides.b) if chosen(w))
        if bool(a) != bool(b):
            found.append(Mark(name, a, b))
    return found


def opposites(sides: Sides) -> list[Mark]:
    """Words that exclude each other, where neither side says the other's word, or one like it, too."""
    same = sides.same
    met_a = [bool(same[i].any()) or any(x.sides_with(y) for y in sides.b) for i, x in enumerate(sides.a)]
    met_b = [bool(same[:, j].any()) or any(x.sides_with(y) for x in sides.a) for j, y in enumerate(sides.b)]
    return [
        Mark("opposites", (i,), (j,))
        for i, x in enumerate(sides.a) for j, y in enumerate(sides.b)
        if x.excludes(y) and not met_a[i] and not met_b[j]
    ]


def roles(sides: Sides) -> list[Mark]:
    """Two names in one order here and the other there, with one verb in the same place between or before.

    «النمر يطارد الغزال», «الغزال يطارد النمر»: not «زيارة أ لب», «ب تستقبل أ».
    """
    one = [(i, j) for i, j in sides.pairs if sides.same[i, j] and sides.a[i].weight >= _TELLING]
    for n, (i, j) in enumerate(one):
        for k, m in one[n + 1:]:
            if m >= j or not _name_like(sides.a[i]) or not _name_like(sides.a[k]):
                continue
            verbs = [p for p in one if p not in ((i, j), (k, m)) and not _name_like(sides.a[p[0]])]
            if any(_between(p[0], i, k) and _between(p[1], m, j) for p in verbs) or any(
                    p[0] < min(i, k) and p[1] < min(j, m) for p in verbs):
                return [Mark("order reversed", (i, k), (m, j))]
    return []


def _name_like(word: Word) -> bool:
    """True for states, places and words so rare that most of them are names."""
    return word.kind in ("state", "place") or (word.kind == "word" and word.weight >= _RARE and not word.verb and not word.sides)


def _between(at: int, low: int, high: int) -> bool:
    return low < at < high


def replaced(sides: Sides) -> list[Mark]:
    """Telling words for others in the same surroundings («سيارات جديدة», «قوارب جديدة»)."""
    same = sides.same
    found = []
    for i, j, size in _openings(sides):
        a = [k for k in range(i, i + size) if sides.a[k].weight >= _TELLING and not same[k].any()]
        b = [k for k in range(j, j + size) if sides.b[k].weight >= _TELLING and not same[:, k].any()]
        some = [sides.a[k] for k in a] + [sides.b[k] for k in b]
        alike = any(sides.a[k].sides_with(sides.b[m]) for k in a for m in b)
        if a and b and not alike and all(w.kind != "denial" for w in some):
            found.append(Mark("replaced", tuple(a), tuple(b)))
    return found


def _openings(sides: Sides) -> list[tuple[int, int, int]]:
    """`(first in a, first in b, how many)` where both have as many words, one or two, between what they share."""
    met = [(i, j) for i, j in sides.pairs if sides.same[i, j]]
    marks = {(-1, -1), *met, (len(sides.a), len(sides.b))}
    return [
        (i + 1, j + 1, size) for i, j in sorted(marks) for size in (1, 2)
        if (i + size + 1, j + size + 1) in marks
    ]


HINTS: tuple[Callable[[Sides], list[Mark]], ...] = (numbers, states, denials, opposites, roles, replaced)


def marks(sides: Sides) -> list[Mark]:
    """All hints that these two sentences show."""
    return [mark for hint in HINTS for mark in hint(sides)]


# features ----------------------------------------------------------------------------------------

_MARKS = (
    "numbers differ", "number on one side", "states differ", "state on one side", "places differ",
    "denied on one side", "undone on one side", "opposites", "order reversed", "replaced",
)
FEATURES = (
    *_MARKS, "several opposites", "figure shared", "state shared", "denied on both sides",
    "same words, lower", "same words, higher", "partners, lower", "partners, higher", "meaning",
    "unanswered, lower", "unanswered, higher", "length", "replaced, likeness", "swapped, share", "swapped, likeness",
)


def features(sides: Sides, found: Sequence[Mark]) -> NDArray[np.float64]:
    """The numbers of `FEATURES`, the same when the sides change places; rounded to three decimals."""
    names = [mark.name for mark in found]
    same_a, same_b = _covered(sides.a, sides.same.max(axis=1, initial=0)), _covered(sides.b, sides.same.max(axis=0, initial=0))
    best_a, best_b = _best(sides.a, sides.cosines), _best(sides.b, sides.cosines.T)
    alone_a, alone_b = sides.alone()
    left = weight_of(sides.a[i] for i in alone_a) / max(1.0, weight_of(sides.a))
    right = weight_of(sides.b[j] for j in alone_b) / max(1.0, weight_of(sides.b))
    values = [
        *(float(name in names) for name in _MARKS), float(names.count("opposites") > 1),
        float(_lonely(sides, "number")[2]), float(_lonely(sides, "state")[2]),
        float(all(any(w.kind == "denial" for w in side) for side in (sides.a, sides.b))),
        min(same_a, same_b), max(same_a, same_b), min(best_a, best_b), max(best_a, best_b),
        sides.meaning, min(left, right), max(left, right),
        min(len(sides.a), len(sides.b)) / max(1, len(sides.a), len(sides.b)),
        min((float(sides.cosines[np.ix_(m.a, m.b)].max()) for m in found if m.name == "replaced"), default=1.0),
        *_swapped(sides),
    ]
    row: NDArray[np.float64] = np.array(values, dtype=np.float64).round(3)
    return row


def _swapped(sides: Sides) -> tuple[float, float]:
    """Of the telling words that are partners without being one word: their share, and the least cosine."""
    odd = [
        (i, j) for i, j in sides.pairs
        if not sides.same[i, j] and min(sides.a[i].weight, sides.b[j].weight) >= _TELLING
    ]
    whole = max(1.0, min(weight_of(sides.a), weight_of(sides.b)))
    share = sum(min(sides.a[i].weight, sides.b[j].weight) for i, j in odd) / whole
    return share, min((float(sides.cosines[i, j]) for i, j in odd), default=1.0)


def _covered(words: Sequence[Word], met: Matrix) -> float:
    """Share of the weight of words that stand on the other side too."""
    whole = weight_of(words)
    return weight_of(w for w, yes in zip(words, met, strict=True) if yes) / whole if whole else 0.0


def _best(words: Sequence[Word], cosines: Matrix) -> float:
    """Mean cosine of each word's best partner, by weight."""
    whole = weight_of(words)
    if not whole or not cosines.size:
        return 0.0
    return float(sum(w.weight * c for w, c in zip(words, cosines.max(axis=1), strict=True)) / whole)
