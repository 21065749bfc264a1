"""PROV-O: parsed as RDF, held against shapes of the Recommendation's domains and ranges, read by another program, without circles."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from msgspec.structs import replace
from prov.model import ProvActivity, ProvAgent, ProvDerivation, ProvDocument, ProvEntity
from pyshacl import validate
from rdflib import DCTERMS, PROV, RDF, Graph, Literal, Namespace, URIRef

from tawatur.export.parcel import Parcel
from tawatur.export.prov import render_prov

from .making import make_parcel, spans_of

TW = Namespace("urn:tawatur:terms:")
SHAPES = Graph().parse(Path(__file__).parents[1] / "validators" / "prov.ttl")


def parsed(parcel: Parcel) -> Graph:
    return Graph().parse(data=render_prov(parcel), format="json-ld")


def test_it_holds_to_the_shapes_of_prov_o(any_parcel: Parcel) -> None:
    graph = parsed(any_parcel)
    assert len(graph) > 5
    conforms, _, text = validate(graph, shacl_graph=SHAPES, ont_graph=SHAPES, inference="rdfs")
    assert conforms, text


def test_every_term_that_is_called_prov_is_one(any_parcel: Parcel) -> None:
    """Each by the vocabularies as rdflib holds them, which W3C and DCMI wrote."""
    terms = {term for triple in parsed(any_parcel) for term in triple if isinstance(term, URIRef)}
    for vocabulary in (PROV, DCTERMS):
        assert not [t for t in terms if t.startswith(str(vocabulary)) and t not in vocabulary]
    assert PROV.used in terms or not any_parcel.comparison.articles
    assert URIRef(f"{PROV}wasToldBy") not in PROV


def test_another_program_reads_the_same_derivations(any_parcel: Parcel) -> None:
    """The package prov, which knows nothing of ours; `unified` holds the file against the uniqueness constraints of PROV."""
    data = render_prov(any_parcel)
    read = ProvDocument.deserialize(content=data, format="rdf", rdf_format="json-ld").unified()
    written = {
        (node["id"], source) for node in json.loads(data)["@graph"] for link in ("wasDerivedFrom", "hadPrimarySource")
        for source in ([node[link]] if isinstance(node.get(link), str) else node.get(link, []))
    }
    assert {(d.args[0].uri, d.args[1].uri) for d in read.get_records(ProvDerivation)} == written
    # It takes a quotation for an attribute of the one that quotes.
    quoted = {(r.identifier.uri, s.uri) for r in read.get_records(ProvEntity) for s in r.get_attribute("prov:wasQuotedFrom")}
    assert quoted == {(n["id"], n["wasQuotedFrom"]) for n in json.loads(data)["@graph"] if "wasQuotedFrom" in n}
    kinds = {"prov:Entity": ProvEntity, "prov:Agent": ProvAgent, "prov:Activity": ProvActivity}
    for name, kind in kinds.items():
        told = {n["id"] for n in json.loads(data)["@graph"] if name in n["type"]}
        assert {r.identifier.uri for r in read.get_records(kind)} == told


@pytest.mark.parametrize("broken", ["wasAttributedTo", "wasGeneratedBy", "wasQuotedFrom", "hadPrimarySource", "evidence"])
def test_the_shapes_can_say_no(parcel: Parcel, broken: str) -> None:
    data = json.loads(render_prov(parcel))
    for node in data["@graph"]:
        if broken in node:
            node[broken] = data["@graph"][1]["id"] if broken != "wasAttributedTo" else data["@graph"][0]["id"]
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    assert not validate(graph, shacl_graph=SHAPES, ont_graph=SHAPES)[0]


def test_nothing_is_derived_from_itself_by_any_way(any_parcel: Parcel) -> None:
    graph = parsed(any_parcel)
    ways = nx.DiGraph()
    for link in (PROV.wasDerivedFrom, PROV.hadPrimarySource, PROV.wasQuotedFrom):
        ways.add_edges_from(graph.subject_objects(link))
    assert nx.is_directed_acyclic_graph(ways)


def test_what_no_prefix_stands_for_is_no_term(parcel: Parcel) -> None:
    """A key that the context does not know would be dropped by every reader in silence."""
    data = json.loads(render_prov(parcel))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert {k for k in keys(data["@graph"]) if ":" not in k} <= set(data["@context"])


def test_said_and_inferred_are_told_apart(parcel: Parcel) -> None:
    graph = parsed(parcel)
    stated = set(graph.objects(None, PROV.qualifiedPrimarySource))
    inferred = {n for n in graph.objects(None, PROV.qualifiedDerivation) if (n, TW.how, Literal("shared text")) in graph}
    assert stated
    assert inferred
    assert all((n, TW.inferred, Literal(True)) in graph for n in inferred)
    assert all((n, TW.inferred, Literal(False)) in graph for n in stated)


def test_a_claim_leads_through_who_passed_it_on_to_who_said_it(parcel: Parcel) -> None:
    first, second, *rest = parcel.comparison.attributions
    both = (first, replace(first, id=f"{first.article}/a99", parent=first.id, source=second.source), *rest)
    graph = parsed(make_parcel(replace(parcel.comparison, attributions=both)))
    outer, said = URIRef(parcel.record(first.id)), URIRef(parcel.record(f"{first.article}/a99"))
    assert (outer, PROV.wasDerivedFrom, said) in graph
    agent = next(graph.objects(said, PROV.wasAttributedTo))
    assert (agent, RDF.type, PROV.Agent) in graph


def test_every_stretch_of_chains_and_claims_is_there(parcel: Parcel) -> None:
    graph, comparison = parsed(parcel), parcel.comparison
    told = {str(s) for s in graph.subjects(RDF.type, TW.Passage)}
    kept = (comparison.claims, comparison.alignments, comparison.reuse)
    wanted = {parcel.passage(s) for part in kept for s in spans_of(part)} - {
        parcel.passage(q.span) for c in comparison.claims for q in c.numbers
    }
    assert wanted <= told


def test_an_outlet_that_is_not_known_has_no_name(parcel: Parcel) -> None:
    nodes = {n["id"]: n for n in json.loads(render_prov(parcel))["@graph"]}
    for record in parcel.comparison.articles:
        assert nodes[nodes[parcel.article(record.id)]["wasAttributedTo"]].get("label") == record.outlet.name


def test_passages_are_where_they_say(parcel: Parcel) -> None:
    texts = {parcel.article(a.id): a.text for a in parcel.comparison.articles}
    passages = [n for n in json.loads(render_prov(parcel))["@graph"] if "tw:Passage" in n["type"]]
    assert passages
    assert all(texts[n["partOf"]][n["tw:start"]:n["tw:end"]] == n["tw:text"] for n in passages)


def test_no_node_twice_and_the_same_bytes(parcel: Parcel) -> None:
    ids = [n["id"] for n in json.loads(render_prov(parcel))["@graph"]]
    assert len(ids) == len(set(ids))
    assert render_prov(parcel) == render_prov(make_parcel(parcel.comparison))


def test_a_reader_and_when_he_took_it_back(parcel: Parcel) -> None:
    graph = parsed(parcel)
    marked = next(graph.subjects(RDF.type, TW.Correction))
    assert str(next(graph.objects(marked, PROV.generatedAtTime))) == "2026-03-04T05:06:07+00:00"
    assert list(graph.objects(marked, PROV.invalidatedAtTime))


def test_ids_begin_with_the_servers_address_where_one_is_named(parcel: Parcel) -> None:
    data = json.loads(render_prov(replaced(parcel)))
    assert all(n["id"].startswith("https://news.example/t/") for n in data["@graph"])


def replaced(parcel: Parcel) -> Parcel:
    return make_parcel(replace(parcel.comparison), base="https://news.example/t/")
