from __future__ import annotations

import re

import pytest

from tawatur.export.map import MapPlace, MapRoute, MapStop, map_section
from tawatur.export.words import load_words
from tawatur.model import Span
from tawatur.model.answers import Proof
from tawatur.model.event import Status

EN, AR = load_words("en"), load_words("ar")


def told(count: int, article: str = "a1") -> tuple[Proof, ...]:
    return tuple(Proof("صحيفة الرصيف", "2031-05-02", Span(article, n * 9, n * 9 + 5, "كلمات")) for n in range(count))


def place(key: str, name: str, lat: float | None, lon: float | None, count: int = 1, status: Status = "held") -> MapPlace:
    return MapPlace(key=key, name=name, lat=lat, lon=lon, evidence=told(count), status=status)


DAMASCUS, TEHRAN = place("d", "دمشق", 33.5, 36.3, 3), place("t", "طهران", 35.7, 51.4)
NOWHERE = place("x", "قرية الصفصافة", None, None)
WAY = MapRoute(name="سالم البحري", stops=(
    MapStop(place="d", date="2031-05-01", evidence=told(1)), MapStop(place="t", date="2031-05-03", status="planned"), MapStop(place="d"),
))


def wide(html: str) -> str:
    return html.split("</svg>", 1)[0]


def test_no_places_no_section() -> None:
    assert map_section([], [], EN) == ""


def test_every_point_leads_to_the_row_that_has_its_words() -> None:
    html = map_section([DAMASCUS, TEHRAN], [], EN, link=lambda p: f"/articles/{p.span.article}")
    targets = re.findall(r'<a href="#([^"]+)" class="spot', html)
    assert sorted(targets) == ["map-d", "map-d", "map-t", "map-t"]
    row = html.split('<tr id="map-d">')[1].split("</tr>")[0]
    assert row.count('<a href="/articles/a1">') == 3
    assert "told 3 times" in row


def test_a_place_without_coordinates_stands_in_the_table_and_is_counted() -> None:
    html = map_section([DAMASCUS, NOWHERE], [], EN)
    assert "1 place is not on the map" in html
    assert "قرية الصفصافة" in html.split("<table>")[1]
    assert html.count('class="spot') == 2 * 1 + 1  # two drawings of one place, one sign of the legend
    nothing = map_section([NOWHERE], [], AR)
    assert "<path" not in nothing
    assert "مكان واحد ليس على الخريطة" in nothing


def test_arrows_come_in_order_and_show_what_was_held_and_what_is_planned() -> None:
    drawing = wide(map_section([DAMASCUS, TEHRAN], [WAY], EN))
    assert re.findall(r'class="leg ev-(\w+) c0"', drawing) == ["planned", "held"]
    assert re.findall(r'font-size="11">(\d)<', drawing) == ["1", "2"]
    curves = re.findall(r'class="edge" d="M[\d.]+ [\d.]+Q(\S+) (\S+) ', drawing)
    assert len(set(curves)) == 2  # the way back is another line


def test_a_stop_that_is_not_on_the_map_is_told_in_the_list() -> None:
    way = MapRoute(name="سالم البحري", stops=(*WAY.stops[:1], MapStop(place="x"), *WAY.stops[1:]))
    html = map_section([DAMASCUS, TEHRAN, NOWHERE], [way], EN)
    assert re.findall(r'font-size="11">(\d)<', wide(html)) == ["3"]  # no arrow leads past the stop that is not on the map
    assert html.split('class="journey')[1].split("</ol>")[0].count("<li") == 4


def test_names_do_not_overlap() -> None:
    crowd = [place(f"p{n}", f"مدينة رقم {n}", 33 + 0.7 * (n % 6), 36 + 0.9 * (n // 6), 40 - n) for n in range(30)]
    drawing = wide(map_section(crowd, [], EN))
    boxes = []
    for x, y, anchor, text in re.findall(r'<text x="(\S+)" y="(\S+)" text-anchor="(\w+)" font-size="13">(.*?)</text>', drawing):
        width = 0.56 * 13 * (len(text) - 2)
        left = float(x) - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width
        boxes.append((left, float(y) - 13, left + width, float(y) + 3))
    assert len(boxes) > 10
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1:] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_places_at_one_spot_share_a_point_that_says_so() -> None:
    drawing = wide(map_section([DAMASCUS, place("g", "الغوطة", 33.51, 36.31), TEHRAN], [], EN))
    assert drawing.count('class="spot') == 2
    assert "دمشق +1" in drawing
    assert "دمشق, الغوطة" in drawing


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hostile_names_are_escaped_and_nothing_is_styled_inline(lang: str) -> None:
    bad = place('"><script>x', "<script>alert(1)</script>", 10.0, 10.0)
    way = MapRoute(name="<img src=x>", stops=(MapStop(place=bad.key), MapStop(place="d")))
    html = map_section([bad, DAMASCUS], [way], load_words(lang))
    assert "<script" not in html
    assert "<img" not in html
    assert "style=" not in html


def test_words_beyond_what_is_shown_are_counted() -> None:
    assert "and 8 more" in map_section([place("d", "دمشق", 33.5, 36.3, 20)], [], EN)
