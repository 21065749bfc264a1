"""A collection that may be written to, served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection

from ..served import served


@pytest.fixture
def writer(desk: Collection) -> Iterator[TestClient]:
    """Who works with it on this machine."""
    with served(desk, follow_redirects=False) as browser:
        yield browser
