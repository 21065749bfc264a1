"""The words of the pages: those of the reports and, beside them, `strings/<part>.<lang>.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from ..export.words import Words, load_words, read_strings


def page_words(lang: str) -> Words:
    """All words of a language; raises UsageError for one that has none, ResourceError for a broken file."""
    base = load_words(lang)
    table = dict(base.table)
    for file in string_files(lang):
        table |= read_strings(file)
    return Words(lang, table)


def string_files(lang: str) -> Iterator[Traversable]:
    """The files of a language, in order of their names."""
    folder = resources.files("tawatur.web") / "strings"
    yield from sorted((f for f in folder.iterdir() if f.name.endswith(f".{lang}.toml")), key=lambda f: f.name)
