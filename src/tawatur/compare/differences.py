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
    """All differences of a group, one for each facet and thing; and whether any is a conflict."""
    found: list[Contrast] = []
    for pair in group.pairs:
        a = Side(accounts[pair.a.span.article], pair.a)
        b = Side(accounts[pair.b.span.article], pair.b)
        for contrast in _contrasts(a, b, pair, entities, naming, contrasts):
            same = [c for c in found if _one_thing(c.difference, contrast.difference)]
            found = [c for c in found if c not in same]
            found.append(_join([*same, contrast]))
    found = [quantities.settled(c, group.claims) for c in found]
    complete = [quantities.with_all_figures(c.difference, group.claims) for c in found]
    return tuple(complete), any(c.conflict for c in found)


def _one_thing(x: Difference, y: Difference) -> bool:
    """True where two differences are of one facet and share a wording: 7, 5 and 9 states are one."""
    return x.facet == y.facet and bool({v.span for v in x.values} & {v.span for v in y.values})


def _join(contrasts: Sequence[Contrast]) -> Contrast:
    """One difference with the wordings of all, in the order of the accounts."""
    first = contrasts[0].difference
    values = dict.fromkeys(v for c in contrasts for v in c.difference.values)
    # The reason of a conflict speaks for all: where two of three exclude each other, the row does.
    reason = next((c.difference for c in contrasts if c.conflict), first)
    joined = Difference(first.facet, tuple(values), reason.why, reason.why_code)
    return Contrast(joined, any(c.conflict for c in contrasts))


def _contrasts(
    a: Side, b: Side, pair: Pair, entities: Mapping[str, Entity],
    naming: Sequence[Framing], rules: Contrasts,
) -> Iterator[Contrast]:
    yield from quantities.numbers(a, b, entities, rules)
    yield from quantities.dates(a, b, rules)
    yield from actors.places(a, b, entities, rules)
    yield from actors.participants(a, b, entities, pair)
    yield from wording.modality(a, b, pair, rules)
    yield from wording.put_off(a, b, rules)
    yield from wording.purpose(a, b, rules)
    yield from wording.descriptions(a, b)
    yield from wording.naming(a, b, naming)
    yield from wording.attribution(a, b, pair, entities)


