"""From whom each article has what it prints; nothing is counted twice, and doubt is told."""

from __future__ import annotations

import pytest

from tawatur.collection.outlets import outlet_table
from tawatur.collection.summary import outlet_key, pack, summarise, unpack
from tawatur.lang.resources import Resources
from tawatur.model.answers import ArticleSummary, StorySummary

from .workshop import article, compared

OWN = "شب حريق كبير في سوق الخشب القديم فجر الأحد وأتى على عشرين متجرا قبل أن يسيطر عليه رجال الإطفاء بعد ثلاث ساعات."
MORE = "وأغلقت البلدية الشوارع المحيطة بالسوق ومنعت مرور الشاحنات حتى إشعار آخر خوفا من انهيار الجدران."
AGENCY = f"ذكرت وكالة رويترز أن {OWN}"


def of(summary: StorySummary, id: str) -> ArticleSummary:
    return next(a for a in summary.articles if a.article == id)


def adds_up(summary: StorySummary) -> None:
    for a in summary.articles:
        certain = [c for t in a.taken if t.certain for c in t.claims]
        every = [*a.own, *a.doubtful, *certain]
        assert len(every) == len(set(every)) == a.claims
        assert {c for t in a.taken if not t.certain for c in t.claims} == set(a.doubtful)


def test_words_of_an_earlier_day_are_taken_without_saying_so(resources: Resources) -> None:
    story = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", f"{OWN} {MORE}"), article("b", "المساء", "2026-11-03", f"{OWN} {MORE}"),
    ), resources.gazetteer)
    adds_up(story)
    first, second = of(story, "a"), of(story, "b")
    assert (first.claims, len(first.own), first.taken, first.delay) == (second.claims, first.claims, (), 0)
    assert [(t.source, t.how, t.said, t.certain) for t in second.taken] == [("الصباح", "shared text", False, True)]
    assert (second.own, second.delay, second.first) == ((), 2, ("a",))
    assert all(s.article == "a" for t in second.taken for s in t.evidence)


@pytest.mark.parametrize("day", ["2026-11-01", None])
def test_one_day_or_an_unknown_one_leaves_it_open(day: str | None, resources: Resources) -> None:
    story = summarise(compared(
        resources, article("a", "الصباح", day, f"{OWN} {MORE}"), article("b", "المساء", "2026-11-01", f"{OWN} {MORE}"),
    ), resources.gazetteer)
    adds_up(story)
    for a, other in (("a", "المساء"), ("b", "الصباح")):
        assert len(of(story, a).doubtful) == of(story, a).claims
        assert {(t.source, t.certain) for t in of(story, a).taken} == {(other, False)}


def test_what_is_said_and_what_is_not(resources: Resources) -> None:
    story = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", AGENCY), article("b", "المساء", "2026-11-01", OWN),
    ), resources.gazetteer)
    adds_up(story)
    said, silent = of(story, "a"), of(story, "b")
    assert {(t.key, t.kind, t.said, t.certain) for t in said.taken} == {("org:reuters", "agency", True, True)}
    assert {(t.key, t.kind, t.said, t.certain) for t in silent.taken} == {("org:reuters", "agency", False, True)}
    assert not silent.doubtful


def test_an_agency_that_no_list_knows_is_the_outlet_of_its_name(resources: Resources) -> None:
    story = summarise(compared(
        resources, article("a", "وكالة السنديان للأنباء", "2026-11-01", f"{OWN} {MORE}"),
        article("b", "المساء", "2026-11-02", f"ذكرت وكالة السنديان للأنباء أن {OWN}"),
    ), resources.gazetteer)
    adds_up(story)
    assert {t.key for t in of(story, "b").taken} == {of(story, "a").key}
    assert not of(story, "a").taken


def test_an_agency_is_the_outlet_of_its_name_in_other_stories_too(resources: Resources) -> None:
    own = compared(resources, article("a", "وكالة الشاطئ للأنباء", "2026-11-01", MORE))
    quoting = compared(resources, article("b", "المساء", "2026-11-02", f"ذكرت وكالة الشاطئ للأنباء أن {OWN}"))
    rows = outlet_table([("s1", summarise(own, resources.gazetteer)), ("s2", summarise(quoting, resources.gazetteer))])
    keys = {row.outlet: row.key for row in rows}
    assert {(source.source, source.key) for row in rows for source in row.repeats} == {("وكالة الشاطئ للأنباء", keys["وكالة الشاطئ للأنباء"])}


