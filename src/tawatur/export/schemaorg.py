"""A story as schema.org (JSON-LD): articles, claims, quotations, events, people and places.

schema.org has no stretches of text: a `PropertyValue` with the propertyID `urn:tawatur:terms:span` holds each. It has no
place for a verdict of ours either: no ClaimReview is made, since Tawatur does not rule on truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..model import Alignment, ArticleRecord, Attribution, Claim, Entity, Event, Source, Span
from ..model.desk import Correction
from .index import Index, build_index
from .parcel import TERMS, Parcel, as_json, known, version_of, web_address
from .words import load_words

Node = dict[str, Any]
_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_SPEAKERS = {"person": "Person", "agency": "NewsMediaOrganization", "outlet": "NewsMediaOrganization", "organization": "Organization"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(?!\d)")


def render_schema_org(parcel: Parcel) -> bytes:
    """JSON-LD in the order of the comparison."""
    return as_json({"@context": "https://schema.org", "@graph": list(_Graph(parcel).nodes())})


class _Graph:
    """One comparison turned into nodes."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.index: Index = build_index(parcel.comparison, load_words(parcel.lang))
        self.inward: dict[str, list[Node]] = {}
        for attribution in parcel.comparison.attributions:
            if attribution.parent:
                self.inward.setdefault(attribution.parent, []).append({"@id": parcel.record(attribution.id)})

    def nodes(self) -> Iterator[Node]:
        comparison = self.parcel.comparison
        yield self._story()
        yield from map(self._article, comparison.articles)
        yield from map(self._entity, comparison.entities)
        yield from map(self._said, comparison.attributions)
        yield from map(self._claim, comparison.claims)
        yield from map(self._fact, comparison.alignments)
        yield from map(self._event, comparison.events)

    def _story(self) -> Node:
        count, headline = self.parcel.origins, self.parcel.headline
        return known(
            at_type="Collection", at_id=self.parcel.story(), name=headline.text if headline else None,
            hasPart=[{"@id": self.parcel.article(a.id)} for a in self.parcel.comparison.articles],
            identifier=[*_spans([headline] if headline else []), *(_counts(count.certain, count.at_most) if count else [])],
            comment=[{"@type": "Comment", "text": note} for note in self.parcel.notes],
            correction=[self._correction(c) for c in self.parcel.corrections],
        )

    def _article(self, record: ArticleRecord) -> Node:
        day = record.published.value
        return known(
            at_type="NewsArticle", at_id=self.parcel.article(record.id), headline=record.title.text if record.title else None,
            url=web_address(record.url), datePublished=day[:10] if day else None, inLanguage=record.language, articleBody=record.text,
            publisher={"@type": "NewsMediaOrganization", "name": record.outlet.name} if record.outlet.name else None,
            mentions=[
                {"@id": self.parcel.entity(e.id)} for e in self.parcel.comparison.entities
                if any(m.article == record.id for m in e.mentions)
            ],
            identifier=[_value("article", record.id), *_spans(
                [*([record.title] if record.title else []), *([record.outlet.evidence] if record.outlet.evidence else [])]
                + [Span(e.article, e.start, e.end, e.text) for e in record.published.evidence]
            )],
        )

    def _entity(self, entity: Entity) -> Node:
        forms = list(dict.fromkeys(m.text for m in entity.mentions if m.kind in ("name", "short") and m.text != entity.name))
        at = self.parcel.coordinates.get(entity.id) if entity.type == "LOC" else None
        return known(
            at_type=_TYPES[entity.type], at_id=self.parcel.entity(entity.id), name=entity.name, alternateName=forms,
            address={"@type": "PostalAddress", "addressCountry": entity.country} if entity.country and entity.type != "PER" else None,
            geo={"@type": "GeoCoordinates", "latitude": round(at[0], 6), "longitude": round(at[1], 6)} if at else None,
            identifier=[
                *(_value(k, v) for k, v in sorted(entity.external_ids.items())), *_spans(m.span for m in entity.mentions),
            ],
        )

    # -- what was said --------------------------------------------------------------------------

    def _said(self, attribution: Attribution) -> Node:
        """Words in quotation marks are a Quotation, others a Statement."""
        content = (attribution.content, *attribution.content_more)
        quoted = attribution.mode != "indirect"
        speaker = self._speaker(attribution.source)
        return known(
            at_type="Quotation" if quoted else "Statement", at_id=self.parcel.record(attribution.id),
            text=" … ".join(s.text for s in content), isPartOf={"@id": self.parcel.article(attribution.article)},
            creator=speaker, spokenByCharacter=speaker if quoted else None, creditText=self.index.source(attribution.source),
            creativeWorkStatus=attribution.stance, isBasedOn=self.inward.get(attribution.id, []),
            identifier=[_value("sourceKind", attribution.source.kind), *_spans(
                [attribution.cue, *content, *(s for s in (attribution.source.span, attribution.source.antecedent) if s)]
            )],
        )

    def _speaker(self, source: Source) -> Node | None:
        """A person or body; None for a speaker that is neither (a country, one who is not named)."""
        entity = self.index.entities.get(source.entity or "")
        if entity is not None:
            return {"@id": self.parcel.entity(entity.id)} if entity.type != "LOC" else None
        kind = _SPEAKERS.get(source.kind)
        return {"@type": kind, "name": source.name} if kind and source.name else None

    def _claim(self, claim: Claim) -> Node:
        chain = self.index.chain(claim.attribution)
        record = self.index.articles.get(claim.span.article)
        outlet = record.outlet.name if record else None
        author = self._speaker(chain[-1].source) if chain else {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None
        return known(
            at_type="Claim", at_id=self.parcel.record(claim.id), text=claim.span.text, author=author,
            appearance={"@id": self.parcel.article(claim.span.article)}, creativeWorkStatus=claim.modality,
            isBasedOn=[{"@id": self.parcel.record(chain[0].id)}] if chain else [],
            about=[{"@id": self.parcel.entity(e)} for e in claim.entities if e in self.index.entities],
            identifier=_spans([claim.span]),
        )

    def _fact(self, alignment: Alignment) -> Node:
        """Claims that tell one fact, as one claim with parts; what they go back to; in what they differ."""
        count = alignment.independent_origins
        first = alignment.first[0] if len(alignment.first) == 1 else None
        origins = [
            known(
                at_type="CreativeWork", at_id=self.parcel.story(f"origin-{o.id}"), name=self.index.origin(o),
                identifier=[_value("originHow", o.how), _value("certain", "true" if o.certain else "false"), *_spans(o.evidence)],
            )
            for o in alignment.origins
        ]
        differences = [
            known(
                at_type="Comment", name=d.facet, text=" / ".join(f"{v.span.text} ({v.value})" for v in d.values),
                description=self.index.differ_why(d) or d.why, identifier=_spans(v.span for v in d.values),
            )
            for d in alignment.differs
        ]
        return known(
            at_type="Claim", at_id=self.parcel.record(alignment.id), abstract=self.index.why(alignment),
            hasPart=[{"@id": self.parcel.record(c)} for c in alignment.claims],
            firstAppearance={"@id": self.parcel.article(first)} if first else None, isBasedOn=origins, comment=differences,
            identifier=[_value("relation", alignment.relation), *_counts(count.certain, count.at_most)],
        )

    # -- what happened, readers' words ----------------------------------------------------------

    def _event(self, event: Event) -> Node:
        date = _DATE.match(event.date or "")
        kinds = {e.id: e.type for e in self.parcel.comparison.entities}
        present = [p for p in event.participants if kinds.get(p.entity) in ("PER", "ORG") and p.role != "victim"]
        others = [p for p in event.participants if p not in present and p.entity in kinds]
        place = {"@id": self.parcel.entity(event.place)} if kinds.get(event.place or "") == "LOC" and event.place else None
        return known(
            at_type="Event", at_id=self.parcel.record(event.id), name=event.name or event.type, startDate=date.group() if date else None,
            location=place, eventStatus="https://schema.org/EventScheduled" if event.status == "planned" else None,
            attendee=[{"@id": self.parcel.entity(p.entity)} for p in present],
            about=[{"@id": self.parcel.entity(p.entity)} for p in others],
            subjectOf=[{"@id": self.parcel.article(a)} for a in dict.fromkeys(s.article for s in event.evidence)],
            identifier=[
                _value("eventType", event.type), _value("status", event.status), *([_value("timex", event.date)] if event.date else []),
                *_spans(event.evidence),
            ],
        )

    def _correction(self, correction: Correction) -> Node:
        text = " — ".join(x for x in (f"{correction.subject}: {correction.verdict}", correction.says, correction.instead, correction.note) if x)
        marked = (*correction.evidence, *correction.grounds)
        other = [s for s in marked if not self.parcel.stands(s)]
        return known(
            at_type="CorrectionComment", at_id=self.parcel.story(f"correction-{correction.id}"), text=text, dateCreated=correction.at,
            author={"@type": "Person", "name": correction.by}, expires=correction.withdrawn,
            identifier=[
                *_spans(s for s in marked if s not in other),
                *({**_value("otherVersion", f"{s.article} {version_of(correction, s)} {s.start} {s.end}"), "description": s.text} for s in other),
            ],
        )


def _value(name: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": f"{TERMS}{name}", "value": value}


def _counts(certain: int, at_most: int) -> list[Node]:
    return [_value("independentOriginsCertain", str(certain)), _value("independentOriginsAtMost", str(at_most))]


def _spans(spans: Iterable[Span]) -> list[Node]:
    """Each stretch once: `ARTICLE START END` in code points, and the words."""
    return [{**_value("span", f"{s.article} {s.start} {s.end}"), "description": s.text} for s in dict.fromkeys(spans)]
