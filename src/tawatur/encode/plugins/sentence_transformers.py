"""Any model of the package sentence-transformers (extra `sentence-transformers`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...errors import TawaturError, UsageError
from .vectors import fill_blanks, unit_rows


class SentenceTransformersEncoder:
    """`model` is a folder or a name that the package knows; a name is fetched by that package.

    Loading happens at construction, so that a wrong name shows at once: UsageError where the extra
    is not installed or the model can't be loaded.
    """

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise UsageError(
                "st: needs the package sentence-transformers; "
                "install tawatur[sentence-transformers]"
            ) from error
        self.name = f"st:{model}"
        try:
            self._model: Any = SentenceTransformer(model)
        except Exception as error:  # the package raises whatever its parts raise
            raise UsageError(f"{self.name}: the model cannot be loaded: {one_line(error)}") from error

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, d) float32, L2-normalised; a blank text gives zeros. Raises TawaturError."""
        return fill_blanks(texts, self._embed)

    def _embed(self, texts: list[str]) -> NDArray[np.float32]:
        try:
            raw = self._model.encode(texts, convert_to_numpy=True, show_progress_bar=False)
        except Exception as error:
            raise TawaturError(f"{self.name}: {one_line(error)}") from error
        return unit_rows(np.asarray(raw, dtype=np.float64), len(texts), self.name)


def one_line(error: BaseException) -> str:
    """An error of somebody else's in one line of bearable length."""
    return " ".join(str(error).split())[:200] or type(error).__name__
