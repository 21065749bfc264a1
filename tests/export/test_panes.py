"""The articles with every span marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from msgspec.structs import replace

from tawatur.export.index import Index, build_index
from tawatur.export.panes import LONG, marks_by_article, panes, part_kind
from tawatur.export.words import load_words
from tawatur.model import Comparison, Part, Span


@pytest.fixture
def index(comparison: Comparison) -> Index:
    return build_index(comparison, load_words("en"))


def test_every_finding_is_a_mark_of_its_layer(index: Index) -> None:
    text = {a: r.text for a, r in index.articles.items()}
    found = {(a, m.layer, m.key, text[a][m.start:m.end]) for a, marks in marks_by_article(index).items() for m in marks}
    for want in (
        ("a", "al", "1", "اجتمع مجلس الجسور في تونس، اليوم الاثنين، بحضور ست دول"), ("c", "al", "1", "يعقد مجلس الجسور اجتماعه غداً الاثنين في تونس"),
        ("a", "only", "", "وحضرت وفود من الاتحاد"), ("a", "source", "", "صحيفة «نبض المرفأ»"), ("a", "source", "", "قالت"),
        ("a", "time", "", "اليوم الاثنين"), ("b", "entity", "", "سلمى الهاشمي"), ("b", "framing", "", "ما يسمى «مجلس الجسور»"),
        ("a", "reuse", "", "رئيسة المجلس سلمى الهاشمي"), ("b", "reuse", "", "رئيسة المجلس سلمى الهاشمي"),
    ):
        assert want in found, want


def test_marks_change_no_letter_of_an_article(index: Index) -> None:
    panes_ = re.findall(r'<div class="text"[^>]*>(.*?)</div></article>', panes(index))
    for record, html in zip(index.articles.values(), panes_, strict=True):
        shown = unescape(re.sub(r"<sup[^>]*></sup>|<[^>]+>", "", html))
        assert shown == "".join(line for line in record.text.split("\n") if line.strip())


def test_a_line_is_of_the_part_that_most_of_it_lies_in(comparison: Comparison) -> None:
    """«عمّان - السهل -» at its head made the lead of a report small and pale."""
    record = comparison.articles[0]
    at = record.text.index("\n")
    for parts, kind in (
        ((Part("dateline", 0, 5), Part("body", 6, at)), "body"), ((Part("body", 0, 5), Part("byline", 6, at)), "byline"), ((), "body"),
        ((Part("caption", at + 1, at + 9),), "body"), ((Part("dateline", 0, at),), "dateline"),
    ):
        assert part_kind(replace(record, parts=parts), 0, at) == kind


def test_a_claim_opens_once_and_its_number_stands_at_its_head(index: Index) -> None:
    html = panes(index)
    stops = re.findall(r'data-stop="(\d+)"', html)
    assert sorted(stops) == ["1", "1", "1", "2", "2", "3", "3"]
    assert len(re.findall(r'<sup class="n(?: x)?" aria-hidden="true" data-n="\d+"></sup><mark', html)) == len(stops)


def test_no_number_stands_inside_a_word(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    inside = tuple(
        replace(c, span=Span("b", c.span.start + 1, c.span.end, c.span.text[1:])) if c.id == "b/c2" else c for c in base.claims)
    html = panes(build_index(replace(base, claims=inside), load_words("en")))
    assert len(re.findall(r"data-stop=", html)) == 7
    assert len(re.findall(r'<sup class="n(?: x)?"', html)) == 6


def test_where_the_accounts_differ_is_told_by_a_sign_too(index: Index) -> None:
    html = panes(index)
    unlike = {str(index.number[a.id]) for a in index.differing}
    assert unlike
    assert unlike < {str(index.number[a.id]) for a in index.shared}
    assert set(re.findall(r'<sup class="n x" aria-hidden="true" data-n="(\d+)"', html)) == unlike
    assert {numbers.split()[0] for numbers in re.findall(r'<mark class="[^"]* x(?: [^"]*)?" data-al="([^"]+)"', html)} == unlike


def test_partners_bear_one_colour(index: Index) -> None:
    colours: dict[str, set[str]] = {}
    for classes, numbers in re.findall(r'<mark class="([^"]+)" data-al="([^"]+)"', panes(index)):
        colours.setdefault(numbers.split()[0], set()).update(re.findall(r"\bc\d+\b", classes))
    assert colours == {"1": {"c0"}, "2": {"c1"}, "3": {"c2"}}


def test_parts_that_are_not_the_report_look_so_and_say_so(index: Index) -> None:
    html = panes(index)
    assert re.search(r'<p class="p-navigation" title="[^"]+">أخبار متعلقة', html)
    assert re.search(r'<p class="p-body">', html)


def test_panes_are_counted_and_long_articles_scroll(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    assert '<div class="panes n3"' in panes(build_index(base, load_words("en")))
    longer = replace(base.articles[2], text=base.articles[2].text + "\n" + "كلام " * (LONG // 5))
    assert '<div class="panes n3 long"' in panes(build_index(replace(base, articles=(*base.articles[:2], longer)), load_words("en")))


def test_an_unknown_day_is_said_to_be_unknown(index: Index) -> None:
    third = panes(index).split('id="art-3"', 1)[1]
    assert index.words("page.unknown_date") in third.split("</header>", 1)[0]
