"""The agenda in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Look = Callable[..., Any]
Check = Callable[[Any], None]


@pytest.mark.parametrize(("lang", "width", "dark"), [("en", "desk", False), ("ar", "phone", True), ("ar", "desk", False)])
def test_the_agenda(look: Look, axe: Check, fits: Check, lang: str, width: str, dark: bool) -> None:
    page = look("/agenda?since=2026-01-01", lang=lang, width=width, dark=dark)
    assert page.locator("article.item").count() >= 2
    axe(page)
    fits(page)


def test_filters_and_evidence(look: Look) -> None:
    page = look("/agenda?since=2026-01-01", lang="en")
    page.locator("select[name=outcome]").select_option("held")
    page.locator("form.filters button[type=submit]").click()
    page.wait_for_url("**outcome=held**")
    assert page.locator("article.item").count() == page.locator("article.item.o-held").count() > 0
    page.locator("article.item details summary").first.click()
    link = page.locator("article.item .ev a").first
    assert link.is_visible()
    assert (link.get_attribute("href") or "").startswith("/articles/")
    page.go_back()
    page.locator("article.item.o-ahead").first.wait_for()
