"""Places and itineraries on a map: land outlines alone (no borders, no tiles), and the same as a table.

Every point leads to the words that name the place. What has no known coordinates stands in the table and is counted beneath
the map.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model.answers import Proof
from ..model.event import Status
from .land import Point, View, fit, land_path
from .markup import esc, isolated, linked, name, section, tag, words_of
from .words import Words

_STATUSES: tuple[Status, ...] = ("held", "planned", "possible", "denied")
# So many routes have a colour of their own.
_HUES = 12
# Words of one place that stand open; the rest is folded.
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place: `key` is its own among the places of one map, `lat` and `lon` are degrees (None: not known).

    `evidence` are the words that tell of something there (the place of the most is labelled first), `status` what is
    told of it, `href` a page on it.
    """

    key: str
    name: str
    lat: float | None
    lon: float | None
    evidence: tuple[Proof, ...]
    status: Status = "held"
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStop:
    """A stop of a route; `place` is the key of a MapPlace, `date` a TIMEX3 value."""

    place: str
    date: str | None = None
    status: Status = "held"
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRoute:
    """Where somebody goes, in order."""

    name: str
    stops: tuple[MapStop, ...]


Link = Callable[[Proof], str | None]
# What a map shows: its places and the ways between them.
Drawn = tuple[Sequence[MapPlace], Sequence[MapRoute]]


@dataclass(frozen=True, slots=True)
class _Size:
    """A picture for wide or for narrow screens (SVG units, at their natural size CSS pixels)."""

    name: str
    width: int
    least: int
    most: int
    font: float


_WIDE = _Size("wide", 860, 360, 560, 13)
_NARROW = _Size("narrow", 340, 240, 400, 12)
Box = tuple[float, float, float, float]


def map_section(
    places: Sequence[MapPlace], routes: Sequence[MapRoute], words: Words, *, link: Link = lambda _: None, key: str = "map",
) -> str:
    """The section «map»: the drawing, the routes, the table; empty without places.

    `link` gives the address of a piece of evidence. Same input, same bytes.
    """
    if not places:
        return ""
    known = [p for p in places if p.lat is not None and p.lon is not None]
    lost = len(places) - len(known)
    drawings = "".join(_drawing(known, routes, words, size, key) for size in (_WIDE, _NARROW)) if known else ""
    missing = f'<p class="how"><a href="#{esc(key)}-places">{esc(words.count("map.unplaced", lost))}</a></p>' if lost else ""
    legend = _legend(places, routes, words) if known else ""
    tale = "".join(_route(r, n, places, words, link) for n, r in enumerate(routes))
    return section(key, words("map.heading"), f"{drawings}{legend}{missing}{tale}{_table(places, words, link, key)}", words("map.lead"))


# -- the drawing ----------------------------------------------------------------------------------------


def _drawing(places: Sequence[MapPlace], routes: Sequence[MapRoute], words: Words, size: _Size, key: str) -> str:
    view = fit([(p.lat or 0.0, p.lon or 0.0) for p in places], size.width, size.least, size.most)
    dots = _dots(places, view)
    spots = {p.key: d.spot for d in dots for p in d.places}
    lines, obstacles = _legs(routes, spots, words)
    points = "".join(_point(d, key, words) for d in dots)
    labels = _labels(dots, obstacles, view, size.font)
    return (
        f'<div class="graph map {size.name}" role="group" aria-label="{esc(words("map.title"))}">'
        f'<svg class="map" viewBox="0 0 {view.width:g} {view.height:g}" width="{view.width:g}" height="{view.height:g}" direction="ltr">'
        f'<rect class="sea" width="{view.width:g}" height="{view.height:g}"/>'
        f'<path class="land" fill-rule="evenodd" d="{land_path(view)}"/>{lines}{points}{labels}</svg></div>'
    )


@dataclass(frozen=True, slots=True)
class _Dot:
    """Places so near to each other that one point stands for them, the one with most evidence first."""

    spot: Point
    places: tuple[MapPlace, ...]


def _dots(places: Sequence[MapPlace], view: View) -> list[_Dot]:
    found: list[tuple[Point, list[MapPlace]]] = []
    order = {p.key: n for n, p in enumerate(places)}
    for place in sorted(places, key=lambda p: (-len(p.evidence), order[p.key])):
        spot = view.spot(place.lat or 0.0, place.lon or 0.0)
        home = next((f for f in found if math.dist(f[0], spot) < 11), None)
        if home is None:
            found.append((spot, [place]))
        else:
            home[1].append(place)
    return [_Dot(spot, tuple(group)) for spot, group in found]


