"""Numbers with unit and bounds; what only labels or dates is left out."""

from __future__ import annotations

import pytest

from tawatur.annotate.numbers import find_numbers
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import tokens
from tawatur.lang.verbs import read_verb
from tawatur.model import Article, Quantity, TimeExpression


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


def numbers(text: str, frames: Frames, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    seen = view(text)
    words = tokens(seen)
    verbs = [(form := read_verb(w.norm, frames.verbs)) is not None and not form.loose
             and not w.norm.endswith("ه") for w in words]
    found = find_numbers(
        Article(id="a", text=text), seen, words, times, [False] * len(words), frames, verbs,
    )
    assert all(q.span.text == text[q.span.start:q.span.end] for q in found)
    return found


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("وصل 50 شخصا", 50, "شخص"), ("وصل ٥٠ شخصا", 50, "شخص"), ("وصل خمسة أشخاص", 5, "شخص"),
    ("وصل خمسة عشر جنديا", 15, "جندي"), ("وصل خمسة وعشرون جنديا", 25, "جندي"),
    ("أصيب أحد عشر صيادا", 11, "جريح"), ("غرست بإحدى عشرة شجرة", 11, None), ("وصل مئة وخمسة عشر جنديا", 115, "جندي"),
    ("وصل ألف ومئة وأحد عشر جنديا", 1111, "جندي"), ("أحد عشر ألف شجرة", 11000, None),
    ("وصل خمسة و عشرون جنديا", 25, "جندي"), ("وصل أحد الجنود ومعه 12 صيادا", 12, "صياد"),
    ("خمسة آلاف متظاهر", 5000, None), ("ثلاثة ملايين دولار", 3_000_000, "دولار"),
    ("شاهد جنديين", 2, "جندي"), ("12,500 ريال", 12500, "ريال"), ("2.5 مليون يورو", 2_500_000, "يورو"),
    ("60 في المئة من السكان", 60, "%"), ("60% من السكان", 60, "%"), ("ألفي سيارة", 2000, "سياره"),
    ("50 ألف وجبة", 50000, None), ("مئة وعشرون بيتا", 120, None),
    ("33 ألفا و288 علبة", 33288, None), ("17 ألفا و 800 علبة", 17800, None), ("2,023.33مليار ريال", 2023.33e9, "ريال"),
    ("33.288 علبة", 33288, None), ("(17.800) شخص", 17800, "شخص"), ("3.250 كيلومتر", 3.25, "كيلومتر"),
    ("2.135 مليار ريال", 2.135e9, "ريال"), ("4.250 %", 4.25, "%"), ("0.125 علبة", 0.125, None), ("12.25 علبة", 12.25, None),
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
        if word in rules.labels or word in rules.not_units or word in ("صفر", "واحد"):
            continue
        assert numbers(example, frames), (word, example)


@pytest.mark.parametrize(("text", "counted"), [
    ("قتل جنديان وجرح 24 آخرون", [(2, "قتيل"), (24, "جريح")]),
    ("إن ثلاثة بحارة قتلوا وأصيب خمسة آخرون", [(3, "قتيل"), (5, "جريح")]),
    ("قتل اثنان من أفراد الحراسة", [(2, "قتيل")]),
    ("مقتل 20 شخصا بينهم 5 أطفال", [(20, "قتيل"), (5, "طفل")]),
    ("أوقع الانفجار 33 قتيلا وجريحا", [(33, "قتيل وجريح")]),
    ("أسفر عن مقتل وإصابة 20 بحارا", [(20, "قتيل وجريح")]),
    ("إن 12 بحارا لقوا مصرعهم", [(12, "قتيل")]),
    ("سقط 8 قتلى و12 جريحا", [(8, "قتيل"), (12, "جريح")]),
    ("ارتفع عدد القتلى إلى 30", [(30, "قتيل")]),
    ("علاج الجرحى في ثلاثة مستشفيات", [(3, "مستشفي")]),
    ("أحرقت الجموع 7 سيارات بعد مقتل عامل", [(7, "سياره")]),
    ("وصل 24 بحارا و5 آخرون", [(24, "بحار"), (5, "بحار")]),
])
def test_people_are_counted_by_their_fate(
    frames: Frames, text: str, counted: list[tuple[float, str]],
) -> None:
    assert [(q.value, q.unit) for q in numbers(text, frames)] == counted


@pytest.mark.parametrize(("text", "counted"), [
    ("نهائيات الدورة 2018 في العاصمة", []), ("في السنوات 2005 و2006 تراجع الإنتاج", []),
    ("شارك 2000 متسابق", [(2000, "متسابق")]), ("ومنها 7 مراكب و13 شاحنة", [(7, "مراكب"), (13, "شاحن")]),
    ("بـ81 مليون ريال", [(81_000_000, "ريال")]), ("فاز الفريق على ضيفه 3-1", [(3, "مقابل 1")]),
    ("منهم اثنان وصلا أمس", [(2, "")]),
])
def test_years_scores_and_glued_digits(
    frames: Frames, text: str, counted: list[tuple[float, str]],
) -> None:
    assert [(q.value, q.unit) for q in numbers(text, frames)] == counted


def test_a_bound_may_follow(frames: Frames) -> None:
    (found,) = numbers("قتل 27 شخصا على الأقل", frames)
    assert (found.low, found.unit, found.span.text) == (27, "قتيل", "27 شخصا على الأقل")


def test_a_range_is_one_figure(frames: Frames) -> None:
    (found,) = numbers("تراوح عدد القتلى بين 20 و30 شخصا", frames)
    assert (found.value, found.low, found.high, found.unit) == (20, 20, 30, "قتيل")
    assert found.span.text == "20 و30 شخصا"
    assert len(numbers("شارك 20 رجلا و30 طفلا", frames)) == 2


@pytest.mark.parametrize("text", ["قتل 240 شخصاً", "قتل 240 شخصاً، وجرح آخرون.", "أصيب نحو 40 راكباً."])
def test_a_mark_on_the_last_letter_ends_the_span(text: str, frames: Frames) -> None:
    seen = view(text)
    words = tokens(seen, 0, len(text))
    (found,) = find_numbers(Article(id="a", text=text), seen, words, (), [False] * len(words), frames, [False] * len(words))
    assert found.span.text.endswith("اً")
    assert found.unit in ("قتيل", "جريح")
