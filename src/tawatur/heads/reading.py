"""Names of an article's sentences from whatever trained reader stands at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..encode import Encoder, NameSpan, TokenReader, TokenStates
from ..lang.gazetteer import Gazetteer
from ..model import Sentence
from .names import NamesHead


class NameFinder(Protocol):
    """A reader of names that needs no states, such as `encode.plugins.token_classifier`."""

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]: ...


def as_reader(encoder: Encoder | None) -> TokenReader | None:
    """The encoder where it gives states of tokens too, else None."""
    return encoder if encoder is not None and hasattr(encoder, "read") else None  # type: ignore[return-value]


def article_states(
    text: str, sentences: Sequence[Sentence], reader: TokenReader | None
) -> list[TokenStates] | None:
    """The states of each sentence, None without a reader."""
    return None if reader is None else reader.read([text[s.start:s.end] for s in sentences])


def article_names(
    text: str, sentences: Sequence[Sentence], states: Sequence[TokenStates] | None,
    names: NamesHead | NameFinder | None, gazetteer: Gazetteer,
) -> tuple[NameSpan, ...]:
    """Names in code points of the article's text, in order.

    The head needs the states of the sentences; without them, or without any reader, nothing is found.
    """
    if names is None or not sentences:
        return ()
    texts = [text[s.start:s.end] for s in sentences]
    if not isinstance(names, NamesHead):
        found = names.find(texts)
    elif states is not None:
        found = names.find(texts, states, gazetteer)
    else:
        return ()
    return tuple(
        NameSpan(s.start + n.start, s.start + n.end, n.type, n.score)
        for s, spans in zip(sentences, found, strict=True) for n in spans
    )
