"""Comparing in a real browser: steps by keyboard, panes that follow, the switch of a phone, texts that are pasted or dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
PAIR = "/compare?a=sahl-7&a=madina-5"
THREE = "/compare?a=sahl-7&a=manara-101&a=madina-5"
ONE = (
    "اجتمع وزير الطرق سامي الحداد في تونس اليوم الاثنين مع رئيس البلدية كمال الرافعي.\n\n"
    "وقال الحداد إن كلفة الجسر تبلغ أربعين مليون دينار. وأضاف أن العمل يبدأ في الخريف."
)
OTHER = "قال وزير الطرق سامي الحداد إن كلفة الجسر تبلغ ستين مليون دينار.\n\nوكان اجتمع اليوم الاثنين في تونس مع رئيس البلدية كمال الرافعي."
STOP = "document.activeElement.dataset.stop"
LIT = "[...new Set([...document.querySelectorAll('.panes mark.lit')].map(m => m.closest('.pane').id))].sort()"


@pytest.mark.parametrize(("path", "lang", "width"), [
    (THREE, "en", "phone"), (THREE, "ar", "phone"), (THREE, "en", "desk"), (THREE, "ar", "desk"), ("/compare", "ar", "phone"), ("/compare", "en", "desk"),
])
def test_it_can_be_read_by_everybody(
    look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], path: str, lang: str, width: str
) -> None:
    page = look(path, lang=lang, width=width, dark=width == "desk")
    assert page.locator("h1").count() == 1
    axe(page)
    fits(page)


def test_steps_lead_from_passage_to_passage_in_all_panes(look: Callable[..., Any]) -> None:
    page = look(THREE)
    page.keyboard.press("n")
    first = page.evaluate(STOP)
    assert len(page.evaluate(LIT)) > 1
    page.keyboard.press("n")
    second = page.evaluate(STOP)
    assert second != first
    assert "2 of" in page.locator("#where").inner_text()
    page.keyboard.press("p")
    assert page.evaluate(STOP) == first
    # Partners are in sight, each in its pane.
    assert page.evaluate(
        """[...document.querySelectorAll('.panes mark.lit[data-stop]')].every((m) => {
          const a = m.getBoundingClientRect(), b = m.closest('.text').getBoundingClientRect();
          return a.top >= b.top - 1 && a.top <= b.bottom; })"""
    )
    # An arrow leads to the partner, Enter shows the origins, Escape closes.
    pane = page.evaluate("document.activeElement.closest('.pane').id")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(STOP) == first
    assert page.evaluate("document.activeElement.closest('.pane').id") != pane
    page.keyboard.press("Enter")
    assert page.locator("#dock").is_visible()
    page.keyboard.press("n")
    assert page.evaluate(STOP) == second
    assert page.locator("#dock").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#dock").is_visible()


def test_differences_alone(look: Callable[..., Any]) -> None:
    page = look(PAIR)
    unlike = page.evaluate("[...new Set([...document.querySelectorAll('.panes mark.x[data-stop]')].map(m => m.dataset.stop))]")
    assert unlike
    page.locator("#only-unlike").check()
    seen = set()
    for _ in range(len(unlike)):
        page.get_by_role("button", name="Next").click()
        seen.add(page.evaluate(STOP))
    assert seen == set(unlike)


def test_letters_can_be_switched_off_and_are_left_to_fields(look: Callable[..., Any]) -> None:
    page = look(PAIR)
    page.locator(".keys summary").click()
    page.locator("#letters").uncheck()
    page.keyboard.press("n")
    assert page.evaluate(STOP) is None
    page.locator("#letters").check()
    page.keyboard.press("n")
    assert page.evaluate(STOP) is not None
    form = look("/compare")
    form.locator("#source-1").press_sequentially("np")
    assert form.locator("#source-1").input_value() == "np"


def test_a_phone_shows_one_article_and_turns_to_the_partner(look: Callable[..., Any]) -> None:
    page = look(PAIR, lang="ar", width="phone")
    shown = "[...document.querySelectorAll('.pane')].filter(p => p.offsetParent).map(p => p.id)"
    assert page.evaluate(shown) == ["art-1"]
    page.get_by_role("button", name="التالي").click()
    number = page.evaluate(STOP)
    page.locator(".switch a").nth(1).click()
    assert page.evaluate(shown) == ["art-2"]
    assert page.evaluate(STOP) == number
    assert page.locator(".switch a").nth(1).get_attribute("aria-current") == "true"


@pytest.mark.parametrize("script", [True, False])
def test_two_texts_are_pasted(look: Callable[..., Any], axe: Callable[[Any], None], script: bool) -> None:
    page = look("/compare", java_script_enabled=script)
    page.locator("#source-1").fill(ONE)
    page.locator("[name=outlet1]").fill("المنارة")
    page.locator("#source-2").fill(OTHER)
    page.locator("button.go").click()
    page.wait_for_selector(".panes")
    assert page.locator(".pane").count() == 2
    assert page.locator(".pane h3").first.inner_text() in ("المنارة", "text-2")
    with page.expect_download() as saved:
        page.get_by_role("button", name="JSON").click()
    made = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert [a["text"] for a in made["articles"]] in ([ONE, OTHER], [OTHER, ONE])
    if script:
        axe(page)


def test_what_cannot_be_read_stays_in_the_form(browser: Any, served: str, axe: Callable[[Any], None]) -> None:
    # A window of its own: a browser writes every answer of 400 and more to its console, and this one is meant.
    context = browser.new_context(locale="en", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}/compare")
    page.locator("#source-1").fill(ONE)
    page.locator("#source-2").fill("http://127.0.0.1/")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator("button.go").click()
    assert answered.value.status == 422
    page.wait_for_selector("#wrong-2")
    assert page.locator("#source-1").input_value() == ONE
    assert "for safety" in page.locator("#wrong-2").inner_text()
    axe(page)
    context.close()


def test_files_are_dropped_and_inputs_added(look: Callable[..., Any]) -> None:
    page = look("/compare")
    assert page.locator(".input:visible").count() == 2
    page.locator("#another").click()
    assert page.locator(".input:visible").count() == 3
    assert page.evaluate("document.activeElement.id") == "source-3"
    page.evaluate(
        """([one, other]) => {
          const data = new DataTransfer();
          data.items.add(new File([one], "one.txt")); data.items.add(new File([other], "other.txt"));
          document.querySelector(".input").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})); }""",
        [ONE, OTHER],
    )
    assert page.evaluate("[1, 2, 3].map(n => document.getElementById('file-' + n).files.length)") == [1, 1, 0]
    page.locator("button.go").click()
    page.wait_for_selector(".panes")
    assert page.locator(".pane h3").all_inner_texts() == ["one.txt", "other.txt"]
