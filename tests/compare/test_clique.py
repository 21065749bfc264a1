"""The largest set of pairwise friends, held against trying every set."""

from __future__ import annotations

import inspect
import random
import sys
from itertools import combinations

import pytest

from tawatur.compare.clique import largest_clique


def _friends(n: int, pairs: set[tuple[int, int]]) -> list[set[int]]:
    return [{j for j in range(n) if (min(i, j), max(i, j)) in pairs} for i in range(n)]


def _by_trying(friends: list[set[int]]) -> int:
    n = len(friends)
    return max(size for size in range(n + 1) for some in combinations(range(n), size) if all(b in friends[a] for a, b in combinations(some, 2)))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_size_is_that_of_trying_every_set(share: float) -> None:
    draw = random.Random(7)
    for n in range(9):
        friends = _friends(n, {pair for pair in combinations(range(n), 2) if draw.random() < share})
        assert largest_clique(friends) == _by_trying(friends)


def test_nobody_and_everybody() -> None:
    assert largest_clique([]) == 0
    assert largest_clique([set() for _ in range(60)]) == 1
    assert largest_clique([set(range(60)) - {i} for i in range(60)]) == 60
    # A set as large as Python's stack is deep would end in an error, were it a recursion.
    chosen = set(range(120))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        assert largest_clique([chosen - {i} for i in chosen]) == 120
    finally:
        sys.setrecursionlimit(limit)
    # Pairs of friends of all but each other: one of each.
    assert largest_clique([set(range(60)) - {i, i ^ 1} for i in range(60)]) == 30
