"""Logging in, one's account and its tokens, accounts, errors: in a real browser, in both languages and at two widths."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tawatur.collection import open_collection
from tawatur.web.guard import people

pytestmark = pytest.mark.browser
PASSWORD = "four plain words here"


@pytest.mark.parametrize(("lang", "width"), [("en", "desk"), ("ar", "phone")])
def test_from_the_login_to_a_token_and_out(
    press: Path, tmp_path: Path, serve: Callable[..., Any], look: Callable[..., Any], axe: Callable[[Any], None], lang: str, width: str
) -> None:
    folder = Path(shutil.copytree(press, tmp_path / "c"))
    with open_collection(folder) as collection:
        people.add_account(collection, "amal", "admin", PASSWORD)
    with serve(folder, accounts=True) as address:
        page = look("/agenda", lang=lang, width=width, dark=width == "phone", address=address)
        expect(page).to_have_url(re.compile("/login"))
        axe(page)
        page.fill("[name=name]", "amal")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        expect(page).to_have_url(f"{address}/agenda")
        page.goto(f"{address}/account")
        page.fill("[name=label]", "نسخة ليلية")
        page.click("form[action='/account/tokens'] button")
        expect(page.locator(".secret code")).to_have_text(re.compile("^twt_"))
        axe(page)
        page.click("form[action='/account/tokens/drop'] button")
        expect(page).to_have_url(re.compile("done=dropped"))
        page.goto(f"{address}/accounts")
        page.locator("main summary").first.click()
        axe(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.goto(f"{address}/account")
        page.click("form[action='/logout'] button")
        expect(page).to_have_url(f"{address}/login")
        # Before its server is gone, which it would complain about. A page that is closed while it loads may never say so: its context does.
        page.context.close()
