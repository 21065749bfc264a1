"""Verbs of saying with a pronoun."""

from __future__ import annotations

from .saying import read, row


def test_what_is_denied_stands_before_the_verb() -> None:
    (one,) = read("السوق أغلق أبوابه ليلا، وهو ما تنفيه البلدية.")
    assert row(one) == ("تنفيه", "البلدية", "السوق أغلق أبوابه ليلا")
    assert one.stance == "denies"


def test_a_noun_with_its_pronoun_is_no_cue() -> None:
    assert read("وصل عشرون تاجرا من بينهم: سامر ونبيل.") == ()
