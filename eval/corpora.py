"""The corpora of names in ../shared as texts with spans: for measuring, never for training.

Tokens are joined by single blanks. Tags are read as BIO; PERS is PER; what is neither PER, LOC nor
ORG (MISC, titles) is left out.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = ("PER", "LOC", "ORG")
_NAMES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence: its words, and names as (type, first word, word after the last)."""

    words: tuple[str, ...]
    names: frozenset[tuple[str, int, int]]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def spans(tags: Sequence[str]) -> frozenset[tuple[str, int, int]]:
    """Names in a row of BIO tags; an I without its B opens a name of its own."""
    found, i = [], 0
    while i < len(tags):
        kind = tags[i][2:]
        j = i + 1
        if tags[i][0] in "BI":
            while j < len(tags) and tags[j] == f"I-{kind}":
                j += 1
            if kind in _NAMES:
                found.append((_NAMES[kind], i, j))
        i = j
    return frozenset(found)


def _sample(rows: Sequence[tuple[str, str]]) -> Sample:
    return Sample(tuple(word for word, _ in rows), spans([tag for _, tag in rows]))


def conll(path: Path) -> list[Sample]:
    """Sentences of a file with one token and its tag a line, blank lines between sentences."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        cells = line.split()
        if not cells:
            found.append([])
        elif len(cells) > 1:
            found[-1].append(("".join(cells[:-1]), cells[-1]))
    return [_sample(rows) for rows in found if rows]


def last_tenth(samples: Sequence[Sample]) -> list[Sample]:
    """The last tenth of the sentences: what is measured of CLEANANERCorp TRAIN."""
    return list(samples[len(samples) * 9 // 10:])


def caraner(path: Path) -> list[Sample]:
    """Sentences of CAraNER by the label after revision; titles and MIS are left out."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            word = row["Word"].strip().replace(" ", "")
            if word:
                tag = row["Revised_Label"].strip().replace("_", "-") or "O"
                found.setdefault(row["Sentence_ID"], []).append((int(row["Word_ID"]), word, tag))
    return [_sample([(word, tag) for _, word, tag in sorted(rows)]) for rows in found.values()]
