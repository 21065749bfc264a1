"""Bringing a database to the newest schema: Alembic, run from here without a file of settings."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

# The half of the number that is a collection's own is the schema, as with the lock of the one writer.
_SERVER_LOCK = 0x7461_7775


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision` in one transaction: all of it or nothing. Of two at once the second finds it done."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n, hashtext(current_schema()))"), {"n": _SERVER_LOCK})
        upgrade_on(connection, revision)


def upgrade_on(connection: Connection, revision: str = "head") -> None:
    # Alembic takes a tenth of a second to load and is wanted once in the life of a collection.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Read by a parser that takes % for itself.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
