"""Which articles of a very large story are compared: comparing costs the square of their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Entry, Note


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles that are compared, in order of day and id, and notes on those that are not."""

    compared: tuple[Entry, ...]
    notes: tuple[Note, ...]


def age(entry: Entry) -> tuple[str, str]:
    """Sorts articles from the earliest on; those whose day is not known come last."""
    return entry.day if entry.dated else "9999", entry.key


def choose(entries: Sequence[Entry], largest: int) -> Chosen:
    """At most `largest` articles: every outlet's first, its texts before its repeats, copies last.

    An outlet's repeats of its own text (the same content hash) go first, then copies of other outlets' texts, then the
    later articles of the outlets that have most. A function of the articles, whatever their order.
    """
    ordered = sorted(entries, key=age)
    if len(ordered) <= largest:
        return Chosen(tuple(ordered), ())
    seen: set[tuple[str, str]] = set()
    turns: dict[str, int] = {}
    ranked = []
    for e in ordered:
        outlet = e.outlet or e.id
        repeat = (outlet, e.hash) in seen
        seen.add((outlet, e.hash))
        turns[outlet] = turns.get(outlet, 0) + 1
        ranked.append((repeat, turns[outlet] > 1 and e.copy_of is not None, turns[outlet], *age(e), e))
    ranked.sort(key=lambda r: r[:5])
    taken = {r[5].id for r in ranked[:largest]}
    left = [e for e in ordered if e.id not in taken]
    note = Note(
        code="comparison.bounded",
        text=f"The story has {len(ordered)} articles, of which {len(taken)} were compared; the others belong to it all "
             "the same. Not compared: " + ", ".join(e.id for e in left) + ".",
    )
    return Chosen(tuple(e for e in ordered if e.id in taken), (note,))
