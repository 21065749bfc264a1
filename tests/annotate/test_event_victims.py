"""How many came to harm, and at which happening the figure stands."""

from __future__ import annotations

import pytest

from tawatur.annotate.event_victims import kind_of
from tawatur.lang.frames import Frames

from .test_events import frames, read  # noqa: F401


@pytest.mark.parametrize(("text", "figures"), [
    ("قتل جنديان وأصيب خمسة آخرون في هجوم في ديرين.", [("killed", 2, None), ("wounded", 5, None)]),
    ("قتل جندي وأصيب آخر في انفجار في ديرين.", [("killed", 1, None), ("wounded", 1, None)]),
    ("لقي سائق حتفه في تصادم في برقان.", [("killed", 1, None)]),
    ("قتل ما لا يقل عن 17 شخصا في هجوم في ديرين.", [("killed", None, 17)]),
    ("قتل عشرات الأشخاص في هجوم في ديرين.", [("killed", None, 20)]),
    ("أوقع الهجوم في ديرين 33 قتيلا وجريحا.", [("casualties", 33, None)]),
    ("اعتقلت القوات 14 رجلا في ساحلة.", [("detained", 14, None)]),
    ("أفرجت القوات عن سبعة رجال في ساحلة.", [("freed", 7, None)]),
    ("أصيب 31 شخصا في هجوم في ديرين، وأربعة من الجرحى في حال الخطر.", [("wounded", 31, None)]),
    ("أصيب أربعة من الجنود في هجوم في ديرين.", [("wounded", 4, None)]),
])
def test_what_a_figure_counts(frames: Frames, text: str, figures: list[tuple[str, int, int]]) -> None:  # noqa: F811
    event = read(text, frames)[0]
    assert [(v.kind, v.number, v.low) for v in event.victims] == figures


def test_a_toll_goes_back_to_what_was_told(frames: Frames) -> None:  # noqa: F811
    (event,) = read("وقع هجوم في ديرين أمس. وارتفع عدد القتلى إلى 30 قتيلا.", frames)
    assert [(v.kind, v.number) for v in event.victims] == [("killed", 30)]


def test_things_are_no_victims(frames: Frames) -> None:  # noqa: F811
    assert all(not e.victims for e in read("قصفت القوات أربعين منزلا في ديرين.", frames))


def test_kinds_come_from_the_counted_noun(frames: Frames) -> None:  # noqa: F811
    assert kind_of("قتيل", frames) == "killed"
    assert kind_of("قتيل وجريح", frames) == "casualties"
    assert kind_of("كتاب", frames) is None
