"""Which earlier event a telling goes back to, and what it adds to it."""

from __future__ import annotations

import pytest

from tawatur.annotate.event_drafts import Draft, firmness, is_day, join, told_before
from tawatur.annotate.event_triggers import Trigger
from tawatur.lang.frames import EventFrame
from tawatur.model import Span

MEETING = EventFrame("meeting", "CONSULT", "talks", "in", False, False, "عقد المجلس اجتماعا")
STRIKE = EventFrame("strike", "ASSAULT", "strike", "any", False, False, "قصف مجهولون المخزن")


def draft(frame: EventFrame = MEETING, date: str | None = None, place: str | None = None, at: int = 0, *who: str) -> Draft:
    span = Span(article="a", start=at, end=at + 6, text="اجتماع")
    return Draft(frame, "اجتماع", span, date, None, place, "held", "body", dict.fromkeys(who, "actor"), [span], at)


def trigger(frame: EventFrame = MEETING, definite: bool = False) -> Trigger:
    return Trigger(0, 1, frame, True, definite)


@pytest.mark.parametrize(("date", "firm", "day"), [
    ("2025-05-20", 2, True), ("XXXX-05-20", 1, False), ("PAST_REF", 0, False), (None, 0, False),
])
def test_how_firm_a_date_is(date: str | None, firm: int, day: bool) -> None:
    assert firmness(date) == firm
    assert is_day(date) is day


def test_a_noun_with_the_article_goes_back_to_the_latest_of_its_family() -> None:
    first, strike, last = draft(), draft(STRIKE, at=20), draft(at=40)
    assert told_before(draft(at=60), trigger(definite=True), [first, last, strike], {}) is last


def test_without_the_article_place_and_day_must_agree() -> None:
    first = draft(MEETING, "2025-05-20", "e1")
    assert told_before(draft(MEETING, "2025-05-20", "e1", 40), trigger(), [first], {}) is first
    assert told_before(draft(MEETING, "2025-05-21", "e1", 40), trigger(), [first], {}) is None
    assert told_before(draft(MEETING, "2025-05-20", "e2", 40), trigger(definite=True), [first], {}) is None


def test_another_telling_brings_its_day_its_people_and_its_evidence() -> None:
    first, again = draft(MEETING, "PAST_REF", None, 0, "e1"), draft(MEETING, "2025-05-20", "e9", 40, "e2")
    join(first, again, trigger())
    assert (first.date, first.place, first.recency) == ("2025-05-20", "e9", 40)
    assert list(first.participants) == ["e1", "e2"]
    assert [span.start for span in first.evidence] == [0, 40]
