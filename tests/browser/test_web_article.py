"""An article in a real browser: what a mark opens, by pointer and by keyboard; layers; addresses that lead into the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HERE = "/articles/madina-5"


VERSIONS = "/articles/manara-102/versions"


@pytest.mark.parametrize(("path", "lang", "width"), [
    (HERE, "en", "phone"), (HERE, "ar", "phone"), (HERE, "en", "desk"), (HERE, "ar", "desk"), (VERSIONS, "ar", "phone"), (VERSIONS, "en", "desk"),
    ("/articles", "ar", "phone"), ("/articles", "en", "desk"),
])
def test_it_can_be_read_by_everybody(
    look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], path: str, lang: str, width: str
) -> None:
    page = look(path, lang=lang, width=width, dark=width == "phone")
    assert page.locator("h1").count() == 1
    axe(page)
    fits(page)
    if path == HERE:
        page.locator("#marked a.l-entity").first.click()
        assert page.locator("#told").is_visible()
        axe(page)
        fits(page)


def test_a_headline_that_begins_in_latin_letters_runs_from_right_to_left(look: Callable[..., Any]) -> None:
    page = look(HERE, lang="ar")
    places = page.locator("h1 bdi").evaluate("""title => {
        title.textContent = "Helix تفتتح مصنعاً";
        const at = (from, to) => { const range = document.createRange(); range.setStart(title.firstChild, from); range.setEnd(title.firstChild, to); return range.getBoundingClientRect().left; };
        return [at(0, 5), at(6, 12)];
    }""")
    assert places[0] > places[1]


def test_a_mark_opens_what_it_was_read_as(look: Callable[..., Any]) -> None:
    page = look(HERE)
    mark = page.locator("#marked a.l-source").first
    entry = mark.get_attribute("href")
    mark.click()
    told = page.locator("#told")
    assert told.is_visible()
    assert page.locator(f"{entry} .what").inner_text() in told.inner_text()
    assert mark.get_attribute("aria-expanded") == "true"
    assert "lit" in (mark.get_attribute("class") or "")
    # No id stands twice: the address of an entry still leads to the list.
    assert page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)") == []
    page.locator("#told-close").click()
    assert not told.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == entry
    assert page.locator("#marked .lit").count() == 0


def test_by_keyboard_alone(look: Callable[..., Any]) -> None:
    page = look(HERE)
    marks = page.locator("#marked a[data-m]")
    # The whole text is one stop of the Tab key.
    assert page.evaluate("document.querySelectorAll('#marked a[data-m][tabindex=\"0\"]').length") == 1
    marks.first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('#marked a[data-m]')].indexOf(document.activeElement)") == 2
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#told").is_visible()
    assert page.evaluate("document.activeElement.id") == "told-name"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#told') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#told").is_visible()
    assert page.evaluate("[...document.querySelectorAll('#marked a[data-m]')].indexOf(document.activeElement)") == 1
    page.keyboard.press("End")
    assert page.evaluate("[...document.querySelectorAll('#marked a[data-m]')].indexOf(document.activeElement)") == marks.count() - 1


def test_layers_are_kept_in_the_address(look: Callable[..., Any]) -> None:
    page = look(HERE)
    assert page.locator("#marked .l-time").count() > 0
    page.get_by_role("checkbox", name="Dates").uncheck()
    page.locator("#marked .l-time").first.wait_for(state="detached")
    expect(page).to_have_url(re.compile("layers=name%2Csaid%2Cframing"))
    page.get_by_role("checkbox", name="Claims").check()
    page.wait_for_selector("#marked sup.n")
    page.reload()
    assert page.locator("#marked .l-time").count() == 0
    assert page.locator("#marked sup.n").count() > 0
    assert not page.get_by_role("checkbox", name="Dates").is_checked()


def test_an_address_leads_to_a_claim_in_the_text(look: Callable[..., Any]) -> None:
    page = look(f"{HERE}#claim-c2")
    expect(page.locator("#marked .claim.lit").first).to_have_attribute("data-c", "c2")
    page.wait_for_function("(({top, bottom}) => top >= 0 && bottom <= innerHeight)(document.getElementById('claim-c2').getBoundingClientRect())")
    # From the list into the text.
    page.locator("#n-c1 a.place").click()
    page.wait_for_selector("#marked .claim.lit[data-c=c1]")
    assert page.locator("#marked .claim.lit[data-c=c2]").count() == 0


def test_without_a_script_everything_is_a_link(look: Callable[..., Any]) -> None:
    page = look(HERE, java_script_enabled=False)
    mark = page.locator("#marked a.l-time").first
    entry = mark.get_attribute("href")
    mark.click()
    expect(page).to_have_url(re.compile(f"{re.escape(entry)}$"))
    expect(page.locator(entry)).to_be_visible()
    page.get_by_role("checkbox", name="Names").uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#marked .l-entity")).to_have_count(0)
    assert page.locator("#marked .l-time").count() > 0
