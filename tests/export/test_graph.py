from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from tawatur.export.chain import build_graph
from tawatur.export.graph import NARROW, WIDE, draw, wrap
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


def test_boxes_do_not_overlap_and_stay_inside(comparison: Comparison) -> None:
    graph = build_graph(build_index(comparison, load_words("ar")))
    for measures in (WIDE, NARROW):
        svg = draw(graph, load_words("ar"), measures)
        width, height = (float(x) for x in re.findall(r'viewBox="0 0 (\S+) (\S+)"', svg)[0])
        boxes = [
            tuple(float(v) for v in m)
            for m in re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', svg)
        ]
        assert len(boxes) == len(graph.nodes)
        for i, (x, y, w, h) in enumerate(boxes):
            assert x >= 0
            assert y >= 20
            assert x + w <= width
            assert y + h <= height
            for a, b, c, d in boxes[i + 1:]:
                assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


def test_the_drawing_runs_with_the_language(comparison: Comparison) -> None:
    def first_outlet(lang: str) -> float:
        svg = draw(build_graph(build_index(comparison, load_words(lang))), load_words(lang), WIDE)
        return float(re.findall(r'class="node outlet".*?<rect x="(\S+)"', svg)[0])

    assert first_outlet("en") < 10 < first_outlet("ar")


def test_labels_break_between_words() -> None:
    assert wrap("وزارة النقل", 20) == ["وزارة النقل"]
    assert wrap("المتحدث باسم وزارة النقل والأشغال العامة والإسكان", 18)[-1].endswith("…")
    assert all(len(line) <= 18 for line in wrap("المتحدث باسم وزارة النقل والأشغال العامة", 18))
    assert wrap("ن" * 60, 10) == ["ن" * 9 + "…"]
    assert wrap("", 10) == ["…"]


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
