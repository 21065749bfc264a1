"""Files to save from a story's page, in a real browser; and the dossier as it opens from a disk."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tawatur.export.forms import FORMS, STORY_FORMS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def story(press: Path) -> str:
    """The id of the story of most articles."""
    from tawatur.collection import open_collection

    with open_collection(press, read_only=True) as collection:
        return collection.stories(sort="articles", limit=1)[0].id


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_button_saves_a_file_under_a_name_that_tells_what_it_is(look: Any, story: str, lang: str, tmp_path: Path) -> None:
    page = look(f"/stories/{story}", lang=lang)
    assert page.locator("#exports a.button").count() == len(STORY_FORMS) + 1, "and JSON"
    for form in (FORMS["dossier"], FORMS["bundle"]):
        with page.expect_download() as saved:
            page.locator(f"#exports a.button[href$='/{form.name}']").click()
        name = saved.value.suggested_filename
        assert name.endswith(f"{story}{form.ending}")
        assert "محطة" in name or "المياه" in name, "the story's title"
        saved.value.save_as(tmp_path / "file")
        assert (tmp_path / "file").stat().st_size > 500
    with zipfile.ZipFile(tmp_path / "file") as zip:
        assert zip.testzip() is None


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_dossier_opens_from_a_disk_alone(browser: Any, served: str, axe: Any, fits: Any, story: str, lang: str, width: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390 if width == "phone" else 1280, "height": 844}, offline=True, reduced_motion="reduce")
    try:
        page, wrong = context.new_page(), []
        file = tmp_path / "dossier.html"
        saved = browser.new_context()
        file.write_bytes(saved.request.get(f"{served}/stories/{story}/export/dossier?lang={lang}").body())
        saved.close()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url))
        page.goto(file.as_uri())
        fits(page)
        axe(page)
        assert page.locator("#wordings tbody tr").count() > 10
        page.locator("#wordings a").first.click()
        page.wait_for_function("location.hash && document.querySelector(location.hash).tagName === 'ARTICLE'")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 718, "height": 1047})  # A4 between its margins
        fits(page)
        expect(page.locator("#wordings")).to_be_visible()
        expect(page.locator(".contents")).to_be_hidden()
        assert not wrong, wrong
    finally:
        context.close()
