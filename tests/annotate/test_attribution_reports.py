"""Second-hand telling: «نقلت س عن ص قوله إن ع»."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


@pytest.mark.parametrize("text", [
    "نقلت صحيفة «النشرة» عن وزير الزراعة قوله إن الموسم جيد.", "نقلت صحيفة «النشرة» عن وزير الزراعة أن الموسم جيد.",
    "نقلت صحيفة «النشرة» عن وزير الزراعة قوله: الموسم جيد.",
])
def test_two_who_speak_one_inside_the_other(read_said: Read, text: str) -> None:
    outer, inner = sorted(read_said(text), key=lambda a: a.content.start)
    assert (outer.source.span.text, inner.source.span.text) == ("صحيفة «النشرة»", "وزير الزراعة")  # type: ignore[union-attr]
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert inner.content.text == "الموسم جيد"
    assert outer.content.holds(inner.content)


def test_without_a_second_source_it_is_no_report(read_said: Read) -> None:
    assert all(a.parent is None for a in read_said("نقلت الشركة البضائع عن الرصيف القديم."))
