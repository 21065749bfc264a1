"""The places and journeys of a story as GeoJSON (RFC 7946): longitude before latitude, WGS 84."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..model import Entity, Event, Itinerary, Stop
from .parcel import Parcel, all_evidence, as_json, known

Position = tuple[float, float]


def render_geojson(parcel: Parcel) -> bytes:
    """A FeatureCollection: a Point for each place that is mentioned, a line for each journey.

    What has no coordinates stands in the member `withoutCoordinates` with the reason (RFC 7946, 6.1).
    """
    comparison = parcel.comparison
    places = [e for e in comparison.entities if e.type == "LOC"]
    features, without = [], []
    for place in places:
        at = _position(parcel, place.id)
        told = _place(parcel, place)
        if at is None:
            without.append({**told, "reason": "no coordinates are known for this place"})
        else:
            features.append({"type": "Feature", "id": parcel.entity(place.id), "geometry": {"type": "Point", "coordinates": at}, "properties": told})
    for number, journey in enumerate(comparison.itineraries, 1):
        told = _journey(parcel, journey)
        line = [at for s in journey.stops if (at := _position(parcel, s.place)) is not None]
        if len(line) < 2:
            without.append({**told, "reason": f"{len(line)} of {len(journey.stops)} stops have coordinates; a line needs two"})
        else:
            features.append({
                "type": "Feature", "id": parcel.story(f"journey-{number}"), "geometry": _line(line), "properties": told,
            })
    return as_json({
        "type": "FeatureCollection", "features": features, "story": parcel.story(), "withoutCoordinates": without,
        "notes": parcel.notes,
    })


def _position(parcel: Parcel, entity: str) -> Position | None:
    at = parcel.coordinates.get(entity)
    return None if at is None else (round(at[1], 6), round(at[0], 6))


def _place(parcel: Parcel, place: Entity) -> dict[str, Any]:
    held = [_event(e) for e in parcel.comparison.events if e.place == place.id]
    return known(
        kind="place", name=place.name, country=place.country, identifiers=place.external_ids or None,
        mentions=all_evidence(m.span for m in place.mentions), events=held,
    )


def _event(event: Event) -> dict[str, Any]:
    return known(id=event.id, type=event.type, name=event.name, date=event.date, status=event.status, evidence=all_evidence(event.evidence))


def _journey(parcel: Parcel, journey: Itinerary) -> dict[str, Any]:
    names = {e.id: e.name for e in parcel.comparison.entities}

    def stop(at: Stop) -> dict[str, Any]:
        return known(
            place=names.get(at.place, at.place), date=at.date, status=at.status,
            located=at.place in parcel.coordinates, evidence=all_evidence(at.evidence),
        )

    return {"kind": "journey", "person": names.get(journey.person, journey.person), "stops": [stop(s) for s in journey.stops]}


def _line(points: Sequence[Position]) -> dict[str, Any]:
    """A LineString; one that crosses the antimeridian is cut there (RFC 7946, 3.1.9)."""
    lines = list(_cut(points))
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _cut(points: Sequence[Position]) -> Iterator[list[Position]]:
    line = [points[0]]
    for (lon, lat), (to_lon, to_lat) in pairwise(points):
        if abs(to_lon - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            around = to_lon + (360 if lon > 0 else -360)
            share = (edge - lon) / (around - lon) if around != lon else 0.0
            there = round(lat + share * (to_lat - lat), 6)
            yield [*line, (edge, there)]
            line = [(-edge, there)]
        line.append((to_lon, to_lat))
    yield line
