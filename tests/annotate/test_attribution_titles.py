"""Names that follow their title at a distance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.model import Attribution

Read = Callable[..., tuple[Attribution, ...]]


@pytest.mark.parametrize(("text", "source"), [
    ("قال المبعوث إلى المدينة سامر حداد إن الموسم جيد.", "المبعوث إلى المدينة سامر حداد"), ("قال المبعوث إلى المدينة إن سامر حداد وصل.", "المبعوث إلى المدينة"),
])
def test_the_name_belongs_to_its_title_up_to_the_content(read_said: Read, text: str, source: str) -> None:
    found = read_said(text, ("سامر حداد", "PER"))
    assert found[0].source.span is not None
    assert source.startswith(found[0].source.span.text)
    assert ("سامر" in found[0].source.span.text) == ("سامر" in source)
