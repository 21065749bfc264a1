"""How long a body may take: counted from when it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message

from tawatur.web.guard.headers import Answer
from tawatur.web.guard.inbound import Inbound
from tawatur.web.guard.stopping import Stopping

RunAsync = Callable[[Callable[[], Awaitable[None]]], None]


async def _nothing(message: Message) -> None:
    raise AssertionError(message)


def _inbound(receive: Callable[[], Awaitable[Message]], patience: float) -> Inbound:
    answer = Answer(_nothing, request_id="x", secure=False, headless=False)
    return Inbound(receive, most=100, patience=patience, stopping=Stopping(), answer=answer)


def test_the_time_before_it_is_read_is_ours(run_async: RunAsync) -> None:
    """A request that waited for a free thread is not told that its sender was slow."""
    async def run() -> None:
        async def receive() -> Message:
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b"x", "more_body": False}

        inbound = _inbound(receive, patience=0.2)
        await asyncio.sleep(0.3)
        assert await inbound.read() == b"x"

    run_async(run)


def test_pieces_share_one_time(run_async: RunAsync) -> None:
    async def run() -> None:
        async def receive() -> Message:
            await asyncio.sleep(0.02)
            return {"type": "http.request", "body": b"", "more_body": True}

        with pytest.raises(HTTPException) as refused:
            await _inbound(receive, patience=0.1).read()
        assert refused.value.status_code == 408

    run_async(run)
