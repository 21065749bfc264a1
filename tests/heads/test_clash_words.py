"""The words of a sentence as the judge of clashes reads them."""

from __future__ import annotations

import csv

import pytest

from tawatur.heads.clash_words import Lexicon, load_lexicon, read_words, rough_root
from tawatur.lang.normalize import fold
from tawatur.lang.resources import Resources
from tawatur.lang.tables import folder, read_csv


@pytest.fixture(scope="module")
def lexicon(resources: Resources) -> Lexicon:
    return load_lexicon(resources)


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("20", "number", "20"), ("٢٠ ألف", "number", "20000"), ("ثلاثة", "number", "3"), ("ملياري", "number", "2e+09"),
    ("خمسة وعشرين", "number", "25"), ("2,500", "number", "2500"), ("بـ40", "number", "40"), ("كندا", "state", "CA"),
    ("والكندية", "state", "CA"), ("بموسكو", "state", "RU"), ("لم", "denial", ""), ("ولن", "denial", ""),
    ("بقرة", "word", ""), ("المالية", "word", ""), ("كلم", "word", ""),
])
def test_what_a_word_is(lexicon: Lexicon, text: str, kind: str, value: str) -> None:
    word = read_words(text, lexicon)[0]
    assert (word.kind, word.value) == (kind, value)
    assert (word.start, word.end) == (0, len(text))


@pytest.mark.parametrize(("one", "other"), [
    ("ارتفاع", "يرتفع"), ("هبوط", "تهبط"), ("نجاح", "نجح"), ("لليرة", "الليرة"), ("المزرعة", "مزرعة"), ("كندا", "الكندي"),
    ("30", "ثلاثين"),
])
def test_words_that_are_one(lexicon: Lexicon, one: str, other: str) -> None:
    assert read_words(one, lexicon)[0].like(read_words(other, lexicon)[0])


@pytest.mark.parametrize(("one", "other"), [("ارتفاع", "انخفاض"), ("30", "31"), ("كندا", "اليابان"), ("كندا", "بقرة")])
def test_words_that_are_two(lexicon: Lexicon, one: str, other: str) -> None:
    assert not read_words(one, lexicon)[0].like(read_words(other, lexicon)[0])


def test_a_weak_root_joins_words_only_if_they_are_used_alike(lexicon: Lexicon) -> None:
    one, other = read_words("يزور زيارة", lexicon)
    assert not one.like(other)
    assert one.maybe_like(other)


@pytest.mark.parametrize(("stem", "root"), [("ارتفاع", "رتفع"), ("يهبط", "هبط"), ("نجاح", "نجح"), ("زيار", "زر")])
def test_rough_roots(stem: str, root: str) -> None:
    assert rough_root(fold(stem)) == root


def test_every_row_of_opposites_works_on_its_example(lexicon: Lexicon) -> None:
    silent = []
    for row in read_csv(folder() / "opposites.csv", ("one", "other", "example")):
        words = read_words(row["example"], lexicon)
        if not any(x.excludes(y) for x in words for y in words):
            silent.append(row["example"])
    assert not silent


def test_no_word_stands_on_both_sides_of_a_row() -> None:
    with (folder() / "opposites.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(rows) > 50
    both = [
        (row["one"], shared) for row in rows
        if (shared := {fold(w) for w in row["one"].split("|")} & {fold(w) for w in row["other"].split("|")})
    ]
    assert not both
