"""Pages that are kept: within their room, made once, made anew where what they tell changed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web import stamps
from tawatur.web.cache import PageCache


def test_the_least_asked_for_make_room() -> None:
    cache = PageCache(room=100)
    for key in "abcd":
        cache.put(key, b"x" * 25)
    assert cache.get("a") == b"x" * 25
    cache.put("e", b"y" * 25)
    assert cache.get("b") is None
    assert cache.get("a") is not None
    cache.put("large", b"z" * 26)
    assert cache.get("large") is None
    cache.put("a", b"q")
    assert cache._size == sum(map(len, cache._pages.values())) <= 100


def test_one_makes_it_and_the_others_wait() -> None:
    cache, made = PageCache(), []
    gate = threading.Barrier(8)

    def ask(_: int) -> bytes:
        gate.wait()
        with cache.alone("page"):
            kept = cache.get("page")
            if kept is None:
                made.append(1)
                kept = b"made"
                cache.put("page", kept)
            return kept

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {b"made"}
    assert made == [1]
    assert cache._making == {}


def test_a_page_that_fails_keeps_nobody_waiting() -> None:
    cache = PageCache()
    for _ in range(2):
        try:
            with cache.alone("page"):
                raise ValueError
        except ValueError:
            pass
    assert cache._making == {}


def test_new_articles_leave_the_pages_of_other_stories_kept(client: TestClient, collection: Collection) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]
    first = collection.stories(limit=1)[0].id
    client.get(f"/stories/{first}")
    kept = len(site.cache._pages)
    client.get(f"/stories/{first}")
    assert len(site.cache._pages) == kept == 1

    asked = Request({"type": "http", "path_params": {"id": first}})
    assert stamps.by_story(site, asked) == collection.store.story_stamp(first)
    assert stamps.by_revision(site, asked).startswith(collection.store.revision())
