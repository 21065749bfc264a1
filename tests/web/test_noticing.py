"""While a collection is served, news are noticed and sent without anybody asking."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tawatur.collection import Collection, open_collection
from tawatur.collection.saving import SavedDraft, save
from tawatur.errors import StoreBusyError
from tawatur.model import Article
from tawatur.model.desk import SavedSearch
from tawatur.web.app import create_app
from tawatur.web.noticing import noticing, pass_once
from tawatur.web.settings import WebSettings
from tawatur.web.site import Site

_NEW = Article(id="new", text="محطة جديدة للرصد\n\nافتتحت البلدية محطة جديدة لرصد الأمطار في المدينة.", outlet="المنارة")


@pytest.fixture
def site(desk: Collection) -> Iterator[Site]:
    made: Site = create_app(desk, WebSettings(folder=desk.folder)).state.site
    yield made
    made.jobs.close()


def _search(collection: Collection) -> SavedSearch:
    return save(collection, SavedDraft(name="x", text="محطة"), "local")


def _until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; not forever."""
    end = time.monotonic() + 20
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_it_looks_as_soon_as_something_is_saved_and_when_articles_come_in(site: Site, desk: Collection) -> None:
    with noticing(site, every=0.02):
        search = _search(desk)
        assert _until(lambda: desk.store.saved.looked(search.id)[0] is not None)
        with open_collection(desk.folder) as other:
            other.add([_NEW], workers=0)
        assert _until(lambda: [a.article for a in desk.store.saved.alerts(search.id)] == ["new"])
    assert not any(thread.name == "noticing" and thread.is_alive() for thread in threading.enumerate())


def test_it_looks_only_where_something_changed(desk: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    monkeypatch.setattr("tawatur.web.noticing.notice", lambda *_: looks.append(1))
    ended = threading.Event()
    _search(desk)
    state = pass_once(desk, None, ended)
    assert pass_once(desk, state, ended) == state
    assert len(looks) == 1
    desk.add([_NEW], workers=0)
    assert pass_once(desk, state, ended) != state
    assert len(looks) == 2


def test_a_busy_database_is_asked_again(site: Site, desk: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    search = _search(desk)
    failures = [StoreBusyError("busy"), RuntimeError("unexpected")]
    real = pass_once

    def unlucky(*values: object) -> object:
        if failures:
            raise failures.pop()
        return real(*values)  # type: ignore[arg-type]

    monkeypatch.setattr("tawatur.web.noticing.pass_once", unlucky)
    with noticing(site, every=0.02):
        assert _until(lambda: desk.store.saved.looked(search.id)[0] is not None)
    assert failures == []


def test_where_nothing_can_be_stored_nobody_looks(press: Path) -> None:
    with open_collection(press, read_only=True) as collection:
        site = create_app(collection, WebSettings(folder=press, read_only=True)).state.site
        with noticing(site, every=0.02):
            assert not any(thread.name == "noticing" for thread in threading.enumerate())
        site.jobs.close()
