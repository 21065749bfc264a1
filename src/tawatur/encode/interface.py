"""What an encoder is: where other models plug in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..model import EntityType


class Encoder(Protocol):
    """Turns texts into vectors: (n, d) float32, L2-normalised, background already taken away."""

    name: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True, eq=False)
class TokenStates:
    """One text as a model reads it in one pass.

    `starts` and `ends` (n,) int32 are the characters of each subword token in the text as given;
    a blank before a word belongs to none, and a sign that stands for a blank alone has no width.
    `layers` maps 6 and 8 to (n, 384) float32. `vector` (384,) float32 is the sentence embedding,
    background taken away, L2-normalised. A blank text has no tokens and a vector of zeros.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    layers: Mapping[int, NDArray[np.float32]]
    vector: NDArray[np.float32]


class TokenReader(Encoder, Protocol):
    """An encoder that gives the states of a text's tokens too."""

    def read(self, texts: Sequence[str]) -> list[TokenStates]: ...


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at `text[start:end]`, with how sure the model is of it (0..1)."""

    start: int
    end: int
    type: EntityType
    score: float
