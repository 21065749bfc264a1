"""GraphML: by a schema of its structure, and read back by networkx with the graph that the report draws."""

from __future__ import annotations

import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from lxml import etree

from tawatur.export.chain import build_graph
from tawatur.export.graphml import KEYS, NAMESPACE, render_graphml
from tawatur.export.index import build_index
from tawatur.export.parcel import Parcel
from tawatur.export.words import load_words

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "validators" / "graphml.xsd"))


def test_networkx_reads_the_graph_that_is_drawn(parcel: Parcel) -> None:
    read = nx.read_graphml(io.BytesIO(render_graphml(parcel)), force_multigraph=True)
    drawn = build_graph(build_index(parcel.comparison, load_words("en")))
    assert [d["label"] for _, d in read.nodes(data=True)] == [n.label for n in drawn.nodes.values()]
    assert read.is_directed()
    names = dict(zip(drawn.nodes, read.nodes, strict=True))
    assert sorted((a, b, d["claims"]) for a, b, d in read.edges(data=True)) == sorted(
        (names[e.a], names[e.b], " ".join(map(str, e.numbers))) for e in drawn.edges.values()
    )
    assert {d["how"] for *_, d in read.edges(data=True)} >= {"stated", "inferred"}


def test_it_holds_to_the_schema(any_parcel: Parcel) -> None:
    SCHEMA.assertValid(etree.fromstring(render_graphml(any_parcel)))


@pytest.mark.parametrize(("right", "wrong"), [
    (b'<edge id="e0"', b'<edge id="e1"'), (b'<node id="n0">', b'<node id="">'), (b'edgedefault="directed"', b'edgedefault="both"'),
    (b'<data key="n_label">', b'<data key="label">'), (b'<data key="n_label">', b'<data key="n_kind">'), (b' source="n0"', b' source="x"'),
])
def test_the_schema_can_say_no(parcel: Parcel, right: bytes, wrong: bytes) -> None:
    data = render_graphml(parcel)
    assert right in data
    assert not SCHEMA.validate(etree.fromstring(data.replace(right, wrong, 1)))


def test_it_is_well_formed_and_every_key_is_declared(any_parcel: Parcel) -> None:
    root = ET.fromstring(render_graphml(any_parcel))
    assert root.tag == f"{{{NAMESPACE}}}graphml"
    declared = {k.get("id"): k.get("for") for k in root.iter(f"{{{NAMESPACE}}}key")}
    assert declared == {id: domain for id, domain, *_ in KEYS}
    for kind in ("graph", "node", "edge"):
        for element in root.iter(f"{{{NAMESPACE}}}{kind}"):
            assert all(declared[str(d.get("key"))] == kind for d in element.findall(f"{{{NAMESPACE}}}data"))
    nodes = [n.get("id") for n in root.iter(f"{{{NAMESPACE}}}node")]
    edges = list(root.iter(f"{{{NAMESPACE}}}edge"))
    assert len(nodes) == len(set(nodes))
    assert all({e.get("source"), e.get("target")} <= set(nodes) for e in edges)
    assert len({e.get("id") for e in edges}) == len(edges)
    nx.read_graphml(io.BytesIO(render_graphml(any_parcel)), force_multigraph=True)


def test_what_is_declared_is_used_and_outlets_lead_to_their_articles(parcel: Parcel) -> None:
    data = render_graphml(parcel).decode()
    assert [id for id, *_ in KEYS if f'<data key="{id}"' not in data] == []
    read = nx.read_graphml(io.BytesIO(render_graphml(parcel)), force_multigraph=True)
    told = {d["label"]: d.get("articles") for _, d in read.nodes(data=True) if d["layer"] == "outlet"}
    assert told == {a.outlet.name or a.id: parcel.article(a.id) for a in parcel.comparison.articles}
    assert all("articles" not in d for _, d in read.nodes(data=True) if d["layer"] != "outlet")


def test_every_edge_has_its_words(parcel: Parcel) -> None:
    texts = {a.id: a.text for a in parcel.comparison.articles}
    read = nx.read_graphml(io.BytesIO(render_graphml(parcel)), force_multigraph=True)
    for *_, data in read.edges(data=True):
        shown = json.loads(data["evidence"])
        assert shown
        assert all(texts[e["article"]][e["start"]:e["end"]] == e["text"] for e in shown)


def test_what_was_left_out_is_told(parcel: Parcel) -> None:
    assert json.loads(nx.read_graphml(io.BytesIO(render_graphml(parcel)), force_multigraph=True).graph["notes"])
