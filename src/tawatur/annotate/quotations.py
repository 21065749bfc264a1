"""Quotations: stretches in any quotation marks, within one line of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lang.normalize import TextView
from ..model import Part, Quotation

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[«»\"]|(?<!\w)'(?=\S)|(?<=\S)'(?!\w)|``|''")
_WORD = re.compile(r"\w+")
_LONGEST = 3000
_STOPS = ".؟!…،"
_SPEECH_WORDS = 6
_NAME_WORDS = 4


def find_quotations(view: TextView, parts: Sequence[Part]) -> tuple[Quotation, ...]:
    """All closed quotations of the parts, outer before inner, in order of their start.

    `role` is a first guess by length: `speech` from six words on or right after a colon, `name`
    up to four words.
    """
    found: list[tuple[int, int]] = []
    for part in parts:
        if part.kind == "navigation":
            continue
        low, high = view.to_norm(part.start), view.to_norm(part.end)
        lines = list(_LINE.finditer(view.norm, low, high))
        for line, following in zip(lines, [*lines[1:], None][:len(lines)], strict=True):
            pairs, left = _pairs(view.norm, line.start(), line.end())
            found += pairs
            if following is not None and (going := _goes_on(view.norm, line.end(), following.start(), left)) is not None:
                found.append((going, line.end()))
    found.sort(key=lambda p: (p[0], -p[1]))
    return tuple(_quotation(view, a, b) for a, b in found)


def _goes_on(norm: str, end: int, following: int, left: list[tuple[str, int]]) -> int | None:
    """Where a quotation opens that the next paragraph takes up with the same mark; it ends with its line.

    The closing mark stands at the end of the last paragraph alone, as printers have it.
    """
    if len(left) != 1 or norm[end - 1] not in _STOPS or end - left[0][1] > _LONGEST:
        return None
    return left[0][1] if norm[following] == left[0][0] else None


def _pairs(norm: str, low: int, high: int) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """Offsets of opening and closing mark, one kind nesting in another; and the marks left open."""
    out: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(norm, low, high):
        mark, at = match.group(), match.start()
        kind = "«" if mark in "«»" else mark[0]
        closes = mark == "»" or (mark != "«" and any(k == kind for k, _ in stack))
        if not closes:
            if _is_stray(norm, at, match.end()):
                continue
            stack.append((kind, at))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == kind:
                start = stack[depth][1]
                if match.end() - start <= _LONGEST and match.end() - start > 2:
                    out.append((start, match.end()))
                del stack[depth:]
                break
    return out, stack


def _is_stray(norm: str, start: int, end: int) -> bool:
    """A closing straight mark whose opening one stands on another line: «...". وقال»."""
    if norm[start] != '"' or start == 0:
        return False
    if norm[start - 1] in "لب" and (start < 2 or not norm[start - 2].isalpha()):
        # «لـ" النشرة"»: a letter of its own before the mark opens it.
        return False
    return norm[start - 1] not in " («[\n:،-" and norm[end:end + 1] in (".", "،", "؛", " ", "\n", "")


def _quotation(view: TextView, a: int, b: int) -> Quotation:
    norm = view.norm
    width = 2 if norm[a:a + 2] in ("``", "''") else 1
    words = len(_WORD.findall(norm, a + width, b - width))
    before = norm[max(0, a - 2):a].rstrip()
    start, end = view.to_text(a, b)
    inner_a, inner_b = a + width, b - width
    while inner_a < inner_b and norm[inner_a] == " ":
        inner_a += 1
    while inner_b > inner_a and norm[inner_b - 1] in " ":
        inner_b -= 1
    inner_start, inner_end = view.to_text(inner_a, inner_b)
    if words >= _SPEECH_WORDS or (before.endswith(":") and words > 1):
        return Quotation(start, end, inner_start, inner_end, "speech")
    return Quotation(start, end, inner_start, inner_end, "name" if words <= _NAME_WORDS else "other")
