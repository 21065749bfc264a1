"""The chain of migrations makes what the code expects, on both databases."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tawatur.lang.search_words import SearchWords
from tawatur.store import migrate as module
from tawatur.store import open_store
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


def test_the_revisions_are_those_of_the_chain() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
    chain = ScriptDirectory.from_config(config)
    assert [script.revision for script in chain.walk_revisions()][::-1] == list(REVISIONS)
