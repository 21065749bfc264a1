"""Opening a database: its settings, its version, whether it may be written to."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ..errors import (
    StoreDamagedError,
    StoreError,
    StoreReadOnlyError,
    StoreVersionError,
    UsageError,
)
from .failures import READ_ONLY, named_errors
from .lock import who_am_i
from .schema import metadata

# Opens a transaction, to read or to write; it ends with the block.
Opening = Callable[[], AbstractContextManager[Connection]]
# The revisions of the schema, oldest first; the last is what this version writes.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
_MAGIC = b"SQLite format 3\0"
# A foreign program may hold SQLite's own lock for a moment (milliseconds).
_PATIENCE_MS = 5000
# Connections that are kept open, and kilobytes of the file that each may hold in memory: much for those that one process
# with one thread uses, little for those of many threads at once.
_KEPT, _ROOM_KB, _ROOM_BESIDE_KB = 16, 65536, 8192


def parse_url(url: str) -> URL:
    """The address of a store; raises UsageError where it is none of ours."""
    try:
        parsed = make_url(url)
    except ValueError as error:
        # A port that is no number; the address may hold a password.
        raise UsageError("the address of the store names no port; write postgresql://USER@HOST:5432/NAME") from error
    except ArgumentError as error:
        raise UsageError(f"{url}: no address of a store; write sqlite:///PATH or postgresql://USER@HOST/NAME") from error
    kind = parsed.get_backend_name()
    if kind == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed
    if kind == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise UsageError(
        f"{parsed.render_as_string()}: a store is a file or a PostgreSQL server; "
        "write sqlite:///PATH or postgresql://USER@HOST/NAME"
    )


def connect(url: URL, *, create: bool, read_only: bool) -> Engine:
    """An engine for a store that is there, or made now, at the version that this Tawatur writes.

    Raises a StoreError of the kind that fits.
    """
    where = place(url)
    engine = _sqlite(url, create=create, read_only=read_only) if is_sqlite(url) else _postgres(url, read_only=read_only)
    try:
        with named_errors(where):
            _bring_to_head(engine, where, create=create, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def to_read(engine: Engine) -> Engine:
    """The same connections for transactions that read: what each finds is of one moment, whatever others write meanwhile."""
    # SQLite does so by itself.
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def settle(engine: Engine) -> None:
    """Bring what lies in the write-ahead log into the file itself, so that a copy of the file alone is whole.

    SQLite does so when the last connection closes, but a process that still reads, or ends without closing, hinders it.
    Waits for nobody; what can't be brought over (a reader, a full disk) stays safe in the log.
    """
    with suppress(SQLAlchemyError), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        with suppress(sqlite3.Error):
            raw.execute("PRAGMA busy_timeout=0").close()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}").close()


def place(url: URL) -> str:
    """How a store is called in messages: its path, or its address without the password."""
    return str(url.database) if is_sqlite(url) else url.set(drivername="postgresql").render_as_string()


def _bring_to_head(engine: Engine, where: str, *, create: bool, read_only: bool) -> None:
    found = _revision(engine)
    if found == REVISIONS[-1]:
        return
    if found is not None and found not in REVISIONS:
        raise StoreVersionError(
            f"{where}: written by a newer Tawatur (format {found}, this one knows {REVISIONS[-1]}); update Tawatur"
        )
    if found is None and not create:
        raise StoreError(f"{where}: no collection is in it; make one with `tawatur init`")
    if found is None and _strange(engine):
        raise StoreError(f"{where}: holds tables of another program; choose another file, database or schema")
    if read_only:
        raise StoreVersionError(
            f"{where}: its format is {found or 'missing'}, this Tawatur reads {REVISIONS[-1]}; "
            "open it once with a command that writes, such as `tawatur doctor --repair`"
        )
    from .migrate import upgrade

    upgrade(engine)


def _strange(engine: Engine) -> bool:
    """True where a collection would be put among the tables of others."""
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
    return bool(there if engine.dialect.name == "sqlite" else there & set(metadata.tables))


def _revision(engine: Engine) -> str | None:
    """The revision of the schema, None where the database holds no tables of ours."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        value = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if value is None else str(value)


