from __future__ import annotations

import re

from tawatur.export.chain import build_graph
from tawatur.export.graph import NARROW, WIDE, draw, wrap
from tawatur.export.index import build_index
from tawatur.export.words import load_words
from tawatur.model import Comparison


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
