"""Differences in figures and in time."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from tawatur.compare.quantities import dates, numbers, settled, with_all_figures
from tawatur.compare.side import Side
from tawatur.lang.contrasts import load_contrasts
from tawatur.lang.tables import folder
from tawatur.model import Claim, Difference, DifferenceValue, Published, Quantity, Span


def figure(article, value, unit="زائر", **more):
    return Quantity(value=value, unit=unit, span=Span(article, 0, 4, "رقم!"), **more)


def counted(shop, article, *figures):
    account = shop.build(article, article, shop.said("رقم! كبير هنا", slots={"numbers": figures}))
    return Side(account, account.claims[0])


RULES = load_contrasts(folder())


def found(shop, one, other):
    return [(tuple(v.value for v in c.difference.values), c.conflict)
            for c in numbers(counted(shop, "a", *one), counted(shop, "b", *other), {}, RULES)]


@pytest.mark.parametrize(("one", "other", "want"), [
    ([(300, {})], [(500, {})], [(("300 زائر", "500 زائر"), True)]),
    ([(300, {})], [(300, {})], []),
    ([(300, {"approx": True})], [(320, {})], [(("~300 زائر", "320 زائر"), False)]),
    ([(300, {"approx": True})], [(900, {})], [(("~300 زائر", "900 زائر"), True)]),
    ([(40, {"low": 40.0})], [(55, {})], [((">40 زائر", "55 زائر"), False)]),
    ([(40, {"low": 40.0})], [(30, {})], [((">40 زائر", "30 زائر"), True)]),
    ([(40, {"high": 40.0})], [(30, {})], [(("40 زائر", "30 زائر"), False)]),
    ([(40, {"high": 40.0})], [(55, {})], [(("40 زائر", "55 زائر"), True)]),
    # All digits are kept: seven of them cut to six are another figure, and two figures could look alike.
    ([(1250472, {})], [(1250473, {})], [(("1250472 زائر", "1250473 زائر"), True)]),
    ([(40000000, {})], [(4200000000, {"approx": True})], [(("40000000 زائر", "~4200000000 زائر"), True)]),
    # The figure that both tell speaks for one fact: the other is told beside it.
    ([(300, {}), (20, {})], [(300, {})], []),
    ([(300, {})], [(300, {}), (20, {})], []),
])
def test_figures_of_one_unit(workshop, one, other, want):
    assert found(workshop, [figure("a", v, **m) for v, m in one], [figure("b", v, **m) for v, m in other]) == want


def test_one_unit_in_two_spellings_but_not_two_units(workshop):
    assert found(workshop, [figure("a", 3, "جريح")], [figure("b", 5, "والجريح")])
    assert not found(workshop, [figure("a", 3, "جريح")], [figure("b", 5, "قتيل")])


def test_a_difference_in_number_shows_the_figures_of_every_account(workshop):
    spans = [Span(a, 0, 4, "رقم!") for a in "abc"]
    tents = [Quantity(value=7, unit="خيمة", span=Span(a, 5, 9, "كبير")) for a in "abc"]
    claims = [Claim(id=s.article, span=s, numbers=(figure(s.article, v), t))
              for s, v, t in zip(spans, (300, 500, 300), tents, strict=True)]
    two = Difference("number", (DifferenceValue(spans[0], "300 زائر"), DifferenceValue(spans[1], "500 زائر")), "why")
    assert [v.value for v in with_all_figures(two, claims).values] == ["300 زائر", "500 زائر", "300 زائر"]
    other = Difference("date", two.values, "why")
    assert with_all_figures(other, claims) is other


def day(shop, article, *times, text="فتح الجسر أمس ثم غدا", mod=None, lemma=None, published="2026-03-05"):
    account = shop.timed(shop.build(article, article, shop.said(text, slots={"lemma": lemma})), *times, mod=mod)
    record = msgspec.structs.replace(account.record, published=Published(value=published, how="given"))
    account = replace(account, record=record)
    return Side(account, account.claims[0])


@pytest.mark.parametrize(("one", "other", "lemma", "want"), [
    ("2021-03-04", "2021-03-09", "فتح", [True]), ("2021-03-04", "2021-03-09", None, [False]),
    ("2021-03-04", "2021-03-04", "فتح", []), ("2021-03-04", "2021-03", "فتح", []), ("2021-03", "2021-04", "فتح", [False]),
    ("PAST_REF", "2021-04", "فتح", []),
])
def test_days_that_can_not_be_one(workshop, resources, one, other, lemma, want):
    a, b = (day(workshop, i, ("أمس", "DATE", v), lemma=lemma) for i, v in (("a", one), ("b", other)))
    got = list(dates(a, b, resources.contrasts))
    assert [c.conflict for c in got] == want
    assert all(c.difference.facet == "date" for c in got)


def test_one_day_in_common_is_enough(workshop, resources):
    a = day(workshop, "a", ("أمس", "DATE", "2021-03-04"), ("غدا", "DATE", "2021-03-06"))
    b = day(workshop, "b", ("أمس", "DATE", "2021-03-04"))
    assert list(dates(a, b, resources.contrasts)) == []


SINCE = "المعبر مغلق منذ مدة طويلة"


def begun(shop, resources, one, other, mods=(None, None), published="2026-03-05"):
    a, b = (day(shop, i, ("مدة", t, v), text=SINCE, mod=m, published=published)
            for i, (t, v), m in zip("ab", (one, other), mods, strict=True))
    return [[v.value for v in c.difference.values] for c in dates(a, b, resources.contrasts) if c.conflict]


@pytest.mark.parametrize(("one", "other", "mods", "differ"), [
    (("DATE", "2015"), ("DURATION", "P5Y"), (None, None), True),
    (("DATE", "2021"), ("DURATION", "P5Y"), (None, None), False),
    (("DURATION", "P2Y"), ("DURATION", "P5Y"), (None, None), True),
    (("DURATION", "P4Y"), ("DURATION", "P5Y"), (None, None), False),
    (("DURATION", "P4Y"), ("DURATION", "P6Y"), ("MORE_THAN", None), True),
    (("DURATION", "P4Y"), ("DURATION", "P5Y"), ("MORE_THAN", None), False),
    (("DURATION", "P2M"), ("DURATION", "P5Y"), (None, None), False),
])
def test_beginnings_that_exclude_each_other(workshop, resources, one, other, mods, differ):
    assert bool(begun(workshop, resources, one, other, mods)) is differ


def test_a_beginning_is_told_as_days(workshop, resources):
    assert begun(workshop, resources, ("DATE", "2015"), ("DATE", "2019")) == [
        ["from 2015-01-01..2015-12-31", "from 2019-01-01..2019-12-31"]]


def test_years_ago_tell_no_beginning_where_the_day_is_unknown(workshop, resources):
    assert begun(workshop, resources, ("DATE", "2015"), ("DURATION", "P5Y"), published=None) == []


@pytest.mark.parametrize(("one", "other", "want"), [
    ("P3D", "P5D", [("P3D", "P5D")]), ("P3D", "P3D", []), ("P3D", "P5Y", []),
    ("P8D", "P2W", [("P8D", "P2W")]), ("P2W", "P14D", []), ("P1Y", "P12M", []), ("PT30M", "PT1H", [("PT30M", "PT1H")]), ("P5M", "PT5M", []),
])
def test_lengths_of_time_in_one_unit(workshop, one, other, want):
    a, b = (day(workshop, i, ("أمس", "DURATION", v)) for i, v in (("a", one), ("b", other)))
    assert [tuple(v.value for v in c.difference.values) for c in numbers(a, b, {}, RULES)] == want


def test_longer_than_is_another_length(workshop):
    a = day(workshop, "a", ("أمس", "DURATION", "P3D"), mod="MORE_THAN")
    b = day(workshop, "b", ("أمس", "DURATION", "P3D"))
    assert [c.difference.values[0].value for c in numbers(a, b, {}, RULES)] == ["P3D MORE_THAN"]


def test_weekdays_of_unknown_weeks_exclude_each_other_all_the_same(workshop, resources):
    def side(article, words, value):
        account = workshop.build(article, article, workshop.said(f"تصل اللجنة {words}"))
        account = workshop.timed(account, (words, "DATE", value))
        return Side(account, account.claims[0])

    thursday = side("a", "الخميس المقبل", "XXXX-WXX-4")
    assert [c.difference.facet for c in dates(thursday, side("b", "الجمعة المقبل", "XXXX-WXX-5"), resources.contrasts)] == ["date"]
    assert not list(dates(thursday, side("b", "يوم الخميس", "XXXX-WXX-4"), resources.contrasts))
    assert not list(dates(thursday, side("b", "6 آذار 2026", "2026-03-06"), resources.contrasts))


def told(shop, article, text, value, unit="قتيل", published="2026-03-05", modality="held", places=None, **more):
    """A claim in words, with the figure that its digits or its word `رقم` stand for."""
    mark = next(w for w in text.split() if any(c.isdigit() for c in w))
    at = text.index(mark)
    quantity = Quantity(value=value, unit=unit, span=Span(article, at, at + len(mark), mark), **more)
    account = shop.build(article, article, shop.said(text, slots={"numbers": (quantity,), "modality": modality}))
    account = shop.linked(account, **{k: (v, "LOC") for k, v in (places or {}).items()})
    record = msgspec.structs.replace(account.record, published=Published(value=published, how="given"))
    return Side(replace(account, record=record), account.claims[0])


def reasons(a, b, entities=None):
    return [(c.difference.why_code, c.conflict) for c in numbers(a, b, entities or {}, RULES)]


@pytest.mark.parametrize(("one", "other", "want"), [
    (("غرق 27 بحارا", 27, {}), ("غرق 31 بحارا", 31, {}), "figures_exclude"),
    (("غرق 27 بحارا", 27, {"low": 27.0}), ("غرق 31 بحارا", 31, {"low": 31.0}), "rough_figure"),
    (("غرق 27 بحارا", 27, {}), ("غرق 31 بحارا", 31, {"published": "2026-03-06"}), "other_time"),
    # A toll does not fall: a later and lower one excludes the first.
    (("غرق 31 بحارا", 31, {}), ("غرق 27 بحارا", 27, {"published": "2026-03-06"}), "figures_exclude"),
    (("بيع 27 بيتا", 27, {"unit": "بيت"}), ("بيع 31 بيتا", 31, {"unit": "بيت", "published": "2026-03-06"}), "figures_exclude"),
    (("غرق 31 بحارا", 31, {}), ("غرق ركاب بينهم 4 بحارة", 4, {}), "part_of_whole"),
    (("غرق 2 من البحارة", 2, {}), ("غرق 17 بحارا منذ مطلع الصيف", 17, {}), "other_time"),
    (("تنشر البلدية 40 حارسا", 40, {"unit": "حارس", "modality": "planned"}), ("نشرت البلدية 30 حارسا", 30, {"unit": "حارس"}), "not_happened"),
    (("بلغ المؤشر 8807 نقاط", 8807, {"unit": "نقطة"}), ("بلغ المؤشر 8807.24 نقطة", 8807.24, {"unit": "نقطة"}), "rounded"),
    (("بيع 187 مليون سهم", 187e6, {"unit": "سهم"}), ("بيع 187.5 مليون سهم", 187.5e6, {"unit": "سهم"}), "rounded"),
    (("بيع 187 مليون سهم", 187e6, {"unit": "سهم"}), ("بيع 189 مليون سهم", 189e6, {"unit": "سهم"}), "figures_exclude"),
    (("حضر 50 ضيفا", 50, {"unit": "ضيف"}), ("حضر 51 ضيفا", 51, {"unit": "ضيف"}), "figures_exclude"),
])
def test_why_two_figures_can_both_be_true(workshop, one, other, want):
    (text, value, more), (text_b, value_b, more_b) = one, other
    a, b = told(workshop, "a", text, value, **more), told(workshop, "b", text_b, value_b, **more_b)
    assert reasons(a, b) == [(want, want == "figures_exclude")]


@pytest.mark.parametrize(("places", "countries", "want"), [
    (("طنجة", "صفاقس"), ("MA", "TN"), "other_place"), (("طنجة", "فاس"), ("MA", "MA"), "other_place"),
    (("طنجة", "المغرب"), ("MA", "MA!"), "figures_exclude"), (("طنجة", "القرية"), ("MA", None), "figures_exclude"),
    (("طنجة", "طنجة"), ("MA", "MA"), "figures_exclude"),
])
def test_figures_of_two_places_can_both_be_true(workshop, places, countries, want):
    named = [f"e:{p}" for p in places]
    entities = {}
    for key, place, country in zip(named, places, countries, strict=True):
        entity = workshop.person(place, country=country and country.strip("!"), type="LOC")
        ids = {"iso3166": "MA"} if country and country.endswith("!") else {}
        entities[key] = msgspec.structs.replace(entity, external_ids=ids)
    a, b = (told(workshop, i, f"غرق {n} بحارا في {p}", n, places={key: p})
            for i, n, p, key in zip("ab", (2, 5), places, named, strict=True))
    assert reasons(a, b, entities) == [(want, want == "figures_exclude")]


def test_the_dot_of_thousands_is_no_other_figure(workshop):
    a = told(workshop, "a", "وزنت الشحنة 17.800 كيس", 17.8, unit="كيس")
    assert reasons(a, told(workshop, "b", "وزنت الشحنة 17800 كيس", 17800, unit="كيس")) == []
    assert reasons(a, told(workshop, "b", "وزنت الشحنة 1780 كيس", 1780, unit="كيس")) == [("figures_exclude", True)]


def test_two_roundings_of_a_third_account_are_no_conflict(workshop):
    sides = [told(workshop, i, f"بلغ المؤشر {v} نقطة", v, unit="نقطة") for i, v in (("a", 8820), ("b", 8821), ("c", 8820.65))]
    (one,) = numbers(sides[0], sides[1], {}, RULES)
    assert one.conflict
    after = settled(one, [s.claim for s in sides])
    assert (after.conflict, after.difference.why_code) == (False, "rounded")
    assert settled(one, [s.claim for s in sides[:2]]) is one


@pytest.mark.parametrize(("words", "values", "want"), [
    (("اليوم", "أمس"), ("2026-03-05", "2026-03-04"), ("day_of_print", False)),
    (("اليوم", "أمس"), ("2026-03-05", "2026-03-01"), ("dates_apart", True)),
    (("اليوم", "الأحد"), ("2026-03-05", "2026-03-04"), ("dates_apart", True)),
])
def test_days_counted_from_the_day_of_print_may_be_one(workshop, words, values, want):
    a, b = (day(workshop, i, (w, "DATE", v), text=f"فتح الجسر {w}", lemma="فتح") for i, w, v in zip("ab", words, values, strict=True))
    assert [(c.difference.why_code, c.conflict) for c in dates(a, b, RULES)] == [want]
