"""The third round, the last meeting, the yearly summit: number, cycle and the events they link."""

from __future__ import annotations

import pytest

from tawatur.lang.frames import Frames
from tawatur.model import Event

from .test_events import frames, read  # noqa: F401


def series_of(events: tuple[Event, ...]) -> list[tuple[int | None, str | None, str | None, str | None]]:
    return [
        (s.number, s.cycle.text if s.cycle else None, s.previous, s.next) if (s := e.series) else (None, None, None, None)
        for e in events
    ]


def test_a_round_leads_to_the_one_before_it(frames: Frames) -> None:  # noqa: F811
    found = read("عقد فريد غدا الجولة الثالثة من المحادثات مع سالم في ديرين. وكانت الجولة الثانية قد عقدت في ساحلة.", frames)
    assert series_of(found) == [(3, None, "a/e2", None), (2, None, None, "a/e1")]
    assert [e.place for e in found] == ["ديرين", "ساحلة"]


def test_the_last_meeting_goes_before_the_one_told_of(frames: Frames) -> None:  # noqa: F811
    found = read("عقد فريد غدا اجتماعا مع سالم في ديرين. وكان الاجتماع الأخير قد عقد أمس في ساحلة.", frames)
    assert series_of(found) == [(None, None, "a/e2", None), (None, None, None, "a/e1")]


def test_the_next_meeting_comes_after_it(frames: Frames) -> None:  # noqa: F811
    found = read("عقد فريد أمس اجتماعا مع سالم في ديرين. ويعقد الاجتماع المقبل يوم 9 أيار في ساحلة.", frames)
    assert series_of(found) == [(None, None, None, "a/e2"), (None, None, "a/e1", None)]


@pytest.mark.parametrize(("text", "number", "cycle"), [
    ("عقد فريد القمة السنوية في ديرين أمس.", None, "السنوية"),
    ("عقد فريد الاجتماع الثالث والعشرين في ديرين أمس.", 23, None),
    ("عقد فريد ثاني اجتماع مع سالم في ديرين أمس.", 2, None),
])
def test_number_and_cycle(frames: Frames, text: str, number: int | None, cycle: str | None) -> None:  # noqa: F811
    assert series_of(read(text, frames))[0][:2] == (number, cycle)


def test_what_comes_by_turns(frames: Frames) -> None:  # noqa: F811
    (event,) = read("تستضيف ديرين غدا اجتماعا للرابطة. وهذا الاجتماع من ضمن التناوب السنوي على الاستضافة.", frames)
    assert event.series is not None
    assert event.series.cycle is not None
    assert event.series.cycle.text == "التناوب السنوي"


@pytest.mark.parametrize("text", [
    "عقد فريد اجتماعا مع سالم في ديرين في الساعة الثالثة.", "وقع فريد اتفاقا مع سالم على راتب سنوي.",
])
def test_what_is_said_of_another_word_is_no_series(frames: Frames, text: str) -> None:  # noqa: F811
    assert all(e.series is None for e in read(text, frames))


def test_a_single_meeting_is_no_series(frames: Frames) -> None:  # noqa: F811
    (event,) = read("عقد فريد أمس اجتماعا مع سالم في ديرين.", frames)
    assert event.series is None
