"""Do two articles tell the same event? A weighed sum of a few measures, which says why.

Same minister on another day, another match of the league, the weather of two days are other events,
however much their words are alike. The weights of what speaks for and against were learned from pairs
that were read by hand (training/same_event.py) and lie in `same_event.json`, once with the meaning of the
leads and once for articles that have no vectors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import msgspec

from ..errors import ResourceError
from .features import NAMES, Side, measure, side
from .sketch import Sketch

FORMAT = "tawatur/same-event/2"
# Probability from which two articles are taken to tell one event.
SAME = 0.5
_FILE = Path(__file__).parent / "same_event.json"


class Reason(msgspec.Struct, frozen=True):
    """One measure of a pair: its name (`features.NAMES`), its value, and how far it moved the decision (log odds; > 0 for)."""

    name: str
    value: float
    weight: float


class Judgement(msgspec.Struct, frozen=True):
    """How probable it is that two articles tell one event (0..1, three decimals), and what spoke for and against.

    `reasons` stand in the order of their weight, the heaviest first; what moved nothing is left out.
    """

    probability: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        return self.probability >= SAME


@dataclass(frozen=True, slots=True)
class Table:
    """Of each measure its mean over the pairs learned from, and its weight (log odds for a step of 1); `bias` at those means."""

    means: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned with the meaning of the leads, and from words, names, days and figures alone."""

    meaning: Table
    words: Table


def load_weights(path: Path | None = None) -> Weights:
    """The weights that are shipped, or those of `path`. Raises ResourceError where they don't fit."""
    file = path or _FILE
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["format"] == FORMAT and all(tuple(data[part]["features"]) == NAMES for part in ("meaning", "words")):
            return Weights(_table(data["meaning"]), _table(data["words"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ResourceError(f"{file}: the weights of same_event can't be read ({error}); install again") from error
    raise ResourceError(f"{file}: made for another version of Tawatur; run `python -m training.same_event`")


def _table(part: dict[str, dict[str, Sequence[float]]]) -> Table:
    rows = part["features"].values()
    return Table(tuple(float(r[0]) for r in rows), tuple(float(r[1]) for r in rows), float(part["bias"]))  # type: ignore[arg-type]


def same_event(a: Sketch, b: Sketch, meaning: float | None, weights: Weights | None = None) -> Judgement:
    """Whether `a` and `b` tell one event. The order of the two changes nothing.

    `meaning` is the cosine of their e5 lead vectors (`sketch.lead_text`); None where there are none.
    Weights are read from their file unless handed in; for many pairs prepare `features.side` of
    each article once and call `judge` or `score`.
    """
    return judge(side(a), side(b), meaning, weights or load_weights())


def judge(a: Side, b: Side, meaning: float | None, weights: Weights) -> Judgement:
    """The decision on prepared sides, with its reasons."""
    table, values, moved = _weighed(a, b, meaning, weights)
    reasons = [Reason(n, v, round(m, 3)) for n, v, m in zip(NAMES, values, moved, strict=True) if round(m, 3)]
    reasons.sort(key=lambda r: (-abs(r.weight), r.name))
    return Judgement(_probability(moved, table), tuple(reasons))


def score(a: Side, b: Side, meaning: float | None, weights: Weights) -> float:
    """The probability alone: for millions of pairs."""
    table, _, moved = _weighed(a, b, meaning, weights)
    return _probability(moved, table)


def _weighed(
    a: Side, b: Side, meaning: float | None, weights: Weights
) -> tuple[Table, tuple[float, ...], list[float]]:
    table = weights.words if meaning is None else weights.meaning
    # The last bits of a vector do not decide.
    values = measure(a, b, 0.0 if meaning is None else meaning)
    return table, values, [w * (v - m) for v, m, w in zip(values, table.means, table.weights, strict=True)]


def _probability(moved: Sequence[float], table: Table) -> float:
    return round(1 / (1 + exp(-(table.bias + sum(moved)))), 3)
