from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export.brief import brief
from tawatur.export.graph import PICTURE_OUTLETS, chain_section
from tawatur.export.index import build_index
from tawatur.export.notebook import repr_html
from tawatur.export.words import load_words
from tawatur.model import Comparison


def test_a_fragment_without_scripts_whose_styles_stay_inside(comparison: Comparison) -> None:
    text = repr_html(comparison)
    assert text.startswith('<div class="tawatur-nb"')
    assert text.endswith("</div>")
    assert "<script" not in text
    style = text[text.index("<style>") + 7:text.index("</style>")]
    rules = [line for line in style.splitlines() if line]
    assert all(part.strip().startswith(".tawatur-nb") for rule in rules for part in rule.split("{")[0].split(","))
    # Every kind of line and box of the drawing has its rule, and every colour is one of the fragment.
    assert all(f".tawatur-nb {kind}{{" in style for kind in (".edge", ".edge.dashed", ".edge.dotted", ".node rect", ".node.own rect", ".hit", ".chain text"))
    assert set(re.findall(r"var\((--[a-z-]+)", style)) <= set(re.findall(r"(--[a-z-]+):", style))


def test_it_tells_the_counts_and_the_claims(comparison: Comparison) -> None:
    text = repr_html(comparison)
    assert "3 outlets" in text
    assert "2 independent origins" in text
    assert "وستزور رئيسة المجلس سلمى الهاشمي صفاقس يوم الأربعاء" in text


def test_two_sentences_of_the_articles_come_first(comparison: Comparison) -> None:
    text = repr_html(comparison)
    told = brief(build_index(comparison, load_words("en")))
    places = [text.index(t.span.text) for t in told]
    assert len(places) == 2
    assert max(places) < text.index('<div class="c')


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_chain_is_drawn_by_the_component_of_the_pages(comparison: Comparison, lang: str) -> None:
    text, index = repr_html(comparison, lang), build_index(comparison, load_words(lang))
    page = chain_section(index)
    shapes = r"<(?:rect|path class=\"edge|text)[^>]*>[^<]*"
    drawn = re.search(r'<svg class="chain".*?</svg>', text, re.S)
    assert drawn is not None
    assert re.findall(shapes, drawn.group()) == re.findall(shapes, page.split("</svg>", 1)[0])
    assert {words for style in ("solid", "dashed", "dotted") if (words := index.words(f"graph.{style}"))} <= set(re.findall(r"</svg> ([^<]+)</li>", text))


def test_the_picture_leads_nowhere_and_stands_twice_in_a_notebook(comparison: Comparison) -> None:
    text = repr_html(comparison)
    assert not re.search(r"<a\b|href=| id=| on\w+=|url\(|@import|@font-face", text)
    assert len(text.encode()) < 20_000


def test_of_many_outlets_the_picture_has_a_few_and_says_so(crowd: Callable[..., Comparison]) -> None:
    text = repr_html(crowd(45, 60))
    assert text.count('class="node outlet"') == PICTURE_OUTLETS
    assert load_words("en")("graph.undrawn", n=45 - PICTURE_OUTLETS, outlets="45 outlets") in text
    assert len(re.findall(r'<svg class="chain".*?</svg>', text, re.S)[0].encode()) < 30_000


def test_without_a_shared_claim_nothing_is_drawn(comparison: Comparison) -> None:
    assert "svg" not in re.sub(r"<style>.*?</style>", "", repr_html(replace(comparison, alignments=comparison.alignments[3:])), flags=re.S)


def test_what_is_left_out_is_counted(comparison: Comparison) -> None:
    assert "and 2 more" in repr_html(comparison, limit=1)


def test_one_article(comparison: Comparison) -> None:
    alone = replace(comparison, articles=comparison.articles[:1], alignments=(), story=None)
    assert "One article was read" in repr_html(alone)


def test_a_hostile_name_stays_text_in_the_picture_too(comparison: Comparison) -> None:
    bad = '"><script>alert(1)</script></svg>\u202e'
    first = replace(comparison.articles[0], outlet=replace(comparison.articles[0].outlet, name=bad))
    text = repr_html(replace(comparison, articles=(first, *comparison.articles[1:])))
    assert "<script" not in text
    assert text.count("</svg>") == text.count("<svg")
    assert "&lt;script&gt;" in text.split('class="node outlet"')[1]
