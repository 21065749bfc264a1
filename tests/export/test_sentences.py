from __future__ import annotations

import pytest

from tawatur.export.sentences import sentence_around, sentence_of, shortened
from tawatur.model import Span

TEXT = "عنوان الخبر\nقال د. سلمى إن السعر 3.5 دينار. ثم غادرت القاعة! هل تعود؟ لا أحد يعلم"


@pytest.mark.parametrize(("inside", "sentence"), [
    ("عنوان", "عنوان الخبر"),
    ("السعر", "قال د. سلمى إن السعر 3.5 دينار."),
    ("غادرت", "ثم غادرت القاعة!"),
    ("تعود", "هل تعود؟"),
    ("أحد", "لا أحد يعلم"),
    ("القاعة! هل", "ثم غادرت القاعة! هل تعود؟"),
])
def test_the_sentence_round_some_words(inside: str, sentence: str) -> None:
    start = TEXT.index(inside)
    low, high = sentence_around(TEXT, start, start + len(inside))
    assert TEXT[low:high] == sentence


def test_a_sentence_holds_its_span_and_is_exact() -> None:
    start = TEXT.index("سلمى")
    found = sentence_of(Span("a", start, start + 4, "سلمى"), TEXT)
    assert found.holds(Span("a", start, start + 4, "سلمى"))
    assert TEXT[found.start:found.end] == found.text


@pytest.mark.parametrize(("room", "kept"), [(100, "ثم غادرت القاعة"), (9, "ثم غادرت"), (8, "ثم غادرت"), (7, "ثم"), (1, "ثم")])
def test_no_word_is_cut(room: int, kept: str) -> None:
    assert shortened(Span("a", 5, 20, "ثم غادرت القاعة"), room).text == kept
