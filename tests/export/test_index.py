from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export.index import build_index, short
from tawatur.export.words import load_words
from tawatur.model import Comparison, Difference, DifferenceValue, Origin, Span


def _value(text: str, value: str, start: int = 0) -> DifferenceValue:
    return DifferenceValue(Span("a", start, start + len(text), text), value)


@pytest.mark.parametrize(
    ("facet", "text", "value", "english", "arabic"),
    [
        ("number", "ست دول", "6 دوله", "6", "6"),
        ("number", "نحو 4.2 مليارات دولار", "~4.2e+09 دولار", "≈ 4,200,000,000", "≈ 4,200,000,000"),
        ("number", "نحو 4.2 مليارات دولار", "~4200000000 دولار", "≈ 4,200,000,000", "≈ 4,200,000,000"),
        ("number", "مليون و250 ألفاً و472 ديناراً", "1250472 دينار", "1,250,472", "1,250,472"),
        ("number", "اثنا عشر ملياراً وكسور", "12345678901.5 دينار", "12,345,678,901.5", "12,345,678,901.5"),
        ("number", "1250472 ديناراً", "1250472 دينار", "", ""),
        ("number", "6 أشخاص", "6 شخص", "", ""),
        ("number", "أكثر من 3 سنوات", "P3Y MORE_THAN", "", ""),
        ("date", "أمس", "2025-03-10", "10 March 2025", "10 آذار/مارس 2025"),
        ("modality", "يعقد", "planned", "planned", "مقرر"),
        ("attribution", "عقد", "no source", "no source", "بلا مصدر"),
        ("place", "بغداد", "بغداد", "", ""),
    ],
)
def test_readings_say_more_than_the_wording_or_nothing(
    comparison: Comparison, facet: str, text: str, value: str, english: str, arabic: str
) -> None:
    difference = Difference(facet, (_value(text, value),))  # type: ignore[arg-type]
    for lang, expected in (("en", english), ("ar", arabic)):
        assert build_index(comparison, load_words(lang)).reading(difference, difference.values[0]) == expected


def test_pairs_that_hang_together_become_one_row(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first, *others = base.alignments
    number, modality = first.differs
    six, four = number.values
    third = DifferenceValue(Span("c", 0, 4, "يعقد"), "3")
    more = replace(first, differs=(number, modality, Difference("number", (four, third))))
    index = build_index(replace(base, alignments=(more, *others)), load_words("en"))
    rows = index.differences(index.shared[0])
    assert [r.facet for r in rows] == ["number", "modality"]
    assert rows[0].values == (six, four, third)


def test_what_differs_for_another_reason_has_a_row_of_its_own(make_sample: Callable[[], Comparison]) -> None:
    """«Both can be true: one is rounded» is told of the two figures that it was found for, of no third."""
    base = make_sample()
    first, *others = base.alignments
    number = replace(first.differs[0], why_code="figures_exclude")
    _, four = number.values
    third = DifferenceValue(Span("c", 0, 4, "يعقد"), "3")
    more = replace(first, differs=(number, replace(number, values=(four, third), why_code="rounded")))
    rows = build_index(replace(base, alignments=(more, *others)), load_words("en")).differences(more)
    assert [(r.why_code, len(r.values)) for r in rows] == [("figures_exclude", 2), ("rounded", 2)]


def test_only_what_differs_in_the_fact_counts_as_a_difference(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first, second, *others = base.alignments
    source = Difference("attribution", (_value("قالت", "x", 3),))
    index = build_index(replace(base, alignments=(first, replace(second, differs=(source,)), *others)), load_words("en"))
    assert [a.id for a in index.differing] == ["al1"]
    assert [a.id for a in index.agreeing] == ["al2", "al3"]


def test_records_that_point_to_nothing_are_left_out(make_sample: Callable[[], Comparison]) -> None:
    index = build_index(replace(make_sample(), claims=()), load_words("en"))
    assert index.shared == ()
    assert index.alone == ()


def test_why_is_told_in_the_language_of_the_report(comparison: Comparison) -> None:
    english, arabic = (build_index(comparison, load_words(lang)) for lang in ("en", "ar"))
    assert english.why(english.shared[1]) == "One names the newspaper."
    assert "نبض المرفأ" in arabic.why(arabic.shared[1])
    assert "المدار" in arabic.why(arabic.shared[1])
    assert arabic.why(arabic.shared[0]) == "لا تذكر البوصلة، المدار وc من أين أتت به، فلا يُعرف أهي أصول مستقلة أم لا."


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_who_prints_a_named_source_without_saying_so_is_not_one_of_whom_nothing_can_be_told(comparison: Comparison, lang: str) -> None:
    shared = build_index(comparison, load_words(lang)).shared[1]
    silent = Origin(id="o", kind="unknown", name="", how="unattributed", claims=("c/c1",), evidence=())
    both = replace(shared, claims=(*shared.claims, "c/c1"), origins=(*shared.origins, silent), why="", why_code="unattributed")
    told = build_index(replace(comparison, alignments=(both,)), load_words(lang)).why(both)
    assert told == {
        "en": "c do not say where they have it from; whether they are independent can't be told (named source: نبض المرفأ, whose words المدار prints without saying so).",
        "ar": "لا تذكر c من أين أتت به، فلا يُعرف أهي أصول مستقلة أم لا (المصدر المسمّى: نبض المرفأ، وتنشر المدار كلماته تقريباً من دون أن تذكر ذلك).",
    }[lang]


def test_long_wordings_are_cut_between_words() -> None:
    assert short("قصير") == "قصير"
    assert short("كلمة " * 30).endswith(" …")
    assert len(short("كلمة " * 30)) <= 50
