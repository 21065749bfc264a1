"""Roots: where one telling says that it comes from.

The root is the innermost source of a claim's chain: «نقلت الوكالة عن مصدر …» goes back to the
source, through the agency. A claim without a chain is the outlet's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..annotate.attribution_phrases import LOOSE
from ..annotate.sources import SPEAKING
from ..lang.names import NameParts, join_parts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Attribution, Claim, Entity, Span
from .account import Account
from .align import Group

OWN_VOICE = "own voice"
UNNAMED = "anonymous"
# How the key of a speaker begins whose words point back to nothing that the account names.
OPEN = "open:"
# So near to each other stand a name and the body that it speaks for.
NEAR = 25
_STOP = re.compile(r"[.؟!\n]")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of those who speak.

    `entities` by id; the state that an adjective names; words of office; for each entity those that
    are named right beside it somewhere («مدير المرصد فلان»), for it may speak for them; and the
    words around its mentions, which tell its office and state; the words that join parts of a name.
    """

    entities: Mapping[str, Entity]
    adjectives: Mapping[str, str]
    official: re.Pattern[str]
    beside: Mapping[str, frozenset[str]]
    company: Mapping[str, str] = field(default_factory=dict)
    parts: NameParts = field(default_factory=NameParts)


@dataclass(frozen=True, slots=True)
class Root:
    """Where one telling says that it comes from. `through` are the entities that passed it on.

    `named` is False for unnamed sources, for bare roles («المتحدث»), and where the source may have told
    of something beside the fact (`LOOSE`); `told_here` is True where
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
    stands_for: frozenset[str] = frozenset()


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
    if source.kind == "office" and phrase:
        name = phrase.text  # «مكتب فلان» speaks, not the person
    through = tuple(a.source.entity for a in chain[1:] if a.source.entity)
    if source.kind == UNNAMED or not name:
        # Unnamed sources are one only where the same go-between cites them in the same words.
        key = f"unnamed:{through[-1]}:{fold(name)}" if through else f"unnamed:{innermost.id}"
        kind, entity = UNNAMED, None
    elif entity is None and _points_back(name):
        # «الصحيفة», whose name stands nowhere: in another account it may be another paper.
        key, kind = f"{OPEN}{account.id}:{fold(name)}", source.kind
    else:
        key, kind = f"named:{entity.id if entity else fold(name)}", source.kind
    said_of = " ".join((name, phrase.text if phrase else "", (entity.role or "") if entity else ""))
    around = f"{fold(said_of)} {known.company.get(entity.id, '') if entity else ''}"
    return Root(
        kind, key, name, account.id, claims,
        evidence=tuple(dict.fromkeys(s for a in chain for s in (a.source.span, a.cue) if s)),
        chain=tuple(a.id for a in reversed(chain)), through=through,
        entity=entity.id if entity else None, words=_telling(said_of, known),
        named=kind != UNNAMED and not innermost.rule.endswith(LOOSE) and _has_name(entity, known.parts),
        told_here=len(chain) == 1 and innermost.told_to_span is not None,
        official=bool(known.official.search(around)), states=_states(around, entity, known),
        stands_for=known.beside.get(entity.id, frozenset()) | {entity.id} if entity else frozenset(),
    )


def _points_back(name: str) -> bool:
    """Whether a speaker's name is one noun with the article: it stands for something named elsewhere."""
    words = fold(name).split()
    return len(words) == 1 and words[0].startswith("ال")


def beside(accounts: Iterable[Account]) -> dict[str, frozenset[str]]:
    """For each person or body, the others named at most NEAR characters from it in one sentence."""
    found: dict[str, set[str]] = {}
    for account in accounts:
        named = [x for x in account.links if x.type != "LOC"]
        for i, x in enumerate(named):
            for j in range(i + 1, len(named)):
                y = named[j]
                if y.start - x.end > NEAR:
                    break
                gap = account.record.text[min(x.end, y.end):max(x.start, y.start)]
                if x.entity != y.entity and not _STOP.search(gap):
                    found.setdefault(x.entity, set()).add(y.entity)
                    found.setdefault(y.entity, set()).add(x.entity)
    return {entity: frozenset(others) for entity, others in found.items()}


def company(accounts: Iterable[Account]) -> dict[str, str]:
    """For each person or body, the folded words around its names, up to the ends of the sentences."""
    found: dict[str, list[str]] = {}
    for account in accounts:
        text = account.record.text
        for x in account.links:
            if x.type != "LOC" and x.kind == "name":
                before = _STOP.split(text[max(0, x.start - 2 * NEAR):x.start])[-1]
                after = _STOP.split(text[x.end:x.end + NEAR])[0]
                found.setdefault(x.entity, []).append(f"{before} {after}")
    return {entity: fold(" ".join(words)) for entity, words in found.items()}


def _telling(words: str, known: Known) -> frozenset[str]:
    """Stems that tell one speaker from another: no words of office, nothing very short."""
    plain = known.official.sub(" ", fold(words))
    return frozenset(light_stem(w) for w in plain.split() if len(w) > 3)


def _has_name(entity: Entity | None, parts: NameParts) -> bool:
    """True for a speaker that some account calls by a recognised name, not only by a role."""
    if entity is None:
        return False
    if entity.type == "PER" and len(join_parts(fold(entity.name), parts)) < 2:
        # A family name alone, of a person whom no account introduces: it may be anybody.
        return False
    return any(m.kind == "name" and m.rule != SPEAKING for m in entity.mentions)


def _states(words: str, entity: Entity | None, known: Known) -> frozenset[str]:
    """The states that a speaker's name, role and company point to (ISO codes); `words` folded."""
    found = {entity.country} if entity and entity.country else set()
    for word in words.split():
        found |= {known.adjectives[w] for w in (word, word.removeprefix("ال")) if w in known.adjectives}
    return frozenset(found)
