"""Where places lie, and what a map shows of a comparison: the places in which something happens, and the journeys.

Coordinates are data (`resources/places/coordinates.csv`, made by `script/build_places`), found by the key of the gazetteer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from ..export.map import Drawn, MapPlace, MapRoute, MapStop
from ..lang.gazetteer import Gazetteer, load_gazetteer
from ..lang.tables import folder, read_csv
from ..model import Comparison, Entity, Span
from ..model.answers import Proof
from ..model.event import Status
from .joined import entity_key
from .proofs import proofs, records_of

# Latitude and longitude in degrees
LatLon = tuple[float, float]
_ORDER: tuple[Status, ...] = ("held", "planned", "possible", "denied")


@cache
def load_coordinates() -> Mapping[str, LatLon]:
    """Latitude and longitude (degrees, to a hundredth) of each place by its key; raises ResourceError.

    Read once a process: every page with a map needs them, and reading them takes a third of the time of making it.
    """
    path = Path(str(resources.files("tawatur") / "resources" / "places" / "coordinates.csv"))
    return MappingProxyType({row["key"]: (float(row["lat"]), float(row["lon"])) for row in read_csv(path, ("key", "lat", "lon"))})


def coordinates_of(entities: Sequence[Entity], gazetteer: Gazetteer) -> dict[str, LatLon]:
    """Where those of `entities` lie that are places with known coordinates, by their ids."""
    known = load_coordinates()
    found = ((e.id, known.get(entity_key(e, gazetteer))) for e in entities if e.type == "LOC")
    return {id: at for id, at in found if at is not None}


def map_of(comparison: Comparison, gazetteer: Gazetteer | None = None) -> Drawn:
    """The places of a comparison's events and journeys, in the order in which they are told, and the journeys.

    The gazetteer is read (a tenth of a second) where none is handed in and there are places to look up.
    """
    entities = {e.id: e for e in comparison.entities}
    told: dict[str, list[tuple[Status, tuple[Span, ...]]]] = {}
    for event in comparison.events:
        if event.place in entities:
            told.setdefault(event.place or "", []).append((event.status, event.evidence))
    for journey in comparison.itineraries:
        for stop in journey.stops:
            if stop.place in entities:
                told.setdefault(stop.place, []).append((stop.status, stop.evidence))
    if not told:
        return (), ()
    known = gazetteer or load_gazetteer(folder("ar"))
    spots, records = coordinates_of([entities[id] for id in told], known), records_of((comparison,))
    places = tuple(
        placed(id, entities[id].name, spots.get(id), [s for s, _ in found], proofs((x for _, e in found for x in e), records))
        for id, found in told.items()
    )
    routes = tuple(
        MapRoute(name=entities[j.person].name if j.person in entities else j.person, stops=tuple(
            MapStop(place=s.place, date=s.date, status=s.status, evidence=proofs(s.evidence, records)) for s in j.stops
        )) for j in comparison.itineraries
    )
    return places, routes


def placed(
    key: str, name: str, at: LatLon | None, statuses: Sequence[Status], evidence: tuple[Proof, ...], href: str | None = None,
) -> MapPlace:
    """A place of a map; where one telling has it that something was held there, it was."""
    status = min(statuses, key=_ORDER.index) if statuses else "held"
    lat, lon = at if at is not None else (None, None)
    return MapPlace(key=key, name=name, lat=lat, lon=lon, status=status, evidence=evidence, href=href)
