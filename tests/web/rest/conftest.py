"""A collection that may be written to, served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings


@pytest.fixture
def desk(press: Path, tmp_path: Path) -> Iterator[Collection]:
    """The press, to write to."""
    with open_collection(Path(shutil.copytree(press, tmp_path / "desk"))) as opened:
        yield opened


@pytest.fixture
def writer(desk: Collection) -> Iterator[TestClient]:
    """Who works with it on this machine."""
    app = create_app(desk, WebSettings(folder=desk.folder))
    with TestClient(app, base_url="http://127.0.0.1:8377", follow_redirects=False) as browser:
        yield browser
