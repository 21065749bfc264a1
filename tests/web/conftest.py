"""A served collection without a server: requests go straight into the application."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.web.app import create_app
from tawatur.web.cache import PageCache
from tawatur.web.settings import WebSettings

from .served import BASE


@pytest.fixture(scope="session")
def collection(press: Path) -> Iterator[Collection]:
    """The press, to look at; one for all tests, which read its data of the language once."""
    with open_collection(press) as opened:
        yield opened


@pytest.fixture(scope="session")
def pages(collection: Collection) -> Iterator[FastAPI]:
    """The press served, for as many requests as all tests make: its templates are compiled and its worker is started once."""
    app = create_app(collection, WebSettings(folder=collection.folder, requests_a_minute=1_000_000))
    yield app
    app.state.site.jobs.close()


@pytest.fixture
def client(pages: FastAPI) -> TestClient:
    """What a browser on this machine sees; nothing is kept of what an earlier test asked for."""
    pages.state.site = replace(pages.state.site, cache=PageCache())
    return TestClient(pages, base_url=BASE)


@pytest.fixture
def desk(press: Path, tmp_path: Path) -> Iterator[Collection]:
    """The press, to write to."""
    with open_collection(Path(shutil.copytree(press, tmp_path / "desk"))) as opened:
        yield opened
