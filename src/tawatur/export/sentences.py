"""The sentence in which words stand: nothing is cut inside a word, and no sentence runs over a line of the article."""

from __future__ import annotations

import re

from ..model import Span

_BREAK = "\n\r\u2028\u2029\x0b\x0c\x85"
# A stop ends a sentence before a blank or the end, but not inside «3.5» or after a single letter («د. سلمى»).
_END = re.compile(r"(?<!\b\w)[.!?؟…]+[»”\")\]]*(?=\s|$)")
_WORD = re.compile(r"\S+")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence that holds `[start, end)` of `text`; of several, where the words reach over them."""
    low = max(text.rfind(c, 0, start) for c in _BREAK) + 1
    ends = [at for at in (text.find(c, end) for c in _BREAK) if at >= 0]
    high = min(ends, default=len(text))
    for match in _END.finditer(text, low, high):
        if match.end() <= start:
            low = match.end()
        elif match.end() >= end:
            high = match.end()
            break
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def sentence_of(span: Span, text: str) -> Span:
    """The sentence that holds a span of an article whose whole text is `text`."""
    start, end = sentence_around(text, span.start, span.end)
    return Span(span.article, start, end, text[start:end])


def shortened(span: Span, room: int) -> Span:
    """As many whole words from the beginning of a span as `room` letters hold; at least the first word."""
    if len(span.text) <= room:
        return span
    stop = 0
    for match in _WORD.finditer(span.text):
        if stop and match.end() > room:
            break
        stop = match.end()
    return Span(span.article, span.start, span.start + stop, span.text[:stop])
