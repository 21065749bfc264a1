"""What all plugged-in embeddings share: blanks, length one, rounding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...errors import TawaturError

# A service or a graphics card may change the last digits from call to call; what is left is stable.
DECIMALS = 5


def unit_rows(raw: NDArray[np.float64], count: int, name: str) -> NDArray[np.float32]:
    """Rows of length one, rounded to five decimals. TawaturError where they are no vectors."""
    if raw.ndim != 2 or raw.shape[0] != count or not raw.shape[1]:
        raise TawaturError(f"{name}: {count} vectors were asked for, an array {raw.shape} came")
    if not np.isfinite(raw).all():
        raise TawaturError(f"{name}: a vector holds numbers that are not finite")
    norms = np.linalg.norm(raw, axis=1, keepdims=True)
    unit = np.round(raw / np.where(norms > 0, norms, 1), DECIMALS)
    return np.asarray(unit, dtype=np.float32)


def fill_blanks(
    texts: Sequence[str], embed: Callable[[list[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """`embed` on the texts that say something; the others get zeros of the same width."""
    full = [i for i, text in enumerate(texts) if text.strip()]
    if not full:
        return np.zeros((len(texts), 1), dtype=np.float32)
    vectors = embed([texts[i] for i in full])
    out = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    out[full] = vectors
    return out
