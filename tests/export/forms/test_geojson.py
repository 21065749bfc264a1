"""GeoJSON: by a schema of RFC 7946 and by geojson-pydantic, longitude first, nothing lost that has no coordinates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from geojson_pydantic import FeatureCollection
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from pydantic import ValidationError

from tawatur.export.geojson import render_geojson
from tawatur.export.parcel import Parcel
from tawatur.model import Comparison, Itinerary

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parents[1] / "validators" / "geojson.schema.json").read_text(encoding="utf-8")))


def test_it_is_what_the_rfc_asks(any_parcel: Parcel) -> None:
    SCHEMA.validate(json.loads(render_geojson(any_parcel)))
    FeatureCollection.model_validate_json(render_geojson(any_parcel))


@pytest.mark.parametrize("broken", [{"type": "Point", "coordinates": [10, 91]}, {"type": "LineString", "coordinates": [[1, 1]]}, None])
def test_the_schema_can_say_no(parcel: Parcel, broken: object) -> None:
    data = json.loads(render_geojson(parcel))
    data["features"][0]["geometry"] = broken
    assert not SCHEMA.is_valid(data)


def test_another_program_says_no_to_a_line_of_one_point(parcel: Parcel) -> None:
    data = json.loads(render_geojson(parcel))
    data["features"][0]["geometry"] = {"type": "LineString", "coordinates": [[1, 1]]}
    with pytest.raises(ValidationError):
        FeatureCollection.model_validate(data)


def test_every_place_is_drawn_or_listed_with_the_reason(parcel: Parcel) -> None:
    data = json.loads(render_geojson(parcel))
    drawn = [f["properties"]["name"] for f in data["features"] if f["properties"]["kind"] == "place"]
    listed = {p["name"]: p["reason"] for p in data["withoutCoordinates"] if p["kind"] == "place"}
    places = [e for e in parcel.comparison.entities if e.type == "LOC"]
    assert sorted([*drawn, *listed]) == sorted(p.name for p in places)
    assert listed == {places[-1].name: "no coordinates are known for this place"}
    assert data["notes"]


def test_longitude_stands_before_latitude(parcel: Parcel) -> None:
    first = json.loads(render_geojson(parcel))["features"][0]
    lat, lon = next(iter(parcel.coordinates.values()))
    assert first["geometry"] == {"type": "Point", "coordinates": [lon, lat]}
    assert first["properties"]["mentions"][0]["text"]


def travelling(comparison: Comparison, *stops: tuple[float, float] | None) -> Parcel:
    """A journey through stops at these coordinates (None: of which none are known)."""
    journey = comparison.itineraries[0]
    place = comparison.entities[0]
    places = tuple(replace(place, id=f"p{n}", type="LOC") for n in range(len(stops)))
    made = tuple(replace(journey.stops[0], place=p.id) for p in places)
    return Parcel(
        replace(comparison, entities=places, itineraries=(Itinerary(journey.person, made),), events=()),
        coordinates={f"p{n}": at for n, at in enumerate(stops) if at is not None},
    )


def test_a_journey_is_a_line_with_all_its_stops(comparison: Comparison) -> None:
    data = json.loads(render_geojson(travelling(comparison, (36.8, 10.2), None, (34.7, 10.8))))
    line = next(f for f in data["features"] if f["properties"]["kind"] == "journey")
    assert line["geometry"] == {"type": "LineString", "coordinates": [[10.2, 36.8], [10.8, 34.7]]}
    assert [s["located"] for s in line["properties"]["stops"]] == [True, False, True]
    assert all(s["evidence"] for s in line["properties"]["stops"])


def test_a_journey_with_one_known_stop_is_listed(comparison: Comparison) -> None:
    data = json.loads(render_geojson(travelling(comparison, (36.8, 10.2), None)))
    assert [p["reason"] for p in data["withoutCoordinates"] if p["kind"] == "journey"] == ["1 of 2 stops have coordinates; a line needs two"]


@pytest.mark.parametrize(("one", "other", "edge"), [(170.0, -170.0, 180.0), (-170.0, 170.0, -180.0)])
def test_a_line_is_cut_at_the_antimeridian(comparison: Comparison, one: float, other: float, edge: float) -> None:
    data = json.loads(render_geojson(travelling(comparison, (10.0, one), (20.0, other))))
    line = next(f for f in data["features"] if f["properties"]["kind"] == "journey")
    assert line["geometry"] == {"type": "MultiLineString", "coordinates": [[[one, 10.0], [edge, 15.0]], [[-edge, 15.0], [other, 20.0]]]}
    SCHEMA.validate(data)
    FeatureCollection.model_validate(data)
