"""Where places lie: the data, its provenance, and the map of a comparison."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from tawatur.collection.places import coordinates_of, load_coordinates, map_of
from tawatur.collection.reading import annotate_alone
from tawatur.lang.resources import load_resources
from tawatur.lang.tables import read_csv
from tawatur.model import Article

FOLDER = Path(str(resources.files("tawatur") / "resources" / "places"))
RESOURCES = load_resources()
TEXT = (
    "صحيفة الرصيف\n2 أيار 2031\n"
    "التقى وزير النقل سالم البحري نظيره الإيراني في طهران يوم الخميس 1 أيار 2031.\n"
    "ومن المقرر أن يلتقي وزير النقل سالم البحري نظيره العماني في مسقط يوم الأحد 4 أيار 2031."
)


def test_every_file_tells_where_it_is_from() -> None:
    told = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert [p.name for p in FOLDER.iterdir() if p.name != "SOURCES.md" and f"`{p.name}`" not in told] == []
    assert "export/assets/land.txt" in told
    assert "CC BY 4.0" in told
    assert "public domain" in told


def test_coordinates_are_on_earth_and_of_places_that_the_lists_know() -> None:
    known = load_coordinates()
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in known.values())
    base = FOLDER.parent / "ar" / "gazetteer"
    listed = {r["key"] for file in ("cities.csv", "regions.csv") for r in read_csv(base / file, ("key",))}
    assert {k for k in known if len(k) > len("geo:XX")} - listed == set()
    countries = {k for k in RESOURCES.gazetteer.by_key if RESOURCES.gazetteer.by_key[k].kind == "country"}
    assert len(countries & set(known)) >= 0.9 * len(countries)


def test_own_rows_stand_in_the_table_as_they_are() -> None:
    known = load_coordinates()
    rows = read_csv(FOLDER / "own.csv", ("key", "lat", "lon"))
    assert rows
    assert [r["key"] for r in rows if known.get(r["key"]) != (float(r["lat"]), float(r["lon"]))] == []


def test_some_places_lie_where_they_lie() -> None:
    known = load_coordinates()
    for key, lat, lon in (("geo:damascus-SY", 33.5, 36.3), ("geo:tripoli-lb-LB", 34.4, 35.8), ("geo:SY", 35, 38.5), ("geo:tehran-IR", 35.7, 51.4)):
        assert abs(known[key][0] - lat) < 0.5
        assert abs(known[key][1] - lon) < 0.5
    assert "geo:europe" not in known  # a continent has no point


def test_the_map_of_an_article_has_its_places_with_their_words() -> None:
    comparison = annotate_alone(Article(id="a1", text=TEXT), RESOURCES)
    places, _ = map_of(comparison, RESOURCES.gazetteer)
    by_name = {p.name: p for p in places}
    assert {"طهران", "مسقط"} <= set(by_name)
    tehran = by_name["طهران"]
    assert (round(tehran.lat or 0), round(tehran.lon or 0)) == (36, 51)
    assert tehran.evidence
    assert all(TEXT[p.span.start:p.span.end] == p.span.text for p in tehran.evidence)
    assert by_name["مسقط"].status == "planned"


def test_what_is_no_place_has_no_coordinates() -> None:
    comparison = annotate_alone(Article(id="a1", text=TEXT), RESOURCES)
    located = coordinates_of(comparison.entities, RESOURCES.gazetteer)
    assert located
    assert {e.type for e in comparison.entities if e.id in located} == {"LOC"}
