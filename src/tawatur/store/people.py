"""Who a key is, in which articles it is named, and which articles tell of happenings of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from ..model import NameRow
from .engine import Opening
from .names import in_days, name_rows
from .packing import key_column
from .schema import articles, events, mentions, names


class People:
    """Persons, bodies and places by their keys."""

    def __init__(self, reading: Opening) -> None:
        self._reading = reading

    def row(self, key: str) -> NameRow | None:
        """The name of a key with all its wordings; None where no article names it."""
        n = names.c
        with self._reading() as connection:
            keys = connection.execute(select(n.key, n.type).where(n.key == key_column(key)).distinct()).all()
            rows = name_rows(connection, [(k, t) for k, t in keys])
        return min(rows, key=lambda r: (-r.articles, r.type), default=None)

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys under which an article names somebody."""
        n = names.c
        stored = {key_column(key): key for key in keys}
        with self._reading() as connection:
            found = connection.execute(select(n.key).where(n.key.in_(list(stored))).distinct()).scalars()
            return {stored[key] for key in found}

    def naming(
        self, keys: Sequence[str], since: str | None = None, until: str | None = None, limit: int | None = None
    ) -> tuple[list[str], int]:
        """The articles that name one of these keys, the newest first, at most `limit` of them; and how many there are."""
        a, m, n = articles.c, mentions.c, names.c
        called = select(n.n).where(n.key.in_([key_column(key) for key in keys]))
        where = [a.n.in_(select(m.article).where(m.name.in_(called))), *in_days(a.n, since, until)]
        with self._reading() as connection:
            total = connection.scalar(select(func.count()).select_from(articles).where(*where)) or 0
            rows = connection.execute(select(a.id).where(*where).order_by(a.day.desc(), a.id).limit(limit)).scalars().all()
        return list(rows), int(total)

    def happening(self, kinds: Sequence[str], since: str) -> list[str]:
        """The articles that tell of an event of one of these kinds, where it or the article is of this day or later; sorted."""
        a, e = articles.c, events.c
        told = select(e.article).where(e.type.in_(kinds))
        where = a.n.in_(told.where(e.day_to >= since)) | (a.n.in_(told) & (a.day >= since))
        with self._reading() as connection:
            return sorted(connection.execute(select(a.id).where(where)).scalars())
