"""uvicorn as it is used here: senders and readers that dawdle are let go, and it ends when it is told to."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .hosts import is_loopback
from .limits import address_key

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from ..settings import WebSettings
    from .stopping import Stopping

# So many connections at once; one more is told to come back later. Of one address a part of them, so that nobody has them all.
_CONNECTIONS, _OF_ONE = 512, 128
# What runs when serving ends has so long to end (seconds).
_GRACE = 8
# A reader gets so many times the patience that a sender has: what we send is larger.
_SLOWER = 3


class _Patient(H11Protocol):
    """A connection that is closed where a request's head does not come whole, or an answer is not taken, in time.

    uvicorn itself only watches a connection between two requests. Also closed is what one address opens beyond its part of all
    connections; behind those of `proxies` there are many people, and who sits at this machine can do worse.
    """

    patience = 20.0
    proxies: Sequence[IPv4Network | IPv6Network] = ()
    _head: asyncio.TimerHandle | None = None
    _taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._crowds():
            transport.abort()
        else:
            self._watch()

    def _crowds(self) -> bool:
        """True where this address has all the connections already that it may have."""
        host = self.client[0] if self.client else "127.0.0.1"
        if is_loopback(host) or any(ip_address(host.partition("%")[0]) in network for network in self.proxies):
            return False
        own = address_key(host)
        others = (one.client for one in self.connections if isinstance(one, H11Protocol))
        return sum(other is not None and address_key(other[0]) == own for other in others) > _OF_ONE

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def send_400_response(self, msg: str) -> None:
        """What comes is no HTTP any more: uvicorn says so, and nothing else is sent as the answer to what it interrupts."""
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
            if cycle.response_started:
                self.transport.close()
                return
        super().send_400_response(msg)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for timer in (self._head, self._taken):
            if timer is not None:
                timer.cancel()
        self._head = self._taken = None

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._taken is None:
            self._taken = self.loop.call_later(self.patience * _SLOWER, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._taken is not None:
            self._taken.cancel()
            self._taken = None

    def _watch(self) -> None:
        """One timer from the first byte (or the connection) to the whole head; bytes that trickle in don't set it anew."""
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy and self._head is not None:
            self._head.cancel()
            self._head = None
        elif not busy and self._head is None and not self.transport.is_closing():
            self._head = self.loop.call_later(self.patience, self.transport.abort)


class Server(uvicorn.Server):
    """Ends on SIGINT and SIGTERM as on a wish, not as on an error: endless streams end, the rest may finish for a moment."""

    def __init__(self, config: uvicorn.Config, stopping: Stopping) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, but without raising the signals once more after the end."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)


@contextmanager
def leaving_stuck(seconds: float = 1.0) -> Iterator[None]:
    """After the block, end the program where threads that were started in it still run after so many seconds.

    A thread can't be stopped from outside and Python would wait for it, though nobody waits for its answer any more.
    """
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + seconds
    threads = [one for one in threading.enumerate() if one not in before and not one.daemon]
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(0)


def make_server(app: FastAPI, settings: WebSettings, stopping: Stopping) -> Server:
    """A server for sockets that are bound already; `run(sockets=...)` serves until it is stopped."""

    class Patient(_Patient):
        patience = settings.patience
        proxies = tuple(ip_network(one, strict=False) for one in settings.proxies)

    config = uvicorn.Config(
        app, http=Patient, ws="none", lifespan="on", log_config=None, access_log=False, server_header=False,
        proxy_headers=bool(settings.proxies), forwarded_allow_ips=list(settings.proxies), limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )
    return Server(config, stopping)
