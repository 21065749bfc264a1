"""Land outlines and the projection of a map: pure geometry, in SVG units.

Outlines: Natural Earth 1:50m (public domain), packed by `script/build_places`; no borders are in them. The projection is
the equirectangular one, true to scale at the middle latitude (Snyder 1987, p. 90).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Point = tuple[float, float]

# Share of the extent that stays free round the places; degrees that a map shows at least from bottom to top, and twice as many across.
_MARGIN, _LEAST = 0.2, 10.0
# Beyond the edge of the picture, so that the outline of a cut coast does not show (SVG units).
_BLEED = 6.0
# A coast moves at least so far from point to point (SVG units).
_STEP = 1.3


@dataclass(frozen=True, slots=True)
class View:
    """What a picture of `width` x `height` units shows: its west and north edge in degrees, units a degree of latitude, and
    how many degrees of longitude one of latitude is worth."""

    width: float
    height: float
    west: float
    north: float
    scale: float
    squeeze: float

    def spot(self, lat: float, lon: float) -> Point:
        """Where a place lies in the picture; longitudes are taken from the west edge on."""
        turned = self.west + (lon - self.west) % 360
        return round((turned - self.west) * self.squeeze * self.scale, 1), round((self.north - lat) * self.scale, 1)


def fit(points: Sequence[Point], width: float, least: float, most: float) -> View:
    """The view that shows all of `points` (latitude, longitude; one at least) with a margin.

    Its height lies between `least` and `most` units. The antimeridian is no edge: the widest gap between the
    longitudes is what stays outside.
    """
    west, east = _narrowest(sorted({lon % 360 for _, lon in points}))
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
    across = max((east - west) * squeeze * (1 + 2 * _MARGIN), 2 * _LEAST)
    down = max((north - south) * (1 + 2 * _MARGIN), _LEAST)
    height = round(min(most, max(least, width * down / across)))
    scale = max(min(width / across, height / down), width / (360 * squeeze))
    seen_x, seen_y = width / scale / squeeze, height / scale
    top = (south + north) / 2 + seen_y / 2
    if seen_y < 180:
        top = min(90.0, max(top, -90.0 + seen_y))
    return View(width, height, round((west + east) / 2 - seen_x / 2, 4), round(top, 4), scale, squeeze)


def _narrowest(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all: from the east end of the widest gap to its west end."""
    gaps = [((lons[(i + 1) % len(lons)] - lon) % 360 or 360.0, -i) for i, lon in enumerate(lons)]
    widest, at = max(gaps)
    west = lons[(1 - at) % len(lons)]
    return west, west + 360 - widest


def land_path(view: View) -> str:
    """The land in the view as the `d` of one path (fill rule `evenodd`: lakes are rings too)."""
    east, south = view.west + view.width / view.scale / view.squeeze, view.north - view.height / view.scale
    pad = _BLEED / view.scale
    drawn = []
    for box, ring in _rings():
        if max((box[2] - box[0]) * view.squeeze, box[3] - box[1]) * view.scale < _STEP:
            continue
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            inside = box[0] + turn < east + pad and box[2] + turn > view.west - pad
            if inside and box[1] < view.north + pad and box[3] > south - pad:
                drawn.append(_outline(view, ring, turn))
    return "".join(drawn)


def _outline(view: View, ring: NDArray[np.float64], turn: float) -> str:
    across = (ring[:, 0] + turn - view.west) * view.squeeze * view.scale
    down = (view.north - ring[:, 1]) * view.scale
    spots: list[Point] = list(zip(across.tolist(), down.tolist(), strict=True))
    kept = _sparse(_clipped(spots, view))
    if len(kept) < 3:
        return ""
    out, (x, y) = [], (0, 0)
    for n, (px, py) in enumerate(kept):
        at = (round(px * 10), round(py * 10))
        out.append(f"{'M' if n == 0 else 'l'}{_tenth(at[0] - (x if n else 0))} {_tenth(at[1] - (y if n else 0))}")
        x, y = at
    return "".join(out) + "z"


def _tenth(value: int) -> str:
    return f"{value / 10:g}"


def _sparse(spots: Sequence[Point]) -> list[Point]:
    """Points that stand for a step that can be seen."""
    kept: list[Point] = []
    for spot in spots:
        if not kept or abs(spot[0] - kept[-1][0]) + abs(spot[1] - kept[-1][1]) >= _STEP:
            kept.append(spot)
    return kept


def _clipped(spots: list[Point], view: View) -> list[Point]:
    """The part of a ring inside of the picture (Sutherland and Hodgman 1974)."""
    edges = ((0, -_BLEED, 1), (0, view.width + _BLEED, -1), (1, -_BLEED, 1), (1, view.height + _BLEED, -1))
    for axis, limit, sign in edges:
        if not spots:
            return []
        if all(sign * (s[axis] - limit) >= 0 for s in spots):
            continue
        spots = list(_cut(spots, axis, limit, sign))
    return spots


def _cut(spots: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    last = spots[-1]
    for spot in spots:
        was, is_in = sign * (last[axis] - limit) >= 0, sign * (spot[axis] - limit) >= 0
        if was != is_in:
            t = (limit - last[axis]) / (spot[axis] - last[axis])
            yield last[0] + t * (spot[0] - last[0]), last[1] + t * (spot[1] - last[1])
        if is_in:
            yield spot
        last = spot


# -- the file of outlines -----------------------------------------------------------------------------


@cache
def _rings() -> tuple[tuple[tuple[float, float, float, float], NDArray[np.float64]], ...]:
    """Every ring with its box (west, south, east, north in degrees); unpacked once a process (a megabyte), since each map needs them."""
    text = (resources.files("tawatur.export") / "assets" / "land.txt").read_text(encoding="ascii")
    found = []
    for line in text.splitlines():
        west, south, east, north, ring = line.split(" ", 4)
        found.append(((int(west) / 100, int(south) / 100, int(east) / 100, int(north) / 100), _unpacked(ring)))
    return tuple(found)


def _unpacked(ring: str) -> NDArray[np.float64]:
    """Longitude and latitude of each point (encoded polyline: differences in hundredths of a degree)."""
    import numpy as np

    values, number, shift = [], 0, 0
    for letter in ring:
        bits = ord(letter) - 63
        number |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            values.append(~(number >> 1) if number & 1 else number >> 1)
            number, shift = 0, 0
    return np.array(values).reshape(-1, 2).cumsum(axis=0) / 100
