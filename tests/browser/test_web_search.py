"""The search in a real browser: as one types, in both languages, at two widths, and without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_answers_are_whole_and_can_be_used_by_everybody(look: Any, axe: Any, fits: Any, lang: str, width: str) -> None:
    page = look("/search?q=وزير", lang=lang, width=width, dark=width == "desk")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    assert page.locator("mark.hit").count() > 0
    fits(page)
    axe(page)


def test_answers_come_as_one_types(look: Any) -> None:
    page = look("/search")
    page.evaluate("window.stays = true")
    page.locator("#q").press_sequentially("وزير", delay=20)
    page.wait_for_selector(".answer")
    page.wait_for_url("**/search?q=*")
    assert page.evaluate("window.stays") is True
    expect(page.locator("#q"), "one can go on typing").to_be_focused()
    expect(page.locator("#said")).not_to_be_empty()
    page.click(".tabs a:not([aria-current])")
    page.wait_for_selector(".tabs a[aria-current] >> text=claims")
    page.click(".passage a >> nth=0")
    page.wait_for_url("**/articles/**#claim-c*")
    expect(page.locator(":target")).to_be_visible()


def test_the_field_of_every_page_finds_without_scripts(look: Any) -> None:
    page = look("/stories", java_script_enabled=False)
    page.fill(".ask input", "وزير")
    page.click(".ask button")
    page.locator(".answer").first.wait_for()
    page.goto(page.url.split("/search")[0] + "/search?q=xyzzy")
    assert page.locator(".empty h2").is_visible()
