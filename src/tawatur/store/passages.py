"""Where the words of a search stand in a text as it was read, and the stretches worth showing."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Passage
from .query import Parsed, Term
from .words import Word

# About two lines of print; a stretch begins and ends at a word.
WIDTH = 220
MOST = 3


def hits(words: Sequence[Word], parsed: Parsed) -> list[tuple[int, int]]:
    """The stretches that answer one of the terms, in order, none within another."""
    found: list[tuple[int, int]] = []
    for term in parsed.terms():
        found.extend(_term_hits(words, term))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda x: (x[0], -x[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def matches(words: Sequence[Sequence[Word]], parsed: Parsed) -> bool:
    """True where the texts (title, body) answer the search down to the exact forms of its phrases."""

    def there(term: Term) -> bool:
        return any(_term_hits(part, term) for part in words)

    return all(any(there(term) for term in group) for group in parsed.groups) and not any(map(there, parsed.without))


def _term_hits(words: Sequence[Word], term: Term) -> list[tuple[int, int]]:
    if not term.forms:
        keys = frozenset(term.keys[0])
        return [(start, end) for start, end, _, key in words if key in keys]
    found = []
    first, size = frozenset(term.forms[0]), len(term.forms)
    for at, word in enumerate(words):
        if word[2] in first and len(words) - at >= size and _runs_on(words, at, term.forms):
            found.append((word[0], words[at + size - 1][1]))
    return found


def _runs_on(words: Sequence[Word], at: int, forms: Sequence[tuple[str, ...]]) -> bool:
    return all(words[at + i][2] in forms[i] for i in range(1, len(forms)))


def passages(text: str, found: Sequence[tuple[int, int]], start: int = 0, end: int | None = None) -> tuple[Passage, ...]:
    """Up to three stretches of `text[start:end]` with the most hits, in the order of the text.

    Without hits (they lie in a title that is not in the text) its beginning.
    """
    end = len(text) if end is None else end
    inside = [hit for hit in found if start <= hit[0] and hit[1] <= end]
    if not inside:
        low, high = _stretch(text, start, start, start, end)
        return (Passage(low, high, text[low:high], ()),) if high > low else ()
    windows: list[list[tuple[int, int]]] = []
    for hit in inside:
        if windows and hit[1] - windows[-1][0][0] <= WIDTH * 2 // 3:
            windows[-1].append(hit)
        else:
            windows.append([hit])
    best = sorted(sorted(windows, key=lambda w: (-len(w), w[0]))[:MOST])
    made: list[Passage] = []
    # A stretch ends before the first hit of the next one, so that none is cut in two.
    ceilings = [*(window[0][0] for window in best[1:]), end]
    for window, ceiling in zip(best, ceilings, strict=True):
        floor = made[-1].end if made else start
        low, high = _stretch(text, window[0][0], window[-1][1], floor, ceiling)
        made.append(Passage(low, high, text[low:high], tuple(window)))
    return tuple(made)


def _stretch(text: str, first: int, last: int, floor: int, ceiling: int) -> tuple[int, int]:
    """A stretch round `[first, last)` within bounds that cuts no word and no line."""
    room = max(0, WIDTH - (last - first)) // 2
    low = _back(text, max(floor, first - room), first, floor)
    high = _forth(text, last, min(ceiling, last + max(room, WIDTH - (last - low))), ceiling)
    while low < first and text[low].isspace():
        low += 1
    while high > last and text[high - 1].isspace():
        high -= 1
    return low, high


def _back(text: str, low: int, first: int, floor: int) -> int:
    line = text.rfind("\n", low, first)
    if line >= 0:
        return line + 1
    while low > floor and low < first and not text[low - 1].isspace():
        low += 1
    return low


def _forth(text: str, last: int, high: int, ceiling: int) -> int:
    line = text.find("\n", last, high)
    if line >= 0:
        return line
    while last < high < ceiling and not text[high].isspace():
        high -= 1
    return high
