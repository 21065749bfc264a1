"""Words of deadlines and of what becomes of something planned, from `agenda.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .normalize import fold
from .tables import folder, read_csv

_KINDS = ("limit", "lean", "grant", "moved", "cancelled", "to")
Cue = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """Cues by kind (see the table), each a row of words in search form, the longest first."""

    limit: tuple[Cue, ...]
    lean: tuple[Cue, ...]
    grant: tuple[Cue, ...]
    moved: tuple[Cue, ...]
    cancelled: tuple[Cue, ...]
    to: tuple[Cue, ...]


def load_agenda_words(path: Path | None = None) -> AgendaWords:
    """Read `agenda.csv` of a language's folder; raises ResourceError with file and line."""
    found: dict[str, set[Cue]] = {kind: set() for kind in _KINDS}
    for row in read_csv((path or folder()) / "agenda.csv", ("cue", "kind", "example")):
        found[row.choice("kind", _KINDS)].add(tuple(fold(row["cue"]).split()))
    ordered = {kind: tuple(sorted(cues, key=lambda c: (-len(c), c))) for kind, cues in found.items()}
    return AgendaWords(**ordered)


def find_cue(words: Sequence[str], cues: Sequence[Cue]) -> tuple[int, int] | None:
    """The first and the last + 1 of the words that are a cue, the last such place; «و» before it is passed over."""
    for first in range(len(words) - 1, -1, -1):
        for cue in cues:
            here = tuple(words[first:first + len(cue)])
            if here == cue or (here and (here[0].removeprefix("و"), *here[1:]) == cue):
                return first, first + len(cue)
    return None
