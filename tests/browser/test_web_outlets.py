"""Outlets in a real browser: the drawing lights up, the table has the same, words open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Look = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.mark.parametrize(("lang", "width", "dark"), [("en", "desk", True), ("ar", "phone", False), ("ar", "desk", False)])
def test_all_outlets(look: Look, axe: Check, fits: Check, lang: str, width: str, dark: bool) -> None:
    page = look("/outlets", lang=lang, width=width, dark=dark)
    assert page.locator(".network svg.chain >> visible=true").count() == 1
    axe(page)
    fits(page)


def test_an_outlet_that_has_the_focus_lights_its_lines(look: Look) -> None:
    page = look("/outlets", lang="en")
    svg = page.locator(".network svg.chain >> visible=true")
    box = svg.locator("a:has(.node)").first
    box.focus()
    key = box.locator(".node").get_attribute("data-key")
    lit = svg.locator(".draws.lit")
    assert lit.count() == svg.locator(f'.draws[data-a="{key}"]').count() > 0
    svg.locator(".draws").first.locator("xpath=..").focus()
    assert svg.locator(".draws.lit").count() == 1


def test_a_line_opens_what_it_was_counted_from(look: Look, axe: Check, fits: Check) -> None:
    page = look("/outlets", lang="ar", width="phone")
    page.locator(".network a:has(.draws) >> visible=true").first.press("Enter")
    page.wait_for_url("**/outlets/*#repeats")
    page.locator("#repeats details summary").first.click()
    assert page.locator("#repeats details .ev a").first.is_visible()
    axe(page)
    fits(page)
