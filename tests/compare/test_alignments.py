"""From groups to what a report shows: relations, folded clauses, claims that stand alone, reuse."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from tawatur.compare.align import Group, Pair
from tawatur.compare.alignments import alignments_of, replace_claims, reuse_of
from tawatur.lang.resources import load_resources
from tawatur.model import Sentence
from tawatur.stories.reuse import Passage

BRIDGE, MARKET, RAIN = "افتتح العمال الجسر الجديد", "اشتعلت النيران في السوق", "هطلت الأمطار على الساحل"


@pytest.fixture(scope="module")
def resources():
    return load_resources()


def pair(a, b, shared=0.0, score=0.9):
    return Pair(a, b, 0.9, shared, score)


def aligned(accounts, groups, resources):
    return alignments_of(groups, {a.id: a for a in accounts}, {}, (), resources)


def dated(account, day):
    record = msgspec.structs.replace(account.record, published=msgspec.structs.replace(account.record.published, value=day))
    return replace(account, record=record)


def two(shop, *lines):
    s = shop.said
    return [shop.build(id, outlet, *(s(line) for line in lines)) for id, outlet in (("a", "النخيل"), ("b", "المرسى"))]


def test_shared_claims_come_first_and_what_stands_alone_after_them(workshop, resources):
    one, other = two(workshop, BRIDGE, MARKET)
    group = Group((one.claims[1], other.claims[1]), (pair(one.claims[1], other.claims[1]),))
    found, folded = aligned([one, other], [group], resources)
    assert [(a.id, a.relation, a.claims) for a in found] == [
        ("al1", "same", ("a/c2", "b/c2")), ("al2", "only", ("a/c1",)), ("al3", "only", ("b/c1",))]
    assert [a.outlets for a in found] == [2, 1, 1]
    assert [a.score for a in found] == [0.9, None, None]
    assert folded == {"a/c2": one.claims[1], "b/c2": other.claims[1]}


@pytest.mark.parametrize(("shared", "relation"), [(0.0, "same"), (0.59, "same"), (0.6, "verbatim"), (1.0, "verbatim")])
def test_words_that_are_mostly_printed_in_both_are_verbatim(workshop, resources, shared, relation):
    one, other = two(workshop, BRIDGE)
    group = Group((one.claims[0], other.claims[0]), (pair(one.claims[0], other.claims[0], shared),))
    assert aligned([one, other], [group], resources)[0][0].relation == relation


def test_two_articles_of_one_outlet_are_one_outlet(workshop, resources):
    s = workshop.said
    one, other = workshop.build("a", "النخيل", s(BRIDGE)), workshop.build("b", "النخيل", s(BRIDGE))
    group = Group((one.claims[0], other.claims[0]), (pair(one.claims[0], other.claims[0]),))
    assert aligned([one, other], [group], resources)[0][0].outlets == 1


@pytest.mark.parametrize(("days", "first"), [
    (("2026-03-04", "2026-03-05"), ("a",)), (("2026-03-05", "2026-03-04"), ("b",)),
    (("2026-03-05", "2026-03-05"), ()), ((None, "2026-03-05"), ()),
])
def test_who_told_it_first_is_said_only_where_the_days_tell_it(workshop, resources, days, first):
    one, other = (dated(a, day) for a, day in zip(two(workshop, BRIDGE), days, strict=True))
    group = Group((one.claims[0], other.claims[0]), (pair(one.claims[0], other.claims[0]),))
    assert aligned([one, other], [group], resources)[0][0].first == first


def in_one_sentence(account):
    """The account whose lines are clauses of one sentence."""
    text = account.record.text
    return replace(account, sentences=(Sentence(0, len(text), "body", 1),))


def test_clauses_of_one_sentence_become_one_statement_of_the_articles_own_words(workshop, resources):
    one, other = map(in_one_sentence, two(workshop, BRIDGE, MARKET, RAIN))
    pairs = [pair(x, y) for x, y in zip(one.claims[:2], other.claims[:2], strict=True)]
    group = Group((*one.claims[:2], *other.claims[:2]), tuple(pairs))
    found, folded = aligned([one, other], [group], resources)
    assert found[0].claims == ("a/c1", "b/c1")
    # Origins speak of the claims that are left.
    assert {c for o in found[0].origins for c in o.claims} == {"a/c1", "b/c1"}
    left = replace_claims(one, folded)
    assert [c.id for c in left.claims] == ["a/c1", "a/c3"]
    text = one.record.text
    for claim in left.claims:
        assert claim.span.text == text[claim.span.start:claim.span.end]
    assert left.claims[0].span.text == f"{BRIDGE}\n{MARKET}"
    assert [a.claims for a in found[1:]] == [("a/c3",), ("b/c3",)]


def test_joined_sentences_of_one_article_stay_apart(workshop, resources):
    s = workshop.said
    one, other = workshop.build("a", "النخيل", s(BRIDGE), s(MARKET)), workshop.build("b", "المرسى", s(BRIDGE))
    group = Group((*one.claims, *other.claims), tuple(pair(c, other.claims[0]) for c in one.claims))
    found, folded = aligned([one, other], [group], resources)
    assert found[0].claims == ("a/c1", "a/c2", "b/c1")
    assert replace_claims(one, folded).claims == one.claims


def test_the_longer_statement_wins_where_a_claim_stands_in_two_groups(workshop, resources):
    one, other = map(in_one_sentence, two(workshop, BRIDGE, MARKET))
    alone = Group((one.claims[0], other.claims[0]), (pair(one.claims[0], other.claims[0]),))
    both = Group((*one.claims, other.claims[1]), tuple(pair(c, other.claims[1]) for c in one.claims))
    for groups in ([alone, both], [both, alone]):
        _, folded = aligned([one, other], groups, resources)
        assert folded["a/c1"].span.text == f"{BRIDGE}\n{MARKET}"
        assert folded["a/c2"] is None


def test_shared_passages_tell_who_is_named_as_their_source_on_each_side(workshop):
    s = workshop.said
    one, other = workshop.build("a", "النخيل", s(BRIDGE, "سليم البحري")), workshop.build("b", "المرسى", s(RAIN), s(BRIDGE))
    at = other.record.text.index(BRIDGE)
    passage = Passage(0, len(BRIDGE), at, at + len(BRIDGE), 0.95, 4)
    found = reuse_of({("a", "b"): [passage]}, {"a": one, "b": other})
    assert [(r.a.text, r.b.text, r.score) for r in found] == [(BRIDGE, BRIDGE, 0.95)]
    assert (found[0].attributed.a, found[0].attributed.b) == ("a/a1.1", None)
