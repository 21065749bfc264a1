"""Prepositions that name a source: «بحسب س», «وفقا لـ س»."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.attribution_phrases import LOOSE
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


@pytest.mark.parametrize(("text", "loose"), [
    ("قتل خمسة في الانفجار الذي دمر المصنع بحسب وزارة الصحة.", True), ("قتل خمسة في الانفجار الذي دمر المصنع بحسب ما أعلنت وزارة الصحة.", True),
    ("قتل خمسة في الانفجار الذي دمر المصنع، بحسب وزارة الصحة.", False), ("قتل خمسة في الانفجار بحسب وزارة الصحة.", False),
])
def test_what_a_phrase_behind_a_relative_clause_bears_on_is_not_sure(read_said: Read, text: str, loose: bool) -> None:
    (one,) = read_said(text)
    assert one.rule.endswith(LOOSE) is loose
