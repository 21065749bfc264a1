"""Spans with the outlet and the day of their article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import ArticleRecord, Comparison, Span
from ..model.answers import Proof


def outlet_of(record: ArticleRecord) -> str:
    """The outlet's name, or the article's id where it is not known."""
    return record.outlet.name or record.id


def records_of(annotations: Iterable[Comparison]) -> Mapping[str, ArticleRecord]:
    """The articles of all annotations by their ids."""
    return {r.id: r for a in annotations for r in a.articles}


def proof(span: Span, records: Mapping[str, ArticleRecord]) -> Proof:
    """A span with its article's outlet and day."""
    record = records[span.article]
    return Proof(outlet_of(record), record.published.value, span)


def proofs(spans: Iterable[Span], records: Mapping[str, ArticleRecord]) -> tuple[Proof, ...]:
    """Each span once, in the order of days, then articles, then offsets."""
    found = (proof(s, records) for s in dict.fromkeys(spans))
    return tuple(sorted(found, key=lambda p: (p.day or "9999", p.span)))