def test_a_quotation_is_the_speakers_not_the_other_papers(resources: Resources) -> None:
    quote = "قال رئيس البلدية كريم البستاني: «لن نسمح بفتح السوق قبل أن يكتمل ترميم الجدران كلها وتعود الكهرباء إلى المتاجر»."
    story = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", quote), article("b", "المساء", "2026-11-02", quote),
    ), resources.gazetteer)
    adds_up(story)
    assert not of(story, "b").taken
    assert of(story, "b").quoting


def test_an_outlet_is_not_taken_from_itself(resources: Resources) -> None:
    story = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", f"{OWN} {MORE}"), article("b", "الصباح", "2026-11-02", f"{OWN} {MORE}"),
    ), resources.gazetteer)
    assert all(not a.taken and len(a.own) == a.claims for a in story.articles)


def test_packing_keeps_all(resources: Resources) -> None:
    story = summarise(compared(resources, article("a", "الصباح", "2026-11-01", AGENCY), article("b", "المساء", "2026-11-01", OWN)), resources.gazetteer)
    assert unpack(pack(story)) == story


@pytest.mark.parametrize(("name", "key"), [
    ("رويترز", "org:reuters"), ("وكالة رويترز", "org:reuters"), ("REUTERS", "org:reuters"),
    ("وكالة الأنباء الكويتية", "org:kuna"), ("صحيفة الوادي", "ORG:صحيفه الوادي"), ("القدس", "ORG:القدس"),
    ("وكالة الساحل للأنباء", "ORG:وكاله الساحل"), ("وكالة الساحل", "ORG:وكاله الساحل"), ("وكالة الأنباء الإخبارية", "ORG:وكاله الانباء الاخباريه"),
])
def test_keys_of_outlets(name: str, key: str, resources: Resources) -> None:
    assert outlet_key(name, resources.gazetteer) == key


def test_the_table_counts_every_article_once_and_names_what_it_counted(resources: Resources) -> None:
    one = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", f"{OWN} {MORE}"), article("b", "المساء", "2026-11-03", f"{OWN} {MORE}"),
    ), resources.gazetteer)
    two = summarise(compared(resources, article("c", "المساء", "2026-11-05", AGENCY), article("b", "المساء", "2026-11-03", OWN)), resources.gazetteer)
    rows = outlet_table([("s2", two), ("s1", one)])
    assert rows == outlet_table([("s1", one), ("s2", two)])
    evening, morning = rows
    assert (evening.outlet, evening.articles, evening.stories) == ("المساء", ("b", "c"), ("s1", "s2"))
    assert evening.own + evening.taken + evening.doubtful == evening.claims
    assert evening.said + evening.unsaid == evening.taken
    assert (evening.delay, evening.delay_articles) == (2.0, ("b",))
    assert {(r.key, r.said > 0, r.unsaid > 0, r.stories) for r in evening.repeats} == {
        ("org:alsabaah", False, True, ("s1",)), ("org:reuters", True, False, ("s2",))}
    assert (morning.own, morning.own_least, morning.own_most) == (morning.claims, 1.0, 1.0)
    assert evening.told_alone == of(two, "c").claims
    # What nobody else tells says nothing of its own share.
    assert (evening.own_least, evening.own_most) == (0.0, 0.0)
    lone = outlet_table([("s2", two)])[0]
    assert (lone.own_least, lone.own_most, lone.delay) == (None, None, None)


def test_an_article_stands_beside_those_of_other_days(resources: Resources) -> None:
    """Asked for some days alone, what it has from others is still no telling of its own that nobody else has."""
    story = summarise(compared(
        resources, article("a", "الصباح", "2026-11-01", f"{OWN} {MORE}"), article("b", "المساء", "2026-11-03", f"{OWN} {MORE}"),
    ), resources.gazetteer)
    (row,) = outlet_table([("s1", story)], {"b"}.__contains__)
    assert (row.articles, row.told_alone, row.own_least, row.own_most) == (("b",), 0, 0.0, 0.0)
    assert row.unsaid == row.claims


def test_who_names_itself_without_its_sort_takes_from_nobody(resources: Resources) -> None:
    """«قناة النهرين» cites «مراسل «النهرين»»: it repeats nobody, and a paper of the day before repeats no channel."""
    words = "إن السوق القديم لن يفتح أبوابه أمام التجار قبل أن تنتهي البلدية من ترميم السقف والجدران"
    story = summarise(compared(
        resources, article("a", "صحيفة الضفاف", "2026-11-01", f"قال مدير السوق سامر الحلو لـ«الضفاف» {words}."),
        article("b", "قناة النهرين", "2026-11-02", f"نقل مراسل «النهرين» عن مدير السوق سامر الحلو قوله {words}."),
    ), resources.gazetteer)
    adds_up(story)
    assert {t.source for i in "ab" for t in of(story, i).taken} <= {"صحيفة الضفاف"}
    assert of(story, "a").taken == ()
