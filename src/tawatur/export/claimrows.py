"""The claims of a story as a table: each wording with its group, its origins and what differs."""

from __future__ import annotations

import io
from collections.abc import Iterator

from ..model import Alignment, Claim, Difference, Origin, Span
from .columns import Column, Row
from .index import Index, build_index
from .parcel import Parcel
from .rows import write_csv, write_parquet
from .words import load_words

COLUMNS = (
    Column("story", "text", "id of the story"),
    Column("group", "text", "id of the group of claims that tell one fact"),
    Column("number", "int", "its number on the story's page; empty where one article alone tells it"),
    Column("relation", "text", "verbatim, same, conflict or only"),
    Column("claim", "text", "id of the claim"),
    Column("article", "text", "id of the article"),
    Column("outlet", "text", "name of its outlet"),
    Column("day", "text", "its day of publication (ISO)"),
    Column("url", "text", "its address"),
    Column("start", "int", "where the words begin, in code points of the article's text"),
    Column("end", "int", "where they end (not included)"),
    Column("text", "text", "the words"),
    Column("modality", "text", "held, planned, possible, denied or negated"),
    Column("through", "list", "whom the article names for it, from the outlet inward"),
    Column("origin", "list", "names of the origins of this claim"),
    Column("origin_how", "list", "how each origin is known: stated, shared text or unattributed"),
    Column("origin_certain", "list", "whether it is known who each origin is: true or false (how many are independent: origins_certain)"),
    Column("origin_evidence", "list", "words of this article that show the origins as `article start–end «words»`"),
    Column("origins_certain", "int", "independent origins of the group, certainly"),
    Column("origins_at_most", "int", "independent origins of the group, at most"),
    Column("why", "text", "why they are counted so"),
    Column("differs", "list", "in what this wording differs from others, as `facet start–end «words» = value`"),
)


def claim_rows(parcel: Parcel) -> Iterator[Row]:
    """A row for each claim of each group, in the order of the report; claims of no group at the end."""
    index = build_index(parcel.comparison, load_words(parcel.lang))
    for alignment in (*index.shared, *index.alone):
        for claim in index.claims_of(alignment.claims):
            yield _row(parcel, index, claim, alignment)
    for claim in index.ungrouped:
        yield _row(parcel, index, claim, None)


def _row(parcel: Parcel, index: Index, claim: Claim, alignment: Alignment | None) -> Row:
    span = claim.span
    record = index.articles.get(span.article)
    origins = [o for o in alignment.origins if claim.id in o.claims] if alignment else []
    count = alignment.independent_origins if alignment else None
    return {
        "story": parcel.name, "group": alignment.id if alignment else None,
        "number": index.number.get(alignment.id) if alignment else None, "relation": alignment.relation if alignment else None,
        "claim": claim.id, "article": span.article, "outlet": record.outlet.name if record else None,
        "day": record.published.value if record else None, "url": record.url if record else None,
        "start": span.start, "end": span.end, "text": span.text, "modality": claim.modality,
        "through": tuple(index.source(step.source) for step in index.chain(claim.attribution)),
        "origin": tuple(index.origin(o) for o in origins), "origin_how": tuple(o.how for o in origins),
        "origin_certain": tuple("true" if o.certain else "false" for o in origins),
        "origin_evidence": tuple(dict.fromkeys(_words(s, s.article) for o in origins for s in _shown(o, claim, index))),
        "origins_certain": count.certain if count else None, "origins_at_most": count.at_most if count else None,
        "why": index.why(alignment) if alignment else None,
        "differs": tuple(_differs(alignment.differs, claim)) if alignment else (),
    }


def _differs(differences: tuple[Difference, ...], claim: Claim) -> Iterator[str]:
    """What differs in this claim's article; each wording and reading once."""
    seen: set[str] = set()
    for difference in differences:
        for value in difference.values:
            text = f"{_words(value.span, difference.facet)} = {value.value}"
            if value.span.article == claim.span.article and text not in seen:
                seen.add(text)
                yield text


def _shown(origin: Origin, claim: Claim, index: Index) -> list[Span]:
    """The origin's evidence in this claim's article; the first claim of all has what lies in articles of no claim."""
    told = {c.span.article for c in index.claims_of(origin.claims)}
    first = claim.id == origin.claims[0]
    return [s for s in origin.evidence if s.article == claim.span.article or (first and s.article not in told)]


def _words(span: Span, before: str) -> str:
    return f"{before} {span.start}–{span.end} «{span.text}»"


def render_csv(parcel: Parcel) -> bytes:
    """CSV in UTF-8 (RFC 4180), formulas made harmless; with a byte order mark where the parcel asks for it."""
    stream = io.StringIO(newline="")
    write_csv(claim_rows(parcel), COLUMNS, stream)
    return stream.getvalue().encode("utf-8-sig" if parcel.bom else "utf-8", "replace")


def render_parquet(parcel: Parcel) -> bytes:
    """Parquet; raises UsageError where the extra is not installed."""
    stream = io.BytesIO()
    write_parquet(claim_rows(parcel), COLUMNS, stream)
    return stream.getvalue()
