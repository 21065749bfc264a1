"""Sources that are taken over from the sentence before."""

from __future__ import annotations

from collections.abc import Callable

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


def heard(found: Attribution) -> str | None:
    return found.source.antecedent.text if found.source.antecedent else None


def test_the_speaker_before_goes_on_where_gender_fits(read_said: Read) -> None:
    first, second = read_said("قال وزير الزراعة إن الموسم جيد. وأضاف أن الأسعار ثابتة.")
    assert (second.source.carried, heard(second), second.source.span) == (True, "وزير الزراعة", None)
    assert not first.source.carried


def test_a_verb_of_the_other_gender_looks_for_its_own_speaker(read_said: Read) -> None:
    *_, last = read_said("قالت وزارة الزراعة إن الموسم جيد. وقال وزير الزراعة إن الأسعار ثابتة. وأضافت أن المخازن ملأى.")
    assert heard(last) == "وزارة الزراعة"


def test_nobody_before_nobody_carried(read_said: Read) -> None:
    assert all(heard(a) is None for a in read_said("وأضاف أن الأسعار ثابتة."))
