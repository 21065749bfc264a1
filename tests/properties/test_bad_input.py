"""Reading holds under anything: no crash, no lost text, spans that are exactly what they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotate.parts import find_parts
from tawatur.errors import TawaturError
from tawatur.ingest import read_inputs
from tawatur.ingest.dates import iso_day
from tawatur.ingest.encoding import declared_encoding, decode
from tawatur.ingest.html import read_page
from tawatur.ingest.jsonl import article_of, records
from tawatur.lang.furniture import load_furniture
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences, tokens
from tawatur.model import Article

T = TypeVar("T")
FURNITURE = load_furniture(folder())
RUNS = settings(max_examples=200, deadline=None, derandomize=True)
PIECES = st.sampled_from([
    "قالت البلدية إن الجسر فُتح أمام السيارات بعد عامين من العمل المتواصل في الموقع.", "عنوان قصير", "بيروت - رويترز:",
    "دمشق، سوريا (CNN) --", "اقرأ أيضاً: خبر آخر", "(اقرأ أيضاً", "أخبار متعلقة", "جميع الحقوق محفوظة لموقع ضفاف",
    "تاريخ النشر: 3 آذار 2021", "تاريخ النشر:", "(وكالات)", "كتبت: هالة", "المصدر: وكالات - ضفاف", "صورة: الجسر",
    "أكد مدير المرفأ لـ«ضفاف»", "علمت «ضفاف»", "الجسر - 6 شباط 2019", "قـــالَ", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ", "ﷲ", "ﷺ", "😀👩‍🚒", "\u202b", "\u2066x\u2069",
    "\x00", "\r\n", "\r", "\n", "\n\n", "\u2028", "\u0085", "\x0b", " ", "\t", "\u00a0", "\u200b", "ـ", "َ", "-", ":", ".", "…", "«", "»", '"', "(", ")", "؟",
    "31 شباط", "1.", "محفوظة", "محفوظة ل", "The end", "المصدر:", "المصدر: -",
])
ODD = st.one_of(
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=25).map("\n".join),
    st.text(max_size=300),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=300),
    st.text(alphabet=st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC, exclude_categories=("Cs",)), max_size=200),
)


def refusal(call: Callable[[], T]) -> tuple[str, T | None]:
    """What `call` gives, or the line with which it refuses; other errors go through."""
    try:
        return "", call()
    except TawaturError as error:
        return str(error), None


@given(text=ODD)
@RUNS
def test_parts_are_in_order_and_lose_nothing(text: str) -> None:
    shown = view(text)
    result = find_parts(Article(id="x", text=text), shown, FURNITURE)
    at = 0
    for part in result.parts:
        assert at <= part.start < part.end <= len(text)
        at = part.end
    covered = bytearray(len(text))
    for part in result.parts:
        covered[part.start:part.end] = b"\x01" * (part.end - part.start)
    for place, char in zip(shown.starts, shown.norm, strict=True):
        assert covered[place] or char.isspace()


@given(text=ODD)
@RUNS
def test_title_and_outlet_are_spans_of_the_text(text: str) -> None:
    result = find_parts(Article(id="x", text=text), view(text), FURNITURE)
    for span in (result.title, result.outlet.evidence):
        if span is not None:
            assert span.text == text[span.start:span.end]
    if result.title is not None:
        assert [p.kind for p in result.parts].count("title") == 1


@given(text=ODD)
@RUNS
def test_words_and_sentences_stay_inside_their_parts(text: str) -> None:
    shown = view(text)
    parts = find_parts(Article(id="x", text=text), shown, FURNITURE).parts
    for sentence in sentences(shown, parts):
        assert any(p.start <= sentence.start < sentence.end <= p.end and p.kind == sentence.part for p in parts)
    last = -1
    for token in tokens(shown):
        assert last <= token.start < token.end <= len(text)
        last = token.start
        assert token.norm in view(text[token.start:token.end]).norm


@given(data=st.one_of(st.binary(max_size=400), ODD.map(lambda t: t.encode("utf-8", "ignore")), ODD.map(lambda t: t.encode("utf-16", "ignore")),
                      ODD.map(lambda t: t.encode("cp1256", "ignore"))), declared=st.sampled_from([None, "utf-8", "windows-1256", "x", "utf-16"]))
@RUNS
def test_bytes_become_text_or_one_line(data: bytes, declared: str | None) -> None:
    declared_encoding(data)
    told, decoded = refusal(lambda: decode(data, declared))
    assert "\n" not in told
    assert decoded is None or decoded.text.encode("utf-8")


@given(text=ODD)
@RUNS
def test_utf8_comes_back_as_it_was(text: str) -> None:
    story = "قال الوزير في البيان إن الطريق مفتوح. " + text
    try:
        data = story.encode("utf-8")
    except UnicodeEncodeError:
        return
    told, decoded = refusal(lambda: decode(data))
    assert "binary" in told if decoded is None else decoded.text == story


@given(page=st.one_of(ODD.map(lambda t: f"<html><body><h1>{t}</h1><p>{t}</p>"), st.text(alphabet="<>/ap='\" !-[]&;x\n", max_size=200)))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_page_is_read_or_refused(page: str) -> None:
    told, article = refusal(lambda: read_page(page, "x"))
    assert "\n" not in told
    assert article is None or article.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "text", "html", "outlet", "series", "date", "published", "url", "title", "language"]), inner, max_size=5),
    max_leaves=10,
)


@given(value=JSON)
@RUNS
def test_any_record_is_read_or_refused(value: object) -> None:
    told, found = refusal(lambda: article_of(value, "x", 1))  # type: ignore[arg-type]
    assert "\n" not in told
    assert found is None or found[0].text.strip()


@given(lines=st.lists(st.one_of(st.text(max_size=30), JSON.map(lambda v: json.dumps(v))), max_size=5))
@RUNS
def test_any_lines_are_records_or_failures(lines: list[str]) -> None:
    assert len(list(records("\n".join(lines), "x"))) <= sum(line.count("\n") + 1 for line in lines)


@given(written=st.one_of(st.text(max_size=30), st.from_regex(r"\d{1,4}[-/.]?\d{1,3}[-/.]?\d{1,3}.{0,5}", fullmatch=True)))
@RUNS
def test_any_day_is_a_day_or_none(written: str) -> None:
    day = iso_day(written)
    assert day is None or (len(day) == 10 and iso_day(day) == day)


@given(texts=st.lists(ODD, max_size=4), names=st.lists(st.sampled_from(["a", "b", "a~2"]), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_ids_differ_and_do_not_hang_on_the_order(texts: list[str], names: list[str]) -> None:
    articles = [Article(id=name, text="قال الوزير في البيان إن الطريق مفتوح. " + text) for name, text in zip(names, texts, strict=False)]
    there = read_inputs(articles).articles
    back = read_inputs(articles[::-1]).articles
    assert len({a.id for a in there}) == len(there)
    assert sorted((a.id, a.text) for a in there) == sorted((a.id, a.text) for a in back)
