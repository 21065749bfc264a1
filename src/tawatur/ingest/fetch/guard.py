"""Which addresses may be reached, and connections that go to exactly the address that was checked.

ssrfguard resolves a name once, holds every answer against its table of networks and connects to
one of those; TLS is still verified against the name. Tried here (tests/ingest/fetch/test_guard.py):
names that change their answer, answers that mix public and private, redirects, odd spellings,
IPv4 inside IPv6. Added to it: networks that its table does not know, and a time limit for the
whole exchange, so that a server which sends a byte now and then holds nobody up.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import httpcore
import httpx
from ssrfguard import DEFAULT_DENIED, AddressTable, Block, Policy, Reach, Resolver
from ssrfguard.httpx import SafeBackend, SafeTransport

from ...errors import UsageError
from .settings import FetchSettings

# IPv6 that is globally routed lies in 2000::/3; all else is refused unless the table says more of
# it (::ffff:0:0:0/96 would otherwise carry IPv4 unseen). 168.63.129.16 answers on Azure only, from inside.
_ADDED = (
    ("::/0", "outside of the public IPv6 space", "RFC4291", Reach.DENIED),
    ("2000::/3", "Global Unicast", "RFC4291", Reach.PERMITTED),
    ("168.63.129.16/32", "Cloud platform address (Azure)", "none", Reach.DENIED),
)


def make_policy(settings: FetchSettings, ports: Iterable[int] = ()) -> Policy:
    """What may be reached: http and https to public addresses, on `settings.ports` and `ports`.

    Raises UsageError where `allow_private` is no address or network.
    """
    blocks = tuple(Block(ip_network(cidr), name, rfc, reach) for cidr, name, rfc, reach in _ADDED)
    try:
        private = tuple(ip_network(name) for name in settings.allow_private)
        return Policy(
            denied_networks=AddressTable(DEFAULT_DENIED.blocks + blocks),
            allowed_networks=private, allowed_ports=frozenset(settings.ports) | frozenset(ports),
        )
    except ValueError as error:
        raise UsageError(f"fetch: allow_private or ports: {error}") from None


class Deadline(threading.local):
    """When the exchange that this thread is in must be over (seconds of `time.monotonic`)."""

    at: float | None = None

    def start(self, seconds: float) -> None:
        """An exchange begins that may take `seconds`."""
        self.at = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """How long one step may take: `timeout`, or what is left of the whole; raises ReadTimeout."""
        if self.at is None:
            return timeout if timeout is not None else 60.0
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole exchange took too long")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A stream, each step of which ends with the exchange's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _TimedBackend(SafeBackend):
    """Connects to checked addresses only, within the exchange's deadline."""

    def __init__(self, *, policy: Policy, resolver: Resolver | None, deadline: Deadline) -> None:
        super().__init__(policy=policy, resolver=resolver)
        self._deadline = deadline

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        stream = super().connect_tcp(
            host, port, self._deadline.left(timeout), local_address, socket_options
        )
        return _TimedStream(stream, self._deadline)


class GuardedTransport(SafeTransport):
    """An httpx transport without proxies, cookies or redirects, that reaches allowed addresses only.

    `resolver` stands in for `socket.getaddrinfo` (tests); what it answers is checked as well.
    `verify` is a context for TLS; by default certificates are checked as httpx does.
    """

    def __init__(
        self, policy: Policy, *, connections: int = 16, resolver: Resolver | None = None,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        context = verify or httpx.create_ssl_context()
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        super().__init__(policy=policy, resolver=resolver, verify=context, limits=limits)
        self.deadline = Deadline()
        # As SafeTransport itself does: the pool is made anew, with our backend in it.
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=connections,
            max_keepalive_connections=connections, keepalive_expiry=15.0,
            network_backend=_TimedBackend(policy=policy, resolver=resolver, deadline=self.deadline),
        )
