"""The list of all articles: each stands there once, the newest first."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection
from tawatur.web import links

from .served import served


def test_every_article_is_on_it_once_and_the_newest_first(client: TestClient, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.web.paging.SIZE", 3)
    pages = [client.get("/articles.json").json()]
    pages += [client.get(f"/articles.json?page={n}").json() for n in range(2, pages[0]["page"]["pages"] + 1)]
    listed = [a for page in pages for a in page["articles"]]
    assert [a["id"] for a in listed] == [e.id for e in reversed(collection.store.entries())]
    assert len(pages) > 2
    assert {len(page["articles"]) for page in pages[:-1]} == {3}
    assert [a["day"] for a in listed] == sorted((a["day"] for a in listed), reverse=True)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_its_page_leads_to_each(client: TestClient, collection: Collection, lang: str) -> None:
    page = client.get(f"/articles?lang={lang}").text
    for entry in collection.store.entries():
        assert f'href="{links.article(entry.id)}"' in page
    assert client.get("/who?name=زعفران").text.count('href="/articles"') == 2, "what was searched, and the foot of the page"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_collection_without_articles_says_so(tmp_path: Path, lang: str) -> None:
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as empty, served(empty) as browser:
        page = browser.get(f"/articles?lang={lang}")
    assert page.status_code == 200
    assert "tawatur add" in page.text
    assert 'class="range"' not in page.text
