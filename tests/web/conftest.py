"""A served collection without a server: requests go straight into the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings


@pytest.fixture
def collection(press: Path) -> Iterator[Collection]:
    from tawatur.collection import open_collection

    with open_collection(press) as opened:
        yield opened


@pytest.fixture
def client(collection: Collection) -> Iterator[TestClient]:
    """What a browser on this machine sees."""
    app = create_app(collection, WebSettings(folder=collection.folder))
    with TestClient(app, base_url="http://127.0.0.1:8377") as browser:
        yield browser
