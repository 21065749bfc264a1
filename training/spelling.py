"""Hamza and ى put back where the project's own word lists know how a word is written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tawatur.lang.normalize import fold

_WORD = re.compile(r"[ء-غف-ي]{2,}")
_HAMZA = frozenset("أإآ")
_ARTICLE = ("ال", "وال", "بال", "فال", "كال")


class Spelling:
    """Usual spellings of words, counted over every list and example in `resources/ar`."""

    def __init__(self, folder: Path) -> None:
        counts: dict[str, Counter[str]] = {}
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".csv", ".toml"):
                for word in _WORD.findall(path.read_text(encoding="utf-8")):
                    counts.setdefault(_key(word), Counter())[word] += 1
        self._best = {
            key: max(sorted(forms), key=lambda form: (bool(_HAMZA & set(form)), forms[form]))
            for key, forms in counts.items()
        }

    def __call__(self, word: str) -> str:
        """The word as it is usually written; the word itself where no list knows better."""
        best = self._best.get(_key(word))
        if best is not None:
            return best
        for article in _ARTICLE:
            if word.startswith(article):
                rest = self._best.get(_key(word[len(article):]))
                if rest is not None:
                    return article + rest
        return word


def _key(word: str) -> str:
    """Letters as NewsFANE writes them: hamza on alif dropped, ى as ي, ة kept."""
    return "".join(c if c == "ة" else fold(c) for c in word)
