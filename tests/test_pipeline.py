"""The steps in order: what goes in, what is left out and said so, what comes first."""

from __future__ import annotations

from itertools import permutations

import pytest

from tawatur import codec, pipeline
from tawatur.encode.lexical import LexicalEncoder
from tawatur.heads.reading import Models
from tawatur.lang.resources import Resources
from tawatur.model import Article, Comparison, Note

TITLE = "معرض البستنة يفتح أبوابه"
FIRST = (
    f"{TITLE}\n\n"
    "افتتح وزير الزراعة سالم الحارثي معرض البستنة في مسقط، واستقبل المعرض 300 زائر في يومه الأول.\n"
    "وقال مدير المعرض خالد السيابي إن شركات من خمس دول تشارك في المعرض.\n"
)
SECOND = (
    "افتتح وزير الزراعة سالم الحارثي معرض البستنة في مسقط، واستقبل المعرض 300 زائر في يومه الأول.\n"
    "وذكر مدير المعرض خالد السيابي أن شركات من سبع دول تشارك في المعرض.\n"
)
THIRD = "استقبل معرض البستنة في مسقط 300 زائر في يومه الأول.\nوقال زائر إن الأسعار مرتفعة.\n"
OTHER = "فاز منتخب السباحة بكأس الجزر بعد تغلبه على منافسه بثلاث ميداليات ذهبية.\n"
DAYS = {"first": "2024-05-14", "second": "2024-05-15", "third": "2024-05-15"}


def article(name: str, text: str, day: str | None = None) -> Article:
    return Article(id=name, text=text, outlet=f"صحيفة {name}", published=day, published_how="given" if day else None)


def compare(resources: Resources, *articles: Article, notes: tuple[Note, ...] = ()) -> Comparison:
    return pipeline.compare_articles(articles, resources, Models(LexicalEncoder()), notes)


THREE = [article("first", FIRST, DAYS["first"]), article("second", SECOND, DAYS["second"]),
         article("third", THIRD, DAYS["third"])]


@pytest.fixture(scope="module")
def report(resources: Resources) -> Comparison:
    return compare(resources, *THREE)


def shared(report: Comparison) -> list[frozenset[str]]:
    claims = {c.id: c.span.article for c in report.claims}
    return [frozenset(claims[c] for c in a.claims) for a in report.alignments if a.relation != "only"]


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:], ids=str)
def test_the_order_of_the_articles_changes_nothing(
    report: Comparison, resources: Resources, order: tuple[int, ...]
) -> None:
    assert codec.to_json(compare(resources, *(THREE[i] for i in order))) == codec.to_json(report)


def test_notes_of_two_articles_stand_in_one_order(resources: Resources) -> None:
    two = [article("a", FIRST), article("b", f"{TITLE}\n\n{SECOND}")]
    one, other = compare(resources, *two), compare(resources, *two[::-1])
    assert [n.article for n in one.notes if n.code == "claims.headlines"] == ["a", "b"]
    assert codec.to_json(one) == codec.to_json(other)


def test_articles_stand_by_day_then_by_id_and_those_without_a_day_last(resources: Resources) -> None:
    found = compare(resources, article("z", FIRST, "2024-05-14"), article("b", SECOND, "2024-05-15"),
                    article("a", THIRD, "2024-05-15"), article("0", OTHER))
    assert [a.id for a in found.articles] == ["z", "a", "b", "0"]
    assert (found.story.first_published, found.story.last_published) == ("2024-05-14", "2024-05-15")


def test_what_was_told_first_is_the_article_of_the_earliest_day(report: Comparison) -> None:
    told = [a for a in report.alignments if a.relation != "only"]
    assert told
    claims = {c.id: c.span.article for c in report.claims}
    for alignment in told:
        articles = {claims[c] for c in alignment.claims}
        days = {DAYS[a] for a in articles}
        want = {a for a in articles if DAYS[a] == min(days)} if len(days) > 1 else set()
        assert set(alignment.first) == want
    assert any(a.first == ("first",) for a in told)


def test_nobody_was_first_where_a_day_is_unknown_or_all_are_the_same(resources: Resources) -> None:
    for day in (None, "2024-05-14"):
        found = compare(resources, article("first", FIRST, "2024-05-14"), article("second", SECOND, day))
        assert shared(found)
        assert {a.first for a in found.alignments} == {()}


