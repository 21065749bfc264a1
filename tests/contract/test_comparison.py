"""The published form of a comparison: its names never change in silence, and it says what it must."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from tawatur import api
from tawatur.lang.resources import Resources

# Our own copy of the contract's names. A change here is a change of the schema's version.
SPAN = {"article", "start", "end", "text"}
FIELDS: dict[str, set[str]] = {
    "articles": {"id", "path", "url", "outlet", "title", "published", "language", "parts"},
    "articles.outlet": {"name", "how", "evidence"},
    "articles.published": {"value", "how", "evidence"},
    "articles.parts": {"kind", "start", "end"},
    "entities": {"id", "type", "name", "country", "external_ids", "mentions"},
    "entities.mentions": SPAN,
    "times": {*SPAN, "type", "value"},
    "attributions": {"id", "article", "source", "cue", "content", "mode", "parent", "told_to"},
    "attributions.source": {"entity", "kind", "span", "carried"},
    "attributions.cue": SPAN,
    "attributions.content": SPAN,
    "claims": {"id", "span", "attribution", "modality", "entities", "times", "numbers"},
    "claims.span": SPAN,
    "claims.numbers": {"value", "unit", "span"},
    "alignments": {"id", "claims", "relation", "differs", "outlets", "independent_origins", "origins", "why"},
    "alignments.differs": {"facet", "values"},
    "alignments.differs.values": {"span", "value"},
    "alignments.independent_origins": {"certain", "at_most"},
    "alignments.origins": {"id", "kind", "name", "how", "claims", "evidence"},
    "reuse": {"a", "b", "score", "attributed"},
    "reuse.attributed": {"a", "b"},
    "events": {"id", "type", "plover", "name", "date", "place", "status", "participants", "evidence"},
    "events.participants": {"entity", "role"},
    "itineraries": {"person", "stops"},
    "itineraries.stops": {"place", "date", "evidence"},
    "framing": {"span", "kind", "target", "rival"},
}
VALUES: dict[str, set[Any]] = {
    "articles.outlet.how": {"given", "url", "self-named", "unknown"},
    "articles.published.how": {"given", "metadata", "inferred", "unknown"},
    "articles.parts.kind": {"body", "title", "teaser", "caption", "byline", "dateline", "navigation", "header"},
    "entities.type": {"PER", "ORG", "LOC"},
    "times.type": {"DATE", "TIME", "DURATION", "SET"},
    "attributions.source.kind": {
        "outlet", "agency", "person", "organization", "office", "official statement", "anonymous",
        "document", "social media",
    },
    "attributions.mode": {"direct", "indirect", "mixed"},
    "claims.modality": {"held", "planned", "possible", "denied", "negated"},
    "alignments.relation": {"verbatim", "same", "conflict", "only"},
    "alignments.differs.facet": {
        "number", "date", "place", "participants", "purpose", "modality", "description", "outcome",
        "polarity", "naming", "attribution",
    },
    "alignments.origins.how": {"stated", "shared text", "unattributed"},
    "events.status": {"held", "planned", "possible", "denied"},
    "framing.kind": {"distancing", "scare quotes", "loaded", "label", "naming", "spelling"},
}


def at(node: Any, path: str) -> Iterator[Any]:
    """All values under a dotted path; lists are walked through."""
    head, _, rest = path.partition(".")
    for item in node if isinstance(node, list) else [node]:
        if item is None:
            continue
        value = item.get(head)
        if rest:
            yield from at(value, rest)
        elif isinstance(value, list):
            yield from value
        else:
            yield value


def spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from spans(item)
    elif isinstance(node, dict):
        if node.keys() >= SPAN:
            yield node
        for value in node.values():
            yield from spans(value)


@pytest.fixture(scope="module")
def data(report: api.ComparisonReport) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report.to_json())
    return found


def test_names_of_the_contract(data: dict[str, Any]) -> None:
    assert data["schema"] == "tawatur/comparison/1"
    assert set(data) >= {path.split(".")[0] for path in FIELDS} | {"notes"}
    seen = set()
    for path, names in FIELDS.items():
        for item in at(data, path):
            if item is not None:
                assert names <= item.keys(), f"{path}: {names - item.keys()} missing"
                seen.add(path)
    # Itineraries need a journey, numbers a unit; all else these articles must show.
    assert set(FIELDS) - seen <= {"itineraries", "itineraries.stops", "reuse", "reuse.attributed"}


def test_values_of_the_contract(data: dict[str, Any]) -> None:
    for path, allowed in VALUES.items():
        found = set(at(data, path))
        assert found <= allowed, f"{path}: {found - allowed}"


def test_fits_its_own_schema(data: dict[str, Any]) -> None:
    schema = api.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    broken = dict(data, claims="none")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(broken)


def test_every_span_is_the_text_as_it_was_read(data: dict[str, Any], articles: list[dict[str, str]]) -> None:
    texts = {a["id"]: a["text"] for a in articles}
    found = list(spans(data))
    assert len(found) > 50
    for span in found:
        assert span["text"] == texts[span["article"]][span["start"]:span["end"]]


def test_identifiers_are_unique_and_lead_somewhere(data: dict[str, Any]) -> None:
    ids = {kind: [x["id"] for x in data[kind]] for kind in ("entities", "attributions", "claims", "alignments", "events")}
    for kind, found in ids.items():
        assert len(found) == len(set(found)), kind
    assert {c for a in data["alignments"] for c in a["claims"]} <= set(ids["claims"])
    assert {c["attribution"] for c in data["claims"]} - {None} <= set(ids["attributions"])
    assert {a["parent"] for a in data["attributions"]} - {None} <= set(ids["attributions"])
    entities = set(ids["entities"])
    assert {e for c in data["claims"] for e in c["entities"]} <= entities
    assert {a["source"]["entity"] for a in data["attributions"]} - {None} <= entities
    assert {p["entity"] for e in data["events"] for p in e["participants"]} <= entities


def test_every_claim_of_the_report_is_in_an_alignment_or_stands_alone(data: dict[str, Any]) -> None:
    told = {c for a in data["alignments"] for c in a["claims"]}
    body = {c["id"] for c in data["claims"] if c.get("part", "body") == "body"}
    assert body <= told


def test_two_runs_and_another_order_give_the_same_bytes(
    articles: list[dict[str, str]], report: api.ComparisonReport, resources: Resources
) -> None:
    first = report.to_json()
    assert api.compare(articles, resources=resources).to_json() == first
    assert api.compare(articles[::-1], resources=resources).to_json() == first
    assert api.compare([articles[1], articles[2], articles[0]], resources=resources).to_json() == first


def test_one_source_behind_two_outlets_is_one_origin(report: api.ComparisonReport) -> None:
    """Agency and paper name the same agency and differ in its number."""
    claims = {c.id: c for c in report.claims}
    hits = [
        a for a in report.alignments
        if {claims[c].span.article for c in a.claims} >= {"agency", "paper"}
        and any("زائر" in claims[c].span.text for c in a.claims)
    ]
    assert hits
    assert all(a.independent_origins.certain <= 1 for a in hits)
    assert any(d.facet == "number" for a in hits for d in a.differs)


def test_never_more_origins_than_outlets(report: api.ComparisonReport) -> None:
    for a in report.alignments:
        assert a.independent_origins.certain <= a.independent_origins.at_most
        assert a.independent_origins.certain <= max(a.outlets, len(a.origins))
        assert a.why


def test_the_same_article_twice_is_one_origin(articles: list[dict[str, str]], resources: Resources) -> None:
    twice = [articles[2], dict(articles[2], id="copy", outlet="دفتر آخر")]
    report = api.compare(twice, resources=resources)
    aligned = [a for a in report.alignments if a.relation != "only"]
    assert aligned
    assert {a.relation for a in aligned} == {"verbatim"}
    assert {(a.independent_origins.certain, a.independent_origins.at_most) for a in aligned} <= {(1, 1), (0, 1)}


def test_unrelated_articles_are_not_aligned(
    articles: list[dict[str, str]], other: dict[str, str], resources: Resources
) -> None:
    report = api.compare([articles[2], other], resources=resources)
    assert {a.relation for a in report.alignments} <= {"only"}
    assert report.notes, "that the articles tell of different events must be said"
    assert report.story is None or report.story.independent_origins.certain == 0


def test_annotating_gives_the_same_form_without_alignments(
    articles: list[dict[str, str]], resources: Resources
) -> None:
    data = json.loads(api.annotate(articles[:1], resources=resources).to_json())
    jsonschema.Draft202012Validator(api.schema()).validate(data)
    assert data["alignments"] == []
    assert data["claims"]
    assert data["times"]


def test_framing_names_its_target_and_who_speaks(report: api.ComparisonReport) -> None:
    called = [f for f in report.framing if f.kind == "distancing"]
    assert [f.span.text for f in called] == ["ما يسمى «معرض البستنة»"]
