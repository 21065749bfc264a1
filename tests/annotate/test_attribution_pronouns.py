"""Verbs of saying with a pronoun."""

from __future__ import annotations

from .saying import read, row


def test_what_is_denied_stands_before_the_verb() -> None:
    (one,) = read("السوق أغلق أبوابه ليلا، وهو ما تنفيه البلدية.")
    assert row(one) == ("تنفيه", "البلدية", "السوق أغلق أبوابه ليلا")
    assert one.stance == "denies"


def test_a_noun_with_its_pronoun_is_no_cue() -> None:
    assert read("وصل عشرون تاجرا من بينهم: سامر ونبيل.") == ()


def test_a_whole_chain_ends_before_its_denial() -> None:
    """«ذكرت س نقلا عن ص أن ع، وهو ما نفاه ف»: the paper does not tell that it was denied; he denies nothing through the paper."""
    told, inner, denied = read("ذكرت صحيفة «المرفأ» نقلا عن مصادر محلية أن السوق سيغلق أبوابه، وهو ما نفاه المدير سامر حداد.", ("سامر حداد", "PER"))
    assert {one.content.text for one in (told, inner, denied)} == {"السوق سيغلق أبوابه"}
    assert (inner.parent, denied.parent, denied.stance) == (told.id, None, "denies")
