"""What a store must be told about a language: how words are found and under which key they count as one.

Handed in by the caller (`lang.search_words.SearchWords` for Arabic), so that a store knows no language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

# Start and end (code points of the text as it was read), the word in search form, its key.
Word = tuple[int, int, str, str]


class SearchWords(Protocol):
    """How texts and queries are cut into words. Keys and forms are letters and digits alone."""

    @property
    def digest(self) -> str:
        """Changes with the rules: an index made by others must be made again."""

    def split(self, text: str) -> Sequence[tuple[int, int, str]]:
        """The words of a text in order, without keys; the same words for the same text."""

    def words(self, text: str) -> Sequence[Word]:
        """What `split` gives, each word with its key."""

    def keys(self, form: str) -> Sequence[str]:
        """All keys under which words lie that a user who types `form` means."""

    def same(self, form: str) -> Sequence[str]:
        """The forms that stand for `form` in an exact phrase: itself, and with particles written onto it."""
