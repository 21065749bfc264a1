"""What a database driver raises, as one of our named errors: one line with what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    TawaturError,
    UsageError,
)

_FULL = "no room is left on its disk; free some and run the command again: what was confirmed is kept"
READ_ONLY = "it may only be read here; check the rights of the file and its folder, or copy the collection"
_BUSY = "another process is writing to it; wait until it is done or stop it, then run the command again"
_DAMAGED = "the database is damaged; `tawatur doctor --rescue NEW` saves what can be read into a new folder NEW"
_NO_DATABASE = "not a database; point to the file of a collection, or make one with `tawatur init`"
_REFUSED = "the disk refused a write (full, over a quota, or failing); what was confirmed is kept"

# The first that begins the error's name counts.
_SQLITE: tuple[tuple[str, type[StoreError], str], ...] = (
    ("SQLITE_FULL", StoreFullError, _FULL),
    ("SQLITE_IOERR_WRITE", StoreFullError, _REFUSED),
    ("SQLITE_IOERR_FSYNC", StoreFullError, _REFUSED),
    ("SQLITE_IOERR_SHMSIZE", StoreFullError, _FULL),
    ("SQLITE_IOERR_TRUNCATE", StoreFullError, _REFUSED),
    ("SQLITE_READONLY", StoreReadOnlyError, READ_ONLY),
    ("SQLITE_CANTOPEN", StoreReadOnlyError, "it can't be opened; check the rights of the file and its folder"),
    ("SQLITE_BUSY", StoreBusyError, _BUSY),
    ("SQLITE_LOCKED", StoreBusyError, _BUSY),
    ("SQLITE_CORRUPT", StoreDamagedError, _DAMAGED),
    ("SQLITE_NOTADB", StoreDamagedError, _NO_DATABASE),
    ("SQLITE_IOERR", StoreDamagedError, "the disk gave an error while the database was read; `tawatur doctor` tells more"),
)
# By SQLSTATE (PostgreSQL, appendix A).
_POSTGRES: tuple[tuple[str, type[StoreError], str], ...] = (
    ("53100", StoreFullError, _FULL),
    ("25006", StoreReadOnlyError, "the server lets it only be read"),
    ("42501", StoreReadOnlyError, "this user of the server may not write there; ask its owner for the rights"),
    ("55P03", StoreBusyError, _BUSY),
    ("40001", StoreBusyError, _BUSY),
    ("40P01", StoreBusyError, _BUSY),
    ("28", StoreError, "the server refused the user or the password"),
    ("3D000", StoreError, "there is no such database on the server; make it with `createdb`"),
    ("XX001", StoreDamagedError, _DAMAGED),
    ("XX002", StoreDamagedError, _DAMAGED),
)


@contextmanager
def named_errors(where: str) -> Iterator[None]:
    """Everything that the database raises inside becomes a StoreError that names `where`; what it can't be asked, a UsageError."""
    try:
        yield
    except TawaturError:
        raise
    except DBAPIError as error:
        raise name_of(error.orig or error, where) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{where}: {_one_line(error)}") from error
    except UnicodeEncodeError as error:
        raise UsageError(f"{str(error.object)[:80]!r}: holds a character that is none (half of a pair); write it anew") from error
    except OverflowError as error:
        raise UsageError("a number is larger than a database can hold; write a smaller one") from error


def name_of(error: BaseException, where: str) -> StoreError:
    """The named error of one that a driver raised."""
    code = getattr(error, "sqlite_errorname", None)
    if code is None and "not a database" in str(error):
        code = "SQLITE_NOTADB"
    if code is not None:
        return _chosen(_SQLITE, code, where) or StoreError(f"{where}: {_one_line(error)} ({code})")
    state = getattr(error, "sqlstate", None) or ""
    known = _chosen(_POSTGRES, state, where) if state else None
    if known is not None:
        return known
    if type(error).__name__ == "OperationalError":
        return StoreError(f"{where}: the server can't be reached or broke off ({_one_line(error)})")
    return StoreError(f"{where}: {_one_line(error)}")


def _chosen(table: tuple[tuple[str, type[StoreError], str], ...], code: str, where: str) -> StoreError | None:
    return next((kind(f"{where}: {text}") for prefix, kind, text in table if code.startswith(prefix)), None)


def _one_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
