"""Origins: who stands behind a claim at the root, and how many of them are certainly different.

A reader asks three things of a claim that several outlets carry, and so does this file:

1. `root`                  where does each telling say that it comes from? The innermost source of
                           its chain: «نقلت الوكالة عن مصدر …» goes back to the source, through the agency.
2. `same_origin`           which tellings certainly go back to one mouth? They name one source, or
                           print the same words, or one is the outlet that the other quotes.
3. `certainly_different`   which roots can't be one mouth? Named speakers that have nothing to do
                           with each other. All doubt is left to the upper bound.

`certain` is the largest number of roots that are pairwise certainly different, and never less than
one; `at_most` counts every root that is not known to be another one's. With examples:
docs/how-it-decides.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ..lang.normalize import fold
from ..model import Origin, OriginCount
from .account import Account
from .align import VERBATIM, Group, surely_one_fact
from .clique import largest_clique
from .reasons import reason, sentence
from .roots import OPEN, OWN_VOICE, UNNAMED, Known, Root, roots_of

# What the press prints it has from someone: two papers as roots may still have one mouth behind them.
PRESS = ("outlet", "agency", "social media", "document")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The origins of one group, their number, and the reason in words (`code` for translation)."""

    origins: tuple[Origin, ...]
    count: OriginCount
    why: str
    code: str


# The verdict on one group ---------------------------------------------------------------------------

def origins_of(
    group: Group, accounts: Mapping[str, Account], known: Known, borrowed: Mapping[str, Root]
) -> Verdict:
    """Count the origins behind a group.

    `borrowed` gives, for articles that print a run of another's sentences, the root of that run
    (see `runs`): it stands in where the article names no source itself.
    """
    roots = roots_of(group, accounts, known)
    clusters = _clusters(roots, group, known, borrowed)
    leads = [_lead(c) for c in clusters]
    firm = _firm(group)
    certain = _most_different([r for r in leads if firm & set(r.claims)], group)
    count = OriginCount(certain, max(certain, len(clusters)))
    origins = tuple(_origin(c, lead, accounts) for c, lead in zip(clusters, leads, strict=True))
    code = reason(clusters, leads, count, group)
    return Verdict(origins, count, sentence(code, clusters, leads, accounts), code)


def _clusters(
    roots: Sequence[Root], group: Group, known: Known, borrowed: Mapping[str, Root]
) -> list[list[Root]]:
    """Roots that are certainly one mouth, put together."""
    clusters: list[list[Root]] = []
    for r in roots:
        stands_in = borrowed.get(r.article) if r.kind == OWN_VOICE else None
        joined = [
            c for c in clusters
            if any(
                same_origin(r, o, known)
                or (not (_is_named(r) and _is_named(o)) and same_words(r, o, group))
                or _borrow_alike(stands_in or r, _stand_in(o, borrowed), known)
                for o in c
            )
        ]
        merged = [o for c in joined for o in c] + [r]
        if stands_in and not any(o.key == stands_in.key for o in merged):
            merged.append(_taken_over(stands_in, r))
        clusters = [c for c in clusters if c not in joined] + [merged]
    return clusters


def _is_named(r: Root) -> bool:
    return r.kind not in (OWN_VOICE, UNNAMED) and not r.key.startswith(OPEN)


def _stand_in(r: Root, borrowed: Mapping[str, Root]) -> Root:
    return borrowed.get(r.article, r) if r.kind == OWN_VOICE else r


def _borrow_alike(x: Root, y: Root, known: Known) -> bool:
    return x.kind != OWN_VOICE and y.kind != OWN_VOICE and same_origin(x, y, known)


def _taken_over(source: Root, by: Root) -> Root:
    """The source of a run, as the root of a sentence that continues it."""
    return replace(source, article=by.article, claims=())


def _lead(cluster: Sequence[Root]) -> Root:
    """The root that speaks for a cluster: one that is stated before one that is not."""
    return min(cluster, key=lambda r: (r.kind == OWN_VOICE, r.kind == UNNAMED, r.article))


def _firm(group: Group) -> set[str]:
    """Claims that surely tell what another account tells; the rest raises the upper bound only."""
    return {c.id for p in group.pairs if surely_one_fact(p) for c in (p.a, p.b)}


def _most_different(leads: Sequence[Root], group: Group) -> int:
    """The size of the largest set of roots that are pairwise certainly different; at least 1."""
    apart: list[set[int]] = [set() for _ in leads]
    for (i, x), (j, y) in combinations(enumerate(leads), 2):
        # One text under two names is still one text: somebody has the name wrong.
        if certainly_different(x, y) and not same_words(x, y, group):
            apart[i].add(j)
            apart[j].add(i)
    return max(1, largest_clique(apart))


def _origin(cluster: Sequence[Root], lead: Root, accounts: Mapping[str, Account]) -> Origin:
    own = [r for r in cluster if r.kind == OWN_VOICE]
    if lead.kind == OWN_VOICE:
        how = "shared text" if len(own) > 1 else "unattributed"
    else:
        how = "shared text" if own else "stated"
    name = lead.name if lead.kind != OWN_VOICE or len(own) == 1 else ""
    return Origin(
        id=f"o:{lead.key.split(':', 1)[1]}" if lead.kind != OWN_VOICE else f"o:text:{lead.claims[0]}",
        kind="unknown" if lead.kind == OWN_VOICE else lead.kind,
        name=name,
        how=how,  # type: ignore[arg-type]
        claims=tuple(dict.fromkeys(c for r in cluster for c in r.claims)),
        evidence=tuple(dict.fromkeys(e for r in cluster for e in r.evidence)),
        chain=lead.chain,
        certain=_is_named(lead),
    )


# 2. One mouth -----------------------------------------------------------------------------------

def same_origin(x: Root, y: Root, known: Known) -> bool:
    """True where two roots are certainly one: same source, or the outlet that the other quotes."""
    if x.key == y.key:
        return True
    return any(
        own.kind == OWN_VOICE and other.entity is not None and fold(own.name) in _names(other, known)
        for own, other in ((x, y), (y, x))
    )


def _names(root: Root, known: Known) -> set[str]:
    return {fold(root.name)} | {fold(m.text) for m in known.entities[root.entity or ""].mentions}


def same_words(x: Root, y: Root, group: Group) -> bool:
    """True where two tellings of different articles print the fact in the same words."""
    return any(
        p.shared >= VERBATIM
        and ((p.a.id in x.claims and p.b.id in y.claims) or (p.b.id in x.claims and p.a.id in y.claims))
        for p in group.pairs
    )


# 3. Two mouths ------------------------------------------------------------------------------------

def certainly_different(x: Root, y: Root) -> bool:
    """True only where two roots can't be one mouth; every doubt says False."""
    if OWN_VOICE in (x.kind, y.kind) or x.kind in PRESS or y.kind in PRESS:
        return False
    if not (x.named or y.named) or x.key == y.key:
        return False
    if not all(r.named or (r.kind == UNNAMED and r.told_here) for r in (x, y)):
        # An unnamed source may be the named one itself, unless it spoke to this outlet alone.
        return False
    return not related(x, y)


def related(x: Root, y: Root) -> bool:
    """True where two speakers may belong together: by a go-between, a body, a state, a word."""
    if set(x.through) & set(y.through) or x.entity in y.through or y.entity in x.through:
        return True
    if x.stands_for & y.stands_for or x.states & y.states or x.words & y.words:
        return True
    return x.official and y.official and not (x.states and y.states)
