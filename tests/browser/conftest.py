from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def chromium() -> str | None:
    """Where a Chromium stands: TAWATUR_CHROMIUM, else one on the path."""
    given = os.environ.get("TAWATUR_CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on the path (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample's report in both languages, as files."""
    from tawatur.export.html import render_html

    where = Path(__file__).parents[1] / "export" / "sample.py"
    spec = importlib.util.spec_from_file_location("tawatur_sample_browser", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("reports")
    files = {}
    for lang in ("en", "ar"):
        files[lang] = folder / f"{lang}.html"
        files[lang].write_text(render_html(module.sample(), lang), encoding="utf-8")
    return files
