"""Names from a Hugging Face token classifier (extra `hf`) as spans of the text as given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import TawaturError, UsageError
from ...model import EntityType
from ..interface import NameSpan
from .sentence_transformers import one_line

# Labels as the usual Arabic models write them, without B- and I-; others are left out.
TYPES: Mapping[str, EntityType] = {
    "PER": "PER", "PERS": "PER", "PERSON": "PER",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC",
    "ORG": "ORG", "ORGANIZATION": "ORG",
}


class TokenClassifier:
    """A `token-classification` pipeline of the package transformers, loaded at construction.

    `model` is a folder or a name that the package knows; a name is fetched by that package. Raises
    UsageError where the extra is not installed or the model can't be loaded.
    """

    def __init__(self, model: str) -> None:
        try:
            from transformers import pipeline
        except ImportError as error:
            raise UsageError(
                "a token classifier needs the package transformers; install tawatur[hf]"
            ) from error
        self.name = f"hf:{model}"
        try:
            self._pipeline: Any = pipeline(
                "token-classification", model=model, aggregation_strategy="simple"
            )
        except Exception as error:  # the package raises whatever its parts raise
            raise UsageError(f"{self.name}: the model cannot be loaded: {one_line(error)}") from error

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        """The names of each text, in order. Raises TawaturError where the model fails."""
        found: list[list[NameSpan]] = []
        for text in texts:
            try:
                answer = self._pipeline(text) if text.strip() else []
            except Exception as error:
                raise TawaturError(f"{self.name}: {one_line(error)}") from error
            spans = [_span(item, text, self.name) for item in answer]
            found.append(sorted((s for s in spans if s), key=lambda s: (s.start, s.end, s.type)))
        return found


def _span(item: Mapping[str, Any], text: str, name: str) -> NameSpan | None:
    """One answer of the pipeline, blanks at its edges left out; None for kinds that are not ours."""
    kind = TYPES.get(str(item.get("entity_group", "")).upper())
    if kind is None:
        return None
    start, end = item.get("start"), item.get("end")
    if start is None or end is None:
        raise TawaturError(f"{name}: the model gives no offsets; it needs a fast tokenizer")
    start, end = max(0, int(start)), min(len(text), int(end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return NameSpan(start, end, kind, round(float(item["score"]), 4)) if start < end else None
