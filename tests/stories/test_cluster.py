"""Groups of articles: one bridge does not chain two events, ties and order change nothing."""

from __future__ import annotations

from itertools import combinations

import pytest

from tawatur.stories.cluster import JOIN, components, group


def clique(names: str, probability: float = 0.9) -> dict[tuple[str, str], float]:
    return dict.fromkeys(combinations(names, 2), probability)


def test_a_pair_joins_from_the_threshold_on() -> None:
    assert group("ab", {("a", "b"): JOIN}) == (("a", "b"),)
    assert group("ab", {("a", "b"): JOIN - 0.001}) == (("a",), ("b",))


def test_an_article_without_pairs_stands_alone() -> None:
    assert group("abc", {("c", "a"): 0.8}) == (("a", "c"), ("b",))


def test_one_bridge_does_not_chain_two_events() -> None:
    edges = clique("abc") | clique("xyz") | {("c", "x"): 0.85}
    assert group("abcxyz", edges) == (("a", "b", "c"), ("x", "y", "z"))


def test_a_round_up_between_two_events_goes_to_one_of_them_alone() -> None:
    edges = clique("abc") | clique("xyz") | {(n, "r"): 0.6 for n in "abc"} | {("r", n): 0.7 for n in "xyz"}
    assert group("abcrxyz", edges) == (("a", "b", "c"), ("r", "x", "y", "z"))


def test_a_missing_pair_counts_as_not_the_same() -> None:
    chain = {("a", "b"): 0.9, ("b", "c"): 0.8}
    assert group("abc", chain) == (("a", "b"), ("c",))
    assert group("abc", chain | {("a", "c"): 0.3}) == (("a", "b", "c"),)


def test_ties_fall_by_id_whatever_the_order_of_the_pairs() -> None:
    edges = {("a", "b"): 0.6, ("b", "c"): 0.6, ("c", "d"): 0.6}
    wanted = (("a", "b"), ("c", "d"))
    assert group("abcd", edges) == wanted
    assert group("dcba", dict(reversed(edges.items()))) == wanted
    assert group("abcd", {(b, a): p for (a, b), p in edges.items()}) == wanted


def test_weak_pairs_connect_nothing_but_count_inside_a_component() -> None:
    edges = {("a", "b"): 0.7, ("c", "d"): 0.7, ("b", "c"): 0.4}
    parts = components(sorted("abcd"), edges)
    assert [members for members, _ in parts] == [["a", "b"], ["c", "d"]]
    linked = components(sorted("abcd"), edges | {("a", "d"): 0.5})
    assert linked[0][1] == {(0, 1): 700, (2, 3): 700, (1, 2): 400, (0, 3): 500}


def test_a_pair_with_an_unknown_article_is_refused() -> None:
    with pytest.raises(ValueError, match="'z'"):
        group("ab", {("a", "z"): 0.9})


def test_a_giant_component_of_chained_events_is_taken_apart() -> None:
    """Two thousand articles in a row of events, each touching the next: no event swallows another."""
    edges = {}
    events = [[f"{event:03}-{i}" for i in range(10)] for event in range(200)]
    for event, after in zip(events, [*events[1:], []], strict=True):
        edges |= dict.fromkeys(combinations(event, 2), 0.8)
        if after:
            edges[event[-1], after[0]] = 0.9
    names = [name for event in events for name in event]
    assert len(components(sorted(names), edges)) == 1
    groups = group(names, edges)
    # The strong bridge may take its two ends out of their events, but never joins the events.
    assert max(map(len, groups)) <= 10
    assert len(groups) >= 200


def told(*, outlets: str) -> tuple[tuple[str, ...], ...]:
    """Two close groups of three articles, .6 alike, by the outlets of abc and xyz."""
    edges = clique("abc") | clique("xyz") | {(a, x): 0.6 for a in "abc" for x in "xyz"}
    return group("abcxyz", edges, dict(zip("abcxyz", outlets, strict=True)))


def test_outlets_that_have_an_article_in_each_group_keep_them_apart() -> None:
    assert told(outlets="123456") == (("a", "b", "c", "x", "y", "z"),)
    assert told(outlets="123123") == (("a", "b", "c"), ("x", "y", "z"))


def test_one_outlet_with_two_articles_parts_nothing() -> None:
    assert told(outlets="123145") == (("a", "b", "c", "x", "y", "z"),)
    assert group("ab", {("a", "b"): 0.6}, {"a": "1", "b": "1"}) == (("a", "b"),)


def test_unknown_outlets_part_nothing() -> None:
    edges = clique("abcxyz", 0.6)
    assert group("abcxyz", edges, dict.fromkeys("abcxyz")) == (("a", "b", "c", "x", "y", "z"),)
