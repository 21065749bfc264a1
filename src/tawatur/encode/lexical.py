"""The encoder that always works: hashed stems and letter n-grams, no model, no compiler."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .words import load_idf, skeleton, stems

_DIM = 1024
_GRAM = 4


class LexicalEncoder:
    """Texts with the same words or the same letter runs lie close; it knows no synonyms.

    Deterministic on every machine (CRC-32 places the features), L2-normalised, (n, 1024) float32.
    """

    name = "lexical"

    def __init__(self) -> None:
        self._idf = load_idf()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), _DIM), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(text):
                weight = self._idf.get(stem, 1.0)
                _put(out[row], "w:" + stem, weight)
                _put(out[row], "r:" + skeleton(stem), weight)
                padded = f"<{stem}>"
                grams = [padded[i:i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1))]
                for gram in grams:
                    _put(out[row], "g:" + gram, weight / len(grams))
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        return np.asarray(out / np.where(norms > 0, norms, 1), dtype=np.float32)


def _put(row: NDArray[np.float32], feature: str, weight: float) -> None:
    # The sign bit lets features that fall into one cell cancel out instead of adding up.
    code = zlib.crc32(feature.encode())
    row[code % _DIM] += weight if code & 0x80000000 else -weight
