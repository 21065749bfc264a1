"""Subjects that stand before their verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


@pytest.mark.parametrize(("text", "source"), [
    ("وزير الزراعة قال إن الموسم جيد.", "وزير الزراعة"), ("كما أن وزارة الزراعة أكدت أن الموسم جيد.", "وزارة الزراعة"),
])
def test_a_subject_before_its_verb(read_said: Read, text: str, source: str) -> None:
    (found,) = read_said(text)
    assert found.source.span is not None
    assert found.source.span.text == source


def test_a_noun_of_the_other_gender_is_no_subject(read_said: Read) -> None:
    (found,) = read_said("الوزير زار المعرض وقالت الوزارة إن الموسم جيد.")
    assert found.source.span is not None
    assert found.source.span.text == "الوزارة"
