"""Differences in place and in who took part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tawatur.compare.actors import participants, places
from tawatur.compare.align import Pair
from tawatur.compare.side import Side
from tawatur.model import Event, Participant


def side(shop, article, text, acting=None, kind="visit", **names):
    account = shop.linked(shop.build(article, article, shop.said(text)), **names)
    claim = account.claims[0]
    if acting:
        event = Event(id=f"{article}/e1", type=kind, plover=None, name=kind, date=None, place=None, status="held",
                      participants=tuple(Participant(a) for a in acting), evidence=(claim.span,))
        account = replace(account, events=(event,))
    return Side(account, claim)


def located(shop, resources, one, other, countries=("TN", "MA")):
    entities = {
        e: shop.person(n, country=c, type="LOC")
        for (e, n), c in zip((("p1", "صفاقس"), ("p2", "طنجة")), countries, strict=True)
    }
    a = side(shop, "a", one, p1=("صفاقس", "LOC"), p2=("طنجة", "LOC"))
    b = side(shop, "b", other, p1=("صفاقس", "LOC"), p2=("طنجة", "LOC"))
    return [tuple(v.value for v in c.difference.values) for c in places(a, b, entities, resources.contrasts)]


@pytest.mark.parametrize(("one", "other", "want"), [
    ("عقد اللقاء في صفاقس", "عقد اللقاء في طنجة", [("صفاقس", "طنجة")]),
    ("عقد اللقاء في صفاقس", "عقد اللقاء في صفاقس", []),
    ("عقد اللقاء في صفاقس", "عقد اللقاء بين صفاقس ثم في طنجة", [("صفاقس", "طنجة")]),
    ("عقد اللقاء في صفاقس وفي طنجة", "عقد اللقاء في طنجة", []),
    ("عقد اللقاء في صفاقس", "رحبت طنجة باللقاء", []),
    ("عقد اللقاء في صفاقس", "عقد اللقاء", []),
])
def test_places_in_two_countries(workshop, resources, one, other, want):
    assert located(workshop, resources, one, other) == want


@pytest.mark.parametrize("countries", [("TN", "TN"), ("TN", None)])
def test_places_of_one_country_or_of_an_unknown_one_may_be_one_place(workshop, resources, countries):
    assert located(workshop, resources, "عقد اللقاء في صفاقس", "عقد اللقاء في طنجة", countries) == []


@pytest.mark.parametrize(("one", "other", "want"), [
    ("مرت القافلة في الريف الشمالي", "مرت القافلة في الريف الجنوبي", [("الشمالي", "الجنوبي")]),
    ("مرت القافلة في الريف الشمالي الشرقي", "مرت القافلة في الريف الشمالي الشرقي", []),
    ("مرت القافلة في الريف الشمالي", "مرت القافلة في الريف", []),
])
def test_directions(workshop, resources, one, other, want):
    assert located(workshop, resources, one, other) == want


def acting(shop, one, other, shared=0.0, kinds=("visit", "visit"), names=("سالم الحارثي", "هدى العامري")):
    entities = {f"e{n}": shop.person(name) for n, name in enumerate(names, 1)}
    links = {f"e{n}": (name, "PER") for n, name in enumerate(names, 1)}
    a = side(shop, "a", one, acting=["e1"], kind=kinds[0], **links)
    b = side(shop, "b", other, acting=["e2"], kind=kinds[1], **links)
    pair = Pair(a.claim, b.claim, 0.9, shared, 0.9)
    return [tuple(v.value for v in c.difference.values) for c in participants(a, b, entities, pair)]


def test_one_happening_with_two_actors(workshop):
    assert acting(workshop, "زار سالم الحارثي المعرض", "زارت هدى العامري المعرض") == [("سالم الحارثي", "هدى العامري")]


@pytest.mark.parametrize("more", [
    {"shared": 0.9}, {"kinds": ("visit", "talks")}, {"names": ("لجنة المعرض", "واللجنة للمعرض")},
])
def test_no_other_actor_where_words_or_kind_or_name_speak_against_it(workshop, more):
    one, other = more.get("names", ("سالم الحارثي", "هدى العامري"))
    assert acting(workshop, f"زار {one} القاعة", f"زارت {other} القاعة", **more) == []


def test_who_is_named_in_both_may_act_with_others(workshop):
    assert acting(workshop, "زار سالم الحارثي هدى العامري", "زارت هدى العامري المعرض") == []


def test_one_wording_is_no_difference_whatever_it_was_taken_for(workshop, resources):
    entities = {e: workshop.person(e, country=c, type="LOC") for e, c in (("p1", "TN"), ("p2", "MA"))}
    a = side(workshop, "a", "انتهى الطريق في المدينة", p1=("المدينة", "LOC"))
    b = side(workshop, "b", "انتهى الطريق في المدينة", p2=("المدينة", "LOC"))
    assert list(places(a, b, entities, resources.contrasts)) == []


@pytest.mark.parametrize(("other", "want"), [
    ("عقد اللقاء في صفاقس، وتقع طنجة بمحافظة صفاقس", []),
    ("عقد اللقاء في طنجة", [("countries_apart", False)]),
])
def test_a_place_in_the_other_is_no_other_place(workshop, resources, other, want):
    entities = {"p1": workshop.person("صفاقس", country="TN", type="LOC"), "p2": workshop.person("طنجة", country="MA", type="LOC")}
    names = {"p1": ("صفاقس", "LOC"), "p2": ("طنجة", "LOC")}
    a, b = side(workshop, "a", "عقد اللقاء في صفاقس", **names), side(workshop, "b", other, **names)
    assert [(c.difference.why_code, c.conflict) for c in places(a, b, entities, resources.contrasts)] == want


def test_one_account_says_which_place_lies_in_which(workshop, resources):
    entities = {"p1": workshop.person("الزهور", country="TN", type="LOC"), "p2": workshop.person("صفاقس", country="TN", type="LOC")}
    names = {"p1": ("الزهور", "LOC"), "p2": ("صفاقس", "LOC")}
    a = side(workshop, "a", "عقد اللقاء في الزهور", **names)
    wide = workshop.linked(workshop.build("b", "b", workshop.said("عقد اللقاء في صفاقس"), workshop.said("الزهور في صفاقس حي قديم")), **names)
    (found,) = places(a, Side(wide, wide.claims[0]), entities, resources.contrasts)
    assert (found.difference.why_code, found.conflict) == ("part_of_place", False)
    assert [v.span.text for v in found.difference.values] == ["الزهور", "صفاقس"]
