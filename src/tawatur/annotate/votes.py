"""Rules and a trained reader vote on names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..encode import NameSpan
from .entity_words import Candidate, Words


def trained_names(words: Words, names: Sequence[NameSpan]) -> list[tuple[Candidate, float]]:
    """What the trained reader found, as candidates on the article's words, with its scores.

    A span that begins inside a word leaves the letters before it out as proclitics.
    """
    found = []
    for name in names:
        i = bisect_right(words.end, name.start)
        j = bisect_left(words.start, name.end)
        if i >= j:
            continue
        view = words.view
        off = max(0, view.to_norm(name.start) - view.to_norm(words.start[i]))
        word = words.norm[i]
        off = off if off < len(word) - 1 else 0
        first = word[off:]
        if off and word[off - 1] == "ل" and first.startswith("ل") and len(first) > 2:
            # «للحزب»: the article lost its alif behind the preposition.
            first = "ا" + first
        bare = " ".join([first, *words.norm[i + 1:j]])
        rule = f"trained {name.score:.2f}"
        found.append((Candidate(i, j, off, name.type, rule, 50, name=bare), name.score))
    return found