def test_clauses_that_were_folded_are_one_claim_and_none_is_lost(report: Comparison) -> None:
    whole = [c for c in report.claims if c.span.article == "first" and "300" in c.span.text]
    assert [c.span.text.split()[0] for c in whole] == ["افتتح"], "two shared clauses, one statement"
    ids = {c.id for c in report.claims}
    told = [c for a in report.alignments for c in a.claims]
    assert set(told) <= ids
    assert len(told) == len(set(told)), "no claim stands in two alignments"
    assert {c for a in report.alignments for o in a.origins for c in o.claims} <= ids


def test_titles_are_shown_but_not_compared_and_a_note_says_so(report: Comparison) -> None:
    notes = [n for n in report.notes if n.code == "claims.headlines"]
    assert [n.article for n in notes] == ["first"]
    assert [s.text for s in notes[0].evidence] == [TITLE]
    compared = {c for a in report.alignments for c in a.claims}
    assert not compared & {c.id for c in report.claims if c.part == "title"}
    assert report.story.headline.text == TITLE


def test_the_callers_notes_come_first(resources: Resources) -> None:
    mine = Note(code="input.language", text="b.txt: English")
    assert compare(resources, *THREE, notes=(mine,)).notes[0] == mine


def test_the_same_article_twice_is_one_origin(resources: Resources) -> None:
    found = compare(resources, article("first", SECOND, "2024-05-14"), article("copy", SECOND, "2024-05-14"))
    told = [a for a in found.alignments if a.relation != "only"]
    assert len(told) == len(found.alignments) > 1
    assert {a.relation for a in told} == {"verbatim"}
    assert {a.independent_origins.at_most for a in told} == {1}
    assert not any(a.differs for a in told)
    assert sum(len(r.a.text) for r in found.reuse) > 0.8 * len(SECOND)
    assert {r.score for r in found.reuse} == {1.0}


def test_unrelated_articles_share_nothing_and_count_no_origins(resources: Resources) -> None:
    found = compare(resources, article("first", FIRST), article("other", OTHER))
    assert {a.relation for a in found.alignments} == {"only"}
    assert [n.code for n in found.notes].count("comparison.unrelated") == 1
    assert (found.story.shared_claims, found.story.independent_origins.certain) == (0, 0)
    assert not any(n.code == "comparison.unrelated" for n in compare(resources, *THREE).notes)


def test_figures_of_the_story_are_those_of_the_alignments(report: Comparison) -> None:
    told = [a for a in report.alignments if a.relation != "only"]
    assert report.story.shared_claims == len(told)
    assert report.story.corroborated == sum(a.independent_origins.certain > 1 for a in told)
    assert (report.story.articles, report.story.outlets) == (3, 3)


def test_two_articles_of_one_outlet_are_one_outlet(resources: Resources) -> None:
    twice = [Article(id=i, text=t, outlet="المنارة") for i, t in (("a", FIRST), ("b", SECOND))]
    found = compare(resources, *twice)
    assert found.story.outlets == 1
    assert {a.outlets for a in found.alignments} == {1}


def test_two_figures_for_one_fact_are_a_conflict(report: Comparison) -> None:
    hits = [a for a in report.alignments if any(d.facet == "number" for d in a.differs)]
    assert [a.relation for a in hits] == ["conflict"]
    figures = {v.span.text for d in hits[0].differs if d.facet == "number" for v in d.values}
    assert figures == {"خمس دول", "سبع دول"}


def test_annotation_compares_nothing(resources: Resources) -> None:
    found = pipeline.annotate_articles(THREE, resources)
    form = pipeline.annotation_only(found, resources, ())
    assert (form.alignments, form.reuse, form.made_by.encoder) == ((), (), "none")
    assert {c.span.article for c in form.claims} == {"first", "second", "third"}
    assert form.made_by.resources == resources.digest


def test_an_article_without_a_claim_is_said_to_have_none(resources: Resources) -> None:
    found = pipeline.annotate_articles([article("empty", "الرئيسية\n")], resources)
    notes = pipeline.annotation_only(found, resources, ()).notes
    assert [(n.code, n.article) for n in notes if n.code == "claims.none"] == [("claims.none", "empty")]


def test_events_and_entities_of_all_articles_are_merged(report: Comparison) -> None:
    names = {e.name: {m.article for m in e.mentions} for e in report.entities}
    assert names["خالد السيابي"] == {"first", "second"}
    assert [e.id for e in report.events] == [f"ev{n}" for n in range(1, len(report.events) + 1)]
