"""The chain of transmission as GraphML: the graph that the report draws, with what it was read from."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from ..model import Span
from .chain import Edge, Node, build_graph
from .index import Index, build_index
from .parcel import Parcel, all_evidence, as_json
from .words import load_words

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# XML 1.0 has no place for these, not even escaped.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOW = {"solid": "stated", "dashed": "inferred", "dotted": "unattributed"}
# id, what it is for, name, type, what it means
KEYS = (
    ("g_story", "graph", "story", "string", "address of the story"),
    ("g_title", "graph", "title", "string", "its headline"),
    ("g_notes", "graph", "notes", "string", "JSON: what could not be read or was left out"),
    ("n_label", "node", "label", "string", "name of the outlet, source or origin"),
    ("n_layer", "node", "layer", "string", "outlet, source or origin"),
    ("n_kind", "node", "kind", "string", "outlet, agency, person, official statement ..."),
    ("n_articles", "node", "articles", "string", "addresses of an outlet's articles, with spaces between"),
    ("n_depth", "node", "depth", "int", "how many steps from the outlets"),
    ("n_claims", "node", "claims", "string", "numbers of the shared claims that pass, with spaces between"),
    ("e_how", "edge", "how", "string", "stated, inferred from shared text, or unattributed"),
    ("e_claims", "edge", "claims", "string", "numbers of the shared claims that went this way, with spaces between"),
    ("e_evidence", "edge", "evidence", "string", "JSON: the words of the claims and, where the way is stated, of the cues"),
)


def render_graphml(parcel: Parcel) -> bytes:
    """GraphML in UTF-8; characters that XML can't hold become U+FFFD."""
    index = build_index(parcel.comparison, load_words(parcel.lang))
    graph = build_graph(index)
    root = ET.Element("graphml", {
        "xmlns": NAMESPACE, "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd",
    })
    for id, domain, name, kind, meaning in KEYS:
        declared = ET.SubElement(root, "key", {"id": id, "for": domain, "attr.name": name, "attr.type": kind})
        ET.SubElement(declared, "desc").text = meaning
    body = ET.SubElement(root, "graph", {"id": "chain", "edgedefault": "directed"})
    _data(body, "g_story", parcel.story())
    if parcel.headline is not None:
        _data(body, "g_title", parcel.headline.text)
    _data(body, "g_notes", as_json(parcel.notes).decode().strip())
    names = {key: f"n{i}" for i, key in enumerate(graph.nodes)}
    for key, node in graph.nodes.items():
        _node(body, names[key], node, parcel, index)
    for number, edge in enumerate(graph.edges.values()):
        _edge(body, f"e{number}", edge, names, index)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _node(body: ET.Element, id: str, node: Node, parcel: Parcel, index: Index) -> None:
    element = ET.SubElement(body, "node", {"id": id})
    _data(element, "n_label", node.label)
    _data(element, "n_layer", node.layer)
    _data(element, "n_kind", node.kind)
    if node.layer == "outlet":
        _data(element, "n_articles", " ".join(parcel.article(a) for a in index.articles if index.outlet(a) == node.label))
    _data(element, "n_depth", str(node.depth))
    _data(element, "n_claims", " ".join(map(str, node.numbers)))


def _edge(body: ET.Element, id: str, edge: Edge, names: dict[str, str], index: Index) -> None:
    element = ET.SubElement(body, "edge", {"id": id, "source": names[edge.a], "target": names[edge.b]})
    _data(element, "e_how", _HOW[edge.style])
    _data(element, "e_claims", " ".join(map(str, edge.numbers)))
    _data(element, "e_evidence", as_json(all_evidence(_shown(edge, index))).decode().strip())


def _shown(edge: Edge, index: Index) -> list[Span]:
    """The words of the claims that went this way and, where the way is stated, the cues that say so."""
    spans = []
    for claim in (index.claims[c] for c in edge.claims):
        cues = [step.cue for step in index.chain(claim.attribution)] if edge.style == "solid" else []
        spans += [claim.span, *cues]
    return spans


def _data(element: ET.Element, key: str, text: str) -> None:
    ET.SubElement(element, "data", {"key": key}).text = _NO_XML.sub("\ufffd", text)
