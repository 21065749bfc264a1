from __future__ import annotations

import re

import pytest

from tawatur.export.land import Point, fit, land_path

LEVANT = [(33.5, 36.3), (35.7, 51.4)]


def inside(path: str, at: Point) -> bool:
    """Whether a point lies in the even-odd fill of a path of `M`, `l` and `z`."""
    crossings = 0
    for ring in path.split("z"):
        x = y = 0.0
        points = []
        for letter, dx, dy in re.findall(r"([Ml])(-?[\d.]+) ?(-?[\d.]+)", ring):
            x, y = (float(dx), float(dy)) if letter == "M" else (x + float(dx), y + float(dy))
            points.append((x, y))
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            crossings += (ay > at[1]) != (by > at[1]) and at[0] < (bx - ax) * (at[1] - ay) / (by - ay) + ax
    return crossings % 2 == 1


@pytest.mark.parametrize("points", [LEVANT, [(0.0, 0.0)], [(-18.1, 178.4), (-13.8, -172.1)], [(60.0, -150.0), (-35.0, 149.0), (33.0, 36.0)]])
def test_every_place_lies_well_inside_of_the_picture(points: list[Point]) -> None:
    view = fit(points, 800, 300, 500)
    assert 300 <= view.height <= 500
    for lat, lon in points:
        x, y = view.spot(lat, lon)
        assert 0.05 * view.width < x < 0.95 * view.width
        assert 0.05 * view.height < y < 0.95 * view.height


def test_a_degree_east_is_as_long_as_it_is_in_the_middle_of_the_picture() -> None:
    view = fit([(60.0, 10.0), (60.0, 11.0)], 800, 300, 500)
    (ax, _), (bx, _) = view.spot(60, 10), view.spot(60, 11)
    (_, ay), (_, by) = view.spot(60, 10), view.spot(59, 10)
    assert (bx - ax) / (by - ay) == pytest.approx(0.5, abs=0.02)


def test_over_the_antimeridian_neighbours_stay_near() -> None:
    view = fit([(-18.1, 178.4), (-13.8, -172.1)], 800, 300, 500)
    assert 0 < view.spot(-13.8, -172.1)[0] - view.spot(-18.1, 178.4)[0] < 700
    assert land_path(view)


def test_land_is_land_and_sea_is_sea() -> None:
    view = fit([(30.0, 20.0), (45.0, 55.0)], 800, 300, 500)
    path = land_path(view)
    places = {
        "Palmyra": (34.6, 38.3, True), "Cyprus": (35.0, 33.2, True), "Ankara": (39.9, 32.9, True), "off Crete": (34.0, 26.0, False),
        "Black Sea": (43.2, 34.5, False), "Caspian": (41.7, 50.7, False),
    }
    assert {k: inside(path, view.spot(lat, lon)) for k, (lat, lon, _) in places.items()} == {k: v[2] for k, v in places.items()}


def test_nothing_is_drawn_where_there_is_sea_alone() -> None:
    assert land_path(fit([(-40.0, -115.0)], 300, 200, 300)) == ""
