"""Rows of the claim table: anchor, who carries it, how many origins and why, in what the accounts differ."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export.cards import card
from tawatur.export.claim_table import claim_table, lone
from tawatur.export.index import Index, Pages, build_index
from tawatur.export.words import load_words
from tawatur.model import Alignment, Comparison, Difference, DifferenceValue, Origin


@pytest.fixture
def index(comparison: Comparison) -> Index:
    return build_index(comparison, load_words("en"))


def rows(index: Index, open: tuple[int, ...] = ()) -> list[str]:
    html = claim_table(index, [*index.shared, *lone(index)], lambda a: card(index, a), "Claims", open)
    return html.split("<tbody ")[1:]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_row_has_an_anchor_the_outlets_and_the_origins_with_their_why(index: Index) -> None:
    first = rows(index)[0]
    assert 'id="claim-1"' in first
    text = plain(first)
    assert "3 outlets" in text
    assert "1 certain, at most 3" in text
    assert index.why(index.shared[0]).split(";", maxsplit=1)[0].rstrip(".") in text


def test_dots_show_what_is_certain_and_what_may_be(index: Index) -> None:
    first = rows(index)[0].split('class="roots"', 1)[1]
    assert first.split("</svg>", 1)[0].count('class="full"') == 1
    assert first.split("</svg>", 1)[0].count('class="open"') == 2


def test_a_difference_has_both_wordings_each_once_with_its_outlets(index: Index) -> None:
    cell = rows(index)[0].split('class="unlike"', 1)[1].split("</td>", 1)[0]
    assert "ست دول" in cell
    assert "أربع دول" in cell
    assert len(re.findall(r'class="w"', cell)) == len(set(re.findall(r'rtl">([^<]+)<', cell)))


def test_who_names_no_source_is_said_to_name_none(comparison: Comparison) -> None:
    shared = build_index(comparison, load_words("en")).shared[0]
    told, silent = (comparison.claims[i].span for i in (0, 1))
    verb = replace(silent, end=silent.start + len(silent.text.split()[0]), text=silent.text.split()[0])
    difference = Difference("attribution", (DifferenceValue(told, "الوزارة"), DifferenceValue(verb, "no source")), why="", why_code="source_untold")
    made = replace(comparison, alignments=tuple(replace(a, differs=(difference,)) if a.id == shared.id else a for a in comparison.alignments))
    row = rows(build_index(made, load_words("en")))[0]
    cell = row.split('class="unlike"', 1)[1].split("</td>", 1)[0]
    listed = row.split('class="differs"', 1)[1].split("</dl>", 1)[0]
    for part in (cell, listed):
        assert "no source" in plain(part)
        assert f">{verb.text}<" not in part


def test_evidence_stands_in_its_sentence_and_leads_to_the_article(comparison: Comparison) -> None:
    index = build_index(comparison, load_words("en"), pages=Pages(words=lambda span: f"/articles/{span.article}?at={span.start}-{span.end}"))
    second = rows(index)[1]
    assert 'href="/articles/a?at=' in second
    assert 'class="around"' in second


def test_a_row_that_was_asked_for_is_open(index: Index) -> None:
    assert ["<details open>" in r.split("</summary>", 1)[0] for r in rows(index, (2,))][:3] == [False, True, False]


def test_numbers_go_on_with_what_one_tells(index: Index) -> None:
    assert [int(n) for r in rows(index) for n in re.findall(r'id="claim-(\d+)"', r)] == [1, 2, 3, 4, 5]


def test_titles_and_what_is_no_report_are_no_rows(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    index = build_index(base, load_words("en"))
    gone = {c for a in lone(index) for c in a.claims}
    claims = tuple(replace(c, part="title") if c.id in gone else c for c in base.claims)
    assert lone(build_index(replace(base, claims=claims), load_words("en"))) == []


def test_what_the_page_adds_stands_at_the_foot_of_a_card(comparison: Comparison) -> None:
    seen: list[tuple[str, object]] = []

    def foot(what: str, record: object) -> str:
        seen.append((what, record))
        return f"<p>foot of {what}</p>"

    index = build_index(comparison, load_words("en"), foot=foot)
    html = card(index, index.shared[0])
    assert "foot of alignment" in html
    assert html.count("foot of origin") == len(index.shared[0].origins)
    assert all(isinstance(r, Alignment) for w, r in seen if w == "alignment")
    origins = [r for w, r in seen if w == "origin"]
    assert all(isinstance(r, tuple) and isinstance(r[1], Origin) for r in origins)


def test_no_claims_no_table(index: Index) -> None:
    assert claim_table(index, [], lambda a: "", "Claims") == ""
