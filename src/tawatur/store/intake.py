"""How far inputs were read, what was left out of them and why, and the feeds that are watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, tuple_

from ..model import FeedRow, InputRow, ProblemRow
from .packing import column
from .schema import feeds, visited
from .schema import inputs as inputs_table
from .schema import problems as problems_table
from .writing import chunks


def inputs(connection: Connection) -> list[InputRow]:
    """All inputs by name."""
    return [InputRow(**row._mapping) for row in connection.execute(select(inputs_table).order_by(inputs_table.c.name))]


def input(connection: Connection, name: str) -> InputRow | None:
    row = connection.execute(select(inputs_table).where(inputs_table.c.name == column(name))).one_or_none()
    return None if row is None else InputRow(**row._mapping)


def put_inputs(connection: Connection, rows: Sequence[InputRow]) -> None:
    """Each takes the place of an earlier one of its name."""
    latest = {str(column(row.name)): {**msgspec.structs.asdict(row), "name": column(row.name)} for row in rows}
    _replace(connection, inputs_table, ("name",), list(latest.values()))


def problems(connection: Connection, input: str | None = None) -> list[ProblemRow]:
    """What was left out, by input and place."""
    p = problems_table.c
    query = select(p.input, p.place, p.code, p.message, p.seen).order_by(p.input, p.place, p.code)
    if input is not None:
        query = query.where(p.input == column(input))
    return [_problem(row) for row in connection.execute(query)]


def _problem(row: Any) -> ProblemRow:
    return ProblemRow(input=row.input, where=row.place, code=row.code, message=row.message, seen=row.seen)


def put_problems(connection: Connection, rows: Sequence[ProblemRow]) -> None:
    """The same problem of the same place is kept once, as it was told last."""
    latest = {}
    for row in rows:
        key = (str(column(row.input)), str(column(row.where)), row.code)
        latest[key] = {
            "input": key[0], "place": key[1], "code": row.code, "message": column(row.message), "seen": row.seen,
        }
    _replace(connection, problems_table, ("input", "place", "code"), list(latest.values()))


def forget_problems(connection: Connection, input: str) -> None:
    """An input that is read again from its start has its problems told anew."""
    connection.execute(delete(problems_table).where(problems_table.c.input == column(input)))


def feeds_due(connection: Connection, now: str | None = None) -> list[FeedRow]:
    """All feeds by address, or those that are due at `now` (UTC, ISO)."""
    query = select(feeds).order_by(feeds.c.url)
    if now is not None:
        query = query.where((feeds.c.due.is_(None)) | (feeds.c.due <= now))
    return [FeedRow(**row._mapping) for row in connection.execute(query)]


def put_feeds(connection: Connection, rows: Sequence[FeedRow]) -> None:
    """Each takes the place of an earlier one of its address."""
    latest = {row.url: {k: column(v) if isinstance(v, str) else v for k, v in msgspec.structs.asdict(row).items()} for row in rows}
    _replace(connection, feeds, ("url",), list(latest.values()))


def put_visited(connection: Connection, seen: Mapping[str, str]) -> None:
    _replace(connection, visited, ("key",), [{"key": column(key), "seen": when} for key, when in seen.items()])


def visited_of(connection: Connection, keys: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(keys):
        found.update(connection.execute(select(visited.c.key).where(visited.c.key.in_(part))).scalars())
    return found


def drop_feeds(connection: Connection, urls: Sequence[str]) -> None:
    for part in chunks(urls):
        connection.execute(delete(feeds).where(feeds.c.url.in_(part)))


def _replace(connection: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [table.c[name] for name in key]
    for part in chunks(rows, 1000):
        values = [tuple(row[name] for name in key) for row in part]
        connection.execute(delete(table).where(tuple_(*columns).in_(values)))
        connection.execute(insert(table), list(part))
