"""Serving without a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

# Where a browser of the tests believes to be.
BASE = "http://127.0.0.1:8377"


@contextmanager
def served(collection: Collection, *, follow_redirects: bool = True, **settings: Any) -> Iterator[TestClient]:
    """A browser before an open collection that is served with these settings."""
    app = create_app(collection, WebSettings(folder=collection.folder, **settings))
    with TestClient(app, base_url=BASE, follow_redirects=follow_redirects) as browser:
        yield browser
