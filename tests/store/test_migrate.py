"""The chain of migrations makes what the code expects, on both databases."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tawatur.errors import StoreVersionError
from tawatur.lang.search_words import SearchWords
from tawatur.model import NewVersion, OriginCount, StoryDraft
from tawatur.store import Compared, Store, open_store
from tawatur.store import migrate as module
from tawatur.store.engine import REVISIONS
from tawatur.store.schema import metadata


def ours(kind: str, name: str | None) -> bool:
    # The index of words is SQL of each database's own.
    return not (name and (name.startswith(("article_fts", "claim_fts", "alembic")) or name == "vector" or name.endswith("_vector")))


def test_the_chain_makes_the_tables_of_the_schema(store_url: str, search_words: SearchWords) -> None:
    with open_store(store_url, words=search_words, create=True) as store, store._reading() as connection:
        context = MigrationContext.configure(connection, opts={
            "target_metadata": metadata, "include_name": lambda name, kind, _: ours(kind, name),
            "include_object": lambda _, name, kind, *__: ours(kind, name),
        })
        assert compare_metadata(context, metadata) == []


def chain() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def test_the_revisions_are_those_of_the_chain() -> None:
    chain_ = ScriptDirectory.from_config(chain())
    assert [script.revision for script in chain_.walk_revisions()][::-1] == list(REVISIONS)


OPENER = """
import sys
from tawatur.lang.search_words import load_search_words
from tawatur.store import open_store
open_store(sys.argv[1], words=load_search_words(), create=True).close()
"""


def test_two_that_open_it_at_once_on_a_server_bring_it_up_once(postgres_url: str, search_words: SearchWords) -> None:
    open_store(postgres_url, words=search_words, create=True).close()
    engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:", 1))
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'alembic_version'::regclass"
    with engine.begin() as connection:
        config = chain()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        both = [subprocess.Popen([sys.executable, "-c", OPENER, postgres_url], stderr=subprocess.PIPE, text=True) for _ in range(2)]
        for _ in range(600):
            if connection.exec_driver_sql(waiting).scalar_one() == 2:
                break
            time.sleep(0.05)
    assert [process.communicate(timeout=60)[1] for process in both] == ["", ""]
    engine.dispose()
    with open_store(postgres_url, words=search_words, read_only=True) as store:
        assert store.accounts.all() == []


# An older collection

Open = Callable[[], Store]


# The first, the one before people could add anything, and the last but one.
@pytest.fixture(params=["0001", "0003", REVISIONS[-2]])
def older(request: pytest.FixtureRequest, store_url: str, search_words: SearchWords, news: Callable[..., NewVersion]) -> Open:
    """A collection as an earlier schema holds it: two articles, a story that is compared. Opens it to write."""
    with open_store(store_url, words=search_words, create=True) as store:
        store.put([news(1, "نص أول"), news(2, "نص ثان")])
        store.regroup({"s1": StoryDraft(title="قصة", articles=("a1", "a2"))}, grouped=["a1", "a2"])
        store.comparisons.put([Compared(
            story="s1", digest="d", made_by="m", comparison=b"c", origins=OriginCount(1, 2), title="قصة", summary=b"s")])
        config = chain()
        with store._engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, request.param)
    return lambda: open_store(store_url, words=search_words)


def test_an_older_collection_keeps_all_that_it_holds(older: Open, store_url: str, search_words: SearchWords) -> None:
    with pytest.raises(StoreVersionError, match=rf"its format is \d+, this Tawatur reads {REVISIONS[-1]}; open it once"):
        open_store(store_url, words=search_words, read_only=True)
    with older() as store:
        assert store.check() == []
        assert [(s.id, s.articles, s.independent_origins, s.agree) for s in store.stories()] == [("s1", ("a1", "a2"), OriginCount(1, 2), None)]
        assert store.comparisons.get("s1") == b"c"
        assert len(store.articles(["a1", "a2"])) == 2
        assert store.corrections.all() == []
        assert (store.comparisons.uncounted(), store.accounts.all(), store.saved.all()) == (["s1"], [], [])


def test_an_upgrade_that_breaks_off_leaves_all_as_it_was_and_goes_on(older: Open, store_url: str, search_words: SearchWords, monkeypatch: pytest.MonkeyPatch) -> None:
    create, made = Operations.create_index, list[str]()

    def break_off(self: Operations, name: str, *given: object, **more: object) -> None:
        made.append(name)
        if name == "ix_story_links_earlier":
            raise RuntimeError("no more")
        create(self, name, *given, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "create_index", break_off)
        with pytest.raises(RuntimeError):
            older()
    assert made
    with pytest.raises(StoreVersionError, match="its format is 000"):
        open_store(store_url, words=search_words, read_only=True)
    with older() as store:
        assert store.check() == []
