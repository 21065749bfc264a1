"""Where the source ends and a noun object begins."""

from __future__ import annotations

import pytest

from .saying import read, row


@pytest.mark.parametrize(("text", "want"), [
    ("أعلنت البلدية، أمس، وصول السفينة.", ("أعلنت", "البلدية", "وصول السفينة")),
    ("نفى المدير، سامر حداد، ما تداوله السكان.", ("نفى", "المدير، سامر حداد", "ما تداوله السكان")),
    ("أعلن الجيش المحلي، حالة الاستنفار.", ("أعلن", "الجيش المحلي", "حالة الاستنفار")),
    ("وكانت البلدية أعلنت الجمعة الماضية، إغلاق السوق.", ("أعلنت", "البلدية", "إغلاق السوق")),
    ("نفى مكتب الرئيس المحلي السابق ما راج حول السوق.", ("نفى", "مكتب الرئيس المحلي السابق", "ما راج حول السوق")),
])
def test_the_object_stands_apart_from_its_source(text: str, want: tuple[str, str | None, str]) -> None:
    assert [row(a) for a in read(text, ("سامر حداد", "PER"))] == [want]


@pytest.mark.parametrize("text", ["أعلن المدير، ما لم يفتح السوق.", "نفى المدير، وهو تاجر."])
def test_a_condition_or_an_aside_is_no_object(text: str) -> None:
    assert read(text) == ()
