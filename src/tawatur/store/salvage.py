"""Copies of a SQLite store: a sound one while others go on, and what can still be read of a damaged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert

from ..errors import OutputError, StoreDamagedError, StoreError
from ..model import Finding
from . import checking, reindexing
from .engine import connect, parse_url
from .failures import named_errors
from .schema import article_words, metadata
from .words import SearchWords

_PAGE = 200


def backup(engine: Engine, where: str, path: Path, *, server: bool) -> None:
    """Copy a SQLite store to a new file. Raises OutputError where it exists, StoreError on a server."""
    if server:
        raise StoreError(f"{where}: a server is copied by its own means (`pg_dump`)")
    if path.exists():
        raise OutputError(f"{path}: is there already; name a file that is not, or move it away")
    try:
        with named_errors(where), engine.connect() as connection, closing(sqlite3.connect(path)) as target:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
    except (sqlite3.Error, OSError) as error:
        path.unlink(missing_ok=True)
        raise OutputError(f"{path}: the copy can't be written ({error}); free room or choose another place") from error


def rescue(damaged: Path, fresh: Path, words: SearchWords) -> list[Finding]:
    """Save what can be read of a damaged SQLite store into a new file; the old one stays as it is.

    Says what was lost and what was mended. Raises OutputError where the new file exists,
    StoreDamagedError where nothing can be read.
    """
    if fresh.exists():
        raise OutputError(f"{fresh}: is there already; name a file that is not, or move it away")
    engine = connect(parse_url(f"sqlite:///{fresh}"), create=True, read_only=False)
    lost: list[Finding] = []
    try:
        with closing(sqlite3.connect(damaged)) as source, named_errors(str(fresh)):
            with engine.connect() as connection:
                _copy(source, connection, lost)
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                reindexing.reindex(connection, words)
                lost.extend(checking.repair(connection, words))
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(f"{damaged}: nothing can be read of it ({error}); put back a copy") from error
    finally:
        engine.dispose()
    return lost


def _copy(source: sqlite3.Connection, connection: Connection, lost: list[Finding]) -> None:
    """Copy every row that can be read; what it belongs to may be among the others."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        for table in metadata.sorted_tables:
            if table is article_words:
                continue
            rows, gaps = _readable(source, table.name, _there(source, table))
            if rows:
                connection.execute(insert(table).prefix_with("OR IGNORE"), rows)
            if gaps:
                lost.append(_lost(table.name, gaps))
    driver.execute("PRAGMA foreign_keys=ON")


def _there(source: sqlite3.Connection, table: Table) -> list[str]:
    """The columns that the source has of this table: an earlier version has fewer, or lacks the table (none)."""
    ours = [column.name for column in table.columns]
    try:
        names = {row[1] for row in source.execute(f"PRAGMA table_info({table.name})")}
    except sqlite3.DatabaseError:
        return ours
    # A name that is no column would be taken for a text by SQLite.
    return [name for name in ours if name in names]


def _lost(table: str, gaps: int) -> Finding:
    return Finding(code="lost", message=f"{table}: {gaps} stretches of rows can't be read; they are not in the new file", repairable=False)


def _readable(source: sqlite3.Connection, table: str, columns: list[str]) -> tuple[list[dict[str, object]], int]:
    """The rows of a table that can be read, and how many stretches between them can't. No columns: there is no table."""
    if not columns:
        return [], 0
    names = ", ".join(f'"{name}"' for name in columns)
    rows: list[dict[str, object]] = []
    gaps = 0
    for piece in _pieces(source, table, names):
        if piece is None:
            gaps += 1
        else:
            rows.extend(dict(zip(columns, row[1:], strict=True)) for row in piece)
    return rows, gaps


def _pieces(source: sqlite3.Connection, table: str, names: str) -> Iterator[list[tuple[object, ...]] | None]:
    """Pages of rows by their number; None for a stretch that was leapt over, in leaps that grow."""
    after, leap, size = -1, 1, _PAGE
    last = _last(source, table)
    while after <= last:
        try:
            page = source.execute(
                f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?", (after, size)
            ).fetchall()
        except sqlite3.DatabaseError:
            if size > 1:
                size = 1
                continue
            if leap == 1:
                yield None
            after, leap = after + leap, leap * 2
            continue
        if not page:
            return
        yield page
        after, leap = page[-1][0], 1
        size = min(_PAGE, size * 2)


def _last(source: sqlite3.Connection, table: str) -> int:
    try:
        return int(source.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0)
    except sqlite3.DatabaseError:
        return 1 << 62
