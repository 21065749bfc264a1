"""Light stems meet where words are one, and keep apart what is two."""

from __future__ import annotations

import pytest

from tawatur.lang.normalize import fold
from tawatur.lang.stem import light_stem, proclitic_forms


@pytest.mark.parametrize("words", [
    "سورية السورية والسورية",
    "اجتماع الاجتماع بالاجتماع للاجتماع اجتماعات",
    "مدير المدير للمدير ومديرها",
    "مهندس مهندسون المهندسين مهندسان",
])
def test_one_word_has_one_stem(words: str) -> None:
    assert len({light_stem(fold(w)) for w in words.split()}) == 1


@pytest.mark.xfail(strict=True, reason="سوريا keeps its ي, سورية loses it: the stem weights are counted so")
def test_a_country_in_two_spellings_has_one_stem() -> None:
    assert light_stem(fold("سوريا")) == light_stem(fold("سورية"))


def test_three_letters_stay() -> None:
    for word in ("ولد", "بيت", "كتب", "الم", "له", "و"):
        assert light_stem(word) == word


def test_other_words_have_other_stems() -> None:
    assert len({light_stem(w) for w in ("حكومه", "محكمه", "حكم")}) == 3


@pytest.mark.parametrize(("word", "want"), [
    ("وبروكسل", [(0, "وبروكسل"), (1, "بروكسل"), (2, "روكسل")]),
    ("للتحالف", [(0, "للتحالف"), (1, "التحالف"), (1, "لتحالف")]),
    ("وللتحالف", [(0, "وللتحالف"), (1, "للتحالف"), (2, "التحالف"), (2, "لتحالف")]),
    ("من", [(0, "من")]),
])
def test_readings_as_proclitics_and_rest(word: str, want: list[tuple[int, str]]) -> None:
    assert proclitic_forms(word) == want
