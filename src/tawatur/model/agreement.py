"""How much of a story is told alike, told differently, or told by one account alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from .claim import Claim
from .comparison import Alignment

# To name another source, or to call a thing by another name, is no other fact.
_BESIDE_THE_FACT = ("attribution", "naming")


class Agreement(msgspec.Struct, frozen=True):
    """Numbers of groups of claims: shared ones told alike, shared ones told differently, and those of one article alone."""

    agree: int
    differ: int
    alone: int


def is_shared(alignment: Alignment, claims: Mapping[str, Claim]) -> bool:
    """True where several articles tell it."""
    return len({claims[c].span.article for c in alignment.claims if c in claims}) > 1


def differs(alignment: Alignment) -> bool:
    """True where the accounts differ in the fact, not only in whom they name or what they call it."""
    return alignment.relation == "conflict" or any(d.facet not in _BESIDE_THE_FACT for d in alignment.differs)


def agreement(alignments: Sequence[Alignment], claims: Sequence[Claim]) -> Agreement:
    """Counts the groups as the reports list them; claims that are not there are looked through."""
    there = {c.id: c for c in claims}
    known = [a for a in alignments if any(c in there for c in a.claims)]
    shared = [a for a in known if is_shared(a, there)]
    differing = sum(map(differs, shared))
    return Agreement(agree=len(shared) - differing, differ=differing, alone=len(known) - len(shared))
