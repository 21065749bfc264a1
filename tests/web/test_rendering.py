"""Pages and their JSON twins."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.model import Article
from tawatur.web import links

from .served import served


def test_a_page_has_a_twin(client: TestClient) -> None:
    page = client.get("/stories", headers={"accept-language": "ar"})
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    twin = client.get("/stories.json").json()
    assert twin["stories"]
    for story in twin["stories"]:
        assert f'href="/stories/{story["id"]}"' in page.text


@pytest.mark.parametrize("id", ["تقرير أول", "a?b#c & d", "100%/x"])
def test_the_same_page_in_the_other_language_whatever_its_id(desk: Collection, id: str) -> None:
    desk.add([Article(id=id, text="افتتحت البلدية محطة جديدة لرصد الأمطار في المدينة صباح اليوم.", outlet="المنارة")], workers=0)
    with served(desk) as browser:
        page = browser.get(f"{links.article(id)}?layers=name", headers={"accept-language": "en"})
        found = re.search(r'<a class="lang" href="([^"]+)"', page.text)
        assert found is not None
        other = browser.get(unescape(found[1]))
    assert (unquote(other.url.path), other.url.query) == (unquote(page.url.path), page.url.query)
    assert '<html lang="ar" dir="rtl">' in other.text


def test_a_browser_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get("/stories")
    again = client.get("/stories", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/stories?lang=ar", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
