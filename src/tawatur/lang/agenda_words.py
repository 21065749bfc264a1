"""Words of deadlines and of what becomes of something planned, from `agenda.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .normalize import fold
from .tables import folder, read_csv

_KINDS = ("limit", "behind", "lean", "grant", "over", "moved", "cancelled", "to")
Cue = tuple[str, ...]
Cues = Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """Cues by kind (see the table): for a first word, in search form, the cues that begin with it, longest first."""

    limit: Cues
    behind: Cues
    lean: Cues
    grant: Cues
    over: Cues
    moved: Cues
    cancelled: Cues
    to: Cues


def load_agenda_words(path: Path | None = None) -> AgendaWords:
    """Read `agenda.csv` of a language's folder; raises ResourceError with file and line."""
    found: dict[str, set[Cue]] = {kind: set() for kind in _KINDS}
    for row in read_csv((path or folder()) / "agenda.csv", ("cue", "kind", "example")):
        found[row.choice("kind", _KINDS)].add(tuple(fold(row["cue"]).split()))
    return AgendaWords(**{kind: _by_first(cues) for kind, cues in found.items()})


def _by_first(cues: Iterable[Cue]) -> Cues:
    found: dict[str, list[Cue]] = {}
    for cue in sorted(cues, key=lambda c: (-len(c), c)):
        found.setdefault(cue[0], []).append(cue)
    return {first: tuple(rest) for first, rest in found.items()}


def find_cue(words: Sequence[str], cues: Cues) -> tuple[int, int] | None:
    """The first and the last + 1 of the words that are a cue, the last such place; «و» before it is passed over."""
    for first in range(len(words) - 1, -1, -1):
        word = words[first]
        for own in dict.fromkeys((word, word.removeprefix("و"))):
            for cue in cues.get(own, ()):
                if tuple(words[first + 1:first + len(cue)]) == cue[1:]:
                    return first, first + len(cue)
    return None
