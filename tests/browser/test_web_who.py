"""Who is who in a real browser: from a name to its page, the map by keyboard, both languages and widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Look = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.mark.parametrize(("lang", "width", "dark"), [("en", "desk", False), ("ar", "phone", False), ("ar", "desk", True)])
def test_the_page_of_a_place(look: Look, axe: Check, fits: Check, lang: str, width: str, dark: bool) -> None:
    page = look("/who/geo:baghdad-IQ", lang=lang, width=width, dark=dark)
    assert page.locator("h1").inner_text().strip() == "بغداد"
    assert page.locator("svg.map >> visible=true").count() >= 1
    axe(page)
    fits(page)


def test_a_point_of_the_map_opens_the_words_by_keyboard(look: Look) -> None:
    page = look("/who/geo:baghdad-IQ", lang="ar")
    point = page.locator("#map a.spot >> visible=true").first
    point.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    row.wait_for()
    expect(row.locator("details")).to_have_attribute("open", "")
    expect(row.locator(".ev .w").first).to_be_visible()


def test_a_name_is_typed_and_found(look: Look, axe: Check, fits: Check) -> None:
    page = look("/who", lang="ar", width="phone")
    axe(page)
    fits(page)
    page.locator("#name").fill("بغداد")
    page.keyboard.press("Enter")
    page.wait_for_url("**/who/geo:baghdad-IQ")


def test_one_who_is_not_in_the_collection(look: Look, axe: Check) -> None:
    page = look("/who?name=%D8%B2%D8%B9%D9%81%D8%B1%D8%A7%D9%86", lang="en")
    assert "Not in the collection" in page.locator("[role=status]").inner_text()
    axe(page)
