"""A site of our own on loopback, a clock that stands still, small limits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tawatur.ingest.fetch.settings import FetchSettings

from .serving import Site, Time


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def settings() -> FetchSettings:
    return FetchSettings(
        allow_private=("127.0.0.1",), connect_timeout=2, read_timeout=2, whole_timeout=4, workers=4,
        max_body=200_000, max_unpacked=400_000,
    )
