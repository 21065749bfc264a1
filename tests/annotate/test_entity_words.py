"""An article as rows of words for the name finders."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import (
    Words,
    bare_forms,
    definite,
    is_common,
    read_words,
    readings,
)
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def rows(text: str, gazetteer: Gazetteer) -> Words:
    seen = view(text)
    return read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)


def test_rows_stand_side_by_side(gazetteer: Gazetteer) -> None:
    words = rows("وصل الوفد، ليلا. ثم غادر", gazetteer)
    assert words.norm == ["وصل", "الوفد", "ليلا", "ثم", "غادر"]
    assert words.sentence == [0, 0, 0, 1, 1]
    assert words.adjacent == [False, True, False, False, True]
    assert [words.gap[i] for i in (0, 2, 3)] == [None, "، ", None]
    assert len({len(x) for x in (words.norm, words.start, words.end, words.gap, words.adjacent, words.common, words.readings)}) == 1


@pytest.mark.parametrize(("text", "at", "opens", "closing"), [
    ("صحيفة «نبض المرفأ» قالت", 1, True, 3), ("صحيفة نبض", 1, False, None), ("«نبض» قالت", 0, True, 1),
    ("صحيفة (نبض) قالت", 1, True, 2), ("صحيفة «نبض، المرفأ» قالت", 1, True, None), ("صحيفة «نبض بلا نهاية", 1, True, None),
])
def test_quotations_open_and_close(text: str, at: int, opens: bool, closing: int | None, gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    assert words.opens(at) is opens
    if opens:
        assert words.closing(at) == closing


def test_a_quotation_that_is_too_long_does_not_close(gazetteer: Gazetteer) -> None:
    words = rows("صحيفة «نبض المرفأ الكبير» قالت", gazetteer)
    assert (words.closing(1, 3), words.closing(1, 2)) == (4, None)


@pytest.mark.parametrize(("word", "want"), [
    ("وصل", [(0, "وصل"), (1, "صل")]), ("ببرقان", [(0, "ببرقان"), (1, "برقان")]), ("وببرقان", [(0, "وببرقان"), (1, "ببرقان"), (2, "برقان")] ),
    ("للجنه", [(0, "للجنه"), (1, "الجنه"), (1, "اللجنه"), (1, "لجنه")]), ("وللوفد", [(0, "وللوفد"), (1, "للوفد"), (2, "الوفد"), (2, "اللوفد"), (2, "لوفد")]),
    ("من", [(0, "من")]),
])
def test_readings_take_off_the_particles(word: str, want: list[tuple[int, str]]) -> None:
    assert readings(word) == want


@pytest.mark.parametrize(("word", "forms"), [("بالجسر", {"بالجسر", "الجسر", "جسر"}), ("وللجسر", {"وللجسر", "للجسر", "جسر"}), ("جسر", {"جسر"})])
def test_bare_forms(word: str, forms: set[str]) -> None:
    assert forms <= set(bare_forms(word))


@pytest.mark.parametrize(("word", "yes"), [("الجيش", True), ("للجيش", True), ("والجيش", True), ("بالجيش", True), ("جيش", False), ("ال", False), ("والد", False)])
def test_definite(word: str, yes: bool) -> None:
    assert definite(word) is yes


@pytest.mark.parametrize(("word", "common"), [("في", True), ("المدينه", True), ("سيعلن", True), ("2021", True), ("ب", True), ("فالستروم", False), ("زرنوقخ", False)])
def test_everyday_words_are_told_from_what_looks_like_a_name(word: str, common: bool, gazetteer: Gazetteer) -> None:
    assert is_common(word, gazetteer) is common
