"""The report in a real browser: what lights up, what the keyboard does, what it must never do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
# Which claims are lit in which article, each pair once (a claim may be cut into several marks).
LIT = (
    "[...new Set(Array.from(document.querySelectorAll('main mark.lit'))"
    ".map(m => m.dataset.al + ' ' + m.closest('.pane').id))].map(x => x.split(' '))"
)


@contextmanager
def opened(browser: Any, path: Path, width: int = 1280, **more: Any) -> Iterator[Any]:
    """A page with the report; afterwards nothing may stand on the console or have left the page."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **more)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(path.as_uri())
    page.wait_for_selector("body.ready")
    yield page
    assert said == []
    assert [u for u in asked if not u.startswith(("file:", "data:font/"))] == []
    context.close()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 768, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_over_the_edge(browser: Any, reports: dict[str, Path], lang: str, width: int, scheme: str) -> None:
    with opened(browser, reports[lang], width, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")


def test_hovering_lights_up_the_partners(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        assert page.evaluate(LIT) == []
        page.hover("#art-1 mark[data-stop='2']")
        assert page.evaluate(LIT) == [["2", "art-1"], ["2", "art-2"]]
        page.hover("h1")
        assert page.evaluate(LIT) == []


def test_pointing_at_the_graph_lights_up_the_passages(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        page.hover(".graph.wide .node.origin[data-al='2'] .name")
        assert page.evaluate(LIT) == [["2", "art-1"], ["2", "art-2"]]


def test_tapping_opens_the_claim_with_its_origins(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["ar"], 390, has_touch=True, is_mobile=True) as page:
        page.tap("#art-1 mark[data-stop='3']")
        assert page.is_visible("#dock")
        assert "مكتب لارس برغ" in page.inner_text("#dock")
        assert "دبلوماسيان" in page.inner_text("#dock")
        assert {n for n, _ in page.evaluate(LIT)} == {"3"}
        page.tap("#dock-close")
        assert not page.is_visible("#dock")


def test_the_keyboard_goes_from_span_to_span_and_to_partners(browser: Any, reports: dict[str, Path]) -> None:
    focus = "[document.activeElement.dataset.stop, document.activeElement.closest('.pane')?.id]"
    with opened(browser, reports["en"]) as page:
        page.focus(".panes")
        for _ in range(5):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "MARK":
                break
        assert page.evaluate(focus) == ["1", "art-1"]
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focus) == ["2", "art-1"]
        assert page.evaluate(LIT) == [["2", "art-1"], ["2", "art-2"]]
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(focus) == ["2", "art-2"]
        page.keyboard.press("Enter")
        assert page.is_visible("#dock")
        assert page.get_attribute("#art-2 mark[data-stop='2']", "aria-pressed") == "true"
        page.keyboard.press("Escape")
        assert not page.is_visible("#dock")
        assert page.evaluate(focus) == ["2", "art-2"]
        page.keyboard.press("End")
        assert page.evaluate(focus) == ["3", "art-2"]


def test_one_tab_stop_an_article(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        counts = page.evaluate("Array.from(document.querySelectorAll('.pane')).map(p => p.querySelectorAll('mark[tabindex=\"0\"]').length)")
        assert counts == [1, 1, 1]


def test_letters_stay_joined_across_a_mark(browser: Any, reports: dict[str, Path]) -> None:
    """A word cut by a mark is as wide as the word left whole, and a mark has no box of its own."""
    with opened(browser, reports["en"]) as page:
        boxes = page.evaluate(
            "Array.from(document.querySelectorAll('.text mark, .text span')).map(m => { const s = getComputedStyle(m);"
            " return [s.display, s.paddingInlineStart, s.paddingInlineEnd, s.borderInlineStartWidth, s.marginInlineStart, s.letterSpacing].join(' ') })"
        )
        assert set(boxes) <= {"inline 0px 0px 0px 0px normal", "inline 0px 0px 0px 0px 0px"}
        cut, whole = page.evaluate(
            "(() => { const p = document.querySelector('.pane .text p'); const width = (html) => {"
            " const d = document.createElement('span'); d.innerHTML = html; p.append(d);"
            " const w = d.getBoundingClientRect().width; d.remove(); return w; };"
            " return [width('وا<mark class=\"al c1 lit\">لمجلس</mark>ين'), width('والمجلسين')] })()"
        )
        assert abs(cut - whole) < 0.6


def test_the_fonts_of_the_page_are_its_own(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        loaded = page.evaluate("document.fonts.ready.then(f => Array.from(f).filter(x => x.status === 'loaded').map(x => x.family))")
        assert {name.strip("\"'") for name in loaded} == {"Tawatur Naskh", "Tawatur Plex"}


def test_switching_layers(browser: Any, reports: dict[str, Path]) -> None:
    look = "getComputedStyle(document.querySelector('#art-2 .l-framing')).textDecorationLine"
    with opened(browser, reports["en"]) as page:
        assert page.evaluate(look) == "none"
        page.check("input[data-layer='framing']")
        assert page.evaluate(look) == "underline"
        page.uncheck("input[data-layer='al']")
        assert page.evaluate("getComputedStyle(document.querySelector('mark.al')).backgroundColor") == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(browser: Any, reports: dict[str, Path], scheme: str) -> None:
    """At least 4.5 to 1 (WCAG AA) for every piece of text against the colour behind it."""
    script = """(() => {
      const rgb = c => c.match(/[\\d.]+/g).map(Number);
      const lum = ([r, g, b]) => { const f = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
        return .2126 * f(r) + .7152 * f(g) + .0722 * f(b) };
      const behind = el => { for (let e = el; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
        if (c.length < 4 || c[3] === 1) return c } return [255, 255, 255] };
      const low = [];
      for (const el of document.querySelectorAll('body *:not(svg *):not(script)')) {
        if (![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !el.getClientRects().length) continue;
        const [a, b] = [lum(rgb(getComputedStyle(el).color)), lum(behind(el))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05);
        if (ratio < 4.5) low.push(`${el.tagName}.${el.className} ${ratio.toFixed(2)}`);
      } return low })()"""
    with opened(browser, reports["en"], color_scheme=scheme) as page:
        assert page.evaluate(script) == []


def test_landmarks_headings_and_captions(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        assert page.locator("main").count() == 1
        assert page.locator("nav[aria-label]").count() == 1
        assert page.locator("h1").count() == 1
        assert page.locator("table").count() == page.locator("table > caption").count()
        levels = page.evaluate("Array.from(document.querySelectorAll('h1,h2,h3')).map(h => +h.tagName[1])")
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_print_shows_everything(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["en"]) as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('.text')).maxHeight") == "none"
        assert not page.is_visible("nav.contents")
        assert len(page.pdf()) > 10_000


def test_without_scripts_everything_can_be_read(browser: Any, reports: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["en"].as_uri())
    assert page.is_visible("#differ")
    assert page.is_visible("text=What only one account tells")
    context.close()
