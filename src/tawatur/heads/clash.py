"""Do two sentences clash, and by which words? A judge that says why.

Each sentence is read into words (`clash_words`), the words of both are aligned and hints are marked
(`clash_features`); a logistic regression weighs them. Its weights lie in `resources/heads/clash.json`
and are those of `training/clash.py`, learnt from the headline pairs of ANS (Khouja 2020, Apache-2.0).
There are two rows of them: for sentences whose token states are known, and for the words alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..encode import TokenStates
from ..errors import ResourceError
from .clash_features import FEATURES, Mark, Sides, features, marks
from .clash_words import Lexicon, Word, read_words
from .words import Unit, pool

LAYERS = (6, 8)
# Rounded so that the last bits of a processor decide nothing.
DECIMALS = 3
_FORMAT = "tawatur/clash/1"


@dataclass(frozen=True, slots=True)
class Reason:
    """A hint with its words on either side: characters `(start, end)` of the sentences as given.

    `weight` is what it adds to the score's logit; `name` is one of `clash_features` or «unlike words»,
    which stands where no single hint does.
    """

    name: str
    a: tuple[tuple[int, int], ...]
    b: tuple[tuple[int, int], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` 0..1 (above .5 is a clash), and the reasons for a clash, the weightiest first."""

    clash: bool
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression on features, each less its mean and by its spread."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    weight: NDArray[np.float64]
    bias: float

    def parts(self, values: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the logit."""
        row = np.array([values[name] for name in self.names])
        return dict(zip(self.names, ((row - self.mean) / self.spread * self.weight).tolist(), strict=True))


class ClashHead:
    """The trained judge; holds no state, one serves all threads."""

    def __init__(self, lexicon: Lexicon, with_states: Weights, words_only: Weights, means: Mapping[int, NDArray[np.float32]]) -> None:
        self._lexicon, self._means = lexicon, means
        self._with_states, self._words_only = with_states, words_only

    @classmethod
    def load(cls, lexicon: Lexicon, path: Path | None = None) -> ClashHead:
        """Read the weights (the shipped ones by default); ResourceError where they are missing or of another format."""
        file = path or Path(str(resources.files("tawatur") / "resources" / "heads" / "clash.json"))
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if data["format"] != _FORMAT:
                raise ResourceError(f"{file}: format is {data['format']!r}, not {_FORMAT!r}; take the file of this version")
            means = {layer: np.array(data["means"][str(layer)], dtype=np.float32) for layer in LAYERS}
            return cls(lexicon, _weights(data["states"]), _weights(data["words"]), means)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ResourceError(f"{file}: {error}; restore the file or run training/clash.py") from error

    def sides(self, a: str, b: str, states: tuple[TokenStates, TokenStates] | None = None) -> Sides:
        """Both sentences made ready for features."""
        words_a, words_b = read_words(a, self._lexicon), read_words(b, self._lexicon)
        if states is None:
            return Sides(words_a, words_b, _none(words_a), _none(words_b), 0.0)
        return Sides(
            words_a, words_b, word_vectors(words_a, states[0], self._means),
            word_vectors(words_b, states[1], self._means), round(float(states[0].vector @ states[1].vector), DECIMALS),
        )

    def judge(self, a: str, b: str, states: tuple[TokenStates, TokenStates] | None = None) -> Verdict:
        """Whether `a` and `b` clash. `states` are those of the same texts; without, words alone decide.

        The same verdict when the sides change places. O(len(a) * len(b)).
        """
        sides = self.sides(a, b, states)
        found = marks(sides)
        weights = self._words_only if states is None else self._with_states
        values = dict(zip(FEATURES, features(sides, found).tolist(), strict=True))
        parts = weights.parts(values)
        score = round(float(1 / (1 + np.exp(-(weights.bias + sum(parts.values()))))), DECIMALS)
        clash = score > 0.5
        reasons = sorted(
            (_reason(mark, sides, round(parts[mark.name], DECIMALS)) for mark in found if parts.get(mark.name, 0) > 0),
            key=lambda r: (-r.weight, r.name, r.a, r.b),
        )
        if clash and not reasons:
            alone_a, alone_b = sides.alone()
            reasons = [_reason(Mark("unlike words", tuple(alone_a), tuple(alone_b)), sides, 0.0)]
        return Verdict(clash, score, tuple(reasons))


def word_vectors(
    words: Sequence[Word], states: TokenStates, means: Mapping[int, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """(words, width) unit vectors: the states of each layer less the mean of all words, side by side."""
    units = [Unit(w.start, w.end, w.norm) for w in words]
    rows = []
    for layer in LAYERS:
        row = pool(units, states.starts, states.ends, states.layers[layer]) - means[layer]
        norms = np.linalg.norm(row, axis=1, keepdims=True)
        rows.append(row / np.where(norms > 0, norms, 1))
    return np.concatenate(rows, axis=1, dtype=np.float32) / np.float32(np.sqrt(len(LAYERS)))


def _none(words: Sequence[Word]) -> NDArray[np.float32]:
    return np.zeros((len(words), 0), dtype=np.float32)


def _weights(data: Mapping[str, Mapping[str, float] | float]) -> Weights:
    rows = data["features"]
    if not isinstance(rows, Mapping) or not set(rows) <= set(FEATURES):
        raise ValueError("features are not those of this version")
    table = np.array(list(rows.values()), dtype=np.float64)
    bias = data["bias"]
    if not isinstance(bias, float):
        raise ValueError("the bias is no number")
    return Weights(tuple(rows), table[:, 0], table[:, 1], table[:, 2], bias)


def _reason(mark: Mark, sides: Sides, weight: float) -> Reason:
    return Reason(
        mark.name, tuple((sides.a[i].start, sides.a[i].end) for i in mark.a),
        tuple((sides.b[j].start, sides.b[j].end) for j in mark.b), weight,
    )
