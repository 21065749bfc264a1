"""From groups of claims to the alignments, and the shared text, that a report shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec.structs import replace

from ..lang.resources import Resources
from ..model import Alignment, Claim, Entity, Framing, Reuse, ReuseAttribution
from ..stories.reuse import Passage
from .account import Account
from .align import Group, statement
from .differences import differences
from .facts import tells_the_story
from .origins import origins_of
from .roots import Known, beside, company
from .runs import runs


def alignments_of(
    groups: Sequence[Group], accounts: Mapping[str, Account], entities: Mapping[str, Entity],
    naming: Sequence[Framing], resources: Resources,
) -> tuple[tuple[Alignment, ...], dict[str, Claim | None]]:
    """Alignments of shared claims, then of those that stand alone; and the claims that were folded.

    The second value maps a claim id to the statement that took its place, or None where the claim
    went into another one.
    """
    folded: dict[str, Claim | None] = {}
    found: list[Alignment] = []
    adjectives = {w: a.country for w, a in resources.gazetteer.adjectives.items()}
    known = Known(entities, adjectives, resources.contrasts.official, beside(accounts.values()),
                  company(accounts.values()), resources.gazetteer.parts)
    borrowed = runs(groups, accounts, known)
    for group, run in zip(groups, borrowed, strict=True):
        verdict = origins_of(group, accounts, known, run)
        differs, conflict = differences(group, accounts, entities, naming, resources.contrasts)
        members = _statements(group, accounts, folded)
        renamed = {c.id: _holder(c, members).id for c in group.claims}
        found.append(Alignment(
            id=f"al{len(found) + 1}",
            claims=tuple(m.id for m in members),
            relation="conflict" if conflict else "verbatim" if group.verbatim else "same",
            differs=differs,
            outlets=len({accounts[a].outlet for a in group.articles}),
            independent_origins=verdict.count,
            origins=tuple(
                replace(o, claims=tuple(dict.fromkeys(renamed.get(c, c) for c in o.claims)))
                for o in verdict.origins
            ),
            why=verdict.why, why_code=verdict.code, score=group.score,
            first=_first(group.articles, accounts),
        ))
    aligned = {c.id for g in groups for c in g.claims}
    found += _alone(aligned, len(found), accounts, known)
    return tuple(found), folded


def _alone(
    aligned: Set[str], before: int, accounts: Mapping[str, Account], known: Known
) -> list[Alignment]:
    """Claims that stand in one account only, numbered after those `before` them."""
    alone = [c for a in accounts.values() for c in a.claims if c.id not in aligned and tells_the_story(c)]
    found = []
    for number, claim in enumerate(alone, before + 1):
        verdict = origins_of(Group((claim,), ()), accounts, known, {})
        found.append(Alignment(
            id=f"al{number}", claims=(claim.id,), relation="only", outlets=1,
            independent_origins=verdict.count, origins=verdict.origins,
            why=verdict.why, why_code=verdict.code,
        ))
    return found


def _first(articles: Sequence[str], accounts: Mapping[str, Account]) -> tuple[str, ...]:
    """The articles of the earliest day, where every day is known and not all are the same."""
    days = {a: accounts[a].record.published.value for a in articles}
    earliest = min((d for d in days.values() if d), default=None)
    if None in days.values() or len(set(days.values())) < 2:
        return ()
    return tuple(a for a in articles if days[a] == earliest)


def _statements(
    group: Group, accounts: Mapping[str, Account], folded: dict[str, Claim | None]
) -> list[Claim]:
    """One claim for each run of folded clauses; sentences that were only joined stay apart.

    A claim may stand in two groups: what one of them needs is kept, and the longer statement wins.
    """
    members = []
    for article in group.articles:
        account = accounts[article]
        by_sentence: dict[int, list[Claim]] = {}
        for claim in group.of(article):
            by_sentence.setdefault(account.sentence_of(account.core(claim)[0]), []).append(claim)
        for claims in by_sentence.values():
            whole = statement(claims, account.record.text)
            for claim in claims:
                folded.setdefault(claim.id, None)
            before = folded[whole.id]
            if before is None or before.span.end < whole.span.end:
                folded[whole.id] = whole
            members.append(whole)
    return members


def _holder(claim: Claim, members: Sequence[Claim]) -> Claim:
    """The statement that a claim went into: the shortest that holds it."""
    return min((m for m in members if m.span.holds(claim.span)), key=lambda m: len(m.span.text))


def replace_claims(account: Account, folded: Mapping[str, Claim | None]) -> Account:
    """The account with folded clauses replaced by the statements they went into."""
    claims = [folded.get(c.id, c) for c in account.claims]
    return Account(account.record, account.view, account.parts, account.sentences,
                   account.quotations, account.links, account.times, account.attributions,
                   tuple(c for c in claims if c is not None), account.events)


def reuse_of(
    passages: Mapping[tuple[str, str], Sequence[Passage]], accounts: Mapping[str, Account]
) -> tuple[Reuse, ...]:
    found = []
    for (a, b), shared in passages.items():
        for p in shared:
            one = accounts[a].span(p.a_start, p.a_end)
            other = accounts[b].span(p.b_start, p.b_end)
            said = ReuseAttribution(
                accounts[a].attribution_of(one), accounts[b].attribution_of(other)
            )
            found.append(Reuse(a=one, b=other, score=p.score, attributed=said))
    return tuple(found)
