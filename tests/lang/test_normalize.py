"""The search view: what it folds, and that every found place leads back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.normalize import fold, view

# Letters, marks, joiners, bidi controls, presentation forms, emoji, digits of three scripts.
ALPHABET = "أإآٱابتةىيئؤ ءكـ\u064b\u0651\u0670\u200f\u202b\ufeff٣۷5“”«»’–٪؟\r\n\t\u00a0ﷲﻻﻼ😀👩‍🚒abc,.;"


@pytest.mark.parametrize(("text", "want"), [
    ("أُسْتاذٌ", "استاذ"),
    ("مدرســـة", "مدرسه"),
    ("مستشفى", "مستشفي"),
    ("٢٠٢٤", "2024"),
    ("۲۰۲۴", "2024"),
    ("“قول”", "«قول»"),
    ("ﻻ", "لا"),
    ("a\u200fb", "ab"),
    ("س\u00a0ص", "س ص"),
])
def test_folds(text: str, want: str) -> None:
    assert fold(text) == want
    assert view(text).norm == want


def test_marks_belong_to_the_letter_before() -> None:
    text = "قالَ أحمدُ هنا"
    seen = view(text)
    at = seen.norm.index("احمد")
    start, end = seen.to_text(at, at + 4)
    assert text[start:end] == "أحمدُ"


def test_one_presentation_form_can_be_two_letters() -> None:
    text = "سﻼم"
    seen = view(text)
    assert seen.norm == "سلام"
    assert seen.to_text(1, 3) == (1, 2)


def test_a_plain_text_costs_no_table() -> None:
    assert isinstance(view("نص عادي").starts, range)


@given(st.text(st.sampled_from(ALPHABET), max_size=60), st.data())
def test_every_stretch_leads_back(text: str, data: st.DataObject) -> None:
    seen = view(text)
    assert len(seen.norm) == len(seen.starts)
    assert list(seen.starts) == sorted(seen.starts)
    if not seen.norm:
        return
    a = data.draw(st.integers(0, len(seen.norm) - 1))
    b = data.draw(st.integers(a + 1, len(seen.norm)))
    start, end = seen.to_text(a, b)
    assert 0 <= start < end <= len(text)
    # Whole presentation forms come back, so the found form lies inside the folded stretch.
    assert seen.norm[a:b] in fold(text[start:end])


@given(st.text(max_size=60))
def test_any_text_has_a_view_and_folding_is_stable(text: str) -> None:
    seen = view(text)
    assert seen.text == text
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(ALPHABET), max_size=40))
def test_there_and_back(text: str) -> None:
    seen = view(text)
    for i in range(len(seen.norm)):
        start, _ = seen.to_text(i, i + 1)
        back = seen.to_norm(start)
        assert back <= i
        assert seen.starts[back] == start
