from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from tawatur.export.chain import Graph, build_graph, layered
from tawatur.export.graph import MOST_OUTLETS, NARROW, WIDE, chain_section, draw, wrap
from tawatur.export.index import build_index
from tawatur.export.words import load_words
from tawatur.model import Comparison


def woven(*ways: tuple[str, ...]) -> Graph:
    """A graph of ways from an outlet through others to an origin."""
    graph = Graph()
    for number, way in enumerate(ways, 1):
        for key in way:
            graph.put(key, "outlet" if key == way[0] else "origin" if key == way[-1] else "source", key, "agency", number)
        for one, other in pairwise(way):
            graph.tie(one, other, "solid", number, f"{one}{other}")
    layered(graph)
    return graph


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


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_lines_of_two_who_draw_on_each_other_end_at_their_boxes(lang: str) -> None:
    """As where an agency quotes a paper that quotes the agency."""
    svg = draw(woven(("o", "a", "b", "x"), ("p", "b", "a", "x")), load_words(lang), WIDE)
    boxes = {label: (float(x), float(y)) for label, x, y in re.findall(r'<title>.(\w).</title><rect x="(\S+)" y="(\S+)"', svg)}
    for one, other in ("ab", "ba"):
        title = load_words(lang)("graph.edge", a=one, b=other)
        path = re.search(rf'<title>.{title} [^<]*</title><path class="hit" d="M(\S+) (\S+?)C[^"]* (\S+) (\S+?)"/>', svg)
        assert path is not None
        for label, x, y in ((one, path[1], path[2]), (other, path[3], path[4])):
            left, top = boxes[label]
            assert min(abs(float(x) - left), abs(float(x) - left - WIDE.node)) < 1, (title, label)
            assert top <= float(y) <= top + WIDE.box[1]


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


@pytest.mark.parametrize(("outlets", "claims"), [(2, 3), (12, 20), (40, 60)])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_boxes_lie_apart_however_many_there_are(crowd: Callable[..., Comparison], outlets: int, claims: int, lang: str) -> None:
    html = chain_section(build_index(crowd(outlets, claims), load_words(lang)))
    for svg in re.findall(r"<svg class=\"chain\".*?</svg>", html, re.S):
        boxes = sorted(
            tuple(float(v) for v in m) for m in re.findall(r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', svg)
        )
        assert len(boxes) > outlets
        for (x, y, _, h), (a, b, _, _) in pairwise(boxes):
            assert x != a or y + h <= b


def test_each_box_and_line_leads_to_its_claims_in_words(comparison: Comparison) -> None:
    html = chain_section(build_index(comparison, load_words("en")))
    targets = set(re.findall(r'href="#((?:way|knot)-\d+)"', html))
    assert targets
    assert targets == set(re.findall(r'<li id="((?:way|knot)-\d+)"', html))
    assert set(re.findall(r'<li data-n="(\d+)"', html)) == {"1", "2", "3"}


def test_more_outlets_than_can_be_drawn_stand_in_the_list(crowd: Callable[..., Comparison]) -> None:
    index = build_index(crowd(45, 50), load_words("en"))
    html = chain_section(index)
    wide = html.split('<svg class="chain"', 2)[1]
    assert wide.count('class="node outlet"') == MOST_OUTLETS
    assert load_words("en")("graph.left", n=5, outlets="45 outlets") in html
    assert {f"{index.outlet(a)}" for a in index.articles} <= set(re.findall(r'id="knot-\d+"><bdi lang="ar">([^<]+)', html))
