from __future__ import annotations

from msgspec.structs import replace

from tawatur.export.brief import brief
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


def test_what_is_left_out_is_counted(comparison: Comparison) -> None:
    assert "and 2 more" in repr_html(comparison, limit=1)


def test_one_article(comparison: Comparison) -> None:
    alone = replace(comparison, articles=comparison.articles[:1], alignments=(), story=None)
    assert "One article was read" in repr_html(alone)
