"""The end of serving, told to everything that would go on for ever."""

from __future__ import annotations

import asyncio
import threading


class Stopping:
    """Set once, when serving ends. Threads ask `is_set`, coroutines may wait for it, on whatever loop they run."""

    def __init__(self) -> None:
        self._flag = threading.Event()
        self._waiting: set[asyncio.Future[None]] = set()
        self._lock = threading.Lock()

    def is_set(self) -> bool:
        """True when everything that runs is to end."""
        return self._flag.is_set()

    def set(self) -> None:
        """Serving ends; may be called from any thread."""
        with self._lock:
            self._flag.set()
            waiting, self._waiting = self._waiting, set()
        for future in waiting:
            future.get_loop().call_soon_threadsafe(_done, future)

    async def wait(self) -> None:
        """Come back when serving ends."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        with self._lock:
            if self._flag.is_set():
                return
            self._waiting.add(future)
        try:
            await future
        finally:
            with self._lock:
                self._waiting.discard(future)


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
