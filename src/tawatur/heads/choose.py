"""Which models read: what the user named, else the best that runs here, with a note where that is less."""

from __future__ import annotations

from ..encode import Encoder, TokenReader, default_encoder, open_encoder
from ..errors import UsageError
from ..model import Note
from .names import NamesHead
from .reading import Models, NameFinder

FORMS = "head, rules or hf:MODEL"


def choose_models(
    encoder: Encoder | str | None = None, names: NamesHead | NameFinder | str | None = None
) -> Models:
    """The models for one call. `encoder` and `names` are objects, what the user wrote, or None for the usual.

    Raises UsageError for a name that is none, ModelError where a model that was asked for can't be
    had, ResourceError where the shipped head is broken.
    """
    notes: list[Note] = []
    if encoder is None:
        encoder, fallback = default_encoder()
        if fallback:
            notes.append(Note(code="encoder.fallback", text=fallback))
    elif isinstance(encoder, str):
        encoder = open_encoder(encoder)
    if isinstance(names, str):
        names = _open_names(names)
        if names is None:
            return Models(encoder, None, None, tuple(notes))
    if names is not None and not isinstance(names, NamesHead):
        return Models(encoder, None, names, tuple(notes))
    reader = _reader(encoder) or _reader(default_encoder()[0])
    if reader is None:
        notes.append(Note(
            code="names.rules",
            text="Names are read by rules alone: the trained recogniser needs the model that is missing here.",
        ))
        return Models(encoder, None, None, tuple(notes))
    return Models(encoder, reader, names or NamesHead.load(), tuple(notes))


def _open_names(spec: str) -> NamesHead | NameFinder | None:
    """The reader of names that the user wrote; None for rules alone."""
    kind, _, rest = spec.strip().partition(":")
    if kind == "rules" and not rest:
        return None
    if kind == "head" and not rest:
        return NamesHead.load()
    if kind == "hf" and rest:
        from ..encode.plugins.token_classifier import TokenClassifier

        return TokenClassifier(rest)
    raise UsageError(f"{spec!r} names no reader of names; write {FORMS}")


def _reader(encoder: Encoder) -> TokenReader | None:
    """The encoder where it gives states of tokens too."""
    return encoder if hasattr(encoder, "read") else None  # type: ignore[return-value]
