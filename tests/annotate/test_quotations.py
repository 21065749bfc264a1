"""Quotations in every kind of marks."""

from __future__ import annotations

import pytest

from tawatur.annotate.quotations import find_quotations
from tawatur.lang.normalize import view
from tawatur.model import Part


def inner(text: str) -> list[str]:
    found = find_quotations(view(text), (Part("body", 0, len(text)),))
    return [text[q.inner_start:q.inner_end] for q in found]


@pytest.mark.parametrize("marks", ["«»", "“”", '""', "„”", "''"])
def test_any_marks_close_each_other(marks: str) -> None:
    text = f"قال المدير {marks[0]}انتهى العمل{marks[1]} اليوم"
    assert inner(text) == ["انتهى العمل"]


def test_one_kind_of_marks_nests_in_another() -> None:
    assert inner('قال «زرت متحف "البحر" أمس» ثم مضى') == ['زرت متحف "البحر" أمس', "البحر"]


def test_a_mark_that_never_closes_swallows_nothing() -> None:
    assert inner("قال «انتهى العمل\nثم قال «بدأ غيره» أمس") == ["بدأ غيره"]


def test_length_tells_speech_from_a_name() -> None:
    text = "قالت «النشرة» إن «العمل الذي بدأ قبل عام انتهى أخيرا»"
    found = find_quotations(view(text), (Part("body", 0, len(text)),))
    assert [q.role for q in found] == ["name", "speech"]


def test_navigation_is_left_out() -> None:
    text = "أقسام «الأخبار»"
    assert find_quotations(view(text), (Part("navigation", 0, len(text)),)) == ()


def test_a_closing_mark_from_another_line_opens_nothing() -> None:
    assert inner('قال "زرت المتحف\nوعدت أمس". وقالت "بدأ العمل في المتحف"') == ["بدأ العمل في المتحف"]


def test_a_mark_taken_up_by_the_next_paragraph_holds_to_the_end_of_its_own() -> None:
    assert inner("قال «انتهى العمل في المتحف.\n«وبدأ غيره أمس» ثم مضى") == ["انتهى العمل في المتحف", "وبدأ غيره أمس"]


def test_a_letter_of_its_own_before_a_mark_opens_it() -> None:
    assert inner('وكشف لـ" النشرة" مصدر في المتحف') == ["النشرة"]
