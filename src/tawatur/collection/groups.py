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


class ReadClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as its `article` was read `alone`."""

    article: Entry
    alone: Comparison
    claim: Claim


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
    read = claim_read(collection, id)
    if read is None:
        return None
    claim, story = read.claim, read.article.story
    comparison = compared(story) if story else read.alone
    found = next(iter(holding(comparison, [claim.span])), None) if compared_as_read(read, comparison) else None
    if found is None:
        return None
    told, wanted = _told(comparison), {a for origin in found.origins for a in origin.chain}
    return ClaimOrigins(
        asked=claim.span, story=story, alignment=found.id, relation=found.relation,
        independent_origins=found.independent_origins, origins=found.origins, why=found.why,
        attributions=tuple(a for a in comparison.attributions if a.id in wanted), claims=tuple(told[c] for c in found.claims if c in told),
    )


def claim_read(collection: Collection, id: str) -> ReadClaim | None:
    """The claim `ARTICLE/c3` as the article alone was read; None where the collection does not hold it."""
    article = collection.store.entry(id.rpartition("/")[0])
    alone = collection.annotation(article.id) if article is not None else None
    claim = next((c for c in alone.claims if c.id == id), None) if alone is not None else None
    return ReadClaim(article=article, alone=alone, claim=claim) if article is not None and alone is not None and claim is not None else None


def compared_as_read(read: ReadClaim, comparison: Comparison) -> bool:
    """Whether a comparison has the version of the article that was read; the places of a claim are those of other words in another."""
    return any(a.id == read.article.id and a.text == read.alone.articles[0].text for a in comparison.articles)


def why_untold(read: ReadClaim, comparison: Comparison) -> str:
    """Why the comparison of its story tells no origins of a claim that was read: in English, for programs."""
    if all(a.id != read.article.id for a in comparison.articles):
        return "its article is not among those of its story that were compared"
    if not compared_as_read(read, comparison):
        return "another version of its article was compared; `tawatur add` compares this one"
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
