"""Named word lists of one TOML file: a table a list, with `words` and an `example`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import ResourceError
from .normalize import fold
from .tables import read_toml


def load_word_lists(path: Path, names: Iterable[str]) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """`(lists, examples)` by name, words in search form; the file must hold just the lists `names`.

    Raises ResourceError, which names file and table, where a list is missing, misshapen or not known:
    a misspelt table would else be read by nobody.
    """
    data = read_toml(path)
    wanted = tuple(names)
    for name in data:
        if name not in wanted:
            raise ResourceError(f"{path}: [{name}] is no list that is read; write one of {', '.join(wanted)}")
    lists: dict[str, frozenset[str]] = {}
    examples: dict[str, str] = {}
    for name in wanted:
        table = data.get(name)
        if not isinstance(table, dict) or not table.get("words") or not table.get("example"):
            raise ResourceError(f"{path}: [{name}] needs `words` and `example`")
        words = table["words"]
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
            raise ResourceError(f"{path}: [{name}]: words is no list of words")
        lists[name] = frozenset(map(fold, words))
        examples[name] = str(table["example"])
    return lists, examples
