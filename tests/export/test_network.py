from __future__ import annotations

import re

import pytest

from tawatur.export.network import ARROWS, SIDE, Edge, Node, network_svg, strongest
from tawatur.export.words import load_words

EN = load_words("en")


def edge(a: str, b: str, said: int = 0, unsaid: int = 0, doubtful: int = 0) -> Edge:
    return Edge(a=a, b=b, said=said, unsaid=unsaid, doubtful=doubtful, href=f"/outlets/{a}#repeats")


def wide(html: str) -> str:
    return html.split("</svg>", 1)[0]


NODES = [Node(key="r", label="الرصيف", href="/outlets/r"), Node(key="m", label="المرسى", href="/outlets/m"), Node(key="w", label="وكالة السهل")]


def test_nothing_to_draw_gives_nothing() -> None:
    assert network_svg(NODES, [], EN).html == ""
    assert network_svg(NODES, [edge("r", "w")], EN).html == ""


def test_each_kind_of_debt_is_a_line_of_its_own_and_wider_where_there_is_more() -> None:
    drawing = wide(network_svg(NODES, [edge("r", "w", said=9, unsaid=3), edge("m", "w", doubtful=1)], EN).html)
    lines = re.findall(r'class="edge (\w+)" stroke-width="([\d.]+)"', drawing)
    assert [style for style, _ in lines] == ["solid", "dashed", "dotted"]
    assert float(lines[0][1]) > float(lines[1][1]) > float(lines[2][1])
    assert "الرصيف from وكالة السهل: 9 said, 3 not said, 0 in doubt" in drawing


def test_lines_and_boxes_lead_to_what_they_were_counted_from() -> None:
    drawing = wide(network_svg(NODES, [edge("r", "w", said=1)], EN).html)
    assert re.findall(r'<a href="([^"]+)"', drawing) == ["/outlets/r#repeats", "/outlets/r"]  # the agency has no page


def test_the_drawing_runs_with_the_language() -> None:
    def left(lang: str) -> float:
        return float(re.findall(r'data-side="a" data-key="r">.*?<rect x="([\d.]+)"', network_svg(NODES, [edge("r", "w", said=1)], load_words(lang)).html)[0])

    assert left("en") < 10 < left("ar")


def test_of_many_the_strongest_are_drawn_and_the_rest_is_counted() -> None:
    edges = [edge(f"a{i}", f"b{j}", said=1 + (i * 7 + j * 3) % 50) for i in range(40) for j in range(20)]
    shown = strongest(edges)
    drawn = network_svg([], edges, EN)
    assert (drawn.shown, drawn.all) == (len(shown), 800)
    assert len(shown) <= ARROWS
    assert len({e.a for e in shown}) <= SIDE
    assert min(e.weight for e in shown) >= 40
    boxes = [(float(x), float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', wide(drawn.html))]
    assert len(boxes) == len(set(boxes))


def test_the_number_at_a_box_is_that_of_all_its_arrows() -> None:
    edges = [edge("r", f"b{n}", said=100 - n) for n in range(SIDE + 3)]
    assert f"r: {sum(e.weight for e in edges):,} claims".replace(",", "") in wide(network_svg([], edges, EN).html)


def test_the_order_does_not_hang_on_the_order_of_the_input() -> None:
    edges = [edge("r", "w", said=3), edge("m", "w", said=2), edge("m", "r", unsaid=2)]
    assert network_svg(NODES, edges, EN) == network_svg(NODES[::-1], edges[::-1], EN)


def test_neighbours_stand_side_by_side() -> None:
    edges = [edge(f"a{i}", f"b{9 - i}", said=5) for i in range(10)]
    drawing = wide(network_svg([], edges, EN).html)
    heights = {k: float(y) for k, y in re.findall(r'data-key="(\w+)">.*?<rect x="[\d.]+" y="([\d.]+)"', drawing)}
    assert all(heights[f"a{i}"] == heights[f"b{9 - i}"] for i in range(10))  # no two lines cross


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hostile_names_are_escaped(lang: str) -> None:
    bad = '"><script>alert(1)</script>'
    html = network_svg([Node(key=bad, label=bad)], [edge(bad, bad, said=1)], load_words(lang)).html
    assert "<script" not in html
    assert "style=" not in html
