"""Timeline, journeys, framing, attributions, days and notes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export import tables
from tawatur.export.index import Index, build_index
from tawatur.export.words import load_words
from tawatur.model import Comparison, Note, Reason

EMPTY = ("entities", "times", "attributions", "events", "itineraries", "framing", "notes")


@pytest.fixture
def index(comparison: Comparison) -> Index:
    return build_index(comparison, load_words("en"))


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(html: str) -> list[list[str]]:
    return [[plain(c) for c in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in re.findall(r"<tr>(.*?)</tr>", html)[1:]]


def test_a_journey_lists_its_stops_in_order_with_their_status(index: Index) -> None:
    html = tables.itineraries(index)
    assert re.findall(r'<li class="ev-(\w+)"><strong><bdi lang="ar">([^<]+)', html) == [("held", "تونس"), ("planned", "صفاقس")]
    assert "سلمى الهاشمي" in html


def test_framing_names_target_and_rival_words(index: Index) -> None:
    first, second = rows(tables.framing(index))
    assert first[0] == "المدار"
    assert first[1] == "ما يسمى «مجلس الجسور»"
    assert first[3] == "مجلس الجسور"
    assert second[1] == "بيرغ"
    assert second[4] == "برغ البوصلة"


def test_who_said_what_stands_in_the_order_of_the_text(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    shuffled = replace(base, attributions=base.attributions[::-1])
    found = rows(tables.attributions(build_index(shuffled, load_words("en"))))
    assert [r[0] for r in found] == ["البوصلة", "البوصلة", "المدار"]
    assert "نبض المرفأ" in found[0][1]
    assert "المدار" in found[2][2], "whom it was told"


def test_a_denial_and_the_rest_of_a_split_content_are_shown(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    one = replace(base.attributions[0], stance="denies", content_more=(base.claims[3].span,))
    (first, *_) = rows(tables.attributions(build_index(replace(base, attributions=(one,)), load_words("en"))))
    assert first[3].endswith("… وحضرت وفود من الاتحاد")
    assert load_words("en").get("stance.denies", "denies") in first[4]


def test_an_inferred_day_shows_its_reasons(index: Index) -> None:
    first = rows(tables.dates(index))[0]
    assert first[0] == "البوصلة"
    assert "2025" in first[1]
    assert "اليوم الاثنين" in first[3]


def test_a_day_that_came_with_the_article_needs_no_reason(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    given = replace(base.articles[0], published=replace(base.articles[0].published, how="given", evidence=()))
    others = base.articles[1:]
    assert len(rows(tables.dates(build_index(replace(base, articles=(given, *others)), load_words("en"))))) == sum(a.published.how != "given" for a in others)
    assert tables.dates(build_index(replace(base, articles=(given,)), load_words("en"))) == ""


def test_many_reasons_are_folded_and_counted(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    reason = base.articles[0].published.evidence[0]
    many = replace(base.articles[0].published, evidence=tuple(Reason("a", reason.start, reason.end, reason.text, f"reason {n}") for n in range(6)))
    page = tables.dates(build_index(replace(base, articles=(replace(base.articles[0], published=many),)), load_words("en")))
    assert load_words("en")("text.more", n=2) in page
    assert page.count("<details>") == 1


def test_notes_quote_their_evidence_safely(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    note = Note(code="x", text="a <b>", article="a", evidence=(base.claims[0].span,))
    html = tables.notes(build_index(replace(base, notes=(note,)), load_words("en")))
    assert "a &lt;b&gt;" in html
    assert base.claims[0].span.text in html
    assert "البوصلة" in html


@pytest.mark.parametrize("name", ["itineraries", "framing", "attributions", "notes"])
def test_nothing_found_nothing_shown(comparison: Comparison, name: str) -> None:
    bare = replace(comparison, **dict.fromkeys(EMPTY, ()))
    assert getattr(tables, name)(build_index(comparison, load_words("en"))) != ""
    assert getattr(tables, name)(build_index(bare, load_words("en"))) == ""
