"""The chain of transmission, drawn: a layered layout as inline SVG.

The drawing runs from left to right in English and from right to left in Arabic. The `svg` itself is
always `direction: ltr`, so that a browser does not mirror the text anchors a second time.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Alignment
from .chain import Edge, Graph, Node, Style, build_graph, trimmed
from .index import Index
from .layout import lay_out
from .markup import esc, isolated, lines_legend, name, section, words_of
from .panes import COLOURS
from .sentences import shortened
from .words import Words


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in SVG units (CSS pixels at natural size): `row` is a box with its gap, `box` the box for one line and for two."""

    name: str
    node: int
    gap: int
    row: int
    letters: int
    font: int
    lines: int
    box: tuple[int, int]


WIDE = Measures("wide", 236, 190, 84, 27, 15, 2, (52, 76))
NARROW = Measures("narrow", 138, 56, 80, 17, 12, 2, (52, 72))
# For many outlets: one line a box.
WIDE_DENSE = Measures("wide", 236, 210, 46, 31, 13, 1, (38, 38))
NARROW_DENSE = Measures("narrow", 138, 60, 44, 19, 11, 1, (36, 36))
# From so many boxes in a column on the dense measures are used; more outlets than the most stand in the list alone, and
# are counted beneath a picture without one.
_DENSE = 8
MOST_OUTLETS = 40
PICTURE_OUTLETS = 12
_HEAD = 34
# What a line that passes a column takes of it.
_LINE = 16
_ROOM = 160


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A graph being drawn: where each layer begins (x), where each box and passing line has its middle (y), and its place in the list."""

    graph: Graph
    words: Words
    measures: Measures
    left: tuple[float, ...]
    depth: Mapping[str, int]
    middle: Mapping[Hashable, float]
    number: Mapping[Hashable, int]


def chain_section(index: Index) -> str:
    """The section with the drawing, its legend, the claims that went each way, and the same as a list."""
    words = index.words
    if len(index.articles) < 2:
        return ""
    graph = build_graph(index)
    if not graph.edges:
        return section("chain", words("section.chain"), f'<p class="none">{esc(words("graph.none"))}</p>')
    drawn, left = trimmed(graph, MOST_OUTLETS)
    number = _numbered(graph)
    drawings = "".join(f'<div class="graph {m.name}">{draw(drawn, words, m, number)}</div>' for m in _measures(drawn))
    return section(
        "chain", words("section.chain"),
        f'{drawings}{_beneath(words, left, "graph.left", MOST_OUTLETS)}{_told(index)}{_as_list(graph, words, number)}', words("lead.chain"),
    )


def chain_picture(index: Index) -> str:
    """The drawing with its legend and nothing to choose or to follow, for a place that has neither scripts nor the list; empty where there is none."""
    graph, words = build_graph(index), index.words
    if not graph.edges:
        return ""
    drawn, left = trimmed(graph, PICTURE_OUTLETS)
    wide, narrow = _measures(drawn)
    picture = draw(drawn, words, wide if len(_columns(drawn)) < 4 else narrow)
    return f'<div class="graph">{picture}</div>{_beneath(words, left, "graph.undrawn", PICTURE_OUTLETS)}'


def _measures(graph: Graph) -> tuple[Measures, Measures]:
    dense = max(len(c) for c in _columns(graph)) >= _DENSE
    return (WIDE_DENSE, NARROW_DENSE) if dense else (WIDE, NARROW)


def _beneath(words: Words, left: int, key: str, most: int) -> str:
    """The legend, and how many outlets are not drawn."""
    legend = lines_legend((style, words(f"graph.{style}")) for style in ("solid", "dashed", "dotted"))
    return legend + (f'<p class="how">{esc(words(key, n=left, outlets=words.count("count.outlets", left + most)))}</p>' if left else "")


def _numbered(graph: Graph) -> Mapping[Hashable, int]:
    """A number for each box (`knot-N`) and each line (`way-N`)."""
    return {key: n for keys in (graph.nodes, graph.edges) for n, key in enumerate(keys, 1)}


def _told(index: Index) -> str:
    """Where the claims of a chosen box or line are listed, and the words of them all to choose from."""
    words = index.words
    items = "".join(
        f'<li data-n="{index.number[a.id]}"><a class="num c{(index.number[a.id] - 1) % COLOURS}" href="#claim-{index.number[a.id]}">{index.number[a.id]}</a> '
        f"{_wording(index, a)}</li>"
        for a in index.shared
    )
    return (
        f'<div class="went" hidden><p class="went-head"><strong></strong> <button type="button">{esc(words("dock.close"))}</button></p>'
        f'<p class="how">{esc(words("graph.went"))}</p><ul aria-live="polite"></ul></div><ul class="all-went" hidden>{items}</ul>'
    )


def _wording(index: Index, alignment: Alignment) -> str:
    span = index.claims_of(alignment.claims)[0].span
    shown = shortened(span, _ROOM)
    return words_of(shown.text + (" …" if shown != span else ""))


def _as_list(graph: Graph, words: Words, number: Mapping[Hashable, int]) -> str:
    """The drawing in words: each way with its claims, then each box with its claims."""
    ways = "".join(
        f'<li id="way-{number[key]}">{words("graph.edge", a=name(graph.nodes[e.a].label), b=name(graph.nodes[e.b].label))}'
        f' <span class="how">({esc(words("graph." + e.style))})</span> {_links(e.numbers)}</li>'
        for key, e in graph.edges.items()
    )
    knots = "".join(
        f'<li id="knot-{number[n.key]}">{name(n.label)} <span class="how">({esc(_kind_of(n, words))})</span> {_links(n.numbers)}</li>'
        for n in graph.nodes.values()
    )
    return (
        f'<details class="fold ways"><summary>{esc(words("graph.as_list", n=len(graph.edges)))}</summary>'
        f'<ul>{ways}</ul><h3>{esc(words("graph.knots"))}</h3><ul>{knots}</ul></details>'
    )


def _links(numbers: Sequence[int]) -> str:
    return " ".join(f'<a href="#claim-{n}">{n}</a>' for n in sorted(numbers))


def _kind_of(node: Node, words: Words) -> str:
    return words.get(f"kind.{node.kind}", node.kind)


def draw(graph: Graph, words: Words, measures: Measures, number: Mapping[Hashable, int] | None = None) -> str:
    """The graph as one `svg` element; `number` are the numbers of its boxes and lines in the list beside it, to which they lead."""
    columns = _columns(graph)
    lines = [(e.a, e.b, _bundle(e)) for e in graph.edges.values()]
    layout = lay_out([[n.key for n in c] for c in columns], lines, measures.row, _LINE)
    width = len(columns) * measures.node + (len(columns) - 1) * measures.gap + 8
    height = _HEAD + layout.height
    places = range(len(columns) - 1, -1, -1) if words.direction == "rtl" else range(len(columns))
    drawing = _Drawing(
        graph, words, measures, tuple(4.0 + place * (measures.node + measures.gap) for place in places),
        {n.key: at for at, column in enumerate(columns) for n in column}, layout.middle, number or {},
    )
    edges = _trunks(drawing) + "".join(_edge(drawing, key) for key in graph.edges)
    ordered = sorted(graph.nodes.values(), key=lambda n: (drawing.depth[n.key], layout.middle[n.key]))
    boxes = "".join(_box(drawing, n) for n in ordered)
    return (
        f'<svg class="chain" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" '
        f'direction="ltr" role="group" aria-label="{esc(words("graph.title"))}">{_heads(drawing)}{edges}{boxes}</svg>'
    )


def _columns(graph: Graph) -> list[list[Node]]:
    """Nodes by layer, in the order in which they were met; a layer without one is none."""
    columns: list[list[Node]] = [[] for _ in range(graph.depth + 1)]
    for node in graph.nodes.values():
        columns[node.depth].append(node)
    return [c for c in columns if c]


def _heads(drawing: _Drawing) -> str:
    out = []
    for at, left in enumerate(drawing.left):
        key = "outlets" if at == 0 else "origins" if at == len(drawing.left) - 1 else "through"
        x = left + drawing.measures.node / 2
        out.append(f'<text class="head" x="{x:.0f}" y="16" font-size="{drawing.measures.font - 1}">{esc(drawing.words("graph." + key))}</text>')
    return "".join(out)


def _edge(drawing: _Drawing, key: tuple[str, str, Style]) -> str:
    graph, words = drawing.graph, drawing.words
    edge = graph.edges[key]
    label = words("graph.edge", a=graph.nodes[edge.a].label, b=graph.nodes[edge.b].label)
    title = isolated(f'{label} ({words("graph." + edge.style)}, {words.count("count.tellings", len(edge.numbers))})')
    # What was said and what was inferred between the same two run side by side.
    beside = [e.style for e in graph.edges.values() if (e.a, e.b) == (edge.a, edge.b)]
    shift = 9 * (beside.index(edge.style) - (len(beside) - 1) / 2)
    low, high = drawing.depth[edge.a], drawing.depth[edge.b]
    start, end = drawing.middle[edge.a] + shift, drawing.middle[edge.b] + shift
    if high <= low:
        # Two who draw on each other: a line back over the layers between.
        path = _curve(_side(drawing, low, near=True), start + _HEAD, _side(drawing, high, near=False), end + _HEAD)
    else:
        path = _path(drawing, low, [start, drawing.middle[_bundle(edge), low + 1] if high > low + 1 else end])
    return _tie(drawing, "way", key, title, edge.style, edge.numbers, path)


def _bundle(edge: Edge) -> tuple[str, Style]:
    """Lines of one kind to one box run together where they pass other layers."""
    return edge.b, edge.style


def _trunks(drawing: _Drawing) -> str:
    """What the lines of a bundle have in common, drawn once, so that dashes stay dashes."""
    found: dict[tuple[tuple[str, Style], int], list[int]] = {}
    for edge in drawing.graph.edges.values():
        if drawing.depth[edge.b] > drawing.depth[edge.a] + 1:
            found.setdefault((_bundle(edge), drawing.depth[edge.a] + 1), []).extend(edge.numbers)
    out = ""
    for ((key, style), low), told in found.items():
        heights = [drawing.middle[(key, style), at] for at in range(low, drawing.depth[key])]
        numbers = sorted(set(told))
        path = _path(drawing, low, [*heights, drawing.middle[key]], across=True)
        node, words = drawing.graph.nodes[key], drawing.words
        title = isolated(f'{node.label} ({words("graph." + style)}, {words.count("count.tellings", len(numbers))})')
        out += _tie(drawing, "knot", key, title, style, numbers, path)
    return out


def _tie(drawing: _Drawing, place: str, key: Hashable, title: str, style: Style, numbers: Sequence[int], path: str) -> str:
    weight = 1.5 + min(4.0, 0.5 * len(numbers))
    inner = f'<title>{title}</title><path class="hit" d="{path}"/><path class="edge {style}" d="{path}" stroke-width="{weight:.1f}"/>'
    return _leading(drawing, "tie", (place, key), numbers, title, inner)


def _leading(drawing: _Drawing, kind: str, to: tuple[str, Hashable], numbers: Sequence[int], label: str, inner: str) -> str:
    """A link to the place in the list; without a list a group alone."""
    place, key = to
    if key not in drawing.number:
        return f'<g class="{kind}">{inner}</g>'
    told = " ".join(str(n) for n in sorted(numbers))
    return f'<a class="{kind}" href="#{place}-{drawing.number[key]}" data-al="{told}" aria-label="{label}">{inner}</a>'


def _path(drawing: _Drawing, low: int, heights: Sequence[float], across: bool = False) -> str:
    """From layer to layer, straight across those between; `across` also across the first."""
    out = f"M{_side(drawing, low, near=True):.0f} {heights[0] + _HEAD:.1f}" if across else ""
    for at, (a, b) in enumerate(pairwise(heights), low):
        curve = _curve(_side(drawing, at, near=False), a + _HEAD, _side(drawing, at + 1, near=True), b + _HEAD)
        out += curve.replace("M", "L") if out else curve
    return out


def _side(drawing: _Drawing, layer: int, near: bool) -> float:
    """Where the boxes of a layer end (x), on the side of the outlets (`near`) or of the origins."""
    return drawing.left[layer] + (drawing.measures.node if near == (drawing.words.direction == "rtl") else 0)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x2 - x1) / 2
    return f"M{x1:.0f} {y1:.1f}C{x1 + bend:.0f} {y1:.1f} {x2 - bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"


def _box(drawing: _Drawing, node: Node) -> str:
    words, measures = drawing.words, drawing.measures
    x, y = drawing.left[drawing.depth[node.key]], drawing.middle[node.key] + _HEAD
    middle = x + measures.node / 2
    lines = wrap(node.label, measures.letters, measures.lines)
    kind = "" if node.layer == "outlet" else _kind_of(node, words)
    count = words.count("count.tellings", len(node.numbers))
    below = f"{kind} · {count}" if kind and measures.name == "wide" else (kind or count)
    if kind == node.label or node.label.startswith(kind + " ("):
        below = count
    height = measures.box[min(len(lines), measures.lines) - 1]
    step = measures.font + (6 if len(lines) > 1 else 3)
    first = y - (len(lines) * step + 12) / 2 + measures.font - (1 if measures.lines > 1 else 3)
    texts = "".join(
        f'<text class="name" x="{middle:.1f}" y="{first + i * step:.1f}" font-size="{measures.font}">{isolated(line)}</text>'
        for i, line in enumerate(lines)
    )
    small = 12 if measures is WIDE else 10
    texts += (
        f'<text class="kind" x="{middle:.1f}" y="{first + len(lines) * step + 1:.1f}" '
        f'font-size="{small}">{esc(below)}</text>'
    )
    label = isolated(node.label) + esc(f" ({_kind_of(node, words)}, {count})")
    kind_of = f'node {node.layer}{" own" if node.kind == "unattributed" else ""}'
    return _leading(
        drawing, kind_of, ("knot", node.key), node.numbers, label,
        f'<title>{isolated(node.label)}</title>'
        f'<rect x="{x:.1f}" y="{y - height / 2:.1f}" width="{measures.node}" height="{height}" rx="5"/>{texts}',
    )


def wrap(text: str, letters: int, lines: int = 2) -> list[str]:
    """Break a label between words into at most `lines` lines; what does not fit ends in «…»."""
    out: list[str] = [""]
    for word in text.split():
        longer = f"{out[-1]} {word}".strip()
        if len(longer) <= letters or not out[-1]:
            out[-1] = longer
        else:
            out.append(word)
    kept = [line if len(line) <= letters else line[: letters - 1] + "…" for line in out[:lines]]
    if len(out) > lines:
        kept[-1] = kept[-1][: letters - 1].rstrip("…") + "…"
    return [line for line in kept if line] or ["…"]
