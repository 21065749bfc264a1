"""The chain of transmission, drawn: a layered layout as inline SVG.

The drawing runs from left to right in English and from right to left in Arabic. The `svg` itself is
always `direction: ltr`, so that a browser does not mirror the text anchors a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

from .chain import Graph, Node, build_graph
from .index import Index
from .markup import esc, has_arabic, name, section
from .words import Words

_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in SVG units (CSS pixels at natural size)."""

    name: str
    node: int
    gap: int
    row: int
    letters: int
    font: int


WIDE = Measures("wide", 236, 190, 80, 27, 15)
NARROW = Measures("narrow", 138, 56, 80, 17, 12)


def chain_section(index: Index) -> str:
    """The section with the drawing, its legend and the same as a list for those who can't see it."""
    words = index.words
    if len(index.articles) < 2:
        return ""
    graph = build_graph(index)
    if not graph.edges:
        return section("chain", words("section.chain"), f'<p class="none">{esc(words("graph.none"))}</p>')
    drawings = "".join(
        f'<div class="graph {m.name}" role="region" tabindex="0" aria-label="{esc(words("graph.title"))}">{draw(graph, words, m)}</div>'
        for m in (WIDE, NARROW)
    )
    legend = "".join(
        f'<li><svg class="key" viewBox="0 0 34 8" aria-hidden="true"><path class="edge {s}" d="M1 4H33"/></svg> {esc(words(f"graph.{s}"))}</li>'
        for s in ("solid", "dashed", "dotted")
    )
    return section(
        "chain", words("section.chain"),
        f'{drawings}<ul class="legend">{legend}</ul>{_as_list(graph, words)}', words("lead.chain"),
    )


def _as_list(graph: Graph, words: Words) -> str:
    items = "".join(
        f'<li>{words("graph.edge", a=name(graph.nodes[e.a].label), b=name(graph.nodes[e.b].label))}'
        f' ({esc(words("graph." + e.style))}, {esc(words.count("count.tellings", len(e.numbers)))})</li>'
        for e in graph.edges.values()
    )
    return f'<ul class="vh">{items}</ul>'


def draw(graph: Graph, words: Words, measures: Measures) -> str:
    """The graph as one `svg` element."""
    columns = _columns(graph)
    rows = max(len(c) for c in columns)
    head = 34
    width = len(columns) * measures.node + (len(columns) - 1) * measures.gap + 8
    height = head + rows * measures.row
    spots: dict[str, tuple[float, float]] = {}
    for depth, column in enumerate(columns):
        step = (height - head) / max(1, len(column))
        place = len(columns) - 1 - depth if words.direction == "rtl" else depth
        for i, node in enumerate(column):
            spots[node.key] = (4 + place * (measures.node + measures.gap), head + step * (i + 0.5))
    edges = "".join(_edge(graph, spots, measures, words, key) for key in graph.edges)
    boxes = "".join(_box(n, spots[n.key], measures, words) for c in columns for n in c)
    heads = _heads(columns, measures, words, spots)
    return (
        f'<svg class="chain" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" '
        f'direction="ltr" role="img" aria-label="{esc(words("graph.title"))}">{heads}{edges}{boxes}</svg>'
    )


def _columns(graph: Graph) -> list[list[Node]]:
    """Nodes by layer, each layer sorted by where its neighbours stand (two sweeps of barycentres)."""
    columns: list[list[Node]] = [[] for _ in range(graph.depth + 1)]
    for node in graph.nodes.values():
        columns[node.depth].append(node)
    columns = [c for c in columns if c]
    for sweep in (columns[1:], columns[-2::-1], columns[1:]):
        for column in sweep:
            spot = {n.key: i / max(1, len(c) - 1) for c in columns for i, n in enumerate(c)}
            near = {n.key: _near(graph, n.key, spot) for n in column}
            order = {n.key: i for i, n in enumerate(column)}
            column.sort(key=lambda n: (near[n.key], order[n.key]))
    return columns


