"""Units of a sentence, their vectors, and what the lists say of them."""

from __future__ import annotations

import numpy as np
import pytest

from tawatur.heads.words import BITS, bits, pool, units
from tawatur.lang.gazetteer import Gazetteer

TEXT = "قال «نَبيل» الخازن (أ ب): زرتُ بلندن 25.5 يوماً."


def test_units_are_words_and_marks_at_their_places() -> None:
    row = units(TEXT)
    assert [TEXT[u.start:u.end] for u in row] == [
        "قال", "«", "نَبيل", "»", "الخازن", "(", "أ", "ب", ")", ":", "زرتُ", "بلندن", "25", ".", "5", "يوماً", ".",
    ]
    assert row[2].norm == "نبيل"
    assert units("  ") == []


def test_a_unit_has_the_mean_of_the_subwords_that_touch_it() -> None:
    row = units("كتب نص")
    starts, ends = np.array([0, 1, 4], np.int32), np.array([1, 3, 6], np.int32)
    states = np.array([[2.0, 0.0], [4.0, 1.0], [7.0, 7.0]], np.float32)
    assert pool(row, starts, ends, states).tolist() == [[3.0, 0.5], [7.0, 7.0]]


def test_a_unit_without_subwords_has_zeros() -> None:
    row = units("كتب نص")
    found = pool(row, np.array([0], np.int32), np.array([3], np.int32), np.ones((1, 2), np.float32))
    assert found.tolist() == [[1.0, 1.0], [0.0, 0.0]]


@pytest.mark.parametrize(("text", "at", "bit"), [
    ("زار لندن", 1, "B-capital"), ("زار بلندن", 1, "B-capital"), ("في الأمم المتحدة", 2, "I-body"),
    ("قال «", 1, "opens"), ("عام 2020", 1, "digits"), ("وزير", 0, "title role"), ("وزارة", 0, "org head strong"),
    ("بمدينة", 0, "place head"), ("الفرنسي", 0, "nationality bare"), ("ABC", 0, "latin"), ("وقال", 0, "list said"),
])
def test_what_the_lists_know_of_a_word(gazetteer: Gazetteer, text: str, at: int, bit: str) -> None:
    assert bits(units(text), gazetteer)[at, BITS.index(bit)] == 1


def test_bits_have_names_of_their_own(gazetteer: Gazetteer) -> None:
    assert len(set(BITS)) == len(BITS)
    assert np.abs(bits(units(TEXT), gazetteer)).max() <= 1
