"""Prepositions that name a source: «بحسب س», «وفقا لـ س»."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


def row(one: Attribution) -> tuple[str, str | None, str]:
    return one.cue.text, one.source.span.text if one.source.span else None, one.content.text


@pytest.mark.parametrize(("text", "want"), [
    ("الموسم جيد، بحسب وزارة الزراعة.", ("بحسب", "وزارة الزراعة", "الموسم جيد")), ("وفقا لوزارة الزراعة، الموسم جيد.", ("وفقا", "وزارة الزراعة", "الموسم جيد")),
    ("الموسم جيد، بحسب ما أعلنت وزارة الزراعة.", ("بحسب ما أعلنت", "وزارة الزراعة", "الموسم جيد")), ("في سياق آخر، الموسم جيد، بحسب وزارة الزراعة.", ("بحسب", "وزارة الزراعة", "الموسم جيد")),
])
def test_before_and_behind_the_content(read_said: Read, text: str, want: tuple[str, str, str]) -> None:
    (found,) = read_said(text)
    assert row(found) == want


def test_a_contract_is_no_speaker(read_said: Read) -> None:
    assert read_said("انتهى العمل وفق العقد.") == ()
