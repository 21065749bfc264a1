"""Every stretch of an article that a comparison points to, with its layer and what it is there for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Attribution, Comparison, Event, Span
from .index import Index


class Mark(NamedTuple):
    """A stretch: of what record (`id`), in which layer, as what (`role`), and what it says (`value`)."""

    id: str
    layer: str
    role: str
    span: Span
    value: str


def marks(index: Index) -> Iterator[Mark]:
    """All marks, layer by layer in the order of the comparison."""
    comparison = index.comparison
    yield from _page(comparison)
    yield from _names(index)
    yield from _times(comparison)
    for attribution in comparison.attributions:
        yield from _attribution(index, attribution)
    yield from _claims(comparison)
    yield from _groups(index)
    for event in comparison.events:
        yield from _event(event)
    yield from _journeys(index)
    yield from _reuse(comparison)
    yield from _framing(index)
    for number, note in enumerate(comparison.notes, 1):
        for span in note.evidence:
            yield Mark(f"note{number}", "note", note.code, span, note.text)


def _page(comparison: Comparison) -> Iterator[Mark]:
    if comparison.story is not None and comparison.story.headline is not None:
        yield Mark("story", "story", "headline", comparison.story.headline, "")
    for record in comparison.articles:
        for number, part in enumerate(record.parts, 1):
            if part.start < part.end:
                span = Span(record.id, part.start, part.end, record.text[part.start:part.end])
                yield Mark(f"{record.id}/p{number}", "part", part.kind, span, part.rule)
        if record.title is not None:
            yield Mark(f"{record.id}/title", "part", "title of the article", record.title, "")
        if record.outlet.evidence is not None:
            yield Mark(f"{record.id}/outlet", "outlet", record.outlet.how, record.outlet.evidence, record.outlet.name or "")
        for reason in record.published.evidence:
            span = Span(reason.article, reason.start, reason.end, reason.text)
            yield Mark(f"{record.id}/published", "published", record.published.how, span, f"{record.published.value or ''}: {reason.says}")


def _names(index: Index) -> Iterator[Mark]:
    for entity in index.comparison.entities:
        for mention in entity.mentions:
            yield Mark(entity.id, "entity", mention.kind, mention.span, f"{entity.type} {entity.name}")
            if mention.antecedent is not None:
                yield Mark(entity.id, "entity", "antecedent", mention.antecedent, f"{entity.type} {entity.name}")


def _times(comparison: Comparison) -> Iterator[Mark]:
    for time in comparison.times:
        yield Mark(time.id, "time", time.type, time.span, time.value)
        if time.anchor is not None:
            yield Mark(time.id, "time", "anchor", time.anchor, time.value)


def _attribution(index: Index, attribution: Attribution) -> Iterator[Mark]:
    name, source = index.source(attribution.source), attribution.source
    yield Mark(attribution.id, "attribution", "cue", attribution.cue, f"{attribution.stance}, {attribution.mode}: {name}")
    for span in (attribution.content, *attribution.content_more):
        yield Mark(attribution.id, "attribution", "content", span, f"{attribution.stance}, {attribution.mode}: {name}")
    for role, where in (("source", source.span), ("source, carried over", source.antecedent), ("told to", attribution.told_to_span)):
        if where is not None:
            yield Mark(attribution.id, "attribution", role, where, f"{source.kind}: {name}")


def _claims(comparison: Comparison) -> Iterator[Mark]:
    for claim in comparison.claims:
        yield Mark(claim.id, "claim", claim.part, claim.span, claim.modality)
        if claim.predicate is not None:
            yield Mark(claim.id, "claim", "predicate", claim.predicate, claim.lemma or "")
        if claim.modality_cue is not None:
            yield Mark(claim.id, "claim", "modality", claim.modality_cue, claim.modality)
        for number in claim.numbers:
            yield Mark(claim.id, "claim", "number", number.span, f"{'~' if number.approx else ''}{number.value:.15g} {number.unit}".strip())


def _groups(index: Index) -> Iterator[Mark]:
    for alignment in index.comparison.alignments:
        for id in alignment.claims:
            if id in index.claims:
                yield Mark(alignment.id, "group", alignment.relation, index.claims[id].span, id)
        for difference in alignment.differs:
            for value in difference.values:
                yield Mark(alignment.id, "difference", difference.facet, value.span, value.value)
        for origin in alignment.origins:
            certain = "certain" if origin.certain else "not certain"
            for span in origin.evidence:
                yield Mark(origin.id, "origin", origin.how, span, f"{index.origin(origin)} ({certain})")


def _event(event: Event) -> Iterator[Mark]:
    said = " ".join(x for x in (event.type, event.status, event.date) if x)
    for span in event.evidence:
        yield Mark(event.id, "event", "evidence", span, said)
    for trigger in dict.fromkeys((*([event.trigger] if event.trigger else []), *event.triggers)):
        yield Mark(event.id, "event", "trigger", trigger, said)
    for victim in event.victims:
        count = "" if victim.number is None else format(victim.number, ".15g")
        yield Mark(event.id, "event", "victims", victim.span, f"{victim.kind} {count}".strip())
    if event.series is not None:
        yield Mark(event.id, "event", "series", event.series.name, "" if event.series.number is None else str(event.series.number))
        if event.series.cycle is not None:
            yield Mark(event.id, "event", "cycle", event.series.cycle, "")


def _journeys(index: Index) -> Iterator[Mark]:
    for number, journey in enumerate(index.comparison.itineraries, 1):
        for stop in journey.stops:
            said = " ".join(x for x in (index.entity(journey.person), index.entity(stop.place), stop.date) if x)
            for span in stop.evidence:
                yield Mark(f"journey{number}", "journey", stop.status, span, said)


def _reuse(comparison: Comparison) -> Iterator[Mark]:
    for number, reuse in enumerate(comparison.reuse, 1):
        for span, other in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
            yield Mark(f"shared{number}", "shared text", "same words", span, f"{other.article} {other.start}–{other.end}, {reuse.score:g}")


def _framing(index: Index) -> Iterator[Mark]:
    for number, framing in enumerate(index.comparison.framing, 1):
        yield Mark(f"framing{number}", "framing", framing.kind, framing.span, index.entity(framing.target))
        for rival in framing.rival:
            yield Mark(f"framing{number}", "framing", f"rival of {framing.kind}", rival, framing.span.text)
