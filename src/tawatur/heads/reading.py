"""Names of an article's sentences from whatever trained reader stands at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..encode import Encoder, NameSpan, TokenReader
from ..lang.gazetteer import Gazetteer
from ..model import Note, Sentence
from .names import NamesHead


class NameFinder(Protocol):
    """A reader of names that needs no states, such as `encode.plugins.token_classifier`."""

    name: str

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]: ...


@dataclass(frozen=True, slots=True)
class Models:
    """What turns texts into numbers and names.

    `reader` gives the states on which the head of names stands: the encoder itself, or the usual
    one beside an encoder that gives none. Without `names` the rules stand alone. `notes` say what
    is missing and why.
    """

    encoder: Encoder
    reader: TokenReader | None = None
    names: NamesHead | NameFinder | None = None
    notes: tuple[Note, ...] = ()

    @property
    def names_by(self) -> str:
        """Who reads names beside the rules: `head`, the plug-in's name, or `rules` alone."""
        return "rules" if self.names is None else self.names.name


def article_names(
    text: str, sentences: Sequence[Sentence], models: Models, gazetteer: Gazetteer
) -> tuple[NameSpan, ...]:
    """Names in code points of the article's text, in order; none where no model reads names."""
    texts = [text[s.start:s.end] for s in sentences]
    if not texts or models.names is None:
        return ()
    if not isinstance(models.names, NamesHead):
        found = models.names.find(texts)
    elif models.reader is not None:
        found = models.names.find(texts, models.reader.read(texts), gazetteer)
    else:
        return ()
    return tuple(
        NameSpan(s.start + n.start, s.start + n.end, n.type, n.score)
        for s, spans in zip(sentences, found, strict=True) for n in spans
    )
