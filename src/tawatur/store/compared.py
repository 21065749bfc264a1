"""The comparison of each story: which are missing, what was found, what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from ..errors import UsageError
from ..model import OriginCount
from ..model.agreement import Agreement
from .engine import Opening
from .grouping import recount
from .packing import column, pack, unpack
from .reading import PAGE, add_vectors
from .schema import articles, comparisons, stories
from .stories import current_id
from .wording import put_words


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison to be kept, with what it counted. `comparison` is empty where the one article's annotation serves as such.

    `days` are the days of publication (ISO) that it solved for, with their article; `words` the packed
    `collection.wording.StoryWords` of each outlet, by its key.
    """

    story: str
    digest: str
    made_by: str
    comparison: bytes
    origins: OriginCount
    title: str
    summary: bytes
    days: tuple[tuple[str, str], ...] = ()
    agreement: Agreement | None = None
    words: tuple[tuple[str, bytes], ...] = ()


class Comparisons:
    """What was compared, by story."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading, self._writing = reading, writing

    def uncompared(self, made_by: str | None = None) -> list[str]:
        """Stories without a comparison of their articles as they are, or with one made by other steps, oldest first."""
        s, c = stories.c, comparisons.c
        open_ = s.stale | c.made_by.is_(None)
        if made_by is not None:
            open_ = open_ | (c.made_by != made_by)
        query = (
            select(s.id).outerjoin(comparisons, c.story == s.n)
            .where(s.gone.is_(False), open_).order_by(s.first_seen, s.id)
        )
        with self._reading() as connection:
            return list(connection.scalars(query))

    def put(self, rows: Sequence[Compared], vectors: Mapping[tuple[str, str], bytes] | None = None) -> None:
        """Several comparisons, each in the place of an earlier one, and vectors by (text hash, model) that were made for them.

        The days of articles that have one of their own are left alone. Raises UsageError for an unknown story; then none is kept.
        """
        with self._writing() as connection:
            if vectors:
                add_vectors(connection, vectors)
            for row in rows:
                _put(connection, row)
                put_words(connection, row.story, row.words)

    def get(self, story: str) -> bytes | None:
        """The comparison of a story (or of the one that it went into), as it was put in."""
        return self._kept(story, comparisons.c.comparison)

    def summary(self, story: str) -> bytes | None:
        """The summary that was kept with a story's comparison; None where there is none."""
        return self._kept(story, comparisons.c.summary)

    def _kept(self, story: str, what: ColumnElement[Any]) -> bytes | None:
        with self._reading() as connection:
            query = select(what).join(stories, stories.c.n == comparisons.c.story).where(stories.c.id == current_id(connection, story))
            found = connection.scalar(query)
        return None if found is None else unpack(found)

    def summaries(self) -> Iterator[tuple[str, bytes]]:
        """The summaries of all comparisons, by the id of their story."""
        after = ""
        while True:
            query = (
                select(stories.c.id, comparisons.c.summary).join(comparisons, comparisons.c.story == stories.c.n)
                .where(stories.c.id > after, stories.c.gone.is_(False)).order_by(stories.c.id).limit(PAGE)
            )
            with self._reading() as connection:
                rows = connection.execute(query).all()
            yield from ((id, unpack(summary)) for id, summary in rows)
            if len(rows) < PAGE:
                return
            after = rows[-1][0]

    def uncounted(self) -> list[str]:
        """Stories that an earlier version compared, which did not count in how much of them the accounts agree."""
        s = stories.c
        query = select(s.id).where(s.gone.is_(False), s.stale.is_(False), s.certain.is_not(None), s.agree.is_(None))
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(s.id)))

    def put_agreements(self, counted: Mapping[str, Agreement]) -> None:
        """Note what was counted in comparisons that stand, by story."""
        with self._writing() as connection:
            for id, found in counted.items():
                connection.execute(update(stories).where(stories.c.id == id, stories.c.stale.is_(False)).values(**_counted(found)))


def _put(connection: Connection, row: Compared) -> None:
    n = connection.scalar(select(stories.c.n).where(stories.c.id == row.story, stories.c.gone.is_(False)))
    if n is None:
        raise UsageError(f"{row.story}: no such story in the collection")
    connection.execute(delete(comparisons).where(comparisons.c.story == n))
    connection.execute(insert(comparisons), [{
        "story": n, "inputs_digest": row.digest, "made_by": row.made_by, "summary": pack(row.summary),
        "comparison": pack(row.comparison),
    }])
    connection.execute(
        update(stories).where(stories.c.n == n)
        .values(stale=False, certain=row.origins.certain, at_most=row.origins.at_most, title=column(row.title), **_counted(row.agreement))
    )
    _solve(connection, n, dict(row.days))


def _counted(found: Agreement | None) -> dict[str, int | None]:
    return msgspec.structs.asdict(found) if found is not None else dict.fromkeys(("agree", "differ", "alone"))


def _solve(connection: Connection, n: int, days: Mapping[str, str]) -> None:
    """Note the days that were solved for a story's articles, and its first and last day with them."""
    a = articles.c
    there = dict(connection.execute(select(a.id, a.solved).where(a.story == n, a.dated.is_(False))).all())
    changed = {id: days.get(id) for id, solved in there.items() if days.get(id) != solved}
    for id, day in changed.items():
        connection.execute(update(articles).where(a.id == id).values(solved=day))
    if changed:
        recount(connection, [n])
