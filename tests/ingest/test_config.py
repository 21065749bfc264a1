"""Limits: in an order that makes sense, and each told in the message that it stands behind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tawatur.errors import InputError
from tawatur.ingest import config, html

FOLDER = Path(config.__file__).parent
LIMITS = sorted(name for name in vars(config) if name.isupper())


def test_what_holds_more_may_be_larger() -> None:
    assert config.MIN_WORDS < config.MAX_CHARS < config.MAX_PAGE < config.MAX_BYTES
    # Code points of Arabic take two bytes: the longest article fits into the largest file.
    assert config.MAX_CHARS * 4 < config.MAX_BYTES
    assert config.MAX_DEPTH < config.MAX_TAGS


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_kept_somewhere(name: str) -> None:
    users = [
        f.name for f in FOLDER.glob("*.py") if f.name != "config.py"
        and any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(ast.parse(f.read_text("utf-8"))))
    ]
    assert users, f"nothing keeps to {name}"


def test_a_page_too_deep_or_too_full_is_refused(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    assert html.read_page(page, "x").text
    for name, low in (("MAX_DEPTH", 0), ("MAX_TAGS", 5), ("MAX_PAGE", 100), ("MIN_WORDS", 5000)):
        with monkeypatch.context() as patch:
            patch.setattr(html, name, low)
            with pytest.raises(InputError):
                html.read_page(page, "x")
