"""Stories out of judged pairs: average-link agglomeration on a sparse graph.

A pair that nobody judged counts as not the same event, so that one article which touches two events
(a round-up, a reaction to both) does not chain them: two groups join only while *all* pairs between
them are, in the mean, more alike than not. Method: UPGMA (Sokal and Michener 1958) with a heap,
on connected components.

The result is a function of the articles and their probabilities: sums are kept as whole
thousandths, ties fall by id, and a group never reaches beyond a connected component of the pairs
that are at least as strong as the mean that a join wants. So components may be grouped one by one.

An outlet seldom writes two articles on one event: where several outlets have an article in each of two
groups, they told them apart, and the mean must be higher for the two to join. That parts the
condemnations of one deed by two bodies and two sessions of one market, which are told in one form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

# Two groups join while the mean over all pairs between them comes to this.
JOIN = 0.45
# So much more where every outlet of the smaller group has articles in both, and from how many such outlets on.
_TOLD_APART, _OUTLETS = 0.3, 2
# A pair less probable than this counts like one that nobody judged.
KEEP = 0.1
_MILLI = 1000

Pair = tuple[str, str]


def group(
    ids: Iterable[str],
    edges: Mapping[Pair, float],
    outlets: Mapping[str, str | None] | None = None,
    join: float = JOIN,
) -> tuple[tuple[str, ...], ...]:
    """Groups of articles that tell one event; each sorted, in the order of their first ids.

    `edges` maps pairs of ids (in either order, each pair once) to the probability 0..1 that both
    tell one event; pairs that are missing count as 0. An id without edges is a group of its own.
    `outlets` names the outlet of each article, where it is known.
    Raises ValueError for a pair with an id that is not among `ids`.
    """
    names = sorted(set(ids))
    found: list[tuple[str, ...]] = []
    known = outlets or {}
    for members, weights in components(names, edges, join):
        if len(members) > 1:
            found += _agglomerate(members, weights, [known.get(m) for m in members], join)
        else:
            found.append(tuple(members))
    return tuple(sorted(found))


def components(
    names: Sequence[str], edges: Mapping[Pair, float], join: float = JOIN
) -> list[tuple[list[str], dict[tuple[int, int], int]]]:
    """Sorted members of each connected component of the pairs that come to `join`, and all weights inside.

    Weights are thousandths by positions (lower, higher) in the members. Weaker pairs connect
    nothing (a mean reaches `join` only where one pair does) but count inside a component.
    """
    known = set(names)
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for (a, b), probability in edges.items():
        if a not in known or b not in known:
            raise ValueError(f"an edge names {a!r} and {b!r}, which are not both among the ids")
        if round(probability * _MILLI) >= join * _MILLI:
            # The smaller name stays the root: the same forest whatever the order of the pairs.
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    members: dict[str, list[str]] = {}
    for name in sorted(names):
        members.setdefault(root(name), []).append(name)
    place = {name: i for group in members.values() for i, name in enumerate(group)}
    inside: dict[str, dict[tuple[int, int], int]] = {top: {} for top in members}
    for (a, b), probability in edges.items():
        top = root(a)
        if a != b and top == root(b):
            i, j = sorted((place[a], place[b]))
            inside[top][i, j] = round(probability * _MILLI)
    return [(members[top], inside[top]) for top in sorted(members)]


def _agglomerate(
    members: Sequence[str], weights: Mapping[tuple[int, int], int], outlets: Sequence[str | None], join: float
) -> list[tuple[str, ...]]:
    """Join the two groups that are most alike until none are alike enough."""
    groups: dict[int, list[int]] = {i: [i] for i in range(len(members))}
    tellers: dict[int, frozenset[str]] = {i: frozenset({o} if o else ()) for i, o in enumerate(outlets)}
    sums: dict[int, dict[int, int]] = {i: {} for i in groups}
    for (i, j), weight in weights.items():
        sums[i][j] = sums[j][i] = weight
    least = join * _MILLI
    heap = [(-float(w), i, j, 1, 1) for (i, j), w in weights.items() if w >= least]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        # Groups only grow, so a changed size tells an entry that is out of date.
        if len(groups.get(a, ())) != size_a or len(groups.get(b, ())) != size_b:
            continue
        _merge(groups, sums, a, b)
        tellers[a] |= tellers.pop(b)
        for c, total in sums[a].items():
            mean = total / (len(groups[a]) * len(groups[c])) - _told_apart(tellers[a], tellers[c])
            if mean >= least:
                low, high = sorted((a, c))
                heappush(heap, (-mean, low, high, len(groups[low]), len(groups[high])))
    return [tuple(members[i] for i in sorted(group)) for group in groups.values()]


def _told_apart(one: frozenset[str], other: frozenset[str]) -> float:
    """What to take off the mean, in thousandths, for outlets that have articles in both groups."""
    both = len(one & other)
    return _TOLD_APART * _MILLI * both / min(len(one), len(other)) if both >= _OUTLETS else 0.0


def _merge(groups: dict[int, list[int]], sums: dict[int, dict[int, int]], a: int, b: int) -> None:
    """Put group b (the one with the later first article) into a."""
    groups[a] += groups.pop(b)
    for c, total in sums.pop(b).items():
        del sums[c][b]
        if c != a:
            sums[a][c] = sums[c][a] = sums[a].get(c, 0) + total
