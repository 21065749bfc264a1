"""Finite verbs of saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


def row(one: Attribution) -> tuple[str, str | None, str]:
    return one.cue.text, one.source.span.text if one.source.span else None, one.content.text


@pytest.mark.parametrize(("text", "want"), [
    ("قالت وزارة الزراعة إن الموسم جيد.", ("قالت", "وزارة الزراعة", "الموسم جيد")), ("«انتهى الموسم الطويل بخير هذا العام»، قال وزير الزراعة.", ("قال", "وزير الزراعة", "انتهى الموسم الطويل بخير هذا العام")),
])
def test_source_cue_and_content(read_said: Read, text: str, want: tuple[str, str, str]) -> None:
    (found,) = read_said(text)
    assert row(found) == want


@pytest.mark.parametrize("text", ["لم تقل وزارة الزراعة إن الموسم جيد.", "يذكر أن الموسم جيد.", "فتح الجسر أمام السيارات.", "وصلت وزارة الزراعة إلى حل."])
def test_where_nobody_says_anything(read_said: Read, text: str) -> None:
    assert read_said(text) == ()
