"""Boxes of a layered drawing lie apart, in any size of story."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from tawatur.export.layout import lay_out


@pytest.mark.parametrize("count", [1, 2, 7, 40, 60])
def test_no_two_of_a_layer_lie_on_each_other(count: int) -> None:
    rng = random.Random(count)
    left, middle, right = ([f"{layer}{n}" for n in range(size)] for layer, size in (("a", count), ("b", count // 3), ("c", count)))
    edges = [(rng.choice(left), rng.choice(right), ("bundle", n % 5)) for n in range(3 * count)]
    edges += [(rng.choice(left), b, b) for b in middle]
    layers = [layer for layer in (left, middle, right) if layer]
    found = lay_out(layers, edges, 46, 16)
    passing = {p: 16.0 for p in found.middle if not isinstance(p, str)}
    for at, layer in enumerate(layers):
        here = [(found.middle[k], 46.0) for k in layer] + [(found.middle[p], s) for p, s in passing.items() if p[1] == at]  # type: ignore[index]
        for (y, a), (z, b) in pairwise(sorted(here)):
            assert z - y >= (a + b) / 2 - 0.05
        assert all(y - s / 2 >= -0.05 and y + s / 2 <= found.height + 0.05 for y, s in here)


def test_a_line_that_passes_a_layer_has_a_place_between_its_boxes() -> None:
    found = lay_out([["a"], ["b"], ["c"]], [("a", "c", "x"), ("a", "b", "y"), ("b", "c", "y")], 40, 10)
    assert abs(found.middle["x", 1] - found.middle["b"]) >= 25 - 0.05


def test_the_order_follows_the_neighbours() -> None:
    """Crossing lines are untangled: the second layer turns round."""
    found = lay_out([["a", "b"], ["c", "d"]], [("a", "d", 1), ("b", "c", 2)], 40, 10)
    assert (found.middle["a"] < found.middle["b"]) == (found.middle["d"] < found.middle["c"])


def test_nothing_to_lay_out() -> None:
    assert lay_out([], [], 40, 10).height == 0
