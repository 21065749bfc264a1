"""Claims of a story by group, and from where one claim comes: what programs ask of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection as Among
from typing import TYPE_CHECKING

import msgspec

from ..model import Alignment, Attribution, Claim, Comparison, Entry, Origin, OriginCount, Span
from ..model.comparison import Relation
from .marked import holding

if TYPE_CHECKING:
    from .collection import Collection


class ToldClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the article that tells it; `day` is its day of publication (ISO; None where unknown)."""

    claim: Claim
    article: str
    outlet: str | None
    day: str | None


class ClaimGroup(msgspec.Struct, frozen=True, kw_only=True):
    """An alignment with its claims in full."""

    alignment: Alignment
    claims: tuple[ToldClaim, ...]


class ClaimOrigins(msgspec.Struct, frozen=True, kw_only=True):
    """From where a claim comes, and what stands with it.

    `asked` is the span of the claim that was asked for; `claims` are those of the story's group in which its words stand.
    `origins` with their `chains` (attribution ids from the outlet to the root are resolved in `attributions`).
    """

    asked: Span
    story: str | None
    alignment: str
    relation: Relation
    independent_origins: OriginCount
    origins: tuple[Origin, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[ToldClaim, ...]
    why: str


def claim_groups(
    comparison: Comparison, relations: Among[str] = (), min_origins: int = 0, text: str = ""
) -> list[ClaimGroup]:
    """Groups of a comparison in its order: of one of these relations (none: any), with so many certain origins,
    with a claim in which `text` stands (letters as they are).
    """
    groups = []
    told = _told(comparison)
    for alignment in comparison.alignments:
        if relations and alignment.relation not in relations:
            continue
        if alignment.independent_origins.certain < min_origins:
            continue
        claims = tuple(told[id] for id in alignment.claims if id in told)
        if text and not any(text in one.claim.span.text for one in claims):
            continue
        groups.append(ClaimGroup(alignment=alignment, claims=claims))
    return groups


def claim_origins(collection: Collection, id: str, compared: Callable[[str], Comparison]) -> ClaimOrigins | None:
    """The origins of a claim `ARTICLE/c3`; None where the collection holds no such claim or its story leaves its words out.

    The claim is that of the article read alone. The comparison of a story, which `compared` gives by its id, may have read it
    with other names, so it is looked up by its words (`marked.holding`); while another version of the article waits to be compared,
    they stand nowhere.
    """
    entry, claim = claim_read(collection, id)
    if entry is None or claim is None:
        return None
    alone = collection.annotation(entry.id)
    comparison = compared(entry.story) if entry.story else alone
    as_it_is = any(a.id == entry.id and a.text == alone.articles[0].text for a in comparison.articles)
    found = next(iter(holding(comparison, [claim.span])), None) if as_it_is else None
    if found is None:
        return None
    told, wanted = _told(comparison), {a for origin in found.origins for a in origin.chain}
    return ClaimOrigins(
        asked=claim.span, story=entry.story, alignment=found.id, relation=found.relation,
        independent_origins=found.independent_origins, origins=found.origins, why=found.why,
        attributions=tuple(a for a in comparison.attributions if a.id in wanted), claims=tuple(told[c] for c in found.claims if c in told),
    )


def claim_read(collection: Collection, id: str) -> tuple[Entry | None, Claim | None]:
    """The claim `ARTICLE/c3` as the article alone was read, and its article; None for what the collection does not hold."""
    entry = collection.store.entry(id.rpartition("/")[0])
    claims = collection.annotation(entry.id).claims if entry is not None else ()
    return entry, next((c for c in claims if c.id == id), None)


def why_untold(collection: Collection, claim: Span, comparison: Comparison) -> str:
    """Why the comparison of its story tells no origins of a claim that was read: in English, for programs."""
    text = next((a.text for a in comparison.articles if a.id == claim.article), None)
    if text is not None and text != collection.article(claim.article).text:
        return "another version of its article was compared; `tawatur add` compares this one"
    if text is None:
        return "its article is not among those of its story that were compared"
    if len(comparison.articles) < 2:
        return "its article is the only one of its story, so it was compared with nothing"
    return "it is not among the claims that are compared"


def _told(comparison: Comparison) -> dict[str, ToldClaim]:
    records = {a.id: a for a in comparison.articles}
    found = {}
    for claim in comparison.claims:
        record = records.get(claim.span.article)
        found[claim.id] = ToldClaim(
            claim=claim, article=claim.span.article, outlet=record.outlet.name if record else None,
            day=record.published.value if record else None,
        )
    return found
