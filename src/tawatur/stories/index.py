"""The index of stories: where links look for earlier stories on the same matter.

A small SQLite file beside the collection with a portrait and a vector a story. It holds nothing that
the collection does not know: a file that is missing, torn, or made by another model or version is thrown away
and filled again (`StoryIndex.empty` tells). Nearness is exact: products of whole numbers by numpy, which up
to some 200,000 stories take milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from .portrait import FORMAT, Portrait

_SCALE_SQUARED = 4000.0**2
_BLOCK = 16_384
_SCHEMA = """
create table if not exists made (by text not null);
create table if not exists story (id text primary key, portrait blob not null) without rowid;
"""


class StoryIndex:
    """Portraits by story id, and which stories lie near one another. One writer at a time.

    `path` None keeps it in memory. `model` names the encoder of the vectors: an index made with
    another one starts empty.
    """

    def __init__(self, path: Path | None = None, model: str = "") -> None:
        self._by = f"{model}/{FORMAT}"
        self._file = self._open(path)
        self._ids: list[str | None] = []
        self._row: dict[str, int] = {}
        self._vectors = np.zeros((0, 0), dtype=np.int16)
        self._load()

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
        rows = [(p.id, msgspec.msgpack.encode(p)) for p in portraits]
        with self._file:
            self._file.executemany("insert or replace into story values (?, ?)", rows)
        self._take(portraits)

    def drop(self, ids: Iterable[str]) -> None:
        """Forget stories; ids that are not known change nothing."""
        known = [name for name in ids if name in self._row]
        with self._file:
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
        if not wanted:
            return found
        left = np.stack([_numbers(stories[i]) for i in wanted]).astype(np.float32)
        floor = round(least * _SCALE_SQUARED)
        for start in range(0, len(self._ids), _BLOCK):
            block = self._vectors[start:start + _BLOCK].astype(np.float32)
            for i, j in np.argwhere(left @ block.T >= floor).tolist():
                name = self._ids[start + j]
                if name is not None and name != stories[wanted[i]].id:
                    found[wanted[i]].append(name)
        return [sorted(names) for names in found]

    def _open(self, path: Path | None) -> sqlite3.Connection:
        """The file, made anew where it can't be read or is another's."""
        name = ":memory:" if path is None else str(path)
        try:
            file = sqlite3.connect(name)
            file.executescript(_SCHEMA)
            made = [row[0] for row in file.execute("select by from made")]
            if made == [self._by]:
                return file
            with file:
                file.execute("delete from story")
                file.execute("delete from made")
                file.execute("insert into made values (?)", (self._by,))
            return file
        except sqlite3.DatabaseError:
            if path is None or not path.exists():
                raise
            file.close()
            path.unlink()
            return self._open(path)

    def _load(self) -> None:
        with closing(self._file.execute("select portrait from story order by id")) as rows:
            self._take([msgspec.msgpack.decode(row[0], type=Portrait) for row in rows])

    def _take(self, portraits: Sequence[Portrait]) -> None:
        """Vectors into memory: over the story's row or onto the end."""
        width = max((len(p.vector) // 2 for p in portraits), default=0)
        if not self._vectors.shape[1] and width:
            self._vectors = np.zeros((len(self._ids), width), dtype=np.int16)
        width = self._vectors.shape[1]
        fresh = [p for p in portraits if p.id not in self._row]
        start = len(self._ids)
        self._ids += [p.id for p in fresh]
        self._row |= {p.id: start + i for i, p in enumerate(fresh)}
        self._vectors = np.concatenate([self._vectors, np.zeros((len(fresh), width), dtype=np.int16)])
        for p in portraits:
            self._vectors[self._row[p.id]] = _numbers(p) if len(p.vector) == 2 * width else 0


def _numbers(story: Portrait) -> NDArray[np.int16]:
    return np.frombuffer(story.vector, dtype="<i2").astype(np.int16)
