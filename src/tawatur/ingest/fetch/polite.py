"""Asking politely: robots.txt, one request at a time a host, a pause between two, retries that wait longer.

Each hop of a redirect is asked like an address of its own: checked by the guard, by the robots.txt of its
host, and in that host's turn.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from .client import Answer, Client, failure_of
from .failure import FetchFailure
from .robots import MAX_ROBOTS, Robots
from .settings import Clock, FetchSettings, Sleep


class _Gate:
    """One host's turn: who holds it may ask; the next may after the pause."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.next: datetime | None = None
        self.rests_until: datetime | None = None


class Visitor:
    """Fetches addresses in the manner of the settings; may be used by several threads."""

    def __init__(self, client: Client, settings: FetchSettings, clock: Clock, sleep: Sleep) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()
        self.robots = Robots(self._ask_robots, settings, clock)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to `url` (status 200 or 304), redirects followed.

        Failures that may pass are tried again after `backoff`, 2 × `backoff`, … seconds, or when the
        server says. Raises FetchFailure.
        """
        for attempt in range(self._settings.retries + 1):
            try:
                return self._follow(url, headers)
            except FetchFailure as failure:
                wait = self._pause_after(failure, attempt)
                if wait is None:
                    raise
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _pause_after(self, failure: FetchFailure, attempt: int) -> float | None:
        """Seconds before the next attempt; None where there is none."""
        if not failure.passing or failure.code in ("robots", "resting") or attempt >= self._settings.retries:
            return None
        wait = max(self._settings.backoff * 2**attempt, failure.after or 0.0)
        return wait if wait <= self._settings.max_wait else None

    def _follow(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        seen = [url]
        while True:
            answer = self._hop(seen[-1], headers)
            if answer.status in (200, 304):
                return answer
            if answer.location is None:
                failure = failure_of(answer, self._clock())
                self._rest(seen[-1], failure)
                raise failure
            seen.append(_next_hop(answer, seen, self._settings.max_redirects))
            if urlsplit(seen[-1]).netloc != urlsplit(url).netloc:
                # Marks of another server's answer tell this one nothing.
                headers = {name: value for name, value in (headers or {}).items() if not name.startswith("If-")}

    def _hop(self, url: str, headers: Mapping[str, str] | None) -> Answer:
        # The guard comes first: a host that may not be reached is not asked for its robots.txt.
        self._client.judge(url)
        pause = max(self._settings.delay, self.robots.check(url))
        with self._turn(url, pause):
            return self._client.send(url, headers)

    def _ask_robots(self, url: str) -> tuple[int, bytes]:
        seen = [url]
        while True:
            with self._turn(seen[-1], self._settings.delay):
                answer = self._client.send(seen[-1], max_body=MAX_ROBOTS * 2)
            if answer.location is None:
                return answer.status, answer.body
            seen.append(_next_hop(answer, seen, self._settings.max_redirects))

    def _gate(self, url: str) -> _Gate:
        host = (urlsplit(url).hostname or "").lower()
        with self._lock:
            return self._gates.setdefault(host, _Gate())

    @contextmanager
    def _turn(self, url: str, pause: float) -> Iterator[None]:
        gate = self._gate(url)
        with gate.turn:
            now = self._clock()
            if gate.rests_until and gate.rests_until > now:
                seconds = (gate.rests_until - now).total_seconds()
                raise FetchFailure(
                    "resting", f"the host asked to be left alone until {gate.rests_until:%Y-%m-%d %H:%M} UTC",
                    passing=True, after=seconds,
                )
            if gate.next and gate.next > now:
                # A clock that was set back must not make anybody wait for hours.
                self._sleep(min((gate.next - now).total_seconds(), max(pause, self._settings.max_delay)))
            try:
                yield
            finally:
                gate.next = self._clock() + timedelta(seconds=pause)

    def _rest(self, url: str, failure: FetchFailure) -> None:
        """Keep away from a host that asks for more patience than a run has."""
        if failure.after is not None and failure.after > self._settings.max_wait:
            self._gate(url).rests_until = self._clock() + timedelta(seconds=failure.after)


def _next_hop(answer: Answer, seen: list[str], most: int) -> str:
    target = answer.location or ""
    if len(seen) > most:
        raise FetchFailure("redirect", f"more than {most} redirects, the last to {target[:200]}")
    if target.split("#")[0] in {url.split("#")[0] for url in seen}:
        raise FetchFailure("redirect", f"the redirects lead back to {target[:200]}")
    return target
