"""The list of stories in a real browser: both languages, two widths, filters in place, news that leave one's place alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ITEMS = "document.querySelectorAll('.item').length"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_list_is_whole_and_can_be_used_by_everybody(look: Any, axe: Any, fits: Any, lang: str, width: str) -> None:
    page = look("/stories", lang=lang, width=width, dark=width == "phone")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
    assert page.locator(".item .figure b").first.is_visible()
    assert page.locator("a[aria-current=page]:visible").count() == (1 if width == "desk" else 0)
    fits(page)
    axe(page)


def test_a_filter_works_in_place_and_can_be_shared(look: Any, axe: Any) -> None:
    page = look("/stories")
    every = page.evaluate(ITEMS)
    page.evaluate("window.stays = true")
    page.locator("#f-text").press_sequentially("حريق", delay=10)
    page.wait_for_url("**/stories?text=*")
    page.wait_for_selector(".chips")
    page.wait_for_function(f"0 < {ITEMS} && {ITEMS} < {every}")
    assert page.evaluate("window.stays") is True, "the page was not loaded again"
    expect(page.locator("#said")).not_to_be_empty()
    axe(page)
    page.reload()
    assert 0 < page.evaluate(ITEMS) < every
    page.click(".chips a >> nth=0")
    page.wait_for_url("**/stories")
    expect(page.locator(".item")).to_have_count(every)


def test_without_scripts_the_form_and_the_menu_work(look: Any) -> None:
    page = look("/stories", width="phone", java_script_enabled=False)
    page.click(".fold summary")
    assert page.locator(".fold a[href$='/agenda']").is_visible()
    page.select_option("#f-sort", "origins")
    page.click("#filters button")
    expect(page).to_have_url(re.compile("sort=origins"))
    page.locator(".item").first.wait_for()


def test_by_keyboard_to_the_first_story(look: Any) -> None:
    page = look("/stories")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_new_stories_are_told_and_shown_when_one_wants(look: Any, serve: Callable[..., Any], press: Path, tmp_path: Path) -> None:
    from tawatur.collection import open_collection
    from tawatur.model import StoryDraft, StoryEvent

    folder = tmp_path / "c"
    shutil.copytree(press, folder)
    with serve(folder) as address:
        page = look("/stories", address=address, lang="ar")
        before = page.evaluate(ITEMS)
        assert page.locator("#news").is_hidden()
        with open_collection(folder) as other:
            row = other.stories(limit=1)[0]
            other.store.regroup(
                {"s-new": StoryDraft(title="خبر جديد", articles=(row.articles[0],))},
                history=[StoryEvent(story="s-new", change="created", at="t")],
            )
        page.wait_for_selector("#news:not([hidden])")
        expect(page.locator("#news-text")).to_contain_text("قصة جديدة")
        assert page.evaluate(ITEMS) == before, "what one reads stays"
        page.click("#news a")
        page.wait_for_selector("#s-new")
        expect(page.locator("#news")).to_be_hidden()
        # An open stream that breaks off with the server would stand in the console.
        page.context.close()
