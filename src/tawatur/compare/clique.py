"""The largest set of things that are pairwise in a relation, without trying every set."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def largest_clique(friends: Sequence[AbstractSet[int]]) -> int:
    """How many of the numbers 0, 1, … are at most pairwise friends of each other; 0 for none.

    `friends[i]` are those of `i`, both ways round and without `i`. Branch and bound by a greedy colouring (Tomita
    and Seki 2003): numbers of one colour are no friends, so a set has at most one of each colour.
    """
    best = 0
    # How many are chosen, and who may join them; a list and no recursion, whose depth would be that of the set.
    stack = [_coloured(range(len(friends)), friends)]
    while stack:
        order, size = stack[-1], len(stack)
        if not order or size - 1 + order[-1][0] <= best:
            stack.pop()
            continue
        _, one = order.pop()
        best = max(best, size)
        stack.append(_coloured([other for _, other in order if other in friends[one]], friends))
    return best


def _coloured(left: Sequence[int], friends: Sequence[AbstractSet[int]]) -> list[tuple[int, int]]:
    """(colour from 1 on, number), by colour: each takes the first colour that none of its friends has."""
    classes: list[list[int]] = []
    for one in left:
        home = next((c for c in classes if friends[one].isdisjoint(c)), None)
        if home is None:
            classes.append([one])
        else:
            home.append(one)
    return [(number, one) for number, members in enumerate(classes, 1) for one in members]
