"""Ids of stories last, and what became of them can be followed."""

from __future__ import annotations

import pytest

from tawatur.stories.resolve import Founder, Resolved, resolve, story_id

AT = "2024-05-14T10:00:00Z"
FOUNDERS = {name: Founder(f"2024-05-{10 + i}", f"outlet {name}") for i, name in enumerate("abcdefgh")}
A, B = story_id("outlet a"), story_id("outlet b")


def resolved(groups: list[str], old: dict[str, str]) -> Resolved:
    return resolve(groups, old, FOUNDERS, AT)


def changes(result: Resolved) -> list[tuple[str, str, str | None, str]]:
    return [(e.story, e.change, e.other, "".join(e.articles)) for e in result.events]


def test_a_new_story_is_named_after_its_earliest_article() -> None:
    result = resolved(["cab"], {})
    assert result.stories == {A: ("a", "b", "c")}
    assert changes(result) == [(A, "created", None, "abc")]
    assert A.startswith("s")
    assert A != B


def test_a_story_that_grows_keeps_its_id_even_by_an_earlier_article() -> None:
    result = resolved(["abc"], {B: "bc"})
    assert result.stories == {B: ("a", "b", "c")}
    assert changes(result) == [(B, "grew", None, "a")]


def test_the_same_again_changes_nothing() -> None:
    result = resolved(["abc"], {A: "abc"})
    assert result.events == ()
    assert result.stories == {A: ("a", "b", "c")}


def test_of_two_that_merge_the_larger_keeps_its_id_and_the_other_can_be_followed() -> None:
    result = resolved(["abcde"], {A: "ab", B: "cde"})
    assert set(result.stories) == {B}
    assert result.followed == {A: B}
    assert changes(result) == [(B, "grew", None, "ab"), (A, "merged", B, "ab")]


def test_of_two_equal_ones_that_merge_one_is_always_taken() -> None:
    one, other = resolved(["abcd"], {A: "ab", B: "cd"}), resolved(["dcba"], {B: "dc", A: "ba"})
    assert one == other


def test_what_splits_off_gets_an_id_of_its_own_and_tells_where_it_comes_from() -> None:
    result = resolved(["a", "bcd"], {A: "abcd"})
    new = next(name for name in result.stories if name != A)
    # The first article's own name is still borne by the story it left.
    assert result.stories == {A: ("b", "c", "d"), new: ("a",)}
    assert changes(result) == sorted([(A, "shrank", None, "a"), (new, "split", A, "a")])


def test_a_split_into_halves_leaves_the_id_with_the_earlier_one() -> None:
    assert resolved(["cd", "ab"], {"s1": "abcd"}).stories["s1"] == ("a", "b")


def test_a_story_whose_articles_are_all_gone_is_gone() -> None:
    result = resolved([], {A: "ab"})
    assert result.followed == {A: None}
    assert changes(result) == [(A, "gone", None, "ab")]


def test_a_story_that_falls_to_two_others_is_followed_to_the_larger_part() -> None:
    result = resolved(["abcd", "efgh"], {"s1": "abc", "s2": "fgh", "s3": "de"})
    assert result.stories == {"s1": tuple("abcd"), "s2": tuple("efgh")}
    assert result.followed == {"s3": "s1"}


def test_an_id_that_another_living_story_bears_is_not_given_again() -> None:
    result = resolve(["a"], {}, FOUNDERS, AT, taken={A})
    assert A not in result.stories
    assert len(result.stories) == 1


def test_an_article_in_two_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="'a'"):
        resolved(["ab", "ac"], {})
