"""One scene, one event: the harm done and what did it, in one sentence and over several."""

from __future__ import annotations

import pytest

from tawatur.lang.frames import Frames

from .test_events import frames, read  # noqa: F401


@pytest.mark.parametrize(("text", "kind"), [
    ("قتل جنديان وأصيب خمسة آخرون في ديرين أمس عندما انفجرت عبوة.", "bombing"),
    ("لقي سائق حتفه وأصيب آخر في تحطم حافلة في برقان أمس.", "disaster"),
    ("أسفرت اشتباكات في ساحلة أمس عن مقتل ثلاثة عمال وإصابة سبعة.", "battle"),
])
def test_harm_and_what_did_it_in_one_sentence(frames: Frames, text: str, kind: str) -> None:  # noqa: F811
    (event,) = read(text, frames)
    assert (event.type, event.date) == (kind, "2021-05-02")


def test_a_noun_with_the_article_goes_back_to_harm_told_in_another_word(frames: Frames) -> None:  # noqa: F811
    (event,) = read("قتل ثلاثة جنود في ديرين أمس. وتبنت الرابطة الهجوم.", frames)
    assert (event.type, [s.text for s in event.triggers]) == ("attack", ["قتل", "الهجوم"])
    assert len(event.evidence) == 2


def test_one_blow_does_not_go_back_to_many(frames: Frames) -> None:  # noqa: F811
    many, one = read("تصاعدت الهجمات في ساحلة. ووقع هجوم في ديرين أمس.", frames)
    assert (many.place, one.place) == ("ساحلة", "ديرين")


@pytest.mark.parametrize("text", [
    "قتل جندي في ديرين أمس. وفي هجوم منفصل قتل ثلاثة عمال.",
    "قتل خمسة جنود في ديرين. وقتل ثلاثة عمال في حريق في ساحلة.",
])
def test_what_is_set_apart_stays_two(frames: Frames, text: str) -> None:  # noqa: F811
    assert len(read(text, frames)) == 2


def test_the_same_figures_tell_the_same_scene(frames: Frames) -> None:  # noqa: F811
    (event,) = read(
        "وقع هجوم في ديرين أمس قتل فيه سبعة جنود. وقال فريد إن مقتل سبعة جنود خسارة كبيرة.", frames)
    assert event.type == "attack"
    assert len(event.evidence) >= 2


def test_what_only_bounds_a_time_is_no_part_of_the_scene(frames: Frames) -> None:  # noqa: F811
    (event,) = read("قتل عشرة جنود منذ بدء الهجوم على ديرين.", frames)
    assert (event.type, [s.text for s in event.triggers]) == ("killing", ["قتل"])


def test_an_incident_takes_the_kind_of_what_did_it(frames: Frames) -> None:  # noqa: F811
    (event,) = read("وفي حادثة منفصلة، قتل جندي أمس عندما انفجر لغم في ساحلة.", frames)
    assert (event.type, event.date, event.place) == ("bombing", "2021-05-02", "ساحلة")


def test_a_count_since_a_day_does_not_date_the_dead(frames: Frames) -> None:  # noqa: F811
    (event,) = read("قتل ألف شخص في ديرين منذ يوم 9 أيار.", frames)
    assert event.date == "PAST_REF"


def test_a_verb_of_what_was_told_goes_back_to_it(frames: Frames) -> None:  # noqa: F811
    (event,) = read("لقي سائق حتفه في تحطم حافلة في برقان أمس. واشتعلت النار بعد أن تحطمت الحافلة.", frames)
    assert event.type == "disaster"
    assert len(event.evidence) >= 2


@pytest.mark.parametrize("text", ["حذر فريد من انهيار المفاوضات.", "فجر فريد أزمة كبيرة.", "قال فريد إن المعركة ضد الفقر طويلة."])
def test_what_harms_nobody_is_no_harm(frames: Frames, text: str) -> None:  # noqa: F811
    assert not {e.type for e in read(text, frames)} & {"disaster", "bombing", "battle"}
