"""Bytes from the web to text. What is declared about them is often wrong, so it only hints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...errors import InputError
from ..encoding import decode

_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARABIC_PAGES = re.compile(r"(?:windows|cp|x-cp|win)-?1256|iso-8859-6(?:-[ei])?|asmo-708", re.I)
_MOST_DAMAGE = 200
"""One damaged place in so many characters is borne; a page with more is not UTF-8."""


def web_text(data: bytes, hints: Sequence[str | None]) -> str:
    """The text of `data`: by its mark, as UTF-8, else in whatever encoding gives Arabic words.

    Where words are too few to tell (a short list, mostly markup), a hint at an Arabic encoding counts if
    it gives Arabic letters. UTF-8 with a few damaged bytes is read with U+FFFD in their place. Raises
    InputError.
    """
    error: InputError | None = None
    for hint in dict.fromkeys(hints) or (None,):
        try:
            found = decode(data, hint)
        except InputError as raised:
            error = raised
            continue
        if found.encoding != "latin-1":
            return found.text
        for name in hints:
            if name and _ARABIC_PAGES.fullmatch(name) and _ARABIC.search(text := data.decode(_codec(name), "replace")):
                return text
        return found.text
    return _mended(data, error or InputError("no text"))


def _codec(name: str) -> str:
    return "cp1256" if "1256" in name else "iso-8859-6"


def _mended(data: bytes, error: InputError) -> str:
    from w3lib.encoding import html_to_unicode

    text = html_to_unicode("text/html; charset=utf-8", data)[1]
    marks = text.count("\ufffd")
    # Arabic that came through shows that it is UTF-8 at all.
    if marks and marks * _MOST_DAMAGE < len(text) and len(_ARABIC.findall(text)) > 10 * marks:
        return text
    raise error
