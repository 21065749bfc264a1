"""Bytes from the web."""

from __future__ import annotations

import pytest

from tawatur.errors import InputError
from tawatur.ingest.fetch.letters import web_text


def test_a_hint_decides_where_words_are_too_few() -> None:
    data = '<outline text="المرفأ"/>'.encode("cp1256")
    assert web_text(data, (None, "windows-1256")) == '<outline text="المرفأ"/>'
    assert web_text(data, ("utf-8", "Windows-1256")) == '<outline text="المرفأ"/>'
    assert "المرفأ" in web_text('<outline text="المرفأ"/>'.encode("iso-8859-6"), ("iso-8859-6",))


def test_without_a_hint_latin_stays_latin() -> None:
    assert web_text("<p>Café à la carte, déjà vu</p>".encode("latin-1"), (None,)) == "<p>Café à la carte, déjà vu</p>"
    assert web_text("<p>Café</p>".encode("latin-1"), ("windows-1252",)) == "<p>Café</p>"


@pytest.mark.parametrize("hints", [(), (None,), (None, None), ("nonsense", "utf-8")])
def test_words_decide_without_hints(hints: tuple[str | None, ...]) -> None:
    text = "قالت اللجنة في بيان إن العمل على الطريق انتهى قبل موعده"
    assert web_text(text.encode("cp1256"), hints) == text
    assert web_text(text.encode(), hints) == text


@pytest.mark.parametrize("data", [b"", bytes(2000), b"%PDF-1.4 " + b"x" * 900])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError):
        web_text(data, (None,))
