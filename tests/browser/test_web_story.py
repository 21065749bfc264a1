"""The page of a story in a real browser: both languages, two widths, by keyboard; a chain of any size stays readable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tawatur.model import Comparison

pytestmark = pytest.mark.browser

LIT = "[...document.querySelectorAll('tbody.claim.lit')].map(t => Number(t.id.slice(6)))"
FOCUS = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
# Boxes and texts of the drawing that is shown, in its own units.
DRAWN = """(() => {
  const svg = [...document.querySelectorAll('svg.chain')].find(s => s.getClientRects().length);
  const box = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  return {
    nodes: [...svg.querySelectorAll('a.node')].map(n => ({
      box: box(n.querySelector('rect')), texts: [...n.querySelectorAll('text')].map(box) })),
    points: [...svg.querySelectorAll('.edge')].map(p => { const all = p.getTotalLength();
      return Array.from({length: 21}, (_, i) => { const q = p.getPointAtLength(all * i / 20); return [q.x, q.y]; }); }),
    room: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height,
  };
})()"""


@pytest.fixture(scope="session")
def path(press: Path) -> str:
    """The story of most articles."""
    from tawatur.collection import open_collection

    with open_collection(press, read_only=True) as collection:
        return f"/stories/{collection.stories(sort='articles', limit=1)[0].id}"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_page_is_whole_and_can_be_used_by_everybody(look: Any, axe: Any, fits: Any, path: str, lang: str, width: str) -> None:
    page = look(path, lang=lang, width=width, dark=width == "phone")
    page.evaluate("document.querySelectorAll('details:not(.ask)').forEach(d => { d.open = true })")
    fits(page)
    axe(page)


def test_a_box_of_the_chain_lights_up_its_claims_and_lists_them_by_keyboard(look: Any, path: str) -> None:
    page = look(path)
    assert page.locator(".graph.wide a[tabindex='0']").count() == 1, "one stop of the tab key"
    page.focus(".graph.wide a[tabindex='0']")
    first = page.evaluate(FOCUS)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) != first
    page.keyboard.press("Enter")
    told = [int(n) for n in page.evaluate("document.activeElement.dataset.al").split()]
    assert page.evaluate(LIT) == told
    assert page.get_attribute(".graph.wide a[aria-pressed='true']", "data-al") == " ".join(map(str, told))
    assert [int(n) for n in page.locator(".went li .num").all_inner_texts()] == told
    page.keyboard.press("Escape")
    assert page.evaluate(LIT) == []
    assert not page.is_visible(".went")


def test_a_line_of_the_chain_is_reached_by_the_arrows(look: Any, path: str) -> None:
    page = look(path, lang="ar")
    page.focus(".graph.wide a[tabindex='0']")
    # The drawing runs from right to left.
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.classList.contains('tie')")
    page.keyboard.press(" ")
    assert page.is_visible(".went")
    page.click(".went button")
    assert not page.is_visible(".went")


def test_the_table_is_filtered_in_place_and_the_address_tells_so(look: Any, path: str) -> None:
    page = look(path)
    page.evaluate("window.stays = true")
    page.focus("#show-only")
    page.keyboard.press("Enter")
    page.wait_for_selector("#show-only[aria-current]")
    assert page.evaluate("window.stays"), "the page itself was not loaded again"
    expect(page).to_have_url(re.compile(r"\?show=only$"))
    expect(page.locator("#show-only")).to_be_focused()
    assert set(page.locator("#claims tbody.claim th .tag").all_inner_texts()) == {"one account only"}
    page.go_back()
    page.wait_for_selector("#show-shared[aria-current]")


def test_the_anchor_of_a_claim_that_is_not_in_the_table_brings_it(look: Any, path: str) -> None:
    page = look(path)
    number = page.eval_on_selector(".elsewhere li", "li => li.id")
    page.goto(f"{page.url}#{number}")
    page.reload()
    page.wait_for_selector(f"tbody#{number}")
    page.wait_for_selector(f"tbody#{number} .card")
    page.wait_for_function(f"document.activeElement.closest('tbody')?.id === '{number}'")
    page.wait_for_function(f"document.querySelector('tbody#{number} details').open")


def test_a_point_of_the_map_opens_the_words_that_tell_of_it(look: Any, path: str) -> None:
    page = look(path)
    point = page.locator("#map a.spot >> visible=true").first
    point.focus()
    page.keyboard.press("Enter")
    row = page.locator(f"[id='{(point.get_attribute('href') or '').removeprefix('#')}']")
    row.locator(".ev a").first.wait_for()


def test_numbers_of_the_table_of_articles_open_their_claims(look: Any, path: str) -> None:
    page = look(path, lang="ar", width="phone")
    page.locator(".repeats summary").first.focus()
    page.keyboard.press("Enter")
    words = page.locator(".repeats .ev a").first
    assert words.is_visible()
    words.click()
    page.wait_for_url("**/articles/**")
    expect(page.locator("#at")).to_be_visible()


def test_without_a_script_links_do_the_same(look: Any, path: str) -> None:
    page = look(path, java_script_enabled=False)
    page.click("#show-only")
    page.wait_for_url("**?show=only#claims")
    expect(page.locator("#show-only[aria-current]")).to_have_count(1)
    page.goto(page.url.split("?")[0])
    page.locator(".graph.wide a.node").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#knot-"))
    expect(page.locator(".ways li:target")).to_have_count(1)


def test_print_keeps_the_table_and_the_chain(look: Any, path: str) -> None:
    page = look(path)
    page.emulate_media(media="print")
    assert page.is_visible("#claims table.claims")
    assert page.is_visible("#chain svg.chain")
    assert not page.is_visible(".choices")
    assert not page.is_visible(".act button")
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize(("outlets", "claims", "lang", "width"), [
    (2, 3, "ar", 1280), (9, 12, "en", 1280), (9, 12, "ar", 390), (40, 60, "ar", 1280), (40, 60, "en", 390),
])
def test_a_chain_of_any_size_can_be_read(
    browser: Any, crowd: Callable[..., Comparison], tmp_path: Path, outlets: int, claims: int, lang: str, width: int
) -> None:
    """No box lies on another, every word in its box, no line under a box that it does not lead to."""
    from tawatur.export.graph import chain_section
    from tawatur.export.html import render_html
    from tawatur.export.index import build_index
    from tawatur.export.words import load_words

    # The page of a small report with the chain of a large one: a browser takes long over forty articles.
    before, rest = render_html(crowd(2, 1), lang).split("<main>", 1)
    chain = chain_section(build_index(crowd(outlets, claims), load_words(lang)))
    file = tmp_path / "crowd.html"
    file.write_text(f"{before}<main>{chain}</main>{rest.split('</main>', 1)[1]}", encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    page.wait_for_selector("body.ready")
    page.evaluate("document.fonts.ready")
    drawn = page.evaluate(DRAWN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
    boxes = [n["box"] for n in drawn["nodes"]]
    assert len(boxes) > outlets
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= drawn["room"]
        assert bottom <= drawn["height"]
        for a, b, c, d in boxes[n + 1:]:
            assert right <= a or c <= left or bottom <= b or d <= top, "boxes overlap"
    for node in drawn["nodes"]:
        left, top, right, bottom = node["box"]
        for a, b, c, d in node["texts"]:
            assert left - 1 <= a <= c <= right + 1, "a name runs out of its box"
            assert top - 4 <= b <= d <= bottom + 4
    for line in drawn["points"]:
        for x, y in line[1:-1]:
            assert not any(a + 3 < x < c - 3 and b + 1 < y < d - 1 for a, b, c, d in boxes), "a line runs under a box"
