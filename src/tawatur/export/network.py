"""Who draws on whom, drawn: outlets on one side, those whose words they print on the other, arrows between them.

An outlet that others draw on stands on both sides. The order of each side is that of the barycentres of its neighbours
(Sugiyama, Tagawa and Toda 1981), so that few arrows cross; the same input gives the same picture. Of many the strongest are
drawn; the table beside the drawing has all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .markup import esc, isolated, lines_legend
from .words import Words

# So many arrows are drawn at most, between so many on each side.
ARROWS, SIDE = 60, 22
_SWEEPS = 8
_STYLES = (("said", "solid"), ("unsaid", "dashed"), ("doubtful", "dotted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An outlet or a source; `href` its page."""

    key: str
    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`a` has claims from `b`: so many for which it says so, does not say so, and where it is in doubt whose words they are.

    `href` leads to what they were counted from.
    """

    a: str
    b: str
    said: int
    unsaid: int
    doubtful: int
    href: str | None = None

    @property
    def weight(self) -> int:
        return self.said + self.unsaid + self.doubtful


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing as HTML, and how many arrows of all it holds."""

    html: str
    shown: int
    all: int


@dataclass(frozen=True, slots=True)
class _Measures:
    name: str
    box: int
    gap: int
    row: int
    letters: int
    font: int


_WIDE = _Measures("wide", 250, 330, 38, 28, 14)
_NARROW = _Measures("narrow", 128, 84, 38, 15, 12)


def network_svg(nodes: Sequence[Node], edges: Sequence[Edge], words: Words) -> Drawn:
    """The strongest arrows of `edges` with a legend, for wide and for narrow screens; nothing where there are none."""
    shown = strongest(edges)
    if not shown:
        return Drawn("", 0, len(edges))
    by_key = {n.key: n for n in nodes}
    sides = _sides(shown)
    claims = _claims(edges)
    drawings = "".join(_draw(by_key, shown, claims, sides, words, m) for m in (_WIDE, _NARROW))
    legend = lines_legend((style, words(f"network.{kind}")) for kind, style in _STYLES)
    return Drawn(f'<div class="network">{drawings}{legend}</div>', len(shown), len(edges))


def strongest(edges: Sequence[Edge]) -> list[Edge]:
    """The heaviest arrows, as many as can be told apart: `ARROWS` between `SIDE` on either side."""
    out: list[Edge] = []
    left: set[str] = set()
    right: set[str] = set()
    for edge in sorted((e for e in edges if e.weight), key=lambda e: (-e.weight, e.a, e.b)):
        if len(out) == ARROWS:
            break
        if (edge.a in left or len(left) < SIDE) and (edge.b in right or len(right) < SIDE):
            left.add(edge.a)
            right.add(edge.b)
            out.append(edge)
    return out


def _sides(edges: Sequence[Edge]) -> tuple[list[str], list[str]]:
    """Both sides in an order in which few arrows cross."""
    left = list(dict.fromkeys(e.a for e in edges))
    right = list(dict.fromkeys(e.b for e in edges))
    for _ in range(_SWEEPS):
        at = {key: i for i, key in enumerate(left)}
        right.sort(key=lambda key: (_middle([(at[e.a], e.weight) for e in edges if e.b == key]), key))
        at = {key: i for i, key in enumerate(right)}
        left.sort(key=lambda key: (_middle([(at[e.b], e.weight) for e in edges if e.a == key]), key))
    return left, right


def _middle(spots: Sequence[tuple[int, int]]) -> float:
    return round(sum(at * weight for at, weight in spots) / sum(weight for _, weight in spots), 6)


def _claims(edges: Sequence[Edge]) -> tuple[Counter[str], Counter[str]]:
    """How many claims each has from others, and others from it: of all arrows, not of the drawn ones alone."""
    has, given = Counter[str](), Counter[str]()
    for edge in edges:
        has[edge.a] += edge.weight
        given[edge.b] += edge.weight
    return has, given


