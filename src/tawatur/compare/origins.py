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

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Attribution, Claim, Entity, Origin, OriginCount, Span
from .account import Account
from .align import VERBATIM, Group

# What the press prints it has from someone: two papers as roots may still have one mouth behind them.
PRESS = ("outlet", "agency", "social media", "document")
OWN_VOICE = "own voice"
UNNAMED = "anonymous"
# Only claims that certainly tell one fact can make two origins of it.
FIRM = 0.70
# A sentence between two shared ones may be changed this far and still belong to the run.
IN_A_RUN = 0.40


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of those who speak: entities by id, the state that an adjective names, offices."""

    entities: Mapping[str, Entity]
    adjectives: Mapping[str, str]
    official: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Root:
    """Where one telling says that it comes from. `through` are the entities that passed it on.

    `named` is False for unnamed sources and for bare roles («المتحدث»); `told_here` is True where
    the source spoke to this very outlet; `states` and `official` tell for whom it may speak.
    """

    kind: str
    key: str
    name: str
    article: str
    claims: tuple[str, ...]
    evidence: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    entity: str | None = None
    words: frozenset[str] = frozenset()
    named: bool = False
    told_here: bool = False
    official: bool = False
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The origins of one group, their number, and the reason in words (`code` for translation)."""

    origins: tuple[Origin, ...]
    count: OriginCount
    why: str
    code: str


# 1. The root of one telling -------------------------------------------------------------------

def root(account: Account, claim: Claim, known: Known) -> Root:
    """The root of one claim: the innermost source of its chain, or the outlet's own voice."""
    chain = account.chain(claim)
    if chain:
        return _stated(account, chain, (claim.id,), known)
    key = f"own:{account.id}"
    return Root(OWN_VOICE, key, account.outlet, account.id, (claim.id,), (claim.span,))


def roots_of(group: Group, accounts: Mapping[str, Account], known: Known) -> list[Root]:
    """The roots of a group's claims, those of one article that are the same put together."""
    found: dict[tuple[str, str], Root] = {}
    for claim in group.claims:
        r = root(accounts[claim.span.article], claim, known)
        before = found.get((r.article, r.key))
        if before is not None:
            r = replace(before, claims=before.claims + r.claims)
        found[r.article, r.key] = r
    return list(found.values())


def _stated(
    account: Account, chain: tuple[Attribution, ...], claims: tuple[str, ...], known: Known
) -> Root:
    innermost, source = chain[0], chain[0].source
    phrase = source.antecedent or source.span
    entity = known.entities.get(source.entity or "")
    name = entity.name if entity else source.name or (phrase.text if phrase else "")
    through = tuple(a.source.entity for a in chain[1:] if a.source.entity)
    if source.kind == UNNAMED or not name:
        # Unnamed sources are one only where the same go-between cites them in the same words.
        key = f"unnamed:{through[-1]}:{fold(name)}" if through else f"unnamed:{innermost.id}"
        kind, entity = UNNAMED, None
    else:
        key, kind = f"named:{entity.id if entity else fold(name)}", source.kind
    said_of = " ".join((name, phrase.text if phrase else "", (entity.role or "") if entity else ""))
    return Root(
        kind, key, name, account.id, claims,
        evidence=tuple(dict.fromkeys(s for a in chain for s in (a.source.span, a.cue) if s)),
        chain=tuple(a.id for a in reversed(chain)), through=through,
        entity=entity.id if entity else None, words=_telling(said_of, known),
        named=kind != UNNAMED and _has_name(entity, name),
        told_here=len(chain) == 1 and innermost.told_to_span is not None,
        official=bool(known.official.search(fold(said_of))),
        states=_states(said_of, entity, known),
    )


def _telling(words: str, known: Known) -> frozenset[str]:
    """Stems that tell one speaker from another: no words of office, nothing very short."""
    plain = known.official.sub(" ", fold(words))
    return frozenset(light_stem(w) for w in plain.split() if len(w) > 3)


def _has_name(entity: Entity | None, name: str) -> bool:
    if entity is None:
        return len(name.split()) > 1
    return any(m.kind == "name" for m in entity.mentions)


def _states(words: str, entity: Entity | None, known: Known) -> frozenset[str]:
    """The states that a speaker's name, role and description point to (ISO codes)."""
    found = {entity.country} if entity and entity.country else set()
    for word in fold(words).split():
        found |= {known.adjectives[w] for w in (word, word.removeprefix("ال")) if w in known.adjectives}
    return frozenset(found)


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
    """True where two speakers may belong together: by a go-between, a state, a word in their names."""
    if set(x.through) & set(y.through) or x.entity in y.through or y.entity in x.through:
        return True
    if x.states & y.states or x.words & y.words:
        return True
    return x.official and y.official and not (x.states and y.states)


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
    certain = _most_different([r for r in leads if firm & set(r.claims)])
    count = OriginCount(certain, max(certain, len(clusters)))
    origins = tuple(_origin(c, lead, accounts) for c, lead in zip(clusters, leads, strict=True))
    code = _reason(clusters, leads, count, group)
    return Verdict(origins, count, _sentence(code, clusters, leads, accounts), code)


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
                or (OWN_VOICE in (r.kind, o.kind) and same_words(r, o, group))
                or _borrow_alike(stands_in or r, _stand_in(o, borrowed), known)
                for o in c
            )
        ]
        merged = [o for c in joined for o in c] + [r]
        if stands_in and not any(o.key == stands_in.key for o in merged):
            merged.append(_taken_over(stands_in, r))
        clusters = [c for c in clusters if c not in joined] + [merged]
    return clusters


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
    return {
        c.id for p in group.pairs if p.score >= FIRM or p.shared >= VERBATIM for c in (p.a, p.b)
    }


