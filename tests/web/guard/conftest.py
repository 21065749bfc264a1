"""A collection with accounts, and browsers that are logged in to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.web.app import create_app
from tawatur.web.guard import keys, people
from tawatur.web.settings import WebSettings

from ..served import BASE

PASSWORDS = {"amal": "four plain words here", "omar": "another four plain words", "layla": "some more words to read"}
# As it was imported: where tests of another folder have the same fixture, the one in force may be theirs.
USUAL = keys._hasher
ROLES = {"amal": "admin", "omar": "editor", "layla": "reader"}


@pytest.fixture(scope="package", autouse=True)
def earnest() -> Iterator[Callable[[], PasswordHasher]]:
    """Passwords are hashed as always, but in a moment; this is what hashes them in earnest, for a tenth of a second of several processors."""
    keys._hasher = partial(PasswordHasher, time_cost=1, memory_cost=64, parallelism=1)  # type: ignore[assignment]
    keys._nobody.cache_clear()
    yield USUAL
    keys._hasher = USUAL
    keys._nobody.cache_clear()


@pytest.fixture(scope="package")
def peopled(press: Path, tmp_path_factory: pytest.TempPathFactory, earnest: Callable[[], PasswordHasher]) -> Path:
    """The press with three accounts; only to be copied."""
    folder = Path(shutil.copytree(press, tmp_path_factory.mktemp("peopled") / "press"))
    with open_collection(folder) as collection:
        for name, role in ROLES.items():
            people.add_account(collection, name, role, PASSWORDS[name])
    return folder


@pytest.fixture
def guarded(peopled: Path, tmp_path: Path) -> Iterator[Collection]:
    with open_collection(Path(shutil.copytree(peopled, tmp_path / "guarded"))) as opened:
        yield opened


@pytest.fixture
def app(guarded: Collection) -> FastAPI:
    """With accounts on."""
    return create_app(guarded, WebSettings(folder=guarded.folder, accounts=True))


@pytest.fixture
def browser_of(app: FastAPI) -> Callable[..., TestClient]:
    """A browser; with a name it is logged in."""
    def make(name: str | None = None, **options: Any) -> TestClient:
        browser = TestClient(app, base_url=BASE, follow_redirects=False, raise_server_exceptions=False, **options)
        if name is not None:
            log_in(browser, name)
        return browser

    return make


def token_in(page: str) -> str:
    """The token of the forms in a page."""
    found = re.search(r'name="csrf" (?:value|content)="([^"]+)"', page)
    assert found is not None
    return found[1]


def log_in(browser: TestClient, name: str, password: str | None = None) -> Any:
    csrf = token_in(browser.get("/login").text)
    return browser.post("/login", data={"csrf": csrf, "name": name, "password": password or PASSWORDS[name], "back": "/stories"})
