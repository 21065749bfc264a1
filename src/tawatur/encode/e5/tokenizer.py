"""The model's own subword tokens, each with its characters in the text as given.

SentencePiece's unigram method (Kudo 2018): of all ways to cut a word into pieces of the vocabulary
the one with the highest sum of log probabilities, by Viterbi. No piece of this vocabulary crosses a
blank, so words are cut one by one and a word seen before is not cut again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_META = "\u2581"  # SentencePiece's sign for a blank before a word
_UNKNOWN_PENALTY = 10.0
_CACHED_WORD, _CACHED_WORDS = 40, 50_000


class Token(NamedTuple):
    """A piece of the vocabulary and its characters `start:end`, counted from the word's or text's start."""

    id: int
    start: int
    end: int


class Tokenizer:
    """Cuts texts into tokens. Threads may share one: its cache only ever repeats what was found."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal_forms: Mapping[int, str],
        unknown: int, special: frozenset[int],
    ) -> None:
        self._pieces = {
            piece: (i, score)
            for i, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if i not in special and piece
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = unknown
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        # NUL is not in the table; the peer's engine ends a text there, to us it parts two words.
        self._forms = {chr(code): form for code, form in normal_forms.items()} | {"\0": " "}
        blanks = "".join(re.escape(c) for c, form in sorted(self._forms.items()) if form == " ")
        self._word = re.compile(f"[^ {blanks}]+")
        self._cache: dict[str, tuple[Token, ...]] = {}

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text in order; blanks belong to none, everything else to at least one.

        Exceptions: a character that the model's normaliser drops (controls such as U+0001) joins
        no token. Where one character becomes several (an Arabic ligature), tokens share its span.
        """
        found: list[Token] = []
        for match in self._word.finditer(text):
            at = match.start()
            found += [Token(t.id, at + t.start, at + t.end) for t in self._of_word(match.group())]
        return found

    def _of_word(self, word: str) -> tuple[Token, ...]:
        known = self._cache.get(word)
        if known is not None:
            return known
        found = tuple(self._cut(word))
        if len(word) <= _CACHED_WORD:
            if len(self._cache) >= _CACHED_WORDS:
                self._cache = {}
            self._cache[word] = found
        return found

    def _cut(self, word: str) -> list[Token]:
        """Normalise, then cut each part that blanks of the normal form leave."""
        letters: list[str] = []
        places: list[int] = []
        for place, letter in enumerate(word):
            for normal in self._forms.get(letter, letter):
                letters.append(normal)
                places.append(place)
        found: list[Token] = []
        for match in re.finditer("[^ ]+", "".join(letters)):
            base = match.start()
            for piece, start, end in self._best_path(_META + match.group()):
                # The blank's sign stands for no character; a token of it alone is empty.
                first, last = base + max(start - 1, 0), base + end - 1
                where = places[first]
                found.append(Token(piece, where, places[last - 1] + 1 if last > first else where))
        return found

    def _best_path(self, word: str) -> list[tuple[int, int, int]]:
        """(piece, start, end) of the most probable cut; an unknown character stands alone."""
        size, pieces = len(word), self._pieces
        best = [0.0] + [-1e30] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            here = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                known = pieces.get(word[start:end])
                if known is not None and here + known[1] > best[end]:
                    best[end] = here + known[1]
                    back[end] = known[0], start
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                back[start + 1] = self._unknown, start
        path: list[tuple[int, int, int]] = []
        end = size
        while end:
            piece, start = back[end]
            path.append((piece, start, end))
            end = start
        return path[::-1]
