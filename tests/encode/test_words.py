"""Matching stems and tf-idf."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.encode.words import load_idf, match_stem, skeleton, stems, word_cosines
from tawatur.errors import ResourceError
from tawatur.lang.normalize import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سيزور", "ويزور"), ("سوريا", "سورية"), ("والسفير", "السفير"), ("للسفير", "بالسفير"),
        ("مشتركًا", "مشتركاً"), ("وأفريقيا", "إفريقيا"), ("ستلتقي", "وتلتقي"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert match_stem(fold(one)) == match_stem(fold(other))


@pytest.mark.parametrize(("one", "other"), [("نفى", "نقل"), ("وزير", "وزارة"), ("50", "5")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert match_stem(fold(one)) != match_stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("حصار", "يحاصر"), ("زيارة", "يزور"), ("هجوم", "هاجم"), ("اجتماع", "يجتمع")]
)
def test_a_verb_and_its_noun_have_one_skeleton(one: str, other: str) -> None:
    first, second = (match_stem(fold(word)) for word in (one, other))
    assert first != second
    assert skeleton(first) == skeleton(second)


def test_a_verb_is_like_its_noun_but_less_than_itself() -> None:
    same, noun, strange = word_cosines(["الجنود حاصروا القلعة"], [
        "حاصروا القلعة", "حصار القلعة", "طلاء القلعة"], {})[0]
    assert same > noun > strange


def test_single_letters_are_left_out_but_not_digits() -> None:
    assert stems("لـ «المجلس» 5 أعضاء") == [match_stem("المجلس"), "5", match_stem("اعضاء")]


def test_common_words_weigh_less_than_rare_ones() -> None:
    idf = load_idf()
    assert 0 <= idf[match_stem("في")] < 0.2 < idf[match_stem("وزير")] < 1


def test_equal_texts_have_cosine_one_and_strange_ones_nought() -> None:
    same, strange = word_cosines(["سفينة الشحن غادرت"], ["غادرت سفينة الشحن", "مباراة مثيرة"], {})[0]
    assert same == pytest.approx(1)
    assert strange == 0


def test_a_blank_text_is_like_nothing() -> None:
    assert word_cosines(["!"], ["نص ما"], {}).tolist() == [[0.0]]


@pytest.mark.parametrize("row", ["كتب", "كتب,ثقيل", "كتب,0.5,زائد"])
def test_a_broken_row_names_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "stem_weights.csv"
    path.write_text(f"stem,weight\n{row}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"stem_weights\.csv:2"):
        load_idf(path)
