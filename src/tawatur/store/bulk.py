"""Articles and stories in the order in which they came in, a page at a time: for whoever takes all of them along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from ..errors import UsageError
from ..model import Entry, StoryRow
from .days import seen_in, within
from .engine import Opening
from .reading import entries
from .schema import articles, stories
from .stories import complete


class Bulk:
    """Each page is read as a whole, so nobody who takes his time holds up the one who writes."""

    def __init__(self, reading: Opening) -> None:
        self._reading = reading

    def articles(self, after: str | None, limit: int, since: str | None = None, until: str | None = None) -> list[Entry]:
        """The next articles behind one of this id (None: from the beginning). Raises UsageError for an unknown id."""
        days = within(articles.c.day, since, until)
        with self._reading() as connection:
            return entries(connection, list(connection.scalars(_behind(connection, articles, after, limit, days, articles.c.id))))

    def count_articles(self, since: str | None = None, until: str | None = None, outlets: Sequence[str] = ()) -> int:
        """How many articles there are of these days and outlets."""
        a = articles.c
        query = select(func.count()).select_from(articles).where(
            *within(a.day, since, until), *([a.outlet.in_(outlets)] if outlets else []))
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def stories(self, after: str | None, limit: int, since: str | None = None, until: str | None = None) -> list[StoryRow]:
        """The next stories behind one of this id, which may be gone itself. Raises UsageError for an unknown id."""
        days = [seen_in(since, until)] if since or until else []
        with self._reading() as connection:
            query = _behind(connection, stories, after, limit, [stories.c.gone.is_(False), *days], stories)
            return complete(connection, connection.execute(query).all())


def _behind(
    connection: Connection, table: Table, after: str | None, limit: int, conditions: list[ColumnElement[bool]], what: Any
) -> Any:
    place = -1
    if after is not None:
        found = connection.scalar(select(table.c.n).where(table.c.id == after))
        if found is None:
            raise UsageError(f"after: {after}: no such id in the collection; leave it out to begin anew")
        place = found
    return select(what).where(table.c.n > place, *conditions).order_by(table.c.n).limit(limit)
