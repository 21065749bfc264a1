"""Words and sentences as views on an article: offsets are of the text as it was read.

Sentences end at . ؟ ! … and at line ends, but not inside quotation marks or brackets, not at an
Arabic comma, not in numbers («2.5», «16.06.2017») and not after initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ..model import Part, Sentence
from .normalize import TextView

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"\n+|[.؟!…]+[\"»)\]']*(?=\s|$)")
_OPEN, _CLOSE = "«([", "»)]"
# A quotation that never closes must not swallow the rest of the page.
_LONGEST_QUOTE = 1500


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word with original offsets and its search form."""

    start: int
    end: int
    norm: str


def tokens(view: TextView, start: int = 0, end: int | None = None) -> list[Token]:
    """All words of `view` in the original range `[start, end)`."""
    low = view.to_norm(start)
    high = len(view.norm) if end is None else view.to_norm(end)
    words = _WORD.finditer(view.norm, low, high)
    if isinstance(view.starts, range):
        return [Token(m.start(), m.end(), m.group()) for m in words]
    found, starts = [], view.starts
    for match in words:
        a, b = match.span()
        first, last = starts[a], starts[b - 1]
        # Most words end right before the next character that is kept; marks may follow the others.
        plain = b < len(starts) and starts[b] == last + 1
        found.append(Token(first, last + 1 if plain else view.to_text(a, b)[1], match[0]))
    return found


def sentences(view: TextView, parts: Sequence[Part]) -> tuple[Sentence, ...]:
    """Sentences of every part but navigation, in order; spans are stripped of white space."""
    found: list[Sentence] = []
    paragraph = -1
    for part in parts:
        if part.kind == "navigation":
            continue
        low, high = view.to_norm(part.start), view.to_norm(part.end)
        for line_start, line_end in _lines(view.norm, low, high):
            paragraph += 1
            for a, b in _split_line(view.norm, line_start, line_end):
                start, end = view.to_text(a, b)
                found.append(Sentence(start, end, part.kind, paragraph))
    return tuple(found)


def _lines(norm: str, low: int, high: int) -> list[tuple[int, int]]:
    out = []
    for match in re.compile(r"[^\n]+").finditer(norm, low, high):
        a, b = _strip(norm, match.start(), match.end())
        if a < b:
            out.append((a, b))
    return out


def _strip(norm: str, a: int, b: int) -> tuple[int, int]:
    while a < b and norm[a].isspace():
        a += 1
    while b > a and norm[b - 1].isspace():
        b -= 1
    return a, b


def _split_line(norm: str, low: int, high: int) -> list[tuple[int, int]]:
    inside = _quoted_mask(norm, low, high)
    out = []
    start = low
    for match in _BREAK.finditer(norm, low, high):
        at = match.start()
        if inside[at - low] or _is_abbreviation(norm, at, match.group()):
            continue
        a, b = _strip(norm, start, match.end())
        if a < b:
            out.append((a, b))
        start = match.end()
    a, b = _strip(norm, start, high)
    if a < b:
        out.append((a, b))
    return out


def _is_abbreviation(norm: str, at: int, mark: str) -> bool:
    """A dot after a single letter («أ. ب. مسعود», «د.») or an ellipsis «..» in mid-sentence."""
    if mark == "." and at >= 1 and norm[at - 1].isalpha():
        return at < 2 or not norm[at - 2].isalpha()
    return mark in ("..", "...", "…") and bool(re.match(r"[.…]+ ?[و،]", norm[at:at + 6]))


def _quoted_mask(norm: str, low: int, high: int) -> bytearray:
    """1 where a character lies inside closed quotation marks or brackets of this line."""
    mask = bytearray(high - low)
    stack: list[tuple[str, int]] = []
    straight = -1
    for i in range(low, high):
        char = norm[i]
        if char in _OPEN:
            stack.append((char, i))
        elif char in _CLOSE:
            want = _OPEN[_CLOSE.index(char)]
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == want:
                    _mark(mask, stack[depth][1] - low, i - low)
                    del stack[depth:]
                    break
        elif char == '"':
            if straight < 0:
                straight = i
            else:
                _mark(mask, straight - low, i - low)
                straight = -1
    return mask


def _mark(mask: bytearray, a: int, b: int) -> None:
    if b - a <= _LONGEST_QUOTE:
        mask[a:b] = b"\x01" * (b - a)
