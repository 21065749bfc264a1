"""The field against all rows of tags written out."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from tawatur.heads.crf import Lattice, best_row

TAGS = np.array([[0.2, 1.5, -0.3], [0.9, 0.1, 1.1], [0.4, -0.2, 0.8], [1.0, 0.3, 0.2]])
MOVE = np.array([[0.1, 0.5, -9.0], [0.2, -0.4, 0.7], [0.3, 0.2, 0.6]])
START = np.array([0.3, 0.1, -9.0])


def weight(row: tuple[int, ...]) -> float:
    total = START[row[0]] + sum(TAGS[k, tag] for k, tag in enumerate(row))
    return float(total + sum(MOVE[a, b] for a, b in pairwise(row)))


ROWS = list(product(range(3), repeat=4))


def test_the_best_row_is_the_heaviest_of_all() -> None:
    assert tuple(best_row(TAGS, MOVE, START)) == max(ROWS, key=weight)
    assert best_row(TAGS[:0], MOVE, START) == []


@pytest.mark.parametrize(("i", "j"), [(0, 1), (0, 2), (1, 3), (2, 4), (0, 4), (3, 4)])
def test_a_span_is_as_likely_as_the_rows_that_hold_it(i: int, j: int) -> None:
    def holds(row: tuple[int, ...]) -> bool:
        return row[i] == 1 and all(row[k] == 2 for k in range(i + 1, j)) and (j == 4 or row[j] != 2)

    whole = sum(np.exp(weight(row)) for row in ROWS)
    wanted = sum(np.exp(weight(row)) for row in ROWS if holds(row)) / whole
    assert Lattice(TAGS, MOVE, START).span(i, j, 1, 2) == pytest.approx(wanted)
