"""robots.txt: asked once a host, kept for some hours; 4xx means all is allowed, 5xx means not now."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from .failure import FetchFailure
from .settings import AGENT_NAME, Clock, FetchSettings

MAX_ROBOTS = 500_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""


class Rules(msgspec.Struct, frozen=True):
    """What one host says. `parsed` is None where it says nothing; `closed` tells why nothing may be asked now."""

    parsed: Any
    read: datetime
    closed: str | None = None
    delay: float = 0.0


class Robots:
    """The rules of every host that was asked; may be used by several threads.

    `get(url)` fetches a robots.txt (following redirects) and gives status and body, or raises
    FetchFailure.
    """

    def __init__(self, get: Callable[[str], tuple[int, bytes]], settings: FetchSettings, clock: Clock) -> None:
        self._get = get
        self._settings = settings
        self._clock = clock
        self._rules: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """The seconds that the host wants between two requests; raises FetchFailure where `url` may not be asked."""
        if not self._settings.robots:
            return 0.0
        rules = self._of(url)
        if rules.closed:
            raise FetchFailure("robots", rules.closed, passing=True)
        if rules.parsed is not None and not rules.parsed.can_fetch(url, AGENT_NAME):
            raise FetchFailure("robots", f"the host's robots.txt does not let {AGENT_NAME} fetch it")
        return rules.delay

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the host of `url` names."""
        rules = self._of(url)
        return tuple(rules.parsed.sitemaps) if rules.parsed is not None else ()

    def _of(self, url: str) -> Rules:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            rules = self._rules.get(root)
        now = self._clock()
        if rules and (now - rules.read).total_seconds() < self._hours(rules) * 3600:
            return rules
        rules = self._ask(root + "/robots.txt", now)
        with self._lock:
            self._rules[root] = rules
        return rules

    def _hours(self, rules: Rules) -> float:
        return min(0.25, self._settings.robots_hours) if rules.closed else self._settings.robots_hours

    def _ask(self, address: str, now: datetime) -> Rules:
        from protego import Protego

        try:
            status, body = self._get(address)
        except FetchFailure as failure:
            if failure.code in ("refused", "address"):
                raise
            if failure.code in ("redirect", "too large", "compression"):
                return Rules(None, now)
            return Rules(None, now, f"the host's robots.txt can't be read now ({failure}), so nothing is fetched from there for now")
        if status == 429 or status >= 500:
            return Rules(None, now, f"the host's robots.txt can't be read now (HTTP {status}), so nothing is fetched from there for now")
        if status != 200:
            return Rules(None, now)
        parsed = Protego.parse(body[:MAX_ROBOTS].decode("utf-8", "replace").removeprefix("\ufeff"))
        return Rules(parsed, now, delay=self._delay(parsed))

    def _delay(self, parsed: Any) -> float:
        """Crawl-delay or the request rate, capped."""
        wanted = parsed.crawl_delay(AGENT_NAME) or 0.0
        rate = parsed.request_rate(AGENT_NAME)
        if rate is not None and rate.requests:
            wanted = max(wanted, rate.seconds / rate.requests)
        return float(min(max(wanted, 0.0), self._settings.max_delay))
