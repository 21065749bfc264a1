"""The evidence invariant under anything that an article may hold: every span is the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.annotate.framing import find_framing
from tawatur.encode.lexical import LexicalEncoder
from tawatur.heads.reading import Models
from tawatur.lang.normalize import view
from tawatur.lang.resources import Resources, load_resources
from tawatur.lang.tokenize import sentences, tokens
from tawatur.model import Article, Part
from tawatur.pipeline import annotate_articles, compare_articles

PIECES = st.sampled_from([
    "قالت وكالة الساحل إن الوزير وصل إلى مسقط أمس.", "وأوضح مدير المعرض خالد السيابي: «انتهى العمل».",
    "ما يسمى «مجلس الغابة»", "قوات النظام", "في 31 شباط 2020", "٢٩ الشهر الجاري", "يوم الخميس المقبل",
    "15 رمضان 1441", "وَقَالَ مُـــديرٌ", "\u202bنص\u202c", "ﷲ ﻻ ﻼ", "😀👩‍🚒", "\r\n", "\n\n", "\0",
    "\u200f\u200e\ufeff", "«", "»", '"', "(", ")", "نحو 50 شخصا", "من 3 إلى 5 أشخاص", "نفت الوزارة ذلك",
    "نقلت صحيفة «المنارة» عن مصدر قوله إن الجسر مغلق", "اقرأ أيضا", "The minister said so.", "1,000,000",
    " ", ".", "؟", ":", "و", "لـ«المنارة»", "المزعوم", "أمس الأول", "سوريا", "السورية", "لندن",
])
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
RUNS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def spans(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [s for item in node for s in spans(item)]
    if isinstance(node, dict):
        own = [node] if node.keys() >= {"article", "start", "end", "text"} else []
        return own + [s for value in node.values() for s in spans(value)]
    return []


def check(data: bytes, texts: dict[str, str]) -> None:
    for span in spans(json.loads(data)):
        assert span["text"] == texts[span["article"]][span["start"]:span["end"]]


@given(text=TEXTS)
@RUNS
def test_annotating_anything(resources: Resources, text: str) -> None:
    from tawatur import codec
    from tawatur.pipeline import annotation_only

    found = annotate_articles([Article(id="a", text=text, published="2020-03-04", published_how="given")], resources)
    check(codec.to_json(annotation_only(found, resources, ())), {"a": text})


@given(one=TEXTS, two=TEXTS)
@RUNS
def test_comparing_anything(resources: Resources, one: str, two: str) -> None:
    from tawatur import codec

    articles = [Article(id="a", text=one), Article(id="b", text=two)]
    found = compare_articles(articles, resources, Models(LexicalEncoder()))
    check(codec.to_json(found), {"a": one, "b": two})
    other = compare_articles(articles[::-1], resources, Models(LexicalEncoder()))
    assert codec.to_json(found) == codec.to_json(other)
    for a in found.alignments:
        assert 0 <= a.independent_origins.certain <= a.independent_origins.at_most


@given(text=TEXTS)
@RUNS
def test_words_sentences_and_framing(resources: Resources, text: str) -> None:
    seen = view(text)
    lines = sentences(seen, (Part("body", 0, len(text)),))
    assert all(0 <= s.start < s.end <= len(text) for s in lines)
    assert [s.start for s in lines] == sorted(s.start for s in lines)
    for token in tokens(seen):
        assert token.norm in view(text[token.start:token.end]).norm
    for found in find_framing(Article(id="a", text=text), seen, lines, (), (), (), resources.framing):
        assert found.span.text == text[found.span.start:found.span.end]
