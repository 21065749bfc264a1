"""Runs: sentences that two articles share, one after another, go back to one source.

Where one sentence of the run is attributed, those around it that print the same words and name no
source belong to that source too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Claim
from .account import Account
from .align import VERBATIM, Group
from .roots import OWN_VOICE, UNNAMED, Known, Root, roots_of

# A sentence between two shared ones may be changed this far and still belong to the run.
IN_A_RUN = 0.40


def runs(
    groups: Sequence[Group], accounts: Mapping[str, Account], known: Known
) -> list[dict[str, Root]]:
    """For each group: articles that only continue a run of shared sentences, and the run's root.

    Where the sentence before or after it prints an attributed source's words, a shared sentence
    that names no source belongs to that source too; a less alike one only if both neighbours do.
    """
    told = [roots_of(g, accounts, known) for g in groups]
    sources = [_root_of_shared(g, roots) for g, roots in zip(groups, told, strict=True)]
    for _ in groups:  # a run grows from both ends until nothing changes
        grown = [
            sources[i] or _root_from_neighbours(i, groups, sources, accounts, told[i])
            for i in range(len(groups))
        ]
        if grown == sources:
            break
        sources = grown
    return [dict.fromkeys(_printed_alike(g), r) if r else {} for g, r in zip(groups, sources, strict=True)]


def _printed_alike(group: Group) -> tuple[str, ...]:
    """The articles of a group whose words another of them prints too: one that tells the fact in words of its own continues no run."""
    shared = {c.span.article for p in group.pairs if p.shared >= IN_A_RUN for c in (p.a, p.b)}
    return tuple(a for a in group.articles if a in shared)


def _root_of_shared(group: Group, stated: Sequence[Root]) -> Root | None:
    """The one named source of a group that is printed alike, or attributed alike, in its articles."""
    named = [r for r in stated if r.kind not in (OWN_VOICE, UNNAMED)]
    if not named or any(r.key != named[0].key for r in named):
        return None
    return named[0] if group.verbatim or len(named) == len(stated) else None


def _root_from_neighbours(
    index: int, groups: Sequence[Group], sources: Sequence[Root | None],
    accounts: Mapping[str, Account], told: Sequence[Root],
) -> Root | None:
    group = groups[index]
    shared = max(p.shared for p in group.pairs)
    if shared < IN_A_RUN:
        return None
    sides: dict[int, Root] = {}
    for other, source in zip(groups, sources, strict=True):
        side = _beside(group, other, accounts) if source is not None else 0
        if source is not None and side:
            sides[side] = source
    keys = {r.key for r in sides.values()} | {r.key for r in told if r.kind != OWN_VOICE}
    enough = len(sides) >= (1 if shared >= VERBATIM else 2)
    return next(iter(sides.values())) if enough and len(keys) == 1 else None


def _beside(group: Group, other: Group, accounts: Mapping[str, Account]) -> int:
    """-1 or 1 where `other` stands in the sentence before or after in every article, else 0."""
    if group is other or group.articles != other.articles:
        return 0
    sides = {_side(accounts[a], group.of(a), other.of(a)) for a in group.articles}
    return sides.pop() if len(sides) == 1 else 0


def _side(account: Account, here: Sequence[Claim], there: Sequence[Claim]) -> int:
    """-1 or 1 where a claim of `there` is at most one sentence before or after one of `here`."""
    steps = [
        (account.sentence_of(account.core(y)[0]) - account.sentence_of(account.core(x)[0]),
         y.span.start - x.span.start)
        for x in here for y in there
    ]
    near = min((s for s in steps if abs(s[0]) <= 1), key=lambda s: abs(s[1]), default=None)
    return 0 if near is None else -1 if near[1] < 0 else 1