def _postgres(url: URL, *, read_only: bool) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(
            f"{place(url)}: the driver of PostgreSQL is missing; install it with `pip install 'tawatur[postgres]'`"
        ) from error
    mode = {"postgresql_readonly": True} if read_only else {}
    return create_engine(url, connect_args={"application_name": who_am_i()[:63]}, execution_options=mode, **_pool())


def _sqlite(url: URL, *, create: bool, read_only: bool) -> Engine:
    path = Path(str(url.database))
    _look_at(path, create=create)
    if not read_only and path.exists() and not _can_write(path):
        # SQLite opens it all the same where the log of a writer lies beside it, and says so at the first write.
        raise StoreReadOnlyError(f"{path}: {READ_ONLY}")
    query = _way_to_read(path) if read_only else ""

    place_now, opened = path.absolute(), list[tuple[int, int]]()

    def stay() -> None:
        """Raises StoreError where another file than the first one lies there, or none."""
        # The system keeps a file that was removed or replaced for those who have it open: what is written there nobody finds again.
        now = _which_file(place_now)
        if not opened and now is not None:
            opened.append(now)
        if opened != [now]:
            raise StoreError(f"{path}: the database was removed or replaced while it was open; run this again, after it is back in its place")

    def open_file() -> sqlite3.Connection:
        if opened:
            # SQLite would make an empty file in the place of one that was removed.
            stay()
        name = path.absolute().as_uri() + query if query else str(path)
        return sqlite3.connect(
            name, uri=bool(query), timeout=_PATIENCE_MS / 1000, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=open_file, **_pool())
    rooms = chain(repeat(_ROOM_KB, 2), repeat(_ROOM_BESIDE_KB))

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _: object) -> None:
        for pragma in _pragmas(read_only, next(rooms)):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        stay()
        # A writer takes the lock at once: taken later, it could find that its view is already old.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _which_file(path: Path) -> tuple[int, int] | None:
    """Which file lies there now; None where there is none."""
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_dev, now.st_ino


def _pool() -> dict[str, Any]:
    """As many connections as threads ask for at once, the last used first: one thread after another uses the same. None is
    waited for: a thread that reads inside of a reading would wait for itself.
    """
    from sqlalchemy.pool import QueuePool

    return {"poolclass": QueuePool, "pool_size": _KEPT, "max_overflow": -1, "pool_use_lifo": True}


def _pragmas(read_only: bool, room: int) -> tuple[str, ...]:
    common = (f"busy_timeout={_PATIENCE_MS}", "foreign_keys=ON", f"cache_size=-{room}", "temp_store=MEMORY")
    if read_only:
        return (*common, "query_only=ON")
    return (*common, "journal_mode=WAL", "synchronous=FULL")


def _look_at(path: Path, *, create: bool) -> None:
    """Say at once what is wrong with a file that SQLite would only find out later."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        if create:
            _make_folder(path)
            return
        raise StoreError(f"{path}: the database is not there; put it back, or make a new collection elsewhere with `tawatur init`") from error
    except IsADirectoryError as error:
        raise StoreDamagedError(f"{path}: a folder, not a database") from error
    except OSError as error:
        raise StoreReadOnlyError(f"{path}: can't be opened ({error.strerror}); check its rights") from error
    if head != _MAGIC and not (create and not head):
        what = "empty" if not head else "not a database"
        raise StoreDamagedError(
            f"{path}: {what}; point to the file of a collection, or put back a copy of it if it was overwritten"
        )


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(f"{path.parent}: can't be made ({error.strerror}); choose another place") from error


def _way_to_read(path: Path) -> str:
    """How a file may be opened that is only read: beside others, or as one that nobody can change."""
    log = Path(f"{path}-wal")
    if _can_write(path.parent) or Path(f"{path}-shm").exists():
        return "?mode=ro"
    if log.exists() and log.stat().st_size:
        raise StoreReadOnlyError(
            f"{path}: its last changes lie in {log.name}, which can't be taken in where nothing may be written; "
            "copy the folder to a place with rights to write"
        )
    return "?immutable=1"


def _can_write(place: Path) -> bool:
    # os.access tells a superuser yes even on a disk that is mounted to be read only.
    return os.access(place, os.W_OK) and not os.statvfs(place).f_flag & os.ST_RDONLY
