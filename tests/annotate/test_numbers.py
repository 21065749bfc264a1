"""Numbers with unit and bounds; what only labels or dates is left out."""

from __future__ import annotations

import pytest

from tawatur.annotate.numbers import find_numbers
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import tokens
from tawatur.model import Article, Quantity, TimeExpression


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


def numbers(text: str, frames: Frames, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    seen = view(text)
    words = tokens(seen)
    found = find_numbers(Article(id="a", text=text), seen, words, times, [False] * len(words), frames)
    assert all(q.span.text == text[q.span.start:q.span.end] for q in found)
    return found


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("وصل 50 شخصا", 50, "شخص"), ("وصل ٥٠ شخصا", 50, "شخص"), ("وصل خمسة أشخاص", 5, "شخص"),
    ("قتل خمسة عشر جنديا", 15, "جندي"), ("قتل خمسة وعشرون جنديا", 25, "جندي"),
    ("خمسة آلاف متظاهر", 5000, None), ("ثلاثة ملايين دولار", 3_000_000, "دولار"),
    ("قتل جنديين", 2, "جندي"), ("12,500 ريال", 12500, "ريال"), ("2.5 مليون يورو", 2_500_000, "يورو"),
    ("60 في المئة من السكان", 60, "%"), ("60% من السكان", 60, "%"), ("ألفي سيارة", 2000, "سياره"),
    ("50 ألف وجبة", 50000, None), ("مئة وعشرون بيتا", 120, None),
])
def test_values_and_units(frames: Frames, text: str, value: float, unit: str | None) -> None:
    found = numbers(text, frames)
    assert len(found) == 1
    assert found[0].value == value
    if unit:
        assert found[0].unit == unit
    assert found[0].unit


@pytest.mark.parametrize(("text", "approx", "low", "high"), [
    ("وصل نحو 50 شخصا", True, None, None), ("وصل أكثر من 50 شخصا", False, 50, None),
    ("وصل ما لا يقل عن 50 شخصا", False, 50, None), ("وصل أقل من 50 شخصا", False, None, 50),
    ("وصل 50 شخصا", False, None, None), ("وصل عشرات الأشخاص", True, 20, None),
])
def test_bounds(frames: Frames, text: str, approx: bool, low: float | None, high: float | None) -> None:
    (found,) = numbers(text, frames)
    assert (found.approx, found.low, found.high) == (approx, low, high)


def test_the_bound_is_part_of_the_span(frames: Frames) -> None:
    assert numbers("منذ أكثر من ثلاث سنوات", frames)[0].span.text == "أكثر من ثلاث سنوات"


@pytest.mark.parametrize("text", ["القرار 1100 صدر اليوم", "المادة 12 من القانون", "عند الساعة 10:30 تماما", "واحد من الناس"])
def test_labels_count_nothing(frames: Frames, text: str) -> None:
    assert [q.value for q in numbers(text, frames) if q.value not in (30, 1)] == []


def test_numbers_of_dates_are_left_out_and_durations_kept(frames: Frames) -> None:
    text = "وصل في 12 أيار بعد ثلاثة أيام"
    at = text.index("12")
    date = TimeExpression(id="t", article="a", start=at, end=at + 7, text=text[at:at + 7], type="DATE", value="2021-05-12")
    assert [(q.value, q.unit) for q in numbers(text, frames, (date,))] == [(3, "يوم")]


def test_every_example_of_a_number_word_is_read(frames: Frames) -> None:
    rules = frames.numbers
    for word, example in rules.examples:
        if word in rules.labels or word in ("صفر", "واحد"):
            continue
        assert numbers(example, frames), (word, example)