def _point(dot: _Dot, key: str, words: Words) -> str:
    x, y = dot.spot
    first = dot.places[0]
    status = _leading([p.status for p in dot.places])
    told = words.commas([p.name for p in dot.places])
    title = f'{told}: {words.count("map.told", sum(len(p.evidence) for p in dot.places))}'
    cross = f'<path class="cross" d="M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8"/>' if status == "denied" else ""
    radius = 5 if len(dot.places) == 1 else 7
    return (
        f'<a href="#{esc(key)}-{_slug(first.key)}" class="spot ev-{status}"><title>{isolated(title)}</title>'
        f'<circle class="hit" cx="{x:g}" cy="{y:g}" r="12"/><circle class="dot" cx="{x:g}" cy="{y:g}" r="{radius}"/>{cross}</a>'
    )


def _leading(statuses: Sequence[Status]) -> Status:
    return min(statuses, key=_STATUSES.index)


def _labels(dots: Sequence[_Dot], taken: Sequence[Box], view: View, font: float) -> str:
    """Names beside their points where there is room: each takes the first free one of eight positions, the places with most
    evidence first; a name without room stands in the table alone."""
    boxes = [*taken, *((d.spot[0] - 6, d.spot[1] - 6, d.spot[0] + 6, d.spot[1] + 6) for d in dots)]
    out = []
    for dot in dots:
        text = dot.places[0].name if len(dot.places) == 1 else f"{dot.places[0].name} +{len(dot.places) - 1}"
        text = text if len(text) <= 30 else text[:29] + "…"
        placed = _room(dot.spot, 0.56 * font * len(text) + 4, font, boxes, view)
        if placed:
            box, anchor, x, y = placed
            boxes.append(box)
            out.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{font:g}">{isolated(text)}</text>')
    return f'<g class="labels" aria-hidden="true">{"".join(out)}</g>'


def _room(spot: Point, width: float, font: float, boxes: Sequence[Box], view: View) -> tuple[Box, str, float, float] | None:
    x, y = spot
    half, low = width / 2, font * 0.36
    # right, left, above, below, then the corners: (anchor, left edge, baseline)
    for anchor, left, base in (
        ("start", x + 10, y + low), ("end", x - 10 - width, y + low), ("middle", x - half, y - 10), ("middle", x - half, y + 8 + font),
        ("start", x + 6, y - 8), ("end", x - 6 - width, y - 8), ("start", x + 6, y + 6 + font), ("end", x - 6 - width, y + 6 + font),
    ):
        box = (left, base - font, left + width, base + 0.3 * font)
        inside = box[0] >= 2 and box[2] <= view.width - 2 and box[1] >= 2 and box[3] <= view.height - 2
        if inside and not any(_overlap(box, b) for b in boxes if b[:2] != (x - 6, y - 6)):
            at = left if anchor == "start" else left + width if anchor == "end" else x
            return box, anchor, at, base
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legs(routes: Sequence[MapRoute], spots: Mapping[str, Point], words: Words) -> tuple[str, list[Box]]:
    """The arrows of all routes with their numbers, and where they keep names away; to a stop that is not on the map there is none."""
    out, boxes = [], list[Box]()
    for number, route in enumerate(routes):
        for order, (a, b) in enumerate(pairwise(route.stops), 1):
            if a.place not in spots or b.place not in spots or spots[a.place] == spots[b.place]:
                continue
            line, box = _leg(spots[a.place], spots[b.place], order)
            boxes += box
            title = f"{route.name} {order}: {_when(b, words)}"
            out.append(f'<g class="leg ev-{b.status} c{number % _HUES}"><title>{isolated(title)}</title>{line}</g>')
    return "".join(out), boxes


