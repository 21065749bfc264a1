"""ninjs 3.0: by a schema of the properties that are used, with every text and stretch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from tawatur.export.ninjs import render_ninjs
from tawatur.export.parcel import Parcel
from tawatur.model import Span

from .making import make_parcel

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parents[1] / "validators" / "ninjs.schema.json").read_text(encoding="utf-8")))


def test_it_is_what_the_standard_asks(any_parcel: Parcel) -> None:
    SCHEMA.validate(json.loads(render_ninjs(any_parcel)))


@pytest.mark.parametrize("broken", [{"uri": "no address"}, {"type": "story"}, {"headline": "x"}, {"bodies": [{"role": "main"}]}])
def test_the_schema_can_say_no(parcel: Parcel, broken: dict[str, object]) -> None:
    assert not SCHEMA.is_valid({**json.loads(render_ninjs(parcel)), **broken})
    inner = json.loads(render_ninjs(parcel))
    inner["associations"][0] |= broken
    assert not SCHEMA.is_valid(inner)


def test_every_article_is_an_association_with_its_text(parcel: Parcel) -> None:
    items = json.loads(render_ninjs(parcel))["associations"]
    for item, record in zip(items, parcel.comparison.articles, strict=True):
        assert item["bodies"][0] | {"wordCount": 0} == {
            "contentType": "text/plain", "charCount": len(record.text), "wordCount": 0, "value": record.text,
        }
        assert {"role": "article", "value": record.id} in item["altIds"]


def test_claims_and_facts_carry_their_stretches(parcel: Parcel) -> None:
    data = json.loads(render_ninjs(parcel))
    texts = {a.id: a.text for a in parcel.comparison.articles}
    claims = [json.loads(d["value"]) for i in data["associations"] for d in i["descriptions"] if d["role"] == "claim"]
    assert sorted(c["id"] for c in claims) == sorted(c.id for c in parcel.comparison.claims)
    assert all(texts[c["article"]][c["start"]:c["end"]] == c["text"] for c in claims)
    facts = [json.loads(d["value"]) for d in data["descriptions"] if d["role"] == "fact"]
    assert [f["independentOrigins"]["certain"] for f in facts] == [a.independent_origins.certain for a in parcel.comparison.alignments]
    assert [d["value"] for d in data["descriptions"] if d["role"] == "note"]


def test_no_time_of_day_is_made_up(parcel: Parcel) -> None:
    data = json.loads(render_ninjs(parcel))
    for item, record in zip(data["associations"], parcel.comparison.articles, strict=True):
        assert not {"firstCreated", "versionCreated", "contentCreated"} & set(item)
        told = [d["value"] for d in item["descriptions"] if d["role"] == "published"]
        assert told == ([record.published.value] if record.published.value else [])


def test_who_stands_behind_an_article_is_named(parcel: Parcel) -> None:
    sources = [s["name"] for s in json.loads(render_ninjs(parcel))["associations"][0]["infoSources"]]
    assert parcel.comparison.articles[0].outlet.name in sources
    assert "نبض المرفأ" in sources


def test_the_words_by_which_an_outlet_is_known_are_there(parcel: Parcel) -> None:
    first, *rest = parcel.comparison.articles
    words = Span(first.id, 0, 4, first.text[:4])
    named = replace(first, outlet=replace(first.outlet, how="self-named", evidence=words))
    item = json.loads(render_ninjs(make_parcel(replace(parcel.comparison, articles=(named, *rest)))))["associations"][0]
    (told,) = [json.loads(d["value"]) for d in item["descriptions"] if d["role"] == "outlet evidence"]
    assert told == {"how": "self-named", "evidence": [{"article": first.id, "start": 0, "end": 4, "text": first.text[:4]}]}


def test_places_lie_where_the_standard_wants_them(parcel: Parcel) -> None:
    """Released 3.0 has `geoJSON`; its drafts had `geojson`."""
    places = [p for item in json.loads(render_ninjs(parcel))["associations"] for p in item["places"]]
    assert {tuple(p["geoJSON"]["coordinates"]) for p in places if "geoJSON" in p} == {(lon, lat) for lat, lon in parcel.coordinates.values()}
