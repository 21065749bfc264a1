"""The chain of transmission as a graph: outlets, the sources between, origins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..model import Alignment, Attribution, Origin
from .index import Index

Style = Literal["solid", "dashed", "dotted"]
Layer = Literal["outlet", "source", "origin"]


@dataclass(slots=True)
class Node:
    """A box of the graph; `numbers` are the shared claims that pass through it."""

    key: str
    layer: Layer
    label: str
    kind: str
    depth: int = 0
    numbers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """From `a` (nearer the reader) to `b` (nearer the origin); `claims` are the ids of the claims that went this way."""

    a: str
    b: str
    style: Style
    numbers: list[int] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Graph:
    """Nodes and edges in the order in which they were met."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, Style], Edge] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """The layer of the origins (outlets stand in layer 0)."""
        return max((n.depth for n in self.nodes.values()), default=0)

    def put(self, key: str, layer: Layer, label: str, kind: str, number: int) -> str:
        """Add a node or one more claim to it."""
        node = self.nodes.setdefault(key, Node(key, layer, label, kind))
        if number not in node.numbers:
            node.numbers.append(number)
        return key

    def tie(self, a: str, b: str, style: Style, number: int, claim: str) -> None:
        """Add an edge or one more claim to it."""
        edge = self.edges.setdefault((a, b, style), Edge(a, b, style))
        if number not in edge.numbers:
            edge.numbers.append(number)
        if claim not in edge.claims:
            edge.claims.append(claim)


def build_graph(index: Index) -> Graph:
    """The graph of all claims that several articles tell."""
    graph = Graph()
    for article in index.articles:
        for alignment in index.shared:
            if any(c.span.article == article for c in index.claims_of(alignment.claims)):
                _outlet(graph, index, article, index.number[alignment.id])
    for alignment in index.shared:
        for origin in alignment.origins:
            _add(graph, index, alignment, origin)
    layered(graph)
    return graph


def _add(graph: Graph, index: Index, alignment: Alignment, origin: Origin) -> None:
    number = index.number[alignment.id]
    for claim in index.claims_of(origin.claims):
        end = graph.put(_key(index, origin), "origin", _label(index, origin), _kind(origin), number)
        chain = index.chain(claim.attribution)
        style = _style(index, origin, chain)
        at = _outlet(graph, index, claim.span.article, number)
        if style == "solid":
            for step in _between(index, origin, chain):
                label = index.source(step.source)
                after = graph.put(f"source:{label}", "source", label, step.source.kind, number)
                if after != at:
                    graph.tie(at, after, "solid", number, claim.id)
                    at = after
        graph.tie(at, end, style, number, claim.id)


def _outlet(graph: Graph, index: Index, article: str, number: int) -> str:
    """One box for an outlet, however many articles of it tell the story."""
    outlet = index.outlet(article)
    return graph.put(f"outlet:{outlet}", "outlet", outlet, "outlet", number)


def trimmed(graph: Graph, most: int) -> tuple[Graph, int]:
    """The graph with the `most` outlets that tell most claims, and how many outlets were left out."""
    outlets = [n for n in graph.nodes.values() if n.layer == "outlet"]
    if len(outlets) <= most:
        return graph, 0
    kept = {n.key for n in sorted(outlets, key=lambda n: -len(n.numbers))[:most]}
    edges: dict[tuple[str, str, Style], Edge] = {}
    for _ in range(graph.depth):
        edges = {key: e for key, e in graph.edges.items() if e.a in kept}
        kept |= {e.b for e in edges.values()}
    return Graph({key: n for key, n in graph.nodes.items() if key in kept}, edges), len(outlets) - most


def _label(index: Index, origin: Origin) -> str:
    if origin.how == "unattributed":
        return index.words.join(index.owners(origin)) or index.origin(origin)
    return index.origin(origin)


def _kind(origin: Origin) -> str:
    return "unattributed" if origin.how == "unattributed" or not origin.name else origin.kind


def _key(index: Index, origin: Origin) -> str:
    """One box for one origin, over all claims; what nobody names stays apart for each outlet."""
    if origin.how != "unattributed" and origin.name and origin.kind != "anonymous":
        return f"origin:{origin.name}"
    if origin.how == "shared text" and not origin.name:
        return f"origin:text:{'|'.join(sorted(index.owners(origin)))}"
    named = "" if origin.how == "unattributed" else origin.name
    return f"origin:{_kind(origin)}:{named}:{'|'.join(sorted(index.owners(origin)))}"


def _style(index: Index, origin: Origin, chain: list[Attribution]) -> Style:
    if origin.how == "unattributed":
        return "dotted"
    return "solid" if index.says_so(origin, chain) else "dashed"


def _between(index: Index, origin: Origin, chain: list[Attribution]) -> list[Attribution]:
    at = index.root(origin, chain)
    return chain[:at] if at is not None else chain[:-1]


def layered(graph: Graph) -> None:
    """Put each source as far from the outlets as its longest way is, all origins in the last layer; who closes a circle leads back."""
    behind: dict[str, list[str]] = {}
    for edge in graph.edges.values():
        if graph.nodes[edge.b].layer == "source":
            behind.setdefault(edge.a, []).append(edge.b)
    order: dict[str, None] = {}

    def visit(key: str, above: frozenset[str]) -> None:
        behind[key] = [b for b in behind.get(key, ()) if b not in above | {key}]
        for other in behind[key]:
            if other not in order:
                visit(other, above | {key})
        order[key] = None

    for node in graph.nodes.values():
        if node.layer == "outlet":
            visit(node.key, frozenset())
    for key in reversed(order):
        for other in behind[key]:
            graph.nodes[other].depth = max(graph.nodes[other].depth, graph.nodes[key].depth + 1)
    last = max((n.depth for n in graph.nodes.values()), default=0) + 1
    for node in graph.nodes.values():
        if node.layer == "origin":
            node.depth = last
