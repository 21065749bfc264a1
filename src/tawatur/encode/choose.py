"""An encoder by what the user wrote."""

from __future__ import annotations

from ..errors import UsageError
from .interface import Encoder

FORMS = "e5, lexical, st:MODEL or openai:URL#MODEL"


def open_encoder(spec: str) -> Encoder:
    """The encoder that `spec` names: `e5`, `lexical`, `st:MODEL` or `openai:URL#MODEL`.

    Raises UsageError, one line that says what to write, for anything else, for a plug-in whose
    extra is not installed and for a model that can't be loaded; ModelError for `e5`
    where its weights or onnxruntime are missing.
    """
    kind, _, rest = spec.strip().partition(":")
    if kind == "e5" and not rest:
        from .e5 import E5Encoder

        return E5Encoder()
    if kind == "lexical" and not rest:
        from .lexical import LexicalEncoder

        return LexicalEncoder()
    if kind == "st" and rest:
        from .plugins.sentence_transformers import SentenceTransformersEncoder

        return SentenceTransformersEncoder(rest)
    if kind == "openai" and rest:
        from .plugins.openai import OpenAIEncoder

        url, _, model = rest.partition("#")
        return OpenAIEncoder(url, model)
    raise UsageError(f"{spec!r} names no encoder; write {FORMS}")
