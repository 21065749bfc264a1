"""A served collection without a server: requests go straight into the application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the invented press of examples/press, with names by rules; nobody changes it."""
    folder = tmp_path_factory.mktemp("press") / "c"
    with create_collection(folder, encoder="lexical", names="rules") as collection:
        collection.add([ROOT / "examples" / "press" / "first.jsonl"], workers=0)
        collection.add([ROOT / "examples" / "press" / "later.jsonl"], workers=0)
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without an article."""
    folder = tmp_path_factory.mktemp("empty") / "c"
    create_collection(folder).close()
    return folder


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
