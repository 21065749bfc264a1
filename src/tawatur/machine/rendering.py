"""An answer as text, for programs that hand a model the text alone: line by line, with what articles say in JSON strings."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from .answers import Answer, Quote

# Characters that nobody sees though they count as letters or marks (Unicode, Default_Ignorable_Code_Point); the other
# ones that are not seen, such as marks that turn the direction, `str.isprintable` knows. Written out, they do nothing.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
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
    return "".join(
        char if char.isprintable() and not _UNSEEN.match(char) else _written_out(char) for char in json.dumps(text, ensure_ascii=False))


def _written_out(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at:at + 4]}" for at in range(0, len(units), 4))


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
