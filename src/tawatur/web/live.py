"""What tells open pages that the collection changed: server-sent events, one look into the store a second for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from ..errors import StoreError

if TYPE_CHECKING:
    from .site import Site

router = APIRouter()
# Seconds between two looks, and between two signs of life on a quiet stream (proxies close those that are silent for a minute).
LOOK, ALIVE = 1.0, 20.0
# A page that lost its stream comes back after so many milliseconds, one for which there was no room after so many seconds.
_BACK, _LATER = 3000, "60"


class Live:
    """The open streams of one process, `most` of them, `each` of one visitor, and the one task that looks for all of them."""

    def __init__(self, most: int = 200, each: int = 50) -> None:
        self.most, self.each = most, each
        self._listening: dict[asyncio.Queue[str | None], str] = {}
        self._task: asyncio.Task[None] | None = None

    def full(self, who: str) -> bool:
        """True where this visitor (`Identity.counted`) may open no further stream. Who sits at this machine is one and may open all."""
        own = sum(one == who for one in self._listening.values()) if who != "local" else 0
        return own >= self.each or len(self._listening) >= self.most

    def join(self, site: Site, who: str) -> asyncio.Queue[str | None]:
        """A queue that gets each new revision (of several that were not fetched the last), and None when serving ends."""
        queue: asyncio.Queue[str | None] = asyncio.Queue(1)
        self._listening[queue] = who
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look(site))
        return queue

    def leave(self, queue: asyncio.Queue[str | None]) -> None:
        """The stream is closed; with the last one the looking ends."""
        self._listening.pop(queue, None)
        if not self._listening and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look(self, site: Site) -> None:
        seen: str | None = None
        while not site.stopping.is_set():
            # A store that can't be read for a moment is looked at again.
            with suppress(StoreError):
                now = await run_in_threadpool(site.collection.store.revision)
                if seen is not None and now != seen:
                    self._tell(now)
                seen = now
            with suppress(TimeoutError):
                await asyncio.wait_for(site.stopping.wait(), LOOK)
        self._tell(None)

    def _tell(self, what: str | None) -> None:
        for queue in self._listening:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(what)


@router.get("/live", include_in_schema=False)
async def live(request: Request) -> Response:
    """The event `changed` with the revision whenever something was written, until one side ends it."""
    from .site import site_of

    site, who = site_of(request), request.state.identity.counted
    if site.live.full(who):
        raise HTTPException(503, headers={"Retry-After": _LATER})
    return StreamingResponse(_events(site, who), media_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


async def _events(site: Site, who: str) -> AsyncIterator[str]:
    queue = site.live.join(site, who)
    try:
        yield f"retry: {_BACK}\n\n"
        while True:
            try:
                revision = await asyncio.wait_for(queue.get(), ALIVE)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if revision is None:
                return
            yield f"event: changed\nid: {revision}\ndata: {revision}\n\n"
    finally:
        site.live.leave(queue)
