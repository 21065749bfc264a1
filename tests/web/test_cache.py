"""Pages that are kept: within their room, made once, made anew where what they tell changed."""

from __future__ import annotations

import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web import stamps
from tawatur.web.cache import PageCache, _size


def test_the_least_asked_for_make_room() -> None:
    one = _size("a", b"x" * 25)
    cache = PageCache(room=4 * one)
    for key in "abcd":
        cache.put(key, b"x" * 25)
    assert cache.get("a") == b"x" * 25
    cache.put("e", b"y" * 25)
    assert cache.get("b") is None
    assert cache.get("a") is not None
    cache.put("z", b"z" * 26)
    assert cache.get("z") is None
    cache.put("a", b"q")
    assert cache._size == sum(_size(*entry) for entry in cache._pages.items()) <= cache.room


def test_addresses_take_room_as_pages_do() -> None:
    """Many short answers under long addresses: what they take in truth stays within the room."""
    cache = PageCache(room=300_000)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for n in range(3000):
            cache.put((f"/stories{n}.json", f"text=%D9%85{n}" * 20, None), b"{}" + bytes(n % 9))
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(cache._pages) > 50
    assert taken <= cache.room


def test_one_makes_it_and_the_others_wait() -> None:
    cache, made = PageCache(), []
    gate = threading.Barrier(8)

    def make() -> bytes:
        made.append(1)
        return b"made"

    def ask(_: int) -> bytes:
        gate.wait()
        return cache.made_once("page", make)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {b"made"}
    assert made == [1]
    assert cache._making == {}


def test_a_page_that_fails_keeps_nobody_waiting() -> None:
    cache = PageCache()

    def fail() -> bytes:
        raise ValueError("broken")

    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            cache.made_once("page", fail)
    assert cache._making == {}


def test_what_is_no_page_is_not_kept() -> None:
    cache = PageCache()
    assert [cache.made_once("gone", lambda: 303) for _ in range(2)] == [303, 303]
    assert cache.get("gone") is None


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
