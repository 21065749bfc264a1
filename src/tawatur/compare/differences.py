"""In what two accounts of one fact differ: facet by facet, with the wordings of both.

Embeddings see no contradiction («5 أشخاص» beside «50 شخصا», أكد beside نفى), so the slots of the
claims are compared one by one. A difference is a conflict only where both can't be true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..lang.contrasts import Contrasts
from ..model import Difference, Entity, Framing
from . import actors, quantities, wording
from .account import Account
from .align import Group, Pair
from .side import Contrast, Side


def differences(
    group: Group,
    accounts: Mapping[str, Account],
    entities: Mapping[str, Entity],
    naming: Sequence[Framing],
    contrasts: Contrasts,
) -> tuple[tuple[Difference, ...], bool]:
    """All differences of a group, equal wordings told together; and whether any is a conflict."""
    found: dict[tuple[str, ...], Contrast] = {}
    for pair in group.pairs:
        a = Side(accounts[pair.a.span.article], pair.a)
        b = Side(accounts[pair.b.span.article], pair.b)
        for contrast in _contrasts(a, b, pair, entities, naming, contrasts):
            d = contrast.difference
            key = (d.facet, *sorted(f"{v.span.article}\n{v.value}" for v in d.values))
            found[key] = _join(found[key], contrast) if key in found else contrast
    return tuple(c.difference for c in found.values()), any(c.conflict for c in found.values())


def _join(one: Contrast, other: Contrast) -> Contrast:
    """One difference with the places of both: the same wordings, said more than once."""
    values = dict.fromkeys(one.difference.values + other.difference.values)
    joined = Difference(one.difference.facet, tuple(values), one.difference.why)
    return Contrast(joined, one.conflict or other.conflict)


def _contrasts(
    a: Side, b: Side, pair: Pair, entities: Mapping[str, Entity],
    naming: Sequence[Framing], rules: Contrasts,
) -> Iterator[Contrast]:
    yield from quantities.numbers(a, b)
    yield from quantities.dates(a, b, rules)
    yield from actors.places(a, b, entities, rules)
    yield from actors.participants(a, b, entities, pair)
    yield from wording.modality(a, b, rules)
    yield from wording.purpose(a, b, rules)
    yield from wording.descriptions(a, b)
    yield from wording.naming(a, b, naming)
    yield from wording.attribution(a, b, pair, entities)