def _near(graph: Graph, key: str, spot: dict[str, float]) -> float:
    around = [spot[e.b if e.a == key else e.a] for e in graph.edges.values() if key in (e.a, e.b)]
    return round(sum(around) / len(around), 6) if around else 0.5


def _heads(
    columns: list[list[Node]], measures: Measures, words: Words, spots: dict[str, tuple[float, float]]
) -> str:
    out = []
    for depth, column in enumerate(columns):
        key = "outlets" if depth == 0 else "origins" if depth == len(columns) - 1 else "through"
        x = spots[column[0].key][0] + measures.node / 2
        out.append(f'<text class="head" x="{x:.0f}" y="16" font-size="{measures.font - 1}">{esc(words("graph." + key))}</text>')
    return "".join(out)


def _edge(
    graph: Graph, spots: dict[str, tuple[float, float]], measures: Measures, words: Words,
    key: tuple[str, str, str],
) -> str:
    edge = next(e for k, e in graph.edges.items() if k == key)
    (ax, ay), (bx, by) = spots[edge.a], spots[edge.b]
    # What was said and what was inferred between the same two run side by side.
    beside = [e.style for e in graph.edges.values() if (e.a, e.b) == (edge.a, edge.b)]
    shift = 9 * (beside.index(edge.style) - (len(beside) - 1) / 2)
    ay, by = ay + shift, by + shift
    if ax < bx:
        x1, x2 = ax + measures.node, bx
    else:
        x1, x2 = ax, bx + measures.node
    bend = (x2 - x1) / 2
    weight = 1.5 + min(4.0, 0.5 * len(edge.numbers))
    label = words("graph.edge", a=graph.nodes[edge.a].label, b=graph.nodes[edge.b].label)
    title = f'{label} ({words("graph." + edge.style)}, {words.count("count.tellings", len(edge.numbers))})'
    path = f"M{x1:.1f} {ay:.1f}C{x1 + bend:.1f} {ay:.1f} {x2 - bend:.1f} {by:.1f} {x2:.1f} {by:.1f}"
    return (
        f'<path class="edge {edge.style}" data-al="{_numbers(edge.numbers)}" d="{path}" '
        f'stroke-width="{weight:.1f}"><title>{_isolated(title)}</title></path>'
    )


def _box(node: Node, spot: tuple[float, float], measures: Measures, words: Words) -> str:
    x, y = spot
    middle = x + measures.node / 2
    lines = wrap(node.label, measures.letters)
    kind = "" if node.layer == "outlet" else words.get(f"kind.{node.kind}", node.kind)
    count = words.count("count.tellings", len(node.numbers))
    below = f"{kind} · {count}" if kind and measures is WIDE else (kind or count)
    if kind == node.label or node.label.startswith(kind + " ("):
        below = count
    height = 52 if len(lines) == 1 else 70
    top = y - height / 2
    step = measures.font + 3
    first = y - (len(lines) * step + 12) / 2 + measures.font - 1
    texts = "".join(
        f'<text class="name" x="{middle:.1f}" y="{first + i * step:.1f}" font-size="{measures.font}">{_isolated(line)}</text>'
        for i, line in enumerate(lines)
    )
    small = measures.font - 3 if measures is WIDE else measures.font - 2
    texts += (
        f'<text class="kind" x="{middle:.1f}" y="{first + len(lines) * step + 1:.1f}" '
        f'font-size="{small}">{esc(below)}</text>'
    )
    return (
        f'<g class="node {node.layer}{" own" if node.kind == "unattributed" else ""}" data-al="{_numbers(node.numbers)}"><title>{_isolated(node.label)}</title>'
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{measures.node}" height="{height}" rx="5"/>{texts}</g>'
    )


def _numbers(numbers: list[int]) -> str:
    return " ".join(str(n) for n in sorted(numbers))


def _isolated(text: str) -> str:
    """A label isolated in its own direction, for an `svg` that runs from left to right."""
    return f"{_RLI if has_arabic(text) else _LRI}{esc(text)}{_PDI}"


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
