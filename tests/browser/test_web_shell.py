"""What every page has: the menu, the language switch, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_shell(look: Callable[..., Any], axe: Callable[[Any], None], fits: Callable[[Any], None], lang: str, width: str) -> None:
    page = look("/stories", lang=lang, width=width)
    assert page.locator("html").get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[lang]
    assert page.locator("h1").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    axe(page)
    fits(page)
