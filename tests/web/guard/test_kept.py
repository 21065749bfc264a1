"""Pages are kept and sent to many: each gets what it would have got had it asked alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.collection.corrections import title_spans
from tawatur.model import Article
from tawatur.web.cache import PageCache
from tawatur.web.guard import keys

Browsers = Callable[..., TestClient]
NAMES = ("layla", "omar")
NEW = Article(id="new", text="محطة جديدة للرصد\n\nافتتحت البلدية محطة جديدة لرصد الأمطار في المدينة.", outlet="المنارة", published="2026-03-09")


def _addresses(collection: Collection) -> list[str]:
    row = max(collection.stories(), key=lambda row: len(row.articles))
    pages = ["/stories", f"/stories/{row.id}", "/search?q=محطة", "/agenda", f"/articles/{row.articles[0]}/versions"]
    return [*pages, *(f"{page}.json" for page in pages[:2])]


def test_nobody_gets_the_page_of_another_role_or_language(app: FastAPI, browser_of: Browsers, guarded: Collection) -> None:
    browsers = {name: browser_of(name) for name in NAMES}
    tokens = {name: keys.form_token(browser.cookies["tawatur_session"]) for name, browser in browsers.items()}
    site = app.state.site

    def ask(name: str, lang: str, htmx: bool, path: str) -> str:
        told = browsers[name].get(path, headers={"accept-language": lang} | ({"hx-request": "true"} if htmx else {}))
        assert told.status_code == 200, path
        return told.text.replace(tokens[name], "TOKEN")

    for path in _addresses(guarded):
        shared, alone = [], []
        for way in product(NAMES, ("ar", "en"), (False, True)):
            app.state.site = site
            shared.append(ask(*way, path))
            app.state.site = replace(site, cache=PageCache(room=0))
            alone.append(ask(*way, path))
        assert shared == alone, path
        assert not any(token in page for page in shared for token in tokens.values())


@pytest.mark.parametrize("change", ["a correction", "an article"])
def test_what_has_changed_is_sent_anew(browser_of: Browsers, guarded: Collection, change: str) -> None:
    """A tag that a browser has is worth nothing once the page says something else; the same page keeps its tag."""
    layla = browser_of("layla")
    story = max(guarded.stories(), key=lambda row: len(row.articles)).id
    # What a mark on a story shows on, and what an article of another one shows on.
    shows = {
        "a correction": {f"/stories/{story}", "/corrections", "/corrections.json", "/api/v1/corrections"},
        "an article": {"/stories", "/stories.json", "/search?q=محطة", "/outlets", "/api/v1/stories", "/api/v1/articles?limit=1", "/api/v1/bulk/articles", "/api/v1/status"},
    }
    every = sorted(shows["a correction"] | shows["an article"])
    before = {path: layla.get(path) for path in every}
    assert all(layla.get(path, headers={"if-none-match": told.headers["etag"]}).status_code == 304 for path, told in before.items())
    if change == "an article":
        guarded.add([NEW], workers=0)
    else:
        guarded.correct("story", "confirmed", title_spans(guarded, story), story=story, by="omar")
    for path, told in before.items():
        again = layla.get(path, headers={"if-none-match": told.headers["etag"]})
        assert again.status_code == 200 or path not in shows[change], path
        assert again.status_code == 304 or again.headers["etag"] != told.headers["etag"], path
        assert again.status_code == 304 or again.text != told.text or path.startswith("/api/"), path
        if again.status_code == 304:
            assert layla.get(path).text == told.text, path
