"""One writer at a time, named: a locked file beside the database, or a lock of the server.

Both are let go by the system when the process ends, however it ends.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from ..errors import StoreBusyError, StoreReadOnlyError

# Tawatur's locks on a server; the schema that holds the collection is the second half of their number.
_SERVER_LOCK = 0x7461_7761
# A server notices a killed client a moment later.
_PATIENCE, _PAUSE = 2.0, 0.05


def who_am_i() -> str:
    """This process, as others are told of it: number, machine, command."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip() or "python"
    return f"process {os.getpid()} on {socket.gethostname()} ({command[:60]})"


class FileLock:
    """Holds `path` against other processes until `release`."""

    def __init__(self, path: Path, where: str) -> None:
        """Raises StoreBusyError where another process holds it, StoreReadOnlyError where no lock can be made."""
        try:
            self._file: IO[str] = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreReadOnlyError(
                f"{where}: nothing can be written beside it ({error.strerror}); check the rights of its folder"
            ) from error
        if not _held(self._file):
            self._file.seek(0)
            other = self._file.read().strip() or "another process"
            self._file.close()
            raise StoreBusyError(f"{where}: {other} is writing to it; wait until it is done or stop it, then try again")
        self._note(who_am_i())

    def _note(self, words: str) -> None:
        # Only for the message of others: on a full disk the lock holds without it.
        try:
            self._file.truncate(0)
            self._file.write(words)
            self._file.flush()
        except OSError:
            pass

    def release(self) -> None:
        self._note("")
        self._file.close()


def _held(file: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: SQLite's own lock keeps two writers apart there.
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class ServerLock:
    """Holds the advisory lock of a PostgreSQL database until `release`."""

    def __init__(self, engine: Engine, where: str) -> None:
        """Raises StoreBusyError, naming the process that holds it."""
        self._connection: Connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        deadline = time.monotonic() + _PATIENCE
        while not self._connection.scalar(text("SELECT pg_try_advisory_lock(:n, hashtext(current_schema()))"), {"n": _SERVER_LOCK}):
            if time.monotonic() > deadline:
                other = self._holder()
                self._connection.close()
                raise StoreBusyError(
                    f"{where}: {other} is writing to it; wait until it is done or stop it, then try again"
                )
            time.sleep(_PAUSE)

    def _holder(self) -> str:
        name = self._connection.scalar(
            text(
                "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
                "WHERE l.locktype = 'advisory' AND l.classid = :n AND l.granted "
                "AND l.objid::bigint = (hashtext(current_schema())::bigint & 4294967295)"
            ),
            {"n": _SERVER_LOCK},
        )
        return str(name or "another process")

    def release(self) -> None:
        # A server that is gone holds nothing; what went wrong before is what the user is to be told.
        with suppress(SQLAlchemyError):
            self._connection.scalar(text("SELECT pg_advisory_unlock(:n, hashtext(current_schema()))"), {"n": _SERVER_LOCK})
        self._connection.close()
