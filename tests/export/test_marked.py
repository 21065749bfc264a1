"""An article with its marks: every letter stays, every mark leads to its entry, every claim has its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from msgspec.structs import replace

from tawatur.export.marked import LAYERS, claims_of, local, marked_text, marks_of
from tawatur.export.words import load_words
from tawatur.model import ArticleRecord, Claim, Comparison, Span

WORDS = load_words("en")


def plain(html: str) -> str:
    without = re.sub(r"<sup.*?</sup>", "", html)
    return unescape(re.sub(r"<[^>]*>", "", without))


def flat(text: str) -> str:
    return "".join(text.split("\n"))


@pytest.mark.parametrize("layers", [(), LAYERS, ("name",), ("said", "claim")])
def test_the_text_stays_as_it_was(comparison: Comparison, layers: tuple[str, ...]) -> None:
    for record in comparison.articles:
        html = marked_text(comparison, record, layers, WORDS)
        assert plain(html) == flat("\n".join(line for line in record.text.split("\n") if line.strip()))
        assert html.count("<span") == html.count("</span>")
        assert html.count("<a ") == html.count("</a>")


def test_each_layer_shows_its_own_marks_alone(comparison: Comparison) -> None:
    record = comparison.articles[0]
    html = marked_text(comparison, record, ("date",), WORDS)
    dates = [t for t in comparison.times if t.article == record.id]
    assert dates
    for time in dates:
        assert f'id="m-{local(time.id)}" href="#n-{local(time.id)}">' in html
    assert 'class="l-entity"' not in html
    assert "l-content" not in html


def test_every_mark_has_its_place_and_leads_to_its_entry(comparison: Comparison) -> None:
    for record in comparison.articles:
        html = marked_text(comparison, record, LAYERS, WORDS)
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids))
        wanted = {f"m-{m.key}" for m in marks_of(comparison, record.id) if m.layer not in ("content", "claim")}
        wanted |= {f"claim-{local(c.id)}" for c in claims_of(comparison, record.id)}
        assert wanted == set(ids)
        entries = {f"n-{m.key.partition('-')[0]}" for m in marks_of(comparison, record.id) if m.layer != "content"}
        assert set(re.findall(r'href="#([^"]*)"', html)) <= entries




@pytest.fixture
def made(comparison: Comparison) -> Callable[..., tuple[Comparison, ArticleRecord]]:
    def make(text: str, *claims: tuple[int, int]) -> tuple[Comparison, ArticleRecord]:
        record = replace(comparison.articles[0], id="x", text=text, parts=(), title=None)
        found = tuple(Claim(id=f"x/c{n}", span=Span("x", a, b, text[a:b])) for n, (a, b) in enumerate(claims, 1))
        return replace(comparison, articles=(record,), entities=(), times=(), attributions=(), framing=(), claims=found), record

    return make


def test_claims_that_cross_and_nest_are_each_whole(made: Callable[..., tuple[Comparison, ArticleRecord]]) -> None:
    text = "واحد اثنان ثلاثة أربعة خمسة"
    comparison, record = made(text, (0, 16), (11, 22), (11, 16))
    html = marked_text(comparison, record, (), WORDS)
    assert plain(html) == text
    for number in (1, 2, 3):
        assert html.count(f'id="claim-c{number}"') == 1
        assert f'data-c="c{number}"' in html
    # The second goes on where the first, which it crosses, has ended.
    assert html.count('data-c="c2"') == 2


def test_a_stretch_that_is_asked_for_is_lit_over_lines(made: Callable[..., tuple[Comparison, ArticleRecord]]) -> None:
    text = "سطر أول\n\nسطر ثان\nسطر ثالث"
    comparison, record = made(text)
    html = marked_text(comparison, record, (), WORDS, (4, 16))
    lit = re.findall(r'<span class="at"[^>]*>(.*?)</span>', html)
    assert lit == ["أول", "سطر ثان"]
    assert html.count('id="at"') == 1


def test_hostile_text_is_escaped(made: Callable[..., tuple[Comparison, ArticleRecord]]) -> None:
    text = '<script>alert(1)</script> "قال" &amp; \x00 \u202e <img src=x onerror=alert(1)>'
    comparison, record = made(text, (0, len(text)))
    html = marked_text(comparison, record, LAYERS, WORDS, (3, 20))
    assert "<script" not in html
    assert "<img" not in html
    assert "\x00" not in html
    assert "&amp;amp;" in html
