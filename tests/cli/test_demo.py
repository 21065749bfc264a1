"""`tawatur demo`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_demo(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "-o", tmp_path / "new" / "folder")
    page = tmp_path / "new" / "folder" / "report.html"
    assert ran.code == 0
    assert str(page) in ran.out
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html")
    assert json.loads((tmp_path / "new" / "folder" / "comparison.json").read_text(encoding="utf-8"))["articles"]


def test_demo_where_no_folder_can_be(run: Run, files: list[Path]) -> None:
    assert run("demo", "-o", files[0] / "x").code == 5


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_report_is_in_the_chosen_language(run: Run, tmp_path: Path, lang: str) -> None:
    assert run("demo", "-o", tmp_path, "--lang", lang).code == 0
    assert f'<html lang="{lang}"' in (tmp_path / "report.html").read_text(encoding="utf-8")
