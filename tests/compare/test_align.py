"""Alignment: pairs, groups and folded statements."""

import pytest

from tawatur.compare.align import SAME_TOLL, align, shared_words, slots
from tawatur.compare.facts import Facts
from tawatur.stories.reuse import Passage


def test_best_pair_wins_and_a_claim_is_taken_once(workshop):
    s = workshop.said
    one = workshop.build("a", "أ", s("افتتح الجسر صباحا"))
    other = workshop.build("b", "ب", s("دشن الجسر"), s("أغلق المطار"))
    groups = align([one, other], {("a/c1", "b/c1"): 0.8, ("a/c1", "b/c2"): 0.6}, {}, {})
    assert [[c.id for c in g.claims] for g in groups] == [["a/c1", "b/c1"]]


def test_a_claim_that_sums_up_two_sentences_joins_both(workshop):
    s = workshop.said
    one = workshop.build("a", "أ", s("افتتح الجسر وأغلق المطار"))
    other = workshop.build("b", "ب", s("دشن الجسر"), s("أغلق المطار"))
    groups = align([one, other], {("a/c1", "b/c1"): 0.8, ("a/c1", "b/c2"): 0.75}, {}, {})
    assert {c.id for g in groups for c in g.claims} == {"a/c1", "b/c1", "b/c2"}


def test_unlike_claims_stay_apart(workshop):
    s = workshop.said
    one = workshop.build("a", "أ", s("افتتح الجسر"))
    other = workshop.build("b", "ب", s("ارتفعت الأسعار"))
    assert align([one, other], {("a/c1", "b/c1"): 0.3}, {}, {}) == ()


def test_titles_are_not_compared_again(workshop):
    s = workshop.said
    one = workshop.build("a", "أ", s("افتتح الجسر", slots={"part": "title"}))
    other = workshop.build("b", "ب", s("دشن الجسر"))
    assert align([one, other], {("a/c1", "b/c1"): 0.9}, {}, {}) == ()


def test_shared_words_is_a_share_of_the_shorter_claim():
    passages = [Passage(0, 10, 100, 110, 1.0)]
    assert shared_words((0, 20), (100, 140), passages) == 0.5
    assert shared_words((0, 20), (200, 240), passages) == 0.0


def test_three_accounts_make_one_group(workshop):
    s = workshop.said
    accounts = [workshop.build(i, i, s("افتتح الجسر")) for i in ("a", "b", "c")]
    alike = {("a/c1", "b/c1"): 0.8, ("a/c1", "c/c1"): 0.7, ("b/c1", "c/c1"): 0.75}
    (group,) = align(accounts, alike, {}, {})
    assert group.articles == ("a", "b", "c")


def toll(kind: str, day: str | None, workshop) -> Facts:
    """A claim that counts victims of one kind and has no other slot."""
    none = frozenset()
    claim = workshop.build("a", "أ", workshop.said("سقط ضحايا")).claims[0]
    return Facts(claim=claim, core=(0, 1), words=none, entities=none, actors=none, dates=(), lengths=none, counts=none,
                 verb=None, events=(), tolls=frozenset({(kind, day)}))


@pytest.mark.parametrize(("one", "other", "adds"), [
    (("killed", "2024-05-16"), ("killed", "2024-05-16TMO"), SAME_TOLL),
    (("killed", "2024-05-16"), ("killed", None), SAME_TOLL),
    (("killed", "2024-05-16"), ("killed", "2024-05-17"), 0),
    (("killed", "2024-05-16"), ("killed", "2024-05"), 0),
    (("killed", None), ("killed", "2024"), 0),
    (("killed", None), ("wounded", None), 0),
])
def test_two_figures_of_the_dead_of_one_day_can_tell_one_fact(one, other, adds, workshop):
    assert slots(toll(*one, workshop), toll(*other, workshop), {}) == adds
