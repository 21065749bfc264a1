"""What is read out of an article always quotes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tawatur.model import Entity, FoundMention, Mention, Source, Span, TimeExpression


def time(start: int, end: int, text: str) -> TimeExpression:
    return TimeExpression(id="x/t1", article="x", start=start, end=end, text=text, type="DATE", value="2021")


def found(start: int, end: int, text: str) -> FoundMention:
    return FoundMention(article="x", start=start, end=end, text=text, type="LOC")


@pytest.mark.parametrize("build", [lambda a, b, t: Mention("x", a, b, t), found, time])
def test_the_words_fit_the_offsets_or_it_is_refused(build: Callable[[int, int, str], Any]) -> None:
    assert build(4, 9, "برقان").text == "برقان"
    for start, end, text in ((4, 9, "برق"), (4, 4, ""), (9, 4, "برقان"), (-5, 0, "برقان")):
        with pytest.raises(ValueError, match="no such span"):
            build(start, end, text)


def test_mentions_and_times_give_their_span() -> None:
    assert Mention("x", 4, 9, "برقان").span == Span("x", 4, 9, "برقان")
    assert time(4, 9, "برقان").span == Span("x", 4, 9, "برقان")


def test_entities_do_not_share_what_is_known_of_them() -> None:
    one, other = (Entity(id=i, type="LOC", name="برقان", mentions=()) for i in "ab")
    one.external_ids["geonames"] = "1"
    assert other.external_ids == {}


def test_a_source_is_named_by_hand_or_not_at_all() -> None:
    assert (Source(kind="anonymous").entity, Source(kind="anonymous").carried) == (None, False)
    with pytest.raises(TypeError):
        Source()  # type: ignore[call-arg]
