"""Quotations before their verb, on both sides of it, and over several paragraphs."""

from __future__ import annotations

from .saying import carried, read, row


def test_a_cue_between_two_quotations_has_both_as_its_content() -> None:
    (one,) = read("«الجسر مغلق منذ أسبوع كامل»، قال المدير، «ولن يفتح قبل الشهر المقبل».")
    assert row(one) == ("قال", "المدير", "الجسر مغلق منذ أسبوع كامل")
    assert [s.text for s in one.content_more] == ["ولن يفتح قبل الشهر المقبل"]


def test_a_conjoined_verb_leaves_the_quotation_before_it_alone() -> None:
    first, second = read("قال المدير: «الجسر مغلق منذ أسبوع كامل»، وأضاف: «لن يفتح قبل الشهر المقبل».")
    assert first.content.text == "الجسر مغلق منذ أسبوع كامل"
    assert (second.content.text, second.content_more) == ("لن يفتح قبل الشهر المقبل", ())


def test_two_short_quotations_in_a_row_are_both_said() -> None:
    found = read('قالت البلدية في بيان "لم نغلق هذا الجسر" وأضافت "سيفتح السوق غدا".')
    assert [row(a) for a in found] == [("قالت", "البلدية", "لم نغلق هذا الجسر"), ("أضافت", None, "سيفتح السوق غدا")]


def test_a_mark_repeated_at_each_paragraph_goes_on_with_the_speaker() -> None:
    found = read("وقال الوزير: «نعمل في السوق كل يوم. ولا نغلق الجسر.\n«والجسر سيفتح غدا أمام السيارات والمشاة معا.\n«ولن نغلق السوق بعد اليوم أبدا».\nوفتح الجسر أمس أمام السيارات كلها.")
    assert [a.content.text for a in found] == [
        "نعمل في السوق كل يوم. ولا نغلق الجسر", "والجسر سيفتح غدا أمام السيارات والمشاة معا", "ولن نغلق السوق بعد اليوم أبدا",
    ]
    assert [carried(a) for a in found] == [None, "الوزير", "الوزير"]
