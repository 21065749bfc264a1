"""Alignment: pairs, groups and folded statements."""


import msgspec
import pytest

from tawatur.compare.align import Pair, align, shared_words, surely_one_fact
from tawatur.model import Quantity, Span
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


def pairwise(scores: dict[str, float]) -> dict[tuple[str, str], float]:
    """`{"a1 b1": .8}` as similarities of the first claims' ids."""
    return {(f"{x[0]}/c{x[1:]}", f"{y[0]}/c{y[1:]}"): v for key, v in scores.items() for x, y in [key.split()]}


def ids(groups) -> list[set[str]]:
    return [{c.id for c in g.claims} for g in groups]


def test_a_claim_that_fits_one_member_but_not_the_group_stays_out_of_it(workshop):
    s = workshop.said
    accounts = [workshop.build(i, i, s("افتتح الجسر")) for i in ("a", "b", "c")]
    accounts.append(workshop.build("d", "d", s("أغلق المطار")))
    alike = pairwise({"a1 b1": 0.9, "a1 c1": 0.9, "b1 c1": 0.9, "a1 d1": 0.6, "b1 d1": 0.1, "c1 d1": 0.1})
    # What it fits it is still shown with: the pair is all that it has.
    assert ids(align(accounts, alike, {}, {})) == [{"a/c1", "b/c1", "c/c1"}, {"a/c1", "d/c1"}]


def test_two_strong_groups_are_not_chained_by_one_pair(workshop):
    s = workshop.said
    accounts = [workshop.build(i, i, s("افتتح الجسر")) for i in ("a", "b", "c", "d")]
    alike = pairwise({"a1 b1": 1.0, "c1 d1": 1.0, "b1 c1": 0.6, "a1 c1": 0.2, "a1 d1": 0.2, "b1 d1": 0.2})
    assert ids(align(accounts, alike, {}, {})) == [{"a/c1", "b/c1"}, {"c/c1", "d/c1"}]


def test_a_second_sentence_of_an_article_must_fit_the_group_better(workshop):
    s = workshop.said
    accounts = [workshop.build("a", "a", s("افتتح الجسر"), s("يربط الجسر ضفتين"))]
    accounts += [workshop.build(i, i, s("افتتح الجسر")) for i in ("b", "c")]
    first = {"a1 b1": 0.9, "a1 c1": 0.9, "b1 c1": 0.9}
    weak = align(accounts, pairwise(first | {"a2 b1": 0.71, "a2 c1": 0.31}), {}, {})
    assert {"a/c1", "b/c1", "c/c1"} in ids(weak)
    strong = align(accounts, pairwise(first | {"a2 b1": 0.71, "a2 c1": 0.45}), {}, {})
    assert ids(strong) == [{"a/c1", "a/c2", "b/c1", "c/c1"}]


def test_a_claim_of_two_facts_stands_in_both_groups(workshop):
    s = workshop.said
    accounts = [workshop.build("a", "a", s("افتتح الجسر وأغلق المطار"))]
    accounts += [workshop.build(i, i, s("افتتح الجسر"), s("أغلق المطار")) for i in ("b", "c")]
    alike = pairwise({
        "a1 b1": 0.9, "a1 c1": 0.9, "b1 c1": 1.0, "a1 b2": 0.75, "a1 c2": 0.75, "b2 c2": 1.0, "b1 c2": 0.0, "b2 c1": 0.0,
    })
    assert ids(align(accounts, alike, {}, {})) == [{"a/c1", "b/c1", "c/c1"}, {"a/c1", "b/c2", "c/c2"}]


@pytest.mark.parametrize(("left", "right", "sure"), [
    (("قتيل",), ("درجة",), False), (("قتيل",), ("قتيل", "درجة"), True), (("قتيل",), (), True), (("قتيل",), ("",), True),
])
def test_claims_that_count_other_things_are_not_surely_one_fact(workshop, left, right, sure):
    """«ارتفعت حصيلة الزلزال الذي ضرب المدينة إلى 31 قتيلا», «زلزال بقوة 5,9 درجات ضرب المدينة»: two things are told."""
    def claim(article, units):
        one = workshop.build(article, article, workshop.said("ضرب زلزال المدينة")).claims[0]
        numbers = tuple(Quantity(value=5, unit=u, span=Span(article, 0, 2, "ضر")) for u in units)
        return msgspec.structs.replace(one, numbers=numbers)

    a, b = claim("a", left), claim("b", right)
    assert surely_one_fact(Pair(a, b, 0.9, 0.0, 0.9)) is sure
    assert surely_one_fact(Pair(a, b, 0.9, 0.7, 0.9))
