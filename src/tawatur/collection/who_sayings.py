"""What someone said, in the words of each article, and through whom the words came."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from ..annotate.attribution_pronouns import AFTER_WHAT
from ..compare.facts import BESIDE_THE_STORY
from ..lang.normalize import fold
from ..model import Attribution, Claim, Comparison, Entity, Source, Span
from ..model.answers import Saying, Telling, Through
from .joined import Joint
from .proofs import proof, records_of

# Two tellings with so many words in common (0..100) tell one saying.
_ALIKE = 85
# Shorter ones are told of too many sayings.
_LONG = 20


def sayings_of(joint: Joint, annotations: Sequence[Comparison]) -> tuple[Saying, ...]:
    """All that is attributed to an entity as the one who said it first; sayings told in like words together.

    Titles repeat the body: their words are left out where the body of the article has any of the speaker's.
    """
    tellings: list[Telling] = []
    for number in sorted({m.number for m in joint.members}):
        ids = {m.entity.id for m in joint.members if m.number == number}
        tellings += _told(annotations[number], ids)
    sayings: list[list[Telling]] = []
    for telling in tellings:
        home = next((s for s in sayings if all(_one(telling, t) for t in s)), None)
        if home is None:
            sayings.append([telling])
        else:
            home.append(telling)
    return tuple(Saying(tuple(s)) for s in sayings)


def _told(annotation: Comparison, ids: set[str]) -> list[Telling]:
    records = records_of((annotation,))
    entities = {e.id: e for e in annotation.entities}
    by_id = {a.id: a for a in annotation.attributions}
    claims: dict[str, list[Claim]] = {}
    for claim in annotation.claims:
        if claim.attribution is not None:
            claims.setdefault(claim.attribution, []).append(claim)
    body = any(c.part not in BESIDE_THE_STORY for a in by_id.values() if a.source.entity in ids for c in claims.get(a.id, ()))
    found = []
    for a in sorted(by_id.values(), key=lambda a: (a.article, a.content.start, a.id)):
        if a.source.entity not in ids or a.source.kind == "office":
            continue
        chain = _through(a, by_id, entities)
        for claim in claims.get(a.id, ()):
            if not (body and claim.part in BESIDE_THE_STORY):
                found.append(Telling(
                    words=proof(_content(claim, a), records), cue=a.cue, mode=a.mode, modality=claim.modality,
                    stance=a.stance, through=chain))
        # «ذكرت الصحيفة أن …، وهو ما نفاه س»: the claim is the paper's, the denial is his.
        if a.id not in claims and (not body or (a.rule == AFTER_WHAT and a.stance == "denies")):
            found.append(Telling(words=proof(a.content, records), cue=a.cue, mode=a.mode, modality="held",
                                 stance=a.stance, through=chain))
    return found


def _content(claim: Claim, a: Attribution) -> Span:
    """What is told, without the words that tell who says it."""
    at = a.content.start - claim.span.start
    if 0 < at < len(claim.span.text):
        return Span(claim.span.article, a.content.start, claim.span.end, claim.span.text[at:])
    return claim.span


def _through(a: Attribution, by_id: dict[str, Attribution], entities: dict[str, Entity]) -> tuple[Through, ...]:
    """The go-betweens from the outlet inward; a circle is cut."""
    chain: list[Through] = []
    seen = {a.id}
    parent = by_id.get(a.parent or "")
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        chain.append(Through(source_name(parent.source, entities), parent.source.kind, parent.cue))
        parent = by_id.get(parent.parent or "")
    return tuple(reversed(chain))


def source_name(source: Source, entities: dict[str, Entity]) -> str:
    """What a source is called: its entity's name, else its words."""
    entity = entities.get(source.entity or "")
    where = source.span or source.antecedent
    return entity.name if entity else source.name or (where.text if where else source.kind)


def _one(a: Telling, b: Telling) -> bool:
    if a.words.span.article == b.words.span.article or a.stance != b.stance:
        return False
    one, other = fold(a.words.span.text), fold(b.words.span.text)
    if min(len(one), len(other)) < _LONG:
        return one == other
    return round(fuzz.token_sort_ratio(one, other), 3) >= _ALIKE
