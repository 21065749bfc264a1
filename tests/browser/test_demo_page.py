"""The report on the shipped example, as `tawatur demo` makes it, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from tawatur import api

    report = api.compare([str(p) for p in api.demo_articles()])
    folder = tmp_path_factory.mktemp("demo")
    found = {}
    for lang in ("en", "ar"):
        found[lang] = folder / f"demo-{lang}.html"
        found[lang].write_text(report.to_html(lang), encoding="utf-8")
        assert found[lang].stat().st_size < 1_000_000
    return found


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_demo_fits_and_is_silent(browser: Any, pages: dict[str, Path], lang: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(pages[lang].as_uri())
    page.wait_for_selector("body.ready")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("article.pane").count() == 4
    stop = page.locator("mark[data-stop]").first
    stop.click()
    lit = page.evaluate("new Set(Array.from(document.querySelectorAll('main mark.lit')).map(m => m.closest('.pane').id)).size")
    assert lit >= 2
    assert said == []
    assert [u for u in asked if not u.startswith(("file:", "data:font/"))] == []
    context.close()
