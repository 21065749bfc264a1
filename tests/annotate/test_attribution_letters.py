"""What stands in a text that was named before."""

from __future__ import annotations

import pytest

from .saying import read, row


@pytest.mark.parametrize(("text", "want"), [
    ("نشر المدير بيانا جاء فيه أن السوق أغلق.", ("جاء فيه", "المدير", "السوق أغلق")),
    ("وتناقلت المواقع بيانا صادرا عن بلدية القرية جاء فيه «أغلقت البلدية السوق حتى إشعار آخر».", ("جاء فيه", "بلدية القرية", "أغلقت البلدية السوق حتى إشعار آخر")),
    ("أعاد المدير نشر تغريدة لسامر حداد، جاء فيها «السوق مغلق منذ شهر كامل».", ("جاء فيها", "سامر حداد", "السوق مغلق منذ شهر كامل")),
])
def test_who_issued_the_text_says_what_is_in_it(text: str, want: tuple[str, str | None, str]) -> None:
    (one,) = read(text)
    assert row(one) == want


def test_a_text_that_nobody_issued_speaks_itself() -> None:
    (one,) = read("وصلت رسالة جاء فيها أن السوق أغلق.")
    assert (one.source.span.text, one.source.kind) == ("رسالة", "document")  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["وصل الوقت الذي جاء فيه المدير إلى السوق.", "جاء فيها ما يكفي من الماء."])
def test_to_come_is_not_to_say(text: str) -> None:
    assert read(text) == ()
