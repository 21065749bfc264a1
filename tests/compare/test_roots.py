"""Roots: where a telling says that it comes from, and what is known of that speaker."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
import pytest

from tawatur.annotate.attribution_phrases import LOOSE
from tawatur.annotate.sources import SPEAKING
from tawatur.compare.align import Group
from tawatur.compare.roots import NEAR, OWN_VOICE, UNNAMED, Known, beside, root, roots_of
from tawatur.model import Mention


def known(*entities, near=None):
    return Known({e.id: e for e in entities}, {"تونسي": "TN"}, re.compile("وزير|متحدث"), near or {})


def only(shop, *args, entities=(), **more):
    account = shop.build("a", "المرسى", shop.said("الجسر جاهز", *args, **more))
    return root(account, account.claims[0], known(*entities))


def test_what_nobody_is_quoted_for_is_the_outlets_own_voice(workshop):
    found = only(workshop)
    assert (found.kind, found.key, found.named, found.chain) == (OWN_VOICE, "own:a", False, ())


def test_one_entity_is_one_root_whatever_it_is_called(workshop):
    person = workshop.person("مريم العلي")
    one = only(workshop, "مريم العلي", entities=[person])
    assert (one.key, one.name, one.named) == ("named:e:مريم العلي", "مريم العلي", True)
    assert one.stands_for == {"e:مريم العلي"}


@pytest.mark.parametrize(("name", "kind", "named"), [
    ("العلي", "PER", False), ("مريم العلي", "PER", True), ("الضفاف", "ORG", True),
])
def test_a_family_name_alone_may_be_anybody(workshop, name, kind, named):
    assert only(workshop, name, entities=[workshop.person(name, type=kind)]).named is named


@pytest.mark.parametrize(("name", "one"), [("الصحيفة", False), ("صحيفة الضفاف", True)])
def test_a_noun_that_points_to_nothing_is_not_the_same_speaker_elsewhere(workshop, name, one):
    accounts = [workshop.build(i, i, workshop.said("الجسر جاهز", name, "outlet")) for i in ("a", "b")]
    first, second = (root(a, a.claims[0], known()) for a in accounts)
    assert (first.key == second.key) is one
    assert not first.named


def test_who_is_known_by_speaking_only_is_no_certain_speaker(workshop):
    person = workshop.person("مريم العلي")
    spoken = msgspec.structs.replace(person, mentions=(Mention("a", 0, 10, "مريم العلي", rule=SPEAKING),))
    role = msgspec.structs.replace(person, mentions=(Mention("a", 0, 10, "مريم العلي", "description"),))
    assert [only(workshop, "مريم العلي", entities=[e]).named for e in (person, spoken, role)] == [True, False, False]


def test_unnamed_sources_are_one_only_through_one_go_between(workshop):
    said = workshop.said
    account = workshop.build("a", "المرسى", said("الجسر جاهز", "مصدر", "anonymous"), said("والطريق مفتوح", "مصدر", "anonymous"))
    first, second = (root(account, c, known()) for c in account.claims)
    assert first.kind == second.kind == UNNAMED
    assert first.key != second.key
    account = workshop.build("a", "المرسى", *(said(t, "مصدر", "anonymous", via="وكالة الضفاف") for t in ("الجسر جاهز", "والطريق مفتوح")))
    first, second = (root(account, c, known()) for c in account.claims)
    assert first.key == second.key
    assert first.through == ("e:وكالة الضفاف",)


def test_told_here_is_who_spoke_to_this_outlet_without_a_go_between(workshop):
    assert only(workshop, "مريم العلي", told_here=True).told_here
    assert not only(workshop, "مريم العلي").told_here
    assert not only(workshop, "مريم العلي", told_here=True, via="وكالة الضفاف").told_here


def test_office_and_state_are_read_from_name_role_and_country(workshop):
    minister = msgspec.structs.replace(workshop.person("مريم العلي"), role="الوزيرة")
    assert only(workshop, "مريم العلي", entities=[minister]).official
    assert not only(workshop, "مريم العلي", entities=[workshop.person("مريم العلي")]).official
    assert only(workshop, "المكتب التونسي").states == {"TN"}
    assert only(workshop, "مريم العلي", entities=[workshop.person("مريم العلي", country="MA")]).states == {"MA"}


def test_claims_of_one_article_from_one_mouth_are_one_root(workshop):
    said = workshop.said
    account = workshop.build("a", "المرسى", said("الجسر جاهز", "مريم العلي"), said("والطريق مفتوح", "مريم العلي"), said("وعبرته السيارات"))
    found = roots_of(Group(account.claims, ()), {"a": account}, known())
    assert [r.claims for r in found] == [("a/c1", "a/c2"), ("a/c3",)]


@pytest.mark.parametrize(("text", "near"), [
    ("قال مدير المرصد مريم العلي", True), ("مريم العلي. أما المرصد", False),
    ("مريم العلي " + "ثم " * (NEAR // 3 + 1) + "المرصد", False),
])
def test_bodies_named_right_beside_a_person_in_one_sentence(workshop, text, near):
    account = workshop.linked(workshop.build("a", "النخيل", workshop.said(text)), p=("مريم العلي", "PER"), o=("المرصد", "ORG"))
    assert beside([account]) == ({"p": frozenset({"o"}), "o": frozenset({"p"})} if near else {})


def test_a_place_beside_a_person_stands_for_nobody(workshop):
    account = workshop.linked(workshop.build("a", "النخيل", workshop.said("مريم العلي من صفاقس")), p=("مريم العلي", "PER"), o=("صفاقس", "LOC"))
    assert beside([replace(account)]) == {}


def test_office_and_state_are_read_off_the_words_around_a_name(workshop):
    from tawatur.compare.roots import company

    account = workshop.linked(
        workshop.build("a", "النخيل", workshop.said("قال الوزير التونسي كريم البستاني ذلك. وصل وفد مغربي")),
        o=("كريم البستاني", "PER"),
    )
    (around,) = company([account]).values()
    assert "الوزير التونسي" in around
    assert "مغربي" not in around


@pytest.mark.parametrize(("rule", "named"), [("preposition", True), ("preposition" + LOOSE, False), ("preposition with verb" + LOOSE, False)])
def test_who_may_have_told_of_something_beside_the_fact_is_no_certain_speaker(workshop, rule, named):
    """«قتل 31 في الزلزال الذي ضرب المدينة بقوة 5,9 درجات بحسب هيئة المسح»: the toll may be anybody's."""
    account = workshop.build("a", "المرسى", workshop.said("الجسر جاهز", "مريم العلي"))
    account = replace(account, attributions=tuple(msgspec.structs.replace(a, rule=rule) for a in account.attributions))
    assert root(account, account.claims[0], known(workshop.person("مريم العلي"))).named is named
