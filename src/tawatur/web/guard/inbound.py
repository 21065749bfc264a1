"""What a request brings: at most so many bytes, and within so much time."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

if TYPE_CHECKING:
    from .headers import Answer
    from .stopping import Stopping

# What is sent on after a refusal is read away for so long, so that the sender gets to see the answer.
_DRAIN_SECONDS, _DRAIN_BYTES = 1.0, 64_000_000
CLOSE = {"Connection": "close"}


class Inbound:
    """The body of a request. Reading raises HTTPException 413 beyond `most` bytes and 408 after `patience` seconds.

    After the body it waits for the browser to leave; an endless answer is also ended where serving ends.
    """

    def __init__(self, receive: Receive, *, most: int, patience: float, stopping: Stopping, answer: Answer) -> None:
        self._receive, self._stopping, self._answer = receive, stopping, answer
        self._most, self._left = most, most
        self._patience, self._until = patience, 0.0
        self._whole: bytes | None = None
        self._ended = False

    async def __call__(self) -> Message:
        if self._whole is not None:
            body, self._whole = self._whole, None
            return {"type": "http.request", "body": body, "more_body": False}
        if self._ended:
            return await self._leaving()
        message = await self._next()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self._ended = not message.get("more_body", False)
            if self._left < 0:
                await self.drain()
                raise HTTPException(413, headers=CLOSE)
        return message

    async def read(self) -> bytes:
        """The whole body, which is handed out once more afterwards."""
        parts = []
        while not self._ended:
            message = await self()
            if message["type"] != "http.request":
                raise ClientDisconnect
            parts.append(message.get("body", b""))
        self._whole = b"".join(parts)
        return self._whole

    async def drain(self) -> None:
        """Read what still comes and throw it away, for a moment."""
        size = 0
        try:
            async with asyncio.timeout(_DRAIN_SECONDS):
                while not self._ended and size < _DRAIN_BYTES:
                    message = await self._receive()
                    size += len(message.get("body", b""))
                    self._ended = not message.get("more_body", False)
        except TimeoutError:
            return

    async def _next(self) -> Message:
        # From when it is first asked for: until then it is we who let the sender wait.
        self._until = self._until or time.monotonic() + self._patience
        try:
            async with asyncio.timeout(max(0.0, self._until - time.monotonic())):
                return await self._receive()
        except TimeoutError:
            raise HTTPException(408, headers=CLOSE) from None

    async def _leaving(self) -> Message:
        gone = asyncio.ensure_future(self._receive())
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((gone, stop), return_when=asyncio.FIRST_COMPLETED)
            if not gone.done() and not self._answer.stream:
                await gone
            return gone.result() if gone.done() else {"type": "http.disconnect"}
        finally:
            gone.cancel()
            stop.cancel()
