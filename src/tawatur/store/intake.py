"""How far inputs were read, what was left out of them and why, and the feeds that are watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, tuple_

from ..model import FeedRow, InputRow, ProblemRow
from .engine import Opening
from .packing import column
from .schema import feeds, inputs, problems, visited
from .writing import chunks


class Intake:
    """How far inputs were read, what was left out of them, the feeds that are watched. Most of it is written by `Store.put`, with its articles."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading, self._writing = reading, writing

    def inputs(self) -> list[InputRow]:
        """All inputs by name."""
        with self._reading() as connection:
            return [InputRow(**row._mapping) for row in connection.execute(select(inputs).order_by(inputs.c.name))]

    def input(self, name: str) -> InputRow | None:
        with self._reading() as connection:
            row = connection.execute(select(inputs).where(inputs.c.name == column(name))).one_or_none()
        return None if row is None else InputRow(**row._mapping)

    def put(self, rows: Sequence[InputRow], told: Sequence[ProblemRow] = ()) -> None:
        """Inputs that brought no article, and what was left out."""
        with self._writing() as connection:
            put_inputs(connection, rows)
            put_problems(connection, told)

    def problems(self, input: str | None = None) -> list[ProblemRow]:
        """What was left out, by input and place."""
        p = problems.c
        query = select(p.input, p.place, p.code, p.message, p.seen).order_by(p.input, p.place, p.code)
        if input is not None:
            query = query.where(p.input == column(input))
        with self._reading() as connection:
            return [
                ProblemRow(input=row.input, where=row.place, code=row.code, message=row.message, seen=row.seen)
                for row in connection.execute(query)
            ]

    def forget_problems(self, input: str) -> None:
        """An input that is read again from its start has its problems told anew."""
        with self._writing() as connection:
            connection.execute(delete(problems).where(problems.c.input == column(input)))

    def feeds(self, due: str | None = None) -> list[FeedRow]:
        """All feeds by address, or those that are due at a time (UTC, ISO)."""
        query = select(feeds).order_by(feeds.c.url)
        if due is not None:
            query = query.where((feeds.c.due.is_(None)) | (feeds.c.due <= due))
        with self._reading() as connection:
            return [FeedRow(**row._mapping) for row in connection.execute(query)]

    def put_feeds(self, rows: Sequence[FeedRow]) -> None:
        with self._writing() as connection:
            put_feeds(connection, rows)

    def visited(self, keys: Sequence[str]) -> set[str]:
        """Which of these addresses (keys) need not be asked again."""
        found: set[str] = set()
        with self._reading() as connection:
            for part in chunks(keys):
                found.update(connection.execute(select(visited.c.key).where(visited.c.key.in_(part))).scalars())
        return found


def put_inputs(connection: Connection, rows: Sequence[InputRow]) -> None:
    """Each takes the place of an earlier one of its name."""
    latest = {str(column(row.name)): {**msgspec.structs.asdict(row), "name": column(row.name)} for row in rows}
    _replace(connection, inputs, ("name",), list(latest.values()))


def put_problems(connection: Connection, rows: Sequence[ProblemRow]) -> None:
    """The same problem of the same place is kept once, as it was told last."""
    latest = {}
    for row in rows:
        key = (str(column(row.input)), str(column(row.where)), row.code)
        latest[key] = {
            "input": key[0], "place": key[1], "code": row.code, "message": column(row.message), "seen": row.seen,
        }
    _replace(connection, problems, ("input", "place", "code"), list(latest.values()))


def put_feeds(connection: Connection, rows: Sequence[FeedRow]) -> None:
    """Each takes the place of an earlier one of its address."""
    latest = {row.url: {k: column(v) if isinstance(v, str) else v for k, v in msgspec.structs.asdict(row).items()} for row in rows}
    _replace(connection, feeds, ("url",), list(latest.values()))


def put_visited(connection: Connection, seen: Mapping[str, str]) -> None:
    _replace(connection, visited, ("key",), [{"key": column(key), "seen": when} for key, when in seen.items()])


def _replace(connection: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [table.c[name] for name in key]
    for part in chunks(rows, 1000):
        values = [tuple(row[name] for name in key) for row in part]
        connection.execute(delete(table).where(tuple_(*columns).in_(values)))
        connection.execute(insert(table), list(part))
