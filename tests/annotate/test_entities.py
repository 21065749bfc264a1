"""Names in invented sentences: what is found, of what type, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotate.entities import find_mentions, resolve
from tawatur.annotate.entity_words import Candidate
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder, read_csv
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, FoundMention, Part

Find = Callable[[str], tuple[FoundMention, ...]]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


@pytest.fixture(scope="module")
def find(gazetteer: Gazetteer) -> Find:
    def run(text: str) -> tuple[FoundMention, ...]:
        article = Article(id="x", text=text)
        seen = view(text)
        parts = (Part("body", 0, len(text)),)
        return find_mentions(article, seen, sentences(seen, parts), gazetteer)
    return run


def named(found: tuple[FoundMention, ...], kind: str) -> list[str]:
    return [m.text for m in found if m.type == kind and m.kind != "description"]


@pytest.mark.parametrize(("text", "kind", "want"), [
    ("وصل الوفد إلى لندن ثم باريس.", "LOC", ["لندن", "باريس"]),
    ("سافر وفد التجار إلى كوبنهاغن وبروكسل.", "LOC", ["كوبنهاغن", "بروكسل"]),
    ("غرقت قوارب قرب بلدة كفرنون مساء.", "LOC", ["كفرنون"]),
    ("زار المدير محافظة نينوى أمس.", "LOC", ["محافظة نينوى"]),
    ("فاض نهر الزرنوق بعد المطر.", "LOC", ["نهر الزرنوق"]),
    ("عقد اللقاء في العاصمة الروسية موسكو.", "LOC", ["موسكو"]),
    ("أعلنت وزارة الزراعة التشادية موسم البذار.", "ORG", ["وزارة الزراعة التشادية"]),
    ("اجتمعت اللجنة الزراعية في القاعة.", "ORG", ["اللجنة الزراعية"]),
    ("ذكرت صحيفة «الضفاف» أن الجسر فتح.", "ORG", ["الضفاف"]),
    ("وصلت كتيبة النقل إلى الفوج 88 ليلا.", "ORG", ["كتيبة النقل", "الفوج 88"]),
    ("قالت الجمعية العربية للصناعات الخفيفة إن العمل بدأ.", "ORG", ["الجمعية العربية للصناعات الخفيفة"]),
    ("قالت وزارة الدفاع، الثلاثاء، إن العمل بدأ.", "ORG", ["وزارة الدفاع"]),
    ("صدر قرار للجنة الزراعية أمس.", "ORG", ["لجنة الزراعية"]),
    ("وصل السفير كريم البستاني صباحا.", "PER", ["كريم البستاني"]),
    ("قال وزير الزراعة التشادي نبيل الخازن إن الموسم جيد.", "PER", ["نبيل الخازن"]),
    ("المبعوث الأممي إلى مالي، غير فالستروم، وصل.", "PER", ["غير فالستروم"]),
    ("وقال ريان فالستروم إن الطريق سالكة.", "PER", ["ريان فالستروم"]),
    ("حضر أبو قتادة الجزار اللقاء.", "PER", ["أبو قتادة الجزار"]),
    ("وصل نبيل الخازن. ثم قال الخازن إن العمل بدأ.", "PER", ["نبيل الخازن", "الخازن"]),
])
def test_names_and_their_bounds(find: Find, text: str, kind: str, want: list[str]) -> None:
    assert named(find(text), kind) == want


@pytest.mark.parametrize("text", [
    "كان الطقس جميلا وقال الناس إن المطر كثير.",
    "صدر بيان عن اجتماع عادي يوم الخميس.",
    "بحث الجانبان سبل التعاون في مجالات كثيرة.",
])
def test_plain_prose_names_nothing(find: Find, text: str) -> None:
    assert not [m for m in find(text) if m.kind != "description"]


@pytest.mark.parametrize(("text", "key"), [
    ("وصلت القافلة إلى طرابلس.", "geo:tripoli-LY"),
    ("وصلت القافلة إلى طرابلس في شمال لبنان.", "geo:tripoli-lb-LB"),
    ("قال الجيش اللبناني إن القافلة وصلت إلى طرابلس.", "geo:tripoli-lb-LB"),
    ("وصلت القافلة من ليبيا إلى طرابلس.", "geo:tripoli-LY"),
])
def test_towns_of_one_name_follow_the_article(find: Find, text: str, key: str) -> None:
    assert key in [m.key for m in find(text)]


def test_a_capital_may_be_described(find: Find) -> None:
    found = [m for m in find("استضافت العاصمة البريطانية المعرض.") if m.type == "LOC"]
    assert [(m.text, m.key, m.kind) for m in found] == [("العاصمة البريطانية", "geo:london-GB", "description")]


def test_the_outlet_that_is_told_is_a_body(find: Find) -> None:
    found = find("وأكدت مصادر تجارية لـ«الضفاف» أن السوق هادئة.")
    assert [(m.text, m.type) for m in found if m.rule == "told to"] == [("الضفاف", "ORG")]


def test_names_nest_in_bodies(find: Find) -> None:
    found = find("اجتمعت المجموعة الصغرى لدعم تشاد أمس.")
    assert "تشاد" in named(found, "LOC")


def test_a_state_name_is_not_the_adjective(find: Find) -> None:
    assert named(find("وصلت القافلة السعودية إلى الميناء."), "LOC") == []
    assert named(find("وصلت القافلة إلى السعودية أمس."), "LOC") == ["السعودية"]


def test_preposition_and_name_are_told_apart_by_the_text(find: Find) -> None:
    assert named(find("وصل السفير علي البستاني صباحا."), "PER") == ["علي البستاني"]
    assert named(find("وقع الاتفاق على البستاني الأخضر."), "PER") == []


def test_melted_article_stays_exact(find: Find) -> None:
    text = "وجهت الدعوة للأمم المتحدة أمس."
    found = [m for m in find(text) if m.key == "org:un"]
    assert [m.text for m in found] == ["لأمم المتحدة"]
    assert text[found[0].start:found[0].end] == found[0].text


def test_marks_inside_words_do_not_shift_the_spans(find: Find) -> None:
    text = "وَصَلَ السفيرُ كَريم البُستانيّ إلى لنـــدن."
    found = find(text)
    assert named(found, "PER") == ["كَريم البُستانيّ"]
    assert named(found, "LOC") == ["لنـــدن"]


def _examples() -> list[tuple[str, str, str]]:
    out = []
    for file, kind, column in (
        ("titles.csv", "PER", "title"), ("org_heads.csv", "ORG", "head"), ("place_heads.csv", "LOC", "head"),
    ):
        out += [(kind, row[column], row["example"]) for row in read_csv(folder() / file, (column, "example"))]
    return out


def test_examples_of_the_tables_show_their_rule(find: Find) -> None:
    failed = [(kind, word) for kind, word, example in _examples() if not named(find(example), kind)]
    assert failed == []


def test_examples_of_descriptions_find_the_description(find: Find) -> None:
    rows = read_csv(folder() / "descriptions.csv", ("word", "type", "example"))
    failed = [
        row["word"] for row in rows
        if not any(m.kind == "description" and m.type == row["type"] for m in find(row["example"]))
    ]
    assert failed == []


def test_resolve_keeps_the_longer_and_drops_what_crosses() -> None:
    long, inner, crossing = (
        Candidate(0, 4, 0, "ORG", "a", 50), Candidate(2, 3, 0, "LOC", "b", 50), Candidate(3, 5, 0, "LOC", "c", 50),
    )
    assert resolve([crossing, inner, long]) == [long, inner]


_WORDS = ["قال", "وزير", "لندن", "وبروكسل", "«", "»", "(", ")", "،", ".", "صحيفة", "الجيش", "السوري", "بن", "أبو",
          "عبد", "الله", "كَريم", "ـ", "لـ", "12", "\n", "العاصمة", "البريطانية", "\u200f", "د.", "X"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25))
def test_every_mention_is_exact_text(words: list[str]) -> None:
    text = " ".join(words)
    article = Article(id="x", text=text)
    seen = view(text)
    found = find_mentions(article, seen, sentences(seen, (Part("body", 0, len(text)),)), _shared())
    for m in found:
        assert 0 <= m.start < m.end <= len(text)
        assert m.text == text[m.start:m.end]
    spans = [(m.start, m.end) for m in found]
    assert not any(a < c < b < d for a, b in spans for c, d in spans)


_LOADED: list[Gazetteer] = []


def _shared() -> Gazetteer:
    if not _LOADED:
        _LOADED.append(load_gazetteer(folder()))
    return _LOADED[0]


def test_what_is_no_first_name(find: Find) -> None:
    assert named(find("قال رونالد ترسب إن القرار لصالح ترسب."), "PER") == ["رونالد ترسب", "ترسب"]
    assert named(find("ولم تذكر دوجان سببا للتأخير."), "PER") == []
    assert named(find("وصل الفريق بقيادة الدكتور هاني سلامة."), "ORG") == []
    assert named(find("قد ينال إعجابك أيضا."), "PER") == []
    assert named(find("جرى ذلك لمصلحة ترسب. وقال رونالد ترسب ذلك."), "ORG") == []
    assert named(find("وقال النادي إن صالح ما زال هناك."), "LOC") == []


def test_a_first_name_without_its_dots(find: Find) -> None:
    found = find("قال على عبد الله صالح ذلك فى البيت. وعاد علي عبد الله صالح.")
    assert named(found, "PER") == ["على عبد الله صالح", "علي عبد الله صالح"]


def test_a_noun_tied_to_a_place_is_the_place_whose_name_begins_so(gazetteer: Gazetteer) -> None:
    def places(text: str) -> list[tuple[str, str]]:
        seen = view(text)
        lines = sentences(seen, (Part("body", 0, len(text)),))
        return [(m.text, m.kind) for m in find_mentions(Article(id="a", text=text), seen, lines, gazetteer) if m.type == "LOC"]

    assert places("زار الوفد مكة والمدينة أمس.") == [("مكة", "name"), ("المدينة", "short")]
    assert places("زار الوفد دمشق والمدينة أمس.")[1:] == [("المدينة", "description")]
