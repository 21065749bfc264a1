"""Who a source phrase is, once mentions are linked."""

from __future__ import annotations

from tawatur.annotate.sources import resolve_sources
from tawatur.model import Attribution, Link, Source, Span

TEXT = "وقال رئيس المجلس نادر العمري إن الجسر فتح"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(article="x", start=start, end=start + len(words), text=words)


def said(words: str) -> Attribution:
    return Attribution(
        id="x/a1", article="x", source=Source(kind="person", span=span(words)), cue=span("قال"),
        content=span("الجسر فتح"),
    )


def link(words: str, entity: str, kind: str) -> Link:
    at = span(words)
    return Link(at.start, at.end, entity, kind, "name", "m", "sg", None)  # type: ignore[arg-type]


COUNCIL = link("المجلس", "e1", "ORG")
OMARI = link("نادر العمري", "e2", "PER")


def test_the_person_speaks_and_not_his_body() -> None:
    resolved, = resolve_sources([said("رئيس المجلس نادر العمري")], [COUNCIL, OMARI])
    assert resolved.source.entity == "e2"


def test_a_holder_of_a_role_is_never_the_body() -> None:
    resolved, = resolve_sources([said("رئيس المجلس")], [COUNCIL])
    assert resolved.source.entity is None
