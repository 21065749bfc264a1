"""What stands between a verb of saying and its subject, and speakers that are counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


@pytest.mark.parametrize(("text", "source"), [
    ("قال في الوقت ذاته وزير الزراعة إن الموسم جيد.", "وزير الزراعة"), ("قال في هذا السياق وزير الزراعة إن الموسم جيد.", "وزير الزراعة"),
    ("قال أمس وزير الزراعة إن الموسم جيد.", "وزير الزراعة"),
])
def test_adverbials_are_passed_over(read_said: Read, text: str, source: str) -> None:
    (found,) = read_said(text)
    assert found.source.span is not None
    assert found.source.span.text == source


@pytest.mark.parametrize(("text", "source"), [
    ("قال 43 في المائة من المشاركين إن الموسم جيد.", "43 في المائة من المشاركين"), ("قال ثلاثة من سكان الحي إن الموسم جيد.", "ثلاثة من سكان الحي"),
])
def test_counted_speakers_are_nobody_in_particular(read_said: Read, text: str, source: str) -> None:
    (found,) = read_said(text)
    assert found.source.span is not None
    assert (found.source.span.text, found.source.kind) == (source, "anonymous")
