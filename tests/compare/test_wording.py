"""Differences in how it is told."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from tawatur.compare import wording
from tawatur.compare.align import Pair
from tawatur.compare.side import Side
from tawatur.model import Event, Framing, Span


def side(shop, article, text, by=None, slots=None, **names):
    account = shop.linked(shop.build(article, article, shop.said(text, by, slots=slots or {})), **names)
    return Side(account, account.claims[0])


def values(found):
    return [(c.difference.facet, tuple(v.value for v in c.difference.values), c.conflict) for c in found]


@pytest.mark.parametrize(("one", "other", "texts", "want"), [
    ("held", "planned", ("فتح الجسر", "يفتح الجسر"), [("modality", ("held", "planned"), False)]),
    ("held", "held", ("فتح الجسر", "فتح الجسر"), []),
    ("held", "denied", ("فتح الجسر", "نفت البلدية أن الجسر فتح"), [("polarity", ("held", "denied"), True)]),
    ("negated", "held", ("لم يفتح الجسر", "فتح الجسر"), [("polarity", ("negated", "held"), True)]),
    # No word that denies in either: only the cut between clauses differs.
    ("held", "negated", ("فتح الجسر", "الجسر مغلق"), []),
    ("held", "negated", ("لا أحد عبر الجسر", "لم يعبر الجسر أحد"), []),
    ("denied", "negated", ("نفت البلدية ذلك", "لم يفتح الجسر"), []),
])
def test_modality(workshop, resources, one, other, texts, want):
    a, b = (side(workshop, i, t, slots={"modality": m}) for i, t, m in zip("ab", texts, (one, other), strict=True))
    assert values(wording.modality(a, b, Pair(a.claim, b.claim, 0.9, 0.0, 0.9), resources.contrasts)) == want
    doubtful = Pair(a.claim, b.claim, 0.5, 0.0, 0.6)
    assert not any(conflict for *_, conflict in values(wording.modality(a, b, doubtful, resources.contrasts)))


def test_an_aim_that_stands_in_a_name_is_none(workshop, resources):
    text, other = "عقدت المجموعة المصغرة لدعم المزارعين لقاء", "عقدت المجموعة لقاء لبحث أسعار القمح"
    b = side(workshop, "b", other)
    assert [v[0] for v in values(wording.purpose(side(workshop, "a", text), b, resources.contrasts))] == ["purpose"]
    named = side(workshop, "a", text, o=("المجموعة المصغرة لدعم المزارعين", "ORG"))
    assert values(wording.purpose(named, b, resources.contrasts)) == []


@pytest.mark.parametrize(("one", "other", "want"), [
    ("الاتحاد الزراعي الوطني", "الاتحاد الفلاحي", 1), ("الاتحاد الزراعي الوطني", "الاتحاد الوطني", 0), ("الاتحاد الزراعي", "الاتحاد", 0),
])
def test_two_descriptions_of_one_body(workshop, one, other, want):
    a, b = (side(workshop, i, f"قرر {t} ذلك", o=("الاتحاد", "ORG")) for i, t in (("a", one), ("b", other)))
    found = list(wording.descriptions(a, b))
    assert len(found) == want
    assert all([v.span.text for v in c.difference.values] == [one, other] for c in found)


def test_a_place_is_not_described_but_named(workshop):
    a, b = (side(workshop, i, f"في الساحل {t} أمطار", o=("الساحل", "LOC")) for i, t in (("a", "الشمالي"), ("b", "الجنوبي")))
    assert list(wording.descriptions(a, b)) == []


def test_rival_names_count_where_both_stand_in_these_claims(workshop):
    a, b = side(workshop, "a", "انتهى ملتقى الساحل"), side(workshop, "b", "انتهى مهرجان البحر")
    here, there = a.account.span(6, 18), b.account.span(6, 18)
    rival = Framing(span=here, kind="naming", rival=(there,))
    assert [v.span.text for c in wording.naming(a, b, [rival]) for v in c.difference.values] == ["ملتقى الساحل", "مهرجان البحر"]
    assert [v.span.text for c in wording.naming(b, a, [rival]) for v in c.difference.values] == ["ملتقى الساحل", "مهرجان البحر"]
    assert list(wording.naming(a, b, [msgspec.structs.replace(rival, kind="spelling")])) == []
    far = Framing(span=here, kind="naming", rival=(side(workshop, "c", "انتهى مهرجان البحر").core,))
    assert list(wording.naming(a, b, [far])) == []


@pytest.mark.parametrize(("one", "other", "shared", "known", "want"), [
    ("مريم العلي", "سليم البحري", 0.0, True, [("مريم العلي", "سليم البحري")]),
    ("مريم العلي", "مريم العلي", 0.0, True, []),
    ("مريم العلي", "سليم البحري", 0.0, False, []),
    ("مريم العلي", None, 0.9, True, [("مريم العلي", "no source")]),
    (None, "مريم العلي", 0.9, True, [("مريم العلي", "no source")]),
    ("مريم العلي", None, 0.2, True, []), (None, None, 0.9, True, []),
])
def test_whose_words_they_are(workshop, one, other, shared, known, want):
    a, b = side(workshop, "a", "فتح الجسر", one), side(workshop, "b", "فتح الجسر", other)
    people = [workshop.person(n) for n in (one, other) if n] if known else []
    found = wording.attribution(a, b, Pair(a.claim, b.claim, 0.9, shared, 0.9), {e.id: e for e in people})
    assert [tuple(v.value for v in c.difference.values) for c in found] == want


def test_what_is_said_before_the_no_is_not_denied(workshop, resources):
    text = "الجسر متين ولم يتضرر"
    cue, word = text.index("ولم"), text.index("يتضرر")
    a = side(workshop, "a", text, slots={
        "modality": "negated", "modality_cue": Span("a", cue, cue + 3, "ولم"), "predicate": Span("a", word, word + 5, "يتضرر")})
    pair = Pair(a.claim, a.claim, 0.9, 0.0, 0.9)
    sound = side(workshop, "b", "الجسر متين", slots={"predicate": Span("b", 6, 10, "متين")})
    harmed = side(workshop, "b", "تضرر الجسر", slots={"predicate": Span("b", 0, 4, "تضرر")})
    assert values(wording.modality(a, sound, pair, resources.contrasts)) == []
    assert [v[0] for v in values(wording.modality(a, harmed, pair, resources.contrasts))] == ["polarity"]


def test_who_denies_it_says_no_without_a_negation(workshop, resources):
    text = "نفت البلدية أن يكون الجسر قد سقط"
    account = workshop.build("a", "a", workshop.said(text, "البلدية", slots={
        "modality": "denied", "modality_cue": Span("a", 0, 3, "نفت")}))
    told = msgspec.structs.replace(account.attributions[0], content=account.span(text.index("يكون"), len(text)))
    a = Side(replace(account, attributions=(told,)), account.claims[0])
    b = side(workshop, "b", "سقط الجسر")
    assert values(wording.modality(a, b, Pair(a.claim, b.claim, 0.9, 0.0, 0.9), resources.contrasts)) == [
        ("polarity", ("denied", "held"), True)]


@pytest.mark.parametrize(("text", "content", "want"), [
    ("أعلن النادي إرسال الفريق", "إرسال الفريق", []),
    ("أعلن النادي أنه أرسل الفريق", "أرسل الفريق", ["modality"]),
])
def test_a_noun_tells_no_tense(workshop, resources, text, content, want):
    account = workshop.build("a", "a", workshop.said(text, "النادي"))
    said = account.attributions[0]
    at = text.index(content)
    told = msgspec.structs.replace(said, cue=account.span(0, 4), content=account.span(at, len(text)), mode="indirect")
    a = Side(replace(account, attributions=(told,)), account.claims[0])
    b = side(workshop, "b", "سيرسل النادي الفريق", slots={"modality": "planned"})
    assert [v[0] for v in values(wording.modality(a, b, Pair(a.claim, b.claim, 0.9, 0.0, 0.9), resources.contrasts))] == want


def test_a_happening_that_is_planned_in_both_is_no_difference(workshop, resources):
    a = side(workshop, "a", "قبيل اجتماع في طنجة الخميس المقبل")
    event = Event(id="a/e1", type="meeting", plover=None, name="اجتماع", date=None, place=None, status="planned",
                  participants=(), evidence=(a.claim.span,))
    b = side(workshop, "b", "سيجتمعون في طنجة", slots={"modality": "planned"})
    pair = Pair(a.claim, b.claim, 0.9, 0.0, 0.9)
    assert [v[0] for v in values(wording.modality(a, b, pair, resources.contrasts))] == ["modality"]
    assert values(wording.modality(Side(replace(a.account, events=(event,)), a.claim), b, pair, resources.contrasts)) == []


@pytest.mark.parametrize(("text", "predicate", "lemma", "other", "want"), [
    ("فتح الجسر ولم يذكر أحد السبب", "يذكر", "ذكر", "فتح الجسر", []),
    ("لم يفتح الجسر", "يفتح", "فتح", "فتح الجسر", [("polarity", True)]),
    ("البئر ليست عميقة", "ليست", None, "البئر عميقة", [("polarity", True)]),
    ("البئر ليست عميقة", "ليست", None, "البئر قديمة", []),
])
def test_what_is_denied_must_be_told_by_the_other(workshop, resources, text, predicate, lemma, other, want):
    at = text.index(predicate)
    span = Span("a", at, at + len(predicate), predicate)
    a = side(workshop, "a", text, slots={"modality": "negated", "predicate": span, "lemma": lemma, "modality_cue": span})
    b = side(workshop, "b", other)
    found = wording.modality(a, b, Pair(a.claim, b.claim, 0.9, 0.0, 0.9), resources.contrasts)
    assert [(c.difference.facet, c.conflict) for c in found] == want
