"""How many requests there were, how long they took, how much there is: in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10, 30, 120)
_COUNTED = ("articles", "stories", "versions", "claims")


class Metrics:
    """One application's figures. Routes are counted by their template, so that addresses of stories make no rows of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tawatur_http_requests", "Requests by route, method and status.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "tawatur_http_request_seconds", "Time to the end of the answer.", ("route",), buckets=_SECONDS, registry=self._registry
        )
        self._there = Gauge("tawatur_collection", "What the collection holds.", ("kind",), registry=self._registry)

    def note(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, counts: Mapping[str, int]) -> bytes:
        """All figures, with how much the collection holds now."""
        for kind in _COUNTED:
            if kind in counts:
                self._there.labels(kind).set(counts[kind])
        return generate_latest(self._registry)
