"""The index of stories: where links look for earlier stories on the same matter.

A small SQLite file beside the collection with a portrait and a vector a story. It holds nothing that
the collection does not know: a file that is missing, torn, or made by another model or version is thrown away
and filled again (`StoryIndex.empty` tells). Nearness is exact: products of whole numbers by numpy, 4 ms a story
among 200,000. faiss (IVF, 8 bits) was tried there and was no faster (bench/grouping.py --index 200000).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import StoreBusyError, StoreError, StoreFullError, StoreReadOnlyError, TawaturError
from .portrait import FORMAT, Portrait

_SCALE_SQUARED = 4000.0**2
_BLOCK = 16_384
_QUERIES = 256
# Seconds to wait for another writer: there should be none, the collection is locked.
_PATIENCE = 1.0
_SCHEMA = """
create table if not exists made (by text not null);
create table if not exists story (id text primary key, vector blob not null, portrait blob not null);
"""
# What SQLite says of a file that is none of its own, or no longer whole.
_TORN = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)


class StoryIndex:
    """Portraits by story id, and which stories lie near one another. One writer at a time.

    `path` None keeps it in memory. `model` names the encoder of the vectors: an index made with
    another one starts empty.
    """

    def __init__(self, path: Path | None = None, model: str = "") -> None:
        self._ids: list[str | None] = []
        self._row: dict[str, int] = {}
        self._vectors = np.zeros((0, 0), dtype=np.int16)
        self._path = path
        self._file = self._open(path, f"{model}/{FORMAT}")

    def __enter__(self) -> StoryIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._row)

    @property
    def ids(self) -> tuple[str, ...]:
        """The stories that are known, in order."""
        return tuple(sorted(self._row))

    @property
    def empty(self) -> bool:
        """True where nothing is known: fill it with the portraits of all stories."""
        return not self._row

    def close(self) -> None:
        self._file.close()

    def put(self, portraits: Sequence[Portrait]) -> None:
        """Add stories or replace them, all or none."""
        rows = [(p.id, p.vector, msgspec.msgpack.encode(p)) for p in portraits]
        with self._writing():
            self._file.executemany("insert or replace into story values (?, ?, ?)", rows)
        self._take([(p.id, p.vector) for p in portraits])

    def drop(self, ids: Iterable[str]) -> None:
        """Forget stories; ids that are not known change nothing."""
        known = [name for name in ids if name in self._row]
        with self._writing():
            self._file.executemany("delete from story where id = ?", [(name,) for name in known])
        for name in known:
            row = self._row.pop(name)
            self._ids[row] = None
            self._vectors[row] = 0

    def portraits(self, ids: Iterable[str]) -> Iterator[Portrait]:
        """The portraits of those stories that are known, in the order asked for."""
        for name in ids:
            row = self._file.execute("select portrait from story where id = ?", (name,)).fetchone()
            if row is not None:
                yield msgspec.msgpack.decode(row[0], type=Portrait)

    def near(self, stories: Sequence[Portrait], least: float) -> list[list[str]]:
        """For each story the others whose cosine with it comes to `least`, in order of ids."""
        width = self._vectors.shape[1]
        wanted = [i for i, s in enumerate(stories) if width and len(s.vector) == 2 * width]
        found: list[list[str]] = [[] for _ in stories]
        floor = round(least * _SCALE_SQUARED)
        for start in range(0, len(self._ids) if wanted else 0, _BLOCK):
            block = self._vectors[start:start + _BLOCK].astype(np.float32)
            for low in range(0, len(wanted), _QUERIES):
                some = wanted[low:low + _QUERIES]
                left = np.stack([_numbers(stories[i].vector) for i in some]).astype(np.float32)
                for i, j in np.argwhere(left @ block.T >= floor).tolist():
                    name = self._ids[start + j]
                    if name is not None and name != stories[some[i]].id:
                        found[some[i]].append(name)
        return [sorted(names) for names in found]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction; what stands in its way as an error that says what to do."""
        try:
            with self._file:
                yield
        except sqlite3.OperationalError as error:
            raise _named(error, self._path) from error

    def _open(self, path: Path | None, by: str) -> sqlite3.Connection:
        """The file with its vectors in memory, made anew where it can't be read or was made by another."""
        file = _connect(path)
        try:
            file.executescript(_SCHEMA)
            if [row[0] for row in file.execute("select by from made")] != [by]:
                with file:
                    file.execute("delete from story")
                    file.execute("delete from made")
                    file.execute("insert into made values (?)", (by,))
            self._take(file.execute("select id, vector from story order by id").fetchall())
            return file
        except sqlite3.DatabaseError as error:
            file.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF not in _TORN:
                raise _named(error, path) from error
            if path is None:
                raise
            path.unlink()
            return self._open(path, by)

    def _take(self, stories: Sequence[tuple[str, bytes]]) -> None:
        """Vectors into memory: over the story's row or onto the end."""
        width = max((len(vector) // 2 for _, vector in stories), default=0)
        if not self._vectors.shape[1] and width:
            self._vectors = np.zeros((len(self._ids), width), dtype=np.int16)
        width = self._vectors.shape[1]
        fresh = [name for name, _ in stories if name not in self._row]
        start = len(self._ids)
        self._ids += fresh
        self._row |= {name: start + i for i, name in enumerate(fresh)}
        self._vectors = np.concatenate([self._vectors, np.zeros((len(fresh), width), dtype=np.int16)])
        for name, vector in stories:
            self._vectors[self._row[name]] = _numbers(vector) if len(vector) == 2 * width else 0


def _connect(path: Path | None) -> sqlite3.Connection:
    try:
        return sqlite3.connect(":memory:" if path is None else path, timeout=_PATIENCE)
    except sqlite3.OperationalError as error:
        raise _named(error, path) from error


def _named(error: sqlite3.OperationalError, path: Path | None) -> TawaturError:
    code = error.sqlite_errorcode & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StoreFullError(f"{path}: no room is left on the disk for the index of stories; make room and go on")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusyError(f"{path}: another process writes the index of stories; try again when it is done")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return StoreReadOnlyError(f"{path}: the index of stories can't be written; look at the rights of its folder")
    return StoreError(f"{path}: the index of stories can't be used ({error}); remove the file, it is made anew")


def _numbers(vector: bytes) -> NDArray[np.int16]:
    return np.frombuffer(vector, dtype="<i2").astype(np.int16)
