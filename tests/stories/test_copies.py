"""Copies: nearly all of an article's wording stands in another outlet's earlier one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.stories.copies import containment, find_copies
from tawatur.stories.sketch import Sketch

Make = Callable[..., Sketch]
TEXT = range(1000, 1040)


def test_the_later_outlet_is_the_copy_of_the_earlier(sketch: Make) -> None:
    first = sketch("wire-1", "بيان", prints=TEXT, day="2024-05-13")
    later = sketch("paper-1", "بيان", prints=[*TEXT, 7, 8, 9], day="2024-05-14")
    assert find_copies([first, later], []) == {"paper-1": "wire-1"}
    assert find_copies([later], [first]) == {"paper-1": "wire-1"}
    # The one that came in late is the earlier one all the same.
    assert find_copies([first], [later]) == {"paper-1": "wire-1"}


def test_old_pairs_are_not_told_again(sketch: Make) -> None:
    pool = [sketch("wire-1", "بيان", prints=TEXT), sketch("paper-1", "بيان", prints=TEXT)]
    assert find_copies([sketch("site-1", "خبر", prints=range(50))], pool) == {}


def test_of_several_the_earliest_is_the_original(sketch: Make) -> None:
    three = [sketch(f"{o}-1", "بيان", prints=TEXT, day=d) for o, d in
             (("a", "2024-05-15"), ("b", "2024-05-13"), ("c", "2024-05-14"))]
    assert find_copies(three, []) == {"a-1": "b-1", "c-1": "b-1"}


def test_one_outlet_does_not_copy_itself(sketch: Make) -> None:
    assert find_copies([sketch("a-1", "بيان", prints=TEXT), sketch("a-2", "بيان", prints=TEXT)], []) == {}


def test_a_longer_article_that_holds_another_is_no_copy_but_a_cut_one_is(sketch: Make) -> None:
    short = sketch("a-1", "بيان", prints=TEXT, day="2024-05-13")
    longer = sketch("b-1", "بيان", prints=[*TEXT, *range(100, 160)], day="2024-05-14")
    assert find_copies([short, longer], []) == {}
    cut = sketch("c-1", "بيان", prints=TEXT, day="2024-05-15")
    assert find_copies([longer, cut], []) == {"c-1": "b-1"}


def test_a_few_words_tell_nothing(sketch: Make) -> None:
    assert find_copies([sketch("a-1", "بيان", prints=range(10)), sketch("b-1", "بيان", prints=range(10))], []) == {}


@pytest.mark.parametrize(("copy", "original", "share"), [
    ({1, 2, 3, 4}, {1, 2, 3, 4, 5}, 1.0),
    ({1, 2, 3, 4}, {1, 2, 9}, 0.5),
    # Beyond the largest fingerprint of the smaller sketch nothing is known.
    ({1, 2, 30, 40}, {1, 2, 3}, 1.0),
    (set(), {1}, 0.0),
    ({5}, {1}, 0.0),
])
def test_containment(copy: set[int], original: set[int], share: float) -> None:
    assert containment(frozenset(copy), frozenset(original)) == share