def _leg(a: Point, b: Point, order: int) -> tuple[str, list[Box]]:
    """A bent arrow, so that the way back is another line, with its number on the bend; and where it keeps names away."""
    length = math.dist(a, b)
    dx, dy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    bend = min(40.0, length * 0.18)
    cx, cy = (a[0] + b[0]) / 2 - dy * 2 * bend, (a[1] + b[1]) / 2 + dx * 2 * bend
    ex, ey = b[0] - cx, b[1] - cy
    end = math.hypot(ex, ey) or 1.0
    ux, uy = ex / end, ey / end
    tip = (b[0] - ux * 7, b[1] - uy * 7)
    back = (tip[0] - ux * 9, tip[1] - uy * 9)
    head = f"M{tip[0]:.1f} {tip[1]:.1f}L{back[0] - uy * 4.5:.1f} {back[1] + ux * 4.5:.1f}L{back[0] + uy * 4.5:.1f} {back[1] - ux * 4.5:.1f}z"
    mx, my = (a[0] + 2 * cx + b[0]) / 4, (a[1] + 2 * cy + b[1]) / 4
    line = (
        f'<path class="edge" d="M{a[0]:.1f} {a[1]:.1f}Q{cx:.1f} {cy:.1f} {back[0]:.1f} {back[1]:.1f}"/><path class="tip" d="{head}"/>'
        f'<circle class="badge" cx="{mx:.1f}" cy="{my:.1f}" r="8"/>'
        f'<text x="{mx:.1f}" y="{my + 4:.1f}" text-anchor="middle" font-size="11">{order}</text>'
    )
    way = [((1 - t) ** 2 * a[0] + 2 * t * (1 - t) * cx + t * t * b[0], (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * cy + t * t * b[1])
           for t in (k / 12 for k in range(1, 12))]
    return line, [(mx - 9, my - 9, mx + 9, my + 9), *((x - 3, y - 3, x + 3, y + 3) for x, y in way)]


def _legend(places: Sequence[MapPlace], routes: Sequence[MapRoute], words: Words) -> str:
    told = {p.status for p in places} | {s.status for r in routes for s in r.stops}
    items = []
    for status in _STATUSES:
        if status in told:
            leg = '<path class="edge" d="M18 7H46"/>' if routes else ""
            cross = '<path class="cross" d="M3 3l8 8m0 -8l-8 8"/>' if status == "denied" else ""
            width = 48 if routes else 14
            label = esc(words.get(f"status.{status}", status))
            items.append(
                f'<li><svg class="map key" viewBox="0 0 {width} 14" width="{width}" height="14" aria-hidden="true"><g class="spot leg ev-{status}">'
                f'<circle class="dot" cx="7" cy="7" r="5"/>{cross}{leg}</g></svg> {label}</li>'
            )
    return f'<ul class="legend">{"".join(items)}</ul>'


# -- in words -------------------------------------------------------------------------------------------


def _route(route: MapRoute, number: int, places: Sequence[MapPlace], words: Words, link: Link) -> str:
    names = {p.key: p.name for p in places}
    steps = "".join(
        f'<li class="ev-{esc(s.status)}"><strong>{name(names.get(s.place, s.place))}</strong>'
        f'<span class="how">{esc(_when(s, words))}</span></li>'
        for s in route.stops
    )
    told = tuple(dict.fromkeys(p for s in route.stops for p in s.evidence))
    return f'<div class="journey c{number % _HUES}"><h3>{name(route.name)}</h3><ol>{steps}</ol>{_evidence(told, words, link)}</div>'


def _when(stop: MapStop, words: Words) -> str:
    day = words.date(stop.date) if stop.date else words("timeline.undated")
    return day if stop.status == "held" else f"{day} · {words.get(f'status.{stop.status}', stop.status)}"


def _table(places: Sequence[MapPlace], words: Words, link: Link, key: str) -> str:
    rows = "".join(_row(p, words, link, key) for p in places)
    head = "".join(f'<th scope="col">{esc(words(f"map.{c}"))}</th>' for c in ("place", "status", "evidence"))
    return (
        f'<details class="fold places"{" open" if not any(p.lat is not None and p.lon is not None for p in places) else ""}><summary id="{esc(key)}-places">{esc(words("map.table", n=len(places)))}</summary>'
        f'<table><caption class="vh">{esc(words("map.title"))}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _row(place: MapPlace, words: Words, link: Link, key: str) -> str:
    status = tag(place.status, words.get(f"status.{place.status}", place.status))
    if place.lat is None or place.lon is None:
        status += f' {tag("unplaced", words("map.not_on_it"))}'
    cells = (("place", linked(place.name, place.href)), ("status", status), ("evidence", _evidence(place.evidence, words, link)))
    told = "".join(f'<td data-c="{esc(words(f"map.{c}"))}">{cell}</td>' for c, cell in cells)
    return f'<tr id="{esc(key)}-{_slug(place.key)}">{told}</tr>'


def _evidence(told: Sequence[Proof], words: Words, link: Link) -> str:
    if not told:
        return ""
    items = [f"<li>{linked(p.outlet, link(p))}{_day(p, words)}: {words_of(p.span.text)}</li>" for p in told]
    first, others = "".join(items[:_SHOWN]), "".join(items[_SHOWN:])
    rest = f'<details><summary>{esc(words("map.more", n=len(told) - _SHOWN))}</summary><ul class="ev">{others}</ul></details>' if others else ""
    return f'<details><summary>{esc(words.count("map.told", len(told)))}</summary><ul class="ev">{first}</ul>{rest}</details>'


def _day(proof: Proof, words: Words) -> str:
    return f" · {esc(words.date(proof.day))}" if proof.day else ""


def _slug(key: str) -> str:
    """A key as a part of an id: what no id takes is written by its number."""
    return "".join(c if c.isalnum() and c.isascii() else f"-{ord(c):x}" for c in key)
