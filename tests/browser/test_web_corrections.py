"""Marking what Tawatur says, in a browser: on a story, on the list, by keyboard and without scripts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(press: Path, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Any]) -> Iterator[str]:
    """A collection of its own: what is marked here shows on no page of another test."""
    folder = tmp_path_factory.mktemp("marked") / "c"
    shutil.copytree(press, folder)
    with serve(folder) as where:
        yield where


@pytest.fixture(scope="module")
def story(press: Path) -> str:
    from tawatur.collection import open_collection

    with open_collection(press, read_only=True) as collection:
        return f"/stories/{collection.stories(sort='articles', limit=1)[0].id}"


@pytest.mark.parametrize(("lang", "width"), [("en", "desk"), ("ar", "phone")])
def test_an_alignment_is_marked_on_its_story_and_stands_on_the_list(
    look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], address: str, story: str, lang: str, width: str
) -> None:
    page = look(story, lang=lang, width=width, address=address)
    row = page.locator("tbody.claim").nth(0 if lang == "en" else 1)
    for unfold in ("tr.more summary", "article.card > .correct summary"):
        row.locator(unfold).first.focus()
        page.keyboard.press("Enter")
    place = row.locator("article.card > .correct")
    place.locator("input[value=wrong]").check()
    place.locator("input[name=instead]").fill("خبران لا خبر واحد")
    place.locator("textarea").fill("<b>two</b> facts")
    axe(page)
    place.locator("form.correct-form button").click()
    mark = place.locator(".opinion.wrong")
    mark.wait_for()
    expect(mark).to_contain_text("<b>two</b> facts")
    fits(page)
    page.reload()
    assert not mark.is_visible()
    page.locator("#corrections .opinion-of a").first.click()
    mark.wait_for()
    mark.locator("a").first.click()
    page.locator(".corrected").wait_for()
    expect(page).to_have_url(re.compile("/corrections/k"))
    axe(page)
    fits(page)
    page.goto(f"{address}/corrections")
    assert page.locator(".corrected").count() == (1 if lang == "en" else 2)
    axe(page)
    fits(page)
    page.locator(".corrected .where a").first.click()
    page.wait_for_url("**/stories/*")
    expect(page.locator("#" + page.url.partition("#")[2])).to_be_visible()


def test_without_scripts_the_form_is_a_page_and_leads_back(look: Callable[..., Any], address: str, story: str) -> None:
    page = look(story, address=address, java_script_enabled=False)
    row = page.locator("tbody.claim").nth(2)
    row.locator("tr.more summary").first.click()
    place = row.locator("article.card > .correct")
    place.locator("summary").click()
    place.locator(".ask-form a").click()
    page.locator("input[value=confirmed]").check()
    page.locator("form.correct-form button").click()
    page.wait_for_url("**/stories/*")
    expect(page.locator("#" + page.url.partition("#")[2] + " .opinion.confirmed")).to_be_visible()
    page.locator(".opinion.confirmed button.quiet").click()
    page.locator(".opinion.confirmed.past").first.wait_for(state="attached")


def test_what_is_refused_says_why_in_place(look: Callable[..., Any], address: str, story: str) -> None:
    page = look(story, lang="ar", address=address)
    place = page.locator("#corrections > .correct")
    place.locator("summary").first.click()
    place.locator("input[value=confirmed]").check()
    place.locator("input[name=instead]").fill("غيره")
    place.locator("form.correct-form button").click()
    expect(place.locator("[role=alert]")).to_contain_text("اختر واحداً من الأمرين")
    expect(place.locator("input[name=instead]")).to_have_value("غيره")


def test_what_fails_is_shown_and_not_passed_over(browser: Any, address: str, story: str) -> None:
    # A window of its own: a browser writes every answer of 400 and more to its console, and this one is meant.
    context = browser.new_context(locale="en", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}{story}")
    place = page.locator("#corrections > .correct")
    place.locator("summary").first.click()
    place.locator("input[value=confirmed]").check()
    page.evaluate("for (const field of document.querySelectorAll('[name=csrf]')) { field.value = 'old'; field.content = 'old'; }")
    place.locator("form.correct-form button").click()
    page.locator(".trouble h1").wait_for()
    expect(page.locator(".trouble")).to_contain_text("nothing was done")
    context.close()
