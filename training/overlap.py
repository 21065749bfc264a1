"""Which sentences must stay out of the training because they are measured on.

NewsFANE and CLEANANERCorp are the same newswire, cut, split and spelt differently; so sentences are
compared by runs of letters without blanks (`SHINGLE`), after hamza, ى and ة are folded. What lies
between two sentences that are left out belongs to the same article and goes too (`NEAR`).
`heavy` measures what remains in another way: by runs of five words without proclitics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tawatur.lang.normalize import fold

SHINGLE = 14
SHARE = 0.15
NEAR = 3
_WORD = re.compile(r"[^\W_]+")


def letters(text: str) -> str:
    """All letters and digits of a text in one run, folded; split and joined clitics look alike."""
    return "".join(_WORD.findall(fold(text))).replace("لال", "لل")


def left_out(sentences: Sequence[str], held: Iterable[str]) -> frozenset[int]:
    """Numbers of `sentences` that occur in `held`, or lie between such."""
    shingles: set[str] = set()
    short: set[str] = set()
    for text in held:
        run = letters(text)
        short.add(run)
        shingles.update(run[k:k + SHINGLE] for k in range(len(run) - SHINGLE + 1))
    direct = []
    for number, text in enumerate(sentences):
        run = letters(text)
        own = [run[k:k + SHINGLE] for k in range(len(run) - SHINGLE + 1)]
        if run in short or (own and sum(s in shingles for s in own) >= SHARE * len(own)):
            direct.append(number)
    out = set(direct)
    for a, b in pairwise(direct):
        if b - a <= NEAR:
            out.update(range(a, b))
    return frozenset(out)


def heavy(sentences: Iterable[str], held: Iterable[str], share: float = 0.2) -> int:
    """How many sentences share more than `share` of their runs of five words with `held`."""
    seen: set[tuple[str, ...]] = set()
    for text in held:
        seen.update(_fives(text))
    count = 0
    for text in sentences:
        own = _fives(text)
        count += bool(own) and sum(five in seen for five in own) > share * len(own)
    return count


def _fives(text: str) -> list[tuple[str, ...]]:
    words = [w.lstrip("وف") or w for w in _WORD.findall(fold(text))]
    return [tuple(words[k:k + 5]) for k in range(len(words) - 4)]
