"""What a line looks like before its place on the page is weighed."""

from __future__ import annotations

import pytest

from tawatur.annotate.partlines import (
    bullet,
    byline,
    caption_mark,
    date_line,
    known,
    lines_of,
    repeats,
    signed_day,
)
from tawatur.lang.furniture import Furniture
from tawatur.lang.normalize import fold

LONG = "افتتحت البلدية الجسر الجديد أمام السيارات بعد عامين من العمل"


def line(text: str):  # type: ignore[no-untyped-def]
    (one,) = lines_of(fold(text))
    return one


def test_lines_are_stripped_and_know_the_gap_before_them() -> None:
    norm = "  ا ب. \n\n\t\nج...\nد «ه»\n"
    found = lines_of(norm)
    assert [(x.text, x.gap, x.stop, x.cut) for x in found] == [
        ("ا ب.", False, True, False), ("ج...", True, False, True), ("د «ه»", False, False, False)]
    assert [norm[x.start:x.end] for x in found] == [x.text for x in found]


@pytest.mark.parametrize(("text", "prose"), [
    (LONG + ".", True), (LONG, False), ("نعم وصل.", False), (" ".join(["كلمة"] * 22), True), (" ".join(["كلمة"] * 21), False),
])
def test_prose_is_a_whole_sentence_or_long(text: str, prose: bool) -> None:
    assert line(text).prose is prose


@pytest.mark.parametrize(("text", "kind"), [
    ("الرئيسية / أخبار / محليات", "navigation"), ("#جسر #طرق", "navigation"), ("(س.م)", "byline"),
    ("تاريخ النشر: 3 آذار 2021", "dateline"), ("تاريخ النشر:", "navigation"), ("The bridge is open", "navigation"),
    ("03/04/2021", "dateline"), ("جميع الحقوق محفوظة", "navigation"), (LONG + ".", None), (LONG, None), ("جسر #طرق", None),
])
def test_furniture_by_its_wording_alone(text: str, kind: str | None, furniture: Furniture) -> None:
    found = known(line(text), furniture)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(("text", "day"), [
    ("الثلاثاء 9 آذار 2021", True), ("09/03/2021", True), ("منذ 3 ساعات", True), ("فتح الجسر 2021", False),
    ("الثلاثاء", False), ("نعم، هذا هو الثلاثاء 9 آذار 2021.", False),
])
def test_a_line_of_nothing_but_a_day(text: str, day: bool, furniture: Furniture) -> None:
    assert date_line(line(text), furniture) is day


@pytest.mark.parametrize(("text", "signed"), [
    ("منارة الشرق - الأربعاء 3 آذار 2021", True), ("صحيفة ضفاف، 3 آذار 2021", True), ("3 آذار 2021 | ضفاف نيوز", True),
    ("هدى العامري - 03/03/2021 - 14:30", True), ("رويترز، 3 آذار 2021", True),
    ("الجسر الجديد - 6 شباط 2019", False), ("فتح الجسر الجديد أمام السيارات - الأربعاء 3 آذار 2021", False),
    ("الأربعاء 3 آذار 2021", False), ("صحيفة ضفاف - الأربعاء", False), ("قال المدير - الأربعاء 3 آذار 2021", False),
    ("صحيفة ضفاف، 3 آذار 2021.", False),
])
def test_who_publishes_beside_a_day(text: str, signed: bool, furniture: Furniture) -> None:
    assert signed_day(line(text), furniture) is signed


@pytest.mark.parametrize(("text", "near", "rule"), [
    ("رويترز", False, "agency or desk"), ("بيروت - رويترز", False, "agency or desk"), ("كتبت: هدى العامري", False, "named as writer"),
    ("بيروت - هدى العامري", True, "city and name"), ("بيروت - هدى العامري", False, None), ("هدى العامري - بيروت", True, "name and city"),
    ("هدى العامري - سالم النوري", True, "two names"), ("هدى العامري 5 - سالم النوري", True, None), (LONG, True, None),
])
def test_who_wrote_it(text: str, near: bool, rule: str | None, furniture: Furniture) -> None:
    assert byline(line(text), furniture, near) == rule


@pytest.mark.parametrize(("text", "caption"), [
    ("الجسر الجديد في المرفأ (رويترز)", True), ("الجسر الجديد - 6 شباط 2019", True), ("صورة: الجسر الجديد", True),
    ("الجسر الجديد في المرفأ (القديم)", False), (LONG + ".", False), ("صورة", False),
])
def test_what_stands_under_a_picture(text: str, caption: bool, furniture: Furniture) -> None:
    assert caption_mark(line(text), furniture) is caption


@pytest.mark.parametrize(("text", "is_bullet"), [("- بند", True), ("• بند", True), ("1. بند", True), ("12) بند", True), ("123. بند", False), ("بند - آخر", False)])
def test_bullets(text: str, is_bullet: bool) -> None:
    assert bullet(line(text)) is is_bullet


@pytest.mark.parametrize(("text", "later", "again"), [
    (LONG, f"{LONG} المتواصل.", True), (LONG, " ".join(LONG.split()[::-1]), False), (LONG, "تساقطت الثلوج على قمم الجبال العالية أمس.", False),
    ("فتح الجسر الجديد", "فتح الجسر الجديد أمس أمام كل الناس.", False),
    # A whole sentence must be told again as a whole.
    (LONG + ".", "افتتحت البلدية الجسر الجديد أمام السيارات بعد تأخير طويل من العمل.", False),
    (LONG, "افتتحت البلدية الجسر الجديد أمام السيارات بعد تأخير عامين من العمل.", True),
])
def test_a_line_told_again(text: str, later: str, again: bool) -> None:
    assert repeats(line(text), [line(later)]) is again