def _most_different(leads: Sequence[Root]) -> int:
    for size in range(len(leads), 1, -1):
        for some in combinations(leads, size):
            if all(certainly_different(x, y) for x, y in combinations(some, 2)):
                return size
    return 1


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
        certain=lead.kind not in (OWN_VOICE, UNNAMED),
    )


# Runs of shared sentences -----------------------------------------------------------------------

def runs(
    groups: Sequence[Group], accounts: Mapping[str, Account], known: Known
) -> list[dict[str, Root]]:
    """For each group: articles that only continue a run of shared sentences, and the run's root.

    Where the sentence before or after it prints an attributed source's words, a shared sentence
    that names no source belongs to that source too; a less alike one only if both neighbours do.
    """
    sources = [_root_of_shared(g, accounts, known) for g in groups]
    for _ in groups:  # a run grows from both ends until nothing changes
        grown = [
            sources[i] or _root_from_neighbours(i, groups, sources, accounts, known)
            for i in range(len(groups))
        ]
        if grown == sources:
            break
        sources = grown
    return [dict.fromkeys(g.articles, r) if r else {} for g, r in zip(groups, sources, strict=True)]


def _root_of_shared(
    group: Group, accounts: Mapping[str, Account], known: Known
) -> Root | None:
    """The one named source of a group that is printed alike, or attributed alike, in its articles."""
    stated = roots_of(group, accounts, known)
    named = [r for r in stated if r.kind not in (OWN_VOICE, UNNAMED)]
    if not named or any(r.key != named[0].key for r in named):
        return None
    return named[0] if group.verbatim or len(named) == len(stated) else None


def _root_from_neighbours(
    index: int, groups: Sequence[Group], sources: Sequence[Root | None],
    accounts: Mapping[str, Account], known: Known,
) -> Root | None:
    group = groups[index]
    shared = max(p.shared for p in group.pairs)
    if shared < IN_A_RUN:
        return None
    sides: dict[int, Root] = {}
    for other, source in zip(groups, sources, strict=True):
        side = _beside(group, other, accounts)
        if source is not None and side:
            sides[side] = source
    told = roots_of(group, accounts, known)
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


# In words -----------------------------------------------------------------------------------------

def _reason(
    clusters: Sequence[Sequence[Root]], leads: Sequence[Root], count: OriginCount, group: Group
) -> str:
    if len(group.articles) == 1:
        return "only_one"
    if count.certain > 1:
        return "two_stated"
    if len(clusters) == 1:
        if all(r.kind == OWN_VOICE for r in clusters[0]):
            return "same_words"
        if any(r.kind == OWN_VOICE for r in clusters[0]):
            return "shared_text" if any(len(r.claims) and r.kind != OWN_VOICE for r in clusters[0]) else "shared_run"
        return "one_source"
    if any(r.kind == OWN_VOICE for r in leads):
        return "unattributed"
    return "unnamed" if any(r.kind == UNNAMED for r in leads) else "linked_bodies"


def _sentence(
    code: str, clusters: Sequence[Sequence[Root]], leads: Sequence[Root],
    accounts: Mapping[str, Account],
) -> str:
    """The reason as one English sentence; reports translate by `code`."""
    sources = _list(r.name or "an unnamed source" for r in leads if r.kind != OWN_VOICE)
    silent = _list(accounts[r.article].outlet for c in clusters for r in c if r.kind == OWN_VOICE)
    match code:
        case "only_one":
            return f"It stands in one account only, with {sources} as its source." if sources else \
                "It stands in one account only, which names no source."
        case "two_stated":
            return f"{sources} speak for themselves and have nothing in common that we can see."
        case "same_words":
            return f"{silent} print the same words and name no source: one text, whoever wrote it."
        case "shared_text":
            return f"One account has it from {sources}; {silent} prints the same words without saying so."
        case "shared_run":
            return f"No account names a source here, but the sentence goes on with the report of {sources} that both print."
        case "one_source":
            return f"All accounts have it from {sources}."
        case "unattributed":
            told = f"{sources} against " if sources else ""
            return f"{told}{silent} without a source: whether they are independent can't be told."
        case "unnamed":
            return f"{sources}: unnamed sources can't be told apart with certainty."
        case _:
            return f"{sources} may draw on one another or on one source: independence can't be told."


def _list(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else ", ".join(unique[:-1]) + " and " + unique[-1] if unique else ""
