"""Media between verb and content, and to whom it was said."""

from __future__ import annotations

import pytest

from tawatur.annotate.attribution_media import medium_of, past_media, told_to_of
from tawatur.annotate.attribution_words import Words, read_words
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import load_cues
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Article, Part

from .saying import read

CUES = load_cues(folder())


def words_of(text: str) -> Words:
    look = view(text)
    return read_words(Article(id="x", text=text), look, find_quotations(look, (Part("body", 0, len(text)),)), (), CUES)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("في بيان صحفي المدير", "المدير"),
        ("في حسابها على موقع «تويتر» للتواصل الاجتماعي أمس", "امس"),
        ("عبر صفحته الرسمية على فيسبوك إن", "ان"),
        ("على منصة إكس الإلكترونية إن", "ان"),
        ("في موقع الحادث إن", "في"),
        ("في بيان السعودي", "السعودي"),
    ],
)
def test_where_a_medium_ends(text: str, left: str) -> None:
    words = words_of(text)
    assert words.norm[past_media(words, 0, len(words.norm))] == left


def test_medium_and_hearer() -> None:
    words = words_of("قال في حديث لقناة البحر إن السوق أغلق")
    assert medium_of(words, 1, 6) == "interview"
    told = told_to_of(words, 1, 6)
    assert told is not None
    assert words.view.norm[told[0]:told[1]] == "قناه البحر"


def test_those_who_are_counted_have_a_hearer_too() -> None:
    (one,) = read("قالت ثلاثة مصادر في الشركة لوكالة البحر إن السوق أغلق.")
    assert one.source.span is not None
    assert one.source.span.text == "ثلاثة مصادر في الشركة"
    assert one.told_to_span is not None
    assert one.told_to_span.text == "وكالة البحر"
