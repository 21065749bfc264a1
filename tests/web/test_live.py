"""Open pages are told of changes: by one look for all, with an end, not more than there is room for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.errors import StoreError
from tawatur.web import live
from tawatur.web.guard.stopping import Stopping
from tawatur.web.live import Live

RunAsync = Callable[[Callable[[], Awaitable[None]]], None]


class Looked:
    """A store whose revision is set by the test, and which counts how often it was asked."""

    def __init__(self) -> None:
        self.now, self.asked, self.broken = "1", 0, False

    def revision(self) -> str:
        self.asked += 1
        if self.broken:
            raise StoreError("away")
        return self.now


def site(store: Looked) -> Any:
    return SimpleNamespace(collection=SimpleNamespace(store=store), stopping=Stopping(), live=Live(most=2))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK", 0.01)
    monkeypatch.setattr(live, "ALIVE", 0.05)


def test_one_look_serves_all_and_ends_with_the_last(run_async: RunAsync) -> None:
    async def run() -> None:
        store = Looked()
        served = site(store)
        first, second = served.live.join(served, "local"), served.live.join(served, "local")
        await until(lambda: store.asked > 1)
        assert served.live.full("local")
        store.now = "2"
        assert await asyncio.wait_for(first.get(), 5) == "2" == await asyncio.wait_for(second.get(), 5)
        served.live.leave(first)
        served.live.leave(second)
        assert not served.live.full("local")
        await asyncio.sleep(0.05)
        asked = store.asked
        await asyncio.sleep(0.05)
        assert store.asked == asked

    run_async(run)


def test_who_is_slow_gets_the_last_revision_alone(run_async: RunAsync) -> None:
    async def run() -> None:
        store = Looked()
        served = site(store)
        queue = served.live.join(served, "local")
        for now in ("1", "2", "3"):
            asked, store.now = store.asked, now
            await until(lambda asked=asked: store.asked > asked + 1)  # type: ignore[misc]
        assert await queue.get() == "3"
        assert queue.empty()
        served.live.leave(queue)

    run_async(run)


def test_a_stream_tells_lives_on_and_ends_with_serving(run_async: RunAsync) -> None:
    async def run() -> None:
        store = Looked()
        served = site(store)
        events = live._events(served, "local")
        assert (await anext(events)).startswith("retry: ")
        assert await anext(events) == ": still here\n\n"
        store.broken = True
        asked = store.asked
        await until(lambda: store.asked > asked + 1)
        store.broken, store.now = False, "7"
        told = [await anext(events)]
        while told[-1].startswith(":"):
            told.append(await anext(events))
        assert told[-1] == "event: changed\nid: 7\ndata: 7\n\n"
        served.stopping.set()
        rest = [event async for event in events]
        assert all(event.startswith(":") for event in rest)
        assert not served.live.full("local")

    run_async(run)


def test_one_visitor_does_not_take_all_streams(run_async: RunAsync) -> None:
    async def run() -> None:
        served = site(Looked())
        served.live = Live(most=4, each=2)
        own = [served.live.join(served, "account:omar") for _ in range(2)]
        assert served.live.full("account:omar")
        assert not served.live.full("account:layla")
        served.live.leave(own.pop())
        assert not served.live.full("account:omar")
        others = [served.live.join(served, "local") for _ in range(3)]
        assert served.live.full("local")
        assert served.live.full("account:layla")
        for queue in (*own, *others):
            served.live.leave(queue)

    run_async(run)


def test_no_more_streams_than_there_is_room_for(client: TestClient) -> None:
    client.app.state.site.live.most = 0  # type: ignore[attr-defined]
    answer = client.get("/live")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"
