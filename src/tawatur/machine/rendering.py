"""An answer as text, for programs that hand a model the text alone: line by line, with what articles say in JSON strings."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from .answers import Answer, Quote

# Marks that turn the direction of what stands round them, and control characters: written out, they do nothing.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


_COUNTS = ("found", "note", "total", "offset", "shown")


def as_text(answer: Answer) -> str:
    """The note, then every field that says something. Words of articles stand between double quotes, where nothing ends them early."""
    lines = [answer.note]
    for name in answer.__struct_fields__:
        value = getattr(answer, name)
        # Of what is not there nothing is counted.
        if name not in _COUNTS and (answer.found or not isinstance(value, int)):
            _field(name, value, 0, lines)
    return "\n".join(lines)


def as_data(answer: Answer) -> Any:
    """The answer as JSON has it, with lists for tuples."""
    return msgspec.json.decode(msgspec.json.encode(answer))


def quoted(text: str) -> str:
    """A JSON string on one line, without any character that is not seen."""
    return _HIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _field(name: str, value: object, depth: int, lines: list[str]) -> None:
    if value is None or value == () or value == "":
        return
    pad = "  " * depth
    if isinstance(value, Quote):
        lines.append(f"{pad}{name}: {_quote(value)}")
    elif isinstance(value, msgspec.Struct):
        lines.append(f"{pad}{name}:")
        for key in value.__struct_fields__:
            _field(key, getattr(value, key), depth + 1, lines)
    elif isinstance(value, tuple) and any(isinstance(one, msgspec.Struct) for one in value):
        for number, one in enumerate(value, 1):
            _field(f"{name} {number}", one, depth, lines)
    else:
        lines.append(f"{pad}{name}: {_plain(value)}")


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(one) for one in value)
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _quote(quote: Quote) -> str:
    where = f"{quoted(quote.article)} {quote.start}-{quote.end}{' (cut)' if quote.cut else ''} {quote.address}"
    who = ", ".join(quoted(text) for text in (quote.outlet, quote.day) if text)
    return f"{quoted(quote.text)} [{who + '; ' if who else ''}{where}]"
