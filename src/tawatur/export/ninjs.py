"""A story as ninjs 3.0 (IPTC, News in JSON): a composite item with its articles as associations.

ninjs wants times to the second, where only the day is known; the day stands in a description (role `published`), no
time is made up. Claims and who said what stand in descriptions of the media type application/json, with their stretches.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ..model import ArticleRecord, Entity
from .index import Index, build_index
from .parcel import Parcel, all_evidence, as_json, evidence, known, web_address
from .words import load_words

Node = dict[str, Any]
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"
_GROUPS = {"PER": "people", "ORG": "organisations", "LOC": "places"}
_JSON = "application/json"


def render_ninjs(parcel: Parcel) -> bytes:
    """One JSON object."""
    comparison = parcel.comparison
    index = build_index(comparison, load_words(parcel.lang))
    headline = parcel.headline.text if parcel.headline else None
    return as_json(known(
        uri=parcel.story(), type="composite", standard={"name": "ninjs", "version": "3.0", "schema": SCHEMA},
        representationType="full", profile="tawatur-story", title=headline or parcel.name,
        headlines=[{"value": headline, "role": "main"}] if headline else [],
        descriptions=[*_facts(parcel, index), *_readers(parcel), *({"role": "note", "value": n} for n in parcel.notes)],
        events=[{"id": e.id, "name": e.name or e.type, "uri": parcel.record(e.id)} for e in comparison.events],
        associations=[_article(parcel, index, record) for record in comparison.articles],
    ))


def _article(parcel: Parcel, index: Index, record: ArticleRecord) -> Node:
    named: dict[str, list[Node]] = {group: [] for group in _GROUPS.values()}
    for entity in parcel.comparison.entities:
        if any(m.article == record.id for m in entity.mentions):
            named[_GROUPS[entity.type]].append(_entity(parcel, entity))
    body: Node = {"contentType": "text/plain", "charCount": len(record.text), "wordCount": len(record.text.split()), "value": record.text}
    url = web_address(record.url)
    return known(
        name=record.title.text if record.title else record.id, uri=parcel.article(record.id), type="text",
        representationType="full", language=record.language, bodies=[body],
        headlines=[{"value": record.title.text, "role": "main"}] if record.title else [],
        infoSources=[{"name": name, "role": role} for name, role in _sources(index, record)],
        altIds=[{"role": "article", "value": record.id}, *([{"role": "url", "value": url}] if url else [])],
        descriptions=_readings(index, record), **named,
    )


def _entity(parcel: Parcel, entity: Entity) -> Node:
    node: Node = {"name": entity.name, "uri": parcel.entity(entity.id), "literal": entity.id}
    at = parcel.coordinates.get(entity.id)
    if entity.type == "LOC" and at is not None:
        node["geoJSON"] = {"type": "Point", "coordinates": [round(at[1], 6), round(at[0], 6)]}
    return node


def _sources(index: Index, record: ArticleRecord) -> list[tuple[str, str]]:
    """The outlet, and everybody to whom this article attributes something: name and role."""
    found = [(record.outlet.name, "publisher")] if record.outlet.name else []
    found += [(index.source(a.source), "source") for a in index.comparison.attributions if a.article == record.id]
    return list(dict.fromkeys(found))


def _readings(index: Index, record: ArticleRecord) -> list[Node]:
    """What was read out of an article: its outlet, its day, who said what, its claims."""
    published, outlet, comparison = record.published, record.outlet, index.comparison
    found = []
    if outlet.name:
        found.append(_json("outlet evidence", {"how": outlet.how, "evidence": all_evidence([outlet.evidence] if outlet.evidence else [])}))
    if published.value:
        found.append({"role": "published", "value": published.value})
        found.append(_json("published evidence", {
            "how": published.how, "evidence": [{"start": e.start, "end": e.end, "text": e.text, "says": e.says} for e in published.evidence],
        }))
    for a in comparison.attributions:
        if a.article == record.id:
            found.append(_json("attribution", {
                "id": a.id, "source": index.source(a.source), "kind": a.source.kind, "mode": a.mode, "stance": a.stance,
                "parent": a.parent, "evidence": all_evidence([a.cue, a.content, *a.content_more, *([a.source.span] if a.source.span else [])]),
            }))
    for c in comparison.claims:
        if c.span.article == record.id:
            found.append(_json("claim", {"id": c.id, "modality": c.modality, "attribution": c.attribution, **evidence(c.span)}))
    return found


def _facts(parcel: Parcel, index: Index) -> list[Node]:
    """What several tell or one alone, with origins and differences; places, events and journeys with their stretches."""
    found = []
    for a in index.comparison.alignments:
        count = a.independent_origins
        found.append(_json("fact", {
            "id": a.id, "relation": a.relation, "claims": list(a.claims), "independentOrigins": {"certain": count.certain, "atMost": count.at_most},
            "why": index.why(a),
            "origins": [
                {"name": index.origin(o), "how": o.how, "certain": o.certain, "claims": list(o.claims), "evidence": all_evidence(o.evidence)}
                for o in a.origins
            ],
            "differs": [
                {"facet": d.facet, "why": d.why, "values": [{**evidence(v.span), "value": v.value} for v in d.values]} for d in a.differs
            ],
        }))
    for e in index.comparison.events:
        found.append(_json("event", {
            "id": e.id, "type": e.type, "date": e.date, "status": e.status, "place": index.entity(e.place), "evidence": all_evidence(e.evidence),
        }))
    for entity in index.comparison.entities:
        found.append(_json("mentions", {
            "uri": parcel.entity(entity.id), "name": entity.name, "evidence": all_evidence(m.span for m in entity.mentions),
        }))
    return found


def _readers(parcel: Parcel) -> list[Node]:
    return [_json("correction", msgspec.to_builtins(c)) for c in parcel.corrections]


def _json(role: str, data: object) -> Node:
    return {"role": role, "contentType": _JSON, "value": msgspec.json.encode(data).decode()}
