"""Do two articles tell the same event? A weighed sum of a few measures, which says why.

Same minister on another day, another match of the league, the weather of two days are other events,
however much their words are alike; the weights of what speaks for and against were learned from pairs
that were read by hand (training/same_event.py) and lie in `same_event.json`.
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

FORMAT = "tawatur/same-event/1"
# Probability from which two articles are taken to tell one event.
SAME = 0.5
_FILE = Path(__file__).parent / "same_event.json"


class Reason(msgspec.Struct, frozen=True):
    """One measure of a pair: its name, its value, and how far it moved the decision (log odds; > 0 for)."""

    name: str
    value: float
    weight: float


class Judgement(msgspec.Struct, frozen=True):
    """How probable it is that two articles tell one event (0..1, three decimals), and what spoke for and against.

    `reasons` stand in the order of their weight, the heaviest first.
    """

    probability: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        return self.probability >= SAME


@dataclass(frozen=True, slots=True)
class Weights:
    """Of each measure its mean over the pairs learned from, and its weight; `bias` at those means."""

    names: tuple[str, ...]
    means: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float


def load_weights(path: Path | None = None) -> Weights:
    """The weights that are shipped, or those of `path`. Raises ResourceError where they don't fit."""
    file = path or _FILE
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        rows = data["features"]
        found = Weights(
            tuple(rows), tuple(float(r[0]) for r in rows.values()),
            tuple(float(r[1]) for r in rows.values()), float(data["bias"]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ResourceError(f"{file}: the weights of same_event can't be read ({error}); install again") from error
    if data.get("format") != FORMAT or found.names != NAMES:
        raise ResourceError(f"{file}: made for another version of Tawatur; run `python -m training.same_event`")
    return found


def same_event(a: Sketch, b: Sketch, meaning: float, weights: Weights | None = None) -> Judgement:
    """Whether `a` and `b` tell one event. The order of the two changes nothing.

    `meaning` is the cosine of their lead vectors (`sketch.lead_text`, embedded). Weights are read
    from their file unless handed in; for many pairs prepare `features.side` of each article once
    and call `judge` or `score`.
    """
    return judge(side(a), side(b), meaning, weights or load_weights())


def judge(a: Side, b: Side, meaning: float, weights: Weights) -> Judgement:
    """The decision on prepared sides, with its reasons."""
    values = measure(a, b, meaning)
    moved = _moved(values, weights)
    reasons = [Reason(n, v, round(m, 3)) for n, v, m in zip(NAMES, values, moved, strict=True)]
    reasons.sort(key=lambda r: (-abs(r.weight), r.name))
    return Judgement(_probability(moved, weights), tuple(reasons))


def score(a: Side, b: Side, meaning: float, weights: Weights) -> float:
    """The probability alone: for millions of pairs."""
    return _probability(_moved(measure(a, b, meaning), weights), weights)


def _moved(values: Sequence[float], weights: Weights) -> list[float]:
    return [w * (v - m) for v, m, w in zip(values, weights.means, weights.weights, strict=True)]


def _probability(moved: Sequence[float], weights: Weights) -> float:
    return round(1 / (1 + exp(-(weights.bias + sum(moved)))), 3)
