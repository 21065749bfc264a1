"""Speech that nothing introduces."""

from __future__ import annotations

import pytest

from .saying import carried, read, row


@pytest.mark.parametrize(("text", "want"), [
    ("قال المدير إن العمل بدأ. وأضاف سيفتح الجسر غدا للسيارات.", ("أضاف", None, "سيفتح الجسر غدا للسيارات")),
    ("وقال المدير، نحن نعمل في السوق كل يوم.", ("قال", "المدير", "نحن نعمل في السوق كل يوم")),
    ("وقال مدير المتحف لقد انتهت المرحلة الأولى.", ("قال", "مدير المتحف", "لقد انتهت المرحلة الأولى")),
])
def test_a_word_that_only_opens_a_sentence_begins_the_content(text: str, want: tuple[str, str | None, str]) -> None:
    assert row(read(text)[-1]) == want


def test_who_spoke_before_goes_on() -> None:
    found = read("قال المدير إن العمل بدأ. وأضاف سيفتح الجسر غدا للسيارات.")
    assert carried(found[-1]) == "المدير"


@pytest.mark.parametrize("text", [
    "قال المدير في القاعة، والسوق مغلق منذ أيام.", "وأضاف المدير كرسيا إلى القاعة.", "وزاد السكان زيادة كبيرة.",
    "وصل المدير، نحن نعمل في السوق كل يوم.",
])
def test_what_might_be_anything_else_is_no_speech(text: str) -> None:
    assert [a for a in read(text) if a.rule == "verb alone"] == []
