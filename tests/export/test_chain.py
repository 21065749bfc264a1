"""The chain of transmission as a graph: outlets, the sources between, origins."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from msgspec.structs import replace

from tawatur.export.chain import Graph, build_graph, layered
from tawatur.export.index import build_index
from tawatur.export.words import load_words
from tawatur.model import Attribution, Comparison, Source


def test_edges_tell_what_was_said_what_was_inferred_and_what_has_no_source(comparison: Comparison) -> None:
    graph = build_graph(build_index(comparison, load_words("en")))
    named = {(graph.nodes[e.a].label, graph.nodes[e.b].label, e.style) for e in graph.edges.values()}
    assert ("البوصلة", "نبض المرفأ", "solid") in named
    assert ("المدار", "نبض المرفأ", "dashed") in named
    assert ("البوصلة", "مكتب لارس برغ", "solid") in named
    assert ("المدار", "دبلوماسيان", "solid") in named
    assert ("c", "c", "dotted") in named
    assert len(named) == 7


def test_a_source_between_gets_a_layer_of_its_own(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    agency = Attribution(
        id="a/a9", article="a", source=Source(kind="agency", name="وكالة الميناء"),
        cue=base.attributions[0].cue, content=base.attributions[0].content,
    )
    nested = replace(base.attributions[0], parent="a/a9")
    chained = replace(base, attributions=(agency, nested, *base.attributions[1:]))
    graph = build_graph(build_index(chained, load_words("en")))
    depth = {n.label: n.depth for n in graph.nodes.values() if n.layer != "outlet"}
    assert depth["وكالة الميناء"] == 1
    assert depth["نبض المرفأ"] == 2
    named = {(graph.nodes[e.a].label, graph.nodes[e.b].label) for e in graph.edges.values()}
    assert ("البوصلة", "وكالة الميناء") in named
    assert ("وكالة الميناء", "نبض المرفأ") in named


def test_a_circle_of_attributions_ends(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first, second, third = base.attributions
    circle = replace(base, attributions=(replace(first, parent="a/a2"), replace(second, parent="a/a1"), third))
    assert build_graph(build_index(circle, load_words("en"))).edges


def test_words_printed_alike_under_another_name_are_inferred(make_sample: Callable[[], Comparison]) -> None:
    """An account that names somebody else does not say that it has it from the origin."""
    base = make_sample()
    other = Attribution(
        id="b/a9", article="b", source=Source(kind="person", name="شاهد"),
        cue=base.attributions[2].cue, content=base.attributions[2].content,
    )
    claims = tuple(replace(c, attribution="b/a9") if c.id == "b/c2" else c for c in base.claims)
    index = build_index(replace(base, claims=claims, attributions=(*base.attributions, other)), load_words("en"))
    graph = build_graph(index)
    styles = {(graph.nodes[e.a].label, graph.nodes[e.b].label): e.style for e in graph.edges.values()}
    assert styles["المدار", "نبض المرفأ"] == "dashed"
    shared = index.shared[1].origins[0]
    assert [(w.outlet, w.how) for w in index.ways(shared)] == [("البوصلة", "stated"), ("المدار", "shared text")]


def test_a_box_and_an_edge_are_made_once_and_count_their_claims() -> None:
    graph = Graph()
    for number in (1, 2, 1):
        graph.put("article:a", "outlet", "ضفاف", "outlet", number)
        graph.put("origin:x", "origin", "سلمى", "person", number)
        graph.tie("article:a", "origin:x", "solid", number, f"x/c{number}")
    graph.tie("article:a", "origin:x", "dashed", 3, "x/c3")
    assert graph.nodes["article:a"].numbers == [1, 2]
    assert [(e.style, e.numbers, e.claims) for e in graph.edges.values()] == [
        ("solid", [1, 2], ["x/c1", "x/c2"]), ("dashed", [3], ["x/c3"]),
    ]


def test_one_origin_of_two_claims_is_one_box_and_unnamed_ones_stay_apart(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    second, third = base.alignments[1], base.alignments[2]
    again = replace(third, origins=(replace(third.origins[0], name="نبض المرفأ", kind="outlet"), third.origins[1]))
    graph = build_graph(build_index(replace(base, alignments=(base.alignments[0], second, again)), load_words("en")))
    assert graph.nodes["origin:نبض المرفأ"].numbers == [2, 3]
    unnamed = [n.key for n in graph.nodes.values() if n.kind == "unattributed"]
    assert len(unnamed) == 3


def test_origins_share_the_last_layer(comparison: Comparison) -> None:
    graph = build_graph(build_index(comparison, load_words("en")))
    assert {n.depth for n in graph.nodes.values() if n.layer == "origin"} == {graph.depth}
    assert {n.depth for n in graph.nodes.values() if n.layer == "outlet"} == {0}


def test_each_layer_leads_to_a_later_one_however_many_there_are() -> None:
    graph = Graph()
    ways = (("o", *"abcdefg", "x"), ("p", "g", "c", "x"), ("p", "q", "x"))
    for way in ways:
        for key in way:
            graph.put(key, "outlet" if key in "op" else "origin" if key == "x" else "source", key, "agency", 1)
        for one, other in pairwise(way):
            graph.tie(one, other, "solid", 1, "c")
    layered(graph)
    depth = {n.key: n.depth for n in graph.nodes.values()}
    assert [depth[k] for k in ("o", "p", *"abcdefg", "q", "x")] == [0, 0, 1, 2, 3, 4, 5, 6, 7, 1, 8]
    # Only the line that closes the circle leads back.
    assert [(a, b) for a, b, _ in graph.edges if depth[a] >= depth[b]] == [("g", "c")]
