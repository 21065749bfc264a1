"""docs/export.md names every term of our own, every type and every member that the forms put into a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.export.forms import form_of
from tawatur.export.graphml import KEYS
from tawatur.export.index import build_index
from tawatur.export.layers import marks
from tawatur.export.parcel import TERMS, Parcel
from tawatur.export.words import load_words

PAGE = Path(__file__).resolve().parents[3] / "docs" / "export.md"
# What JSON-LD, GeoJSON and a stretch of text always have.
USUAL = {
    "id", "type", "@id", "@type", "@graph", "@context", "article", "start", "end", "text", "value", "items", "partOf", "total", "first", "label",
    "startIndex", "format", "name", "nickname", "features", "geometry", "properties", "coordinates", "latitude", "longitude", "dateCreated",
    "expires", "schema", "version", "date", "status",
}


def told(form: str) -> set[str]:
    """All that the form's part of the page has between backticks."""
    part = next(s for s in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE) if s.startswith(f"{form}\n"))
    return set(re.findall(r"`([^`]+)`", part))


def walked(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner)


@pytest.mark.parametrize("form", ["prov", "annotations", "schema.org", "ninjs", "geojson"])
def test_every_member_is_named(parcel: Parcel, form: str) -> None:
    data = json.loads(form_of(form).render(parcel))
    data.pop("@context", None)
    members = {key for node in walked(data) for key in node}
    assert members - USUAL <= told(form)


@pytest.mark.parametrize("form", ["prov", "schema.org"])
def test_every_type_is_named(parcel: Parcel, form: str) -> None:
    found: set[str] = set()
    data = json.loads(form_of(form).render(parcel))
    for node in walked(data["@graph"]):
        kinds = node.get("type") or node.get("@type") or []
        found |= {kinds} if isinstance(kinds, str) else set(kinds)
    assert found - {"GeoCoordinates", "NewsMediaOrganization", "Comment"} <= told(form)


def test_every_layer_and_every_value_of_our_own_is_named(parcel: Parcel) -> None:
    assert {m.layer for m in marks(build_index(parcel.comparison, load_words("en")))} <= told("annotations")
    named = {n["propertyID"].removeprefix(TERMS) for n in walked(json.loads(form_of("schema.org").render(parcel))) if "propertyID" in n}
    assert named - {"span"} <= told("schema.org")
    assert {name for _, _, name, *_ in KEYS} == told("graphml") - {"U+FFFD"}
