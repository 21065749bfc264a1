"""Outlets in a real browser: the drawing lights up, the table has the same, words open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

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
    page.wait_for_url("**/outlets/*/claims?of=from&source=*")
    told = page.locator("article.fact a.w")
    assert page.locator("p.range").inner_text().endswith(f" {told.count()}")
    assert told.first.is_visible()
    axe(page)
    fits(page)
    told.first.click()
    page.wait_for_url("**/articles/*?at=*#at")
    expect(page.locator("#at").first).to_be_visible()


def test_a_link_into_a_fold_opens_it(look: Look) -> None:
    page = look("/outlets", lang="en")
    assert not page.locator("#as-table table").is_visible()
    page.evaluate("location.hash = '#as-table'")
    page.locator("#as-table table").wait_for()


@pytest.mark.parametrize(("lang", "width"), [("en", "phone"), ("ar", "desk")])
def test_what_the_numbers_of_an_outlet_open(look: Look, axe: Check, fits: Check, lang: str, width: str) -> None:
    """From the table by keyboard to an outlet, and from each of its numbers to a page that holds no one up."""
    page = look("/outlets", lang=lang, width=width)
    page.locator("table.outlets tbody a").first.press("Enter")
    page.wait_for_url("**/outlets/*")
    opened = page.eval_on_selector_all("#counts dl a, #wording p a, .summary a", "links => links.map(a => a.getAttribute('href'))")
    kinds = {address.partition("?")[0].rpartition("/")[2]: address for address in opened}
    assert {"claims", "delays", "stories", "facts", "words"} <= kinds.keys()
    home = page.url.partition("/outlets")[0]
    for address in (a for a in kinds.values() if a.startswith("/")):
        page.goto(home + address)
        axe(page)
        fits(page)
