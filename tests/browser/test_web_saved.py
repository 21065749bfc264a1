"""Saved searches and the interface for programs, in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tawatur.collection import open_collection
from tawatur.collection.alerts import notice
from tawatur.model import Article

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(press, tmp_path_factory.mktemp("saved") / "c"))


@pytest.fixture(scope="module")
def address(folder: Path, serve: Callable[..., Any]) -> Iterator[str]:
    with serve(folder) as where:
        yield where


@pytest.mark.parametrize(("lang", "width", "dark"), [("en", "desk", False), ("ar", "phone", True)])
def test_a_search_is_saved_tells_and_is_deleted(
    look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], folder: Path, address: str,
    lang: str, width: str, dark: bool,
) -> None:
    page = look("/search?q=محطة", lang=lang, width=width, dark=dark, address=address)
    page.locator("a[href*='/saved?text=']").click()
    expect(page.locator("input[name=text]")).to_have_value("محطة")
    page.locator("input[value='new article']").check()
    page.locator("input[name=text]").press("Enter")
    page.wait_for_url("**/saved/q*")
    with open_collection(folder) as collection:
        notice(collection)
        text = f"محطة رصد جديدة {lang}\n\nافتتحت البلدية محطة رصد جديدة في المدينة أمس."
        collection.add([Article(id=f"new-{lang}", text=text, outlet="المنارة <b>")], workers=0)
    page.reload()
    news = page.locator(".news > li")
    assert news.count() == 1
    assert "المنارة <b>" in news.inner_text()
    axe(page)
    fits(page)
    page.goto(f"{address}/saved?lang={lang}")
    axe(page)
    fits(page)
    page.locator(".saved-one h2 a").first.click()
    page.locator(".saved-delete summary").click()
    page.locator(".saved-delete button").click()
    page.wait_for_url("**/saved")
    expect(page.locator(".empty")).to_be_visible()


@pytest.mark.parametrize(("lang", "width"), [("en", "desk"), ("ar", "phone")])
def test_the_interface_to_read(
    look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], lang: str, width: str
) -> None:
    page = look(f"/api?lang={lang}", lang=lang, width=width)
    page.locator("#list_stories > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#list_stories th:has-text('min_outlets')").is_visible()
    axe(page)
    fits(page)
