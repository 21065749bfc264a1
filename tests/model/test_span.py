"""Spans: nothing that is no stretch of a text can be built."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.model import Span

TEXT = "فتح الجسر أمس"


@pytest.mark.parametrize(("start", "end", "text"), [
    (0, 0, ""), (3, 3, ""), (5, 3, "جسر"), (-1, 2, "فتح"), (0, 3, "فت"), (0, 3, "فتح "),
])
def test_offsets_that_do_not_fit_the_text_are_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Span("x", start, end, text)


def test_offsets_count_code_points_not_bytes_or_glyphs() -> None:
    assert Span("x", 0, 4, "فُتح").end == 4
    with pytest.raises(ValueError, match="no such span"):
        Span("x", 0, 3, "فُتح")


def test_a_copy_with_other_offsets_is_checked_too() -> None:
    with pytest.raises(ValueError, match="no such span"):
        msgspec.structs.replace(Span("x", 0, 3, "فتح"), end=5)


def span(start: int, end: int, article: str = "x") -> Span:
    return Span(article, start, end, TEXT[start:end])


@pytest.mark.parametrize(("a", "b", "touch"), [
    (span(0, 3), span(2, 5), True), (span(2, 5), span(0, 3), True), (span(0, 9), span(4, 6), True),
    (span(0, 3), span(3, 5), False), (span(0, 3), span(0, 3, "y"), False),
])
def test_touching_shares_a_character_of_one_article(a: Span, b: Span, touch: bool) -> None:
    assert a.touches(b) is touch


@pytest.mark.parametrize(("a", "b", "held"), [
    (span(0, 9), span(4, 9), True), (span(4, 9), span(4, 9), True), (span(4, 9), span(0, 9), False),
    (span(0, 5), span(4, 6), False), (span(0, 9), span(4, 6, "y"), False),
])
def test_holding_is_whole_and_in_one_article(a: Span, b: Span, held: bool) -> None:
    assert a.holds(b) is held


def test_spans_stand_in_the_order_of_the_text() -> None:
    assert sorted([span(4, 9), span(0, 9), span(0, 3)]) == [span(0, 3), span(0, 9), span(4, 9)]