def _draw(
    nodes: Mapping[str, Node], edges: Sequence[Edge], claims: tuple[Counter[str], Counter[str]], sides: tuple[list[str], list[str]],
    words: Words, m: _Measures,
) -> str:
    rows = max(map(len, sides))
    head, width = 30, 2 * m.box + m.gap + 8
    height = head + rows * m.row + 6
    spots = [
        {key: head + (height - head) * (i + 0.5) / len(side) for i, key in enumerate(side)} for side in sides
    ]
    first, second = (width - m.box - 4, 4) if words.direction == "rtl" else (4, width - m.box - 4)
    most = max(e.weight for e in edges)
    lines = "".join(_arrow(nodes, e, spots, (first, second), words, m, most) for e in edges)
    boxes = "".join(
        _box(nodes, key, (x, y), claims[k][key], k, words, m) for k, (x, side) in enumerate(zip((first, second), spots, strict=True)) for key, y in side.items()
    )
    heads = "".join(
        f'<text class="head" x="{x + m.box / 2:g}" y="16" font-size="{m.font - 1}">{esc(words(f"network.{key}"))}</text>'
        for x, key in ((first, "draws"), (second, "drawn_on"))
    )
    return (
        f'<div class="graph {m.name}" role="group" aria-label="{esc(words("network.title"))}"><svg class="chain" viewBox="0 0 {width} {height:g}" '
        f'width="{width}" height="{height:g}" direction="ltr">{heads}{lines}{boxes}</svg></div>'
    )


def _arrow(
    nodes: Mapping[str, Node], edge: Edge, spots: Sequence[Mapping[str, float]], sides: tuple[float, float], words: Words, m: _Measures, most: int,
) -> str:
    """One line a kind of debt, side by side, with the arrow's head at the source."""
    (xa, xb), (ya, yb) = sides, (spots[0][edge.a], spots[1][edge.b])
    x1, x2 = (xa + m.box, xb) if xa < xb else (xa, xb + m.box)
    ahead = 1 if x2 > x1 else -1
    kinds = [(kind, style, getattr(edge, kind)) for kind, style in _STYLES if getattr(edge, kind)]
    label = words("network.edge", a=_label(nodes, edge.a), b=_label(nodes, edge.b), said=edge.said, unsaid=edge.unsaid, doubtful=edge.doubtful)
    drawn = []
    for n, (_, style, count) in enumerate(kinds):
        shift = 6 * (n - (len(kinds) - 1) / 2)
        thick = round(1.2 + 5.8 * count / most, 1)
        y1, y2, tip = ya + shift, yb + shift, x2 - ahead * 9
        bend = (tip - x1) / 2
        drawn.append(
            f'<path class="edge {style}" stroke-width="{thick:g}" d="M{x1:g} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {tip - bend:.1f} {y2:.1f} {tip:g} {y2:.1f}"/>'
            f'<path class="tip {style}" d="M{x2 - ahead:g} {y2:.1f}l{-ahead * 9} {-3 - thick / 2:g}v{6 + thick:g}z"/>'
        )
    lines = f'<title>{isolated(label)}</title>{"".join(drawn)}'
    group = f'<g class="draws" data-a="{esc(edge.a)}" data-b="{esc(edge.b)}">{lines}</g>'
    return f'<a href="{esc(edge.href)}" aria-label="{esc(label)}">{group}</a>' if edge.href else group


def _box(
    nodes: Mapping[str, Node], key: str, spot: tuple[float, float], count: int, side: int, words: Words, m: _Measures,
) -> str:
    x, y = spot
    label = _label(nodes, key)
    text = label if len(label) <= m.letters else label[:m.letters - 1] + "…"
    title = isolated(f"{label}: {words.count('count.claims', count)}")
    inner = (
        f'<title>{title}</title><rect x="{x:g}" y="{y - 14:.1f}" width="{m.box}" height="28" rx="4"/>'
        f'<text class="name" x="{x + m.box / 2:g}" y="{y + m.font * 0.36:.1f}" font-size="{m.font}">{isolated(text)}</text>'
    )
    group = f'<g class="node {"origin" if side else "outlet"}" data-side="{"b" if side else "a"}" data-key="{esc(key)}">{inner}</g>'
    node = nodes.get(key)
    return f'<a href="{esc(node.href)}">{group}</a>' if node is not None and node.href else group


def _label(nodes: Mapping[str, Node], key: str) -> str:
    return nodes[key].label if key in nodes else key
