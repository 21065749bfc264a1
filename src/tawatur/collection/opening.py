"""From an address to an open store, with the rules of search that our language data holds."""

from __future__ import annotations

from ..lang.search_words import load_search_words
from ..store import Store, open_store


def open_to_read(url: str) -> Store:
    return open_store(url, words=load_search_words(), read_only=True)


def open_to_write(url: str, *, create: bool = False) -> Store:
    return open_store(url, words=load_search_words(), create=create)
