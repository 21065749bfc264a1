"""Searches that are kept, what they look through, and their news with the state of its delivery.

All writing is short and beside the one writer, so that it works while articles come in.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from ..errors import StoreDamagedError, UsageError
from ..model import Passage
from ..model.desk import Alert, SavedSearch
from . import names
from .engine import Opening
from .passages import hits, matches, passages
from .query import parse
from .schema import alerts, articles, comparisons, saved_searches, stories
from .search import matching_articles
from .words import SearchWords

# The row in which it lies what a search has looked at; no kind of news has this name.
LOOKED = "looked"


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What a saved search has looked at. Digests of eight bytes lie one after another, in order.

    `articles` holds pairs of digests (an article's id, its content), `stories` pairs of the comparisons that lie there (their articles,
    what made them), `told` by kind those of claims or articles of which it was told, or which were there. `before` counts by kind what
    was there at the first look, of which nothing is told. None as a whole until the first look.
    """

    articles: bytes = b""
    stories: bytes = b""
    told: dict[str, bytes] = {}
    before: dict[str, int] = {}


class Wanted:
    """A search as it is typed, held against texts (exact phrases too). Raises UsageError where it has no word."""

    def __init__(self, text: str, rules: SearchWords) -> None:
        self._parsed, self._rules = parse(text, rules), rules

    @property
    def exact(self) -> bool:
        """True where the store, which looks for stems, may find more than what answers: a phrase is asked for."""
        return any(term.forms for term in (*self._parsed.terms(), *self._parsed.without))

    def answers(self, *texts: str) -> bool:
        """True where these texts together answer the search."""
        return matches([self._rules.words(text) for text in texts], self._parsed)

    def passages(self, text: str) -> tuple[Passage, ...]:
        """The stretches of a text that answer."""
        return passages(text, hits(self._rules.words(text), self._parsed))


class Saved:
    """The saved searches of one store."""

    def __init__(self, reading: Opening, noting: Opening, words: SearchWords) -> None:
        self._reading, self._noting, self._words = reading, noting, words

    # Searches

    def all(self) -> list[SavedSearch]:
        """Every saved search, the oldest first."""
        s = saved_searches.c
        with self._reading() as connection:
            return [_search(x) for x in connection.scalars(select(s.record).order_by(s.created, s.id))]

    def one(self, id: str) -> SavedSearch | None:
        with self._reading() as connection:
            record = connection.scalar(select(saved_searches.c.record).where(saved_searches.c.id == id))
        return None if record is None else _search(record)

    def put(self, search: SavedSearch) -> None:
        """Keep a new one, or another wording of one. Where it looks for something else it begins anew.

        Of what was noticed while there was no webhook none is told when there is one. Raises UsageError without words.
        """
        if search.text.strip():
            self.wanted(search.text)
        elif not (search.entity or "").strip():
            raise UsageError("nothing to look for; write words or a name")
        s, a = saved_searches.c, alerts.c
        record = msgspec.json.encode(search).decode()
        with self._noting() as connection:
            before = connection.scalar(select(s.record).where(s.id == search.id))
            if before is None:
                connection.execute(insert(saved_searches).values(id=search.id, by=search.by, created=search.created, record=record))
                connection.execute(insert(alerts).values(search=search.id, kind=LOOKED, subject="", at=search.created, tries=0, record=""))
                return
            old = _search(before)
            connection.execute(update(saved_searches).where(s.id == search.id).values(record=record))
            if (old.text, old.entity) != (search.text, search.entity) or set(search.tell) - set(old.tell):
                row = and_(a.search == search.id, a.kind == LOOKED)
                connection.execute(update(alerts).where(row).values(record="", tries=a.tries + 1))
            if search.webhook is not None and search.webhook != old.webhook:
                connection.execute(update(alerts).where(a.search == search.id, *_OPEN).values(tries=-1))

    def drop(self, id: str) -> bool:
        """Forget a search with its news; False where there was none."""
        with self._noting() as connection:
            connection.execute(delete(alerts).where(alerts.c.search == id))
            return bool(connection.execute(delete(saved_searches).where(saved_searches.c.id == id)).rowcount)

    def wanted(self, text: str) -> Wanted:
        """Raises UsageError where there is no word in it."""
        return Wanted(text, self._words)

    # Looking

    def matching(self, search: SavedSearch) -> list[tuple[str, str]]:
        """Articles that a search may be about (phrases by their stems): id and content hash, as they came in."""
        with self._reading() as connection:
            where = self._where(connection, search)
            if where is None:
                return []
            query = select(articles.c.id, articles.c.hash).where(*where).order_by(articles.c.n)
            return [(id, hash) for id, hash in connection.execute(query)]

    def compared(self, search: SavedSearch, *, stale: bool = False) -> list[tuple[str, str, str]]:
        """Stories of several of whose articles one may be meant, that are compared as they are (with `stale`, or as they were):
        id, digest of the articles that were compared, what made the comparison."""
        s, c, a = stories.c, comparisons.c, articles.c
        with self._reading() as connection:
            where = self._where(connection, search)
            if where is None:
                return []
            query = (
                select(s.id, c.inputs_digest, c.made_by).join(comparisons, c.story == s.n)
                .where(s.n.in_(select(a.story).where(*where)), s.articles > 1, s.gone.is_(False), *(() if stale else (s.stale.is_(False),)))
                .order_by(s.n)
            )
            return [(id, digest, made_by) for id, digest, made_by in connection.execute(query)]

    def _where(self, connection: Connection, search: SavedSearch) -> list[ColumnElement[bool]] | None:
        found = []
        if search.text.strip():
            found.append(matching_articles(search.text, self._words, connection))
        if search.entity:
            named = names.naming(search.entity, self._words)
            if named is None:
                return None
            found.append(named)
        return found or None

    def looked(self, id: str) -> tuple[Looked | None, int]:
        """What a search has looked at, and the number of that state for `note`. Raises UsageError where there is no such search."""
        a = alerts.c
        with self._reading() as connection:
            row = connection.execute(select(a.record, a.tries).where(a.search == id, a.kind == LOOKED)).one_or_none()
        if row is None:
            raise UsageError(f"{id}: no such saved search in the collection")
        return (unpack_looked(row.record) if row.record else None), row.tries

    def note(self, id: str, state: int, looked: Looked, news: Sequence[Alert]) -> bool:
        """Keep what was noticed and what was looked at, all of it or, where somebody else was faster, nothing (False)."""
        a = alerts.c
        with self._noting() as connection:
            changed = connection.execute(
                update(alerts).where(a.search == id, a.kind == LOOKED, a.tries == state)
                .values(tries=state + 1, record=_pack(looked))
            )
            if not changed.rowcount:
                return False
            there = set(connection.execute(select(a.kind, a.subject).where(a.search == id)).all())
            rows = [_row(alert) for alert in news if (alert.kind, alert.subject) not in there]
            if rows:
                connection.execute(insert(alerts), rows)
            return True

    # News

    def alerts(self, id: str, limit: int | None = None, offset: int = 0) -> list[Alert]:
        """The news of a search, the newest first."""
        a = alerts.c
        query = (
            select(alerts).where(a.search == id, a.kind != LOOKED).order_by(a.at.desc(), a.kind, a.subject).limit(limit).offset(offset)
        )
        with self._reading() as connection:
            return [_alert(row) for row in connection.execute(query)]

    def counts(self) -> dict[str, tuple[int, int, str | None]]:
        """By search: how many news there are, how many of them a webhook has taken, and when the last was noticed."""
        a = alerts.c
        query = (
            select(a.search, func.count(), func.count(a.delivered), func.max(a.at)).where(a.kind != LOOKED).group_by(a.search)
        )
        with self._reading() as connection:
            return {search: (int(n), int(taken), last) for search, n, taken, last in connection.execute(query)}

    def take_due(self, id: str, now: str, due: Mapping[int, str], limit: int) -> list[Alert]:
        """News that is to be sent now, the oldest first, marked as tried once more: nobody else sends it for a while.

        `due` tells for each number of tries that may be followed by another the latest time (UTC) of the last one.
        """
        a = alerts.c
        query = select(alerts).where(a.search == id, *_OPEN, a.tries.in_(sorted(due))).order_by(a.at, a.kind, a.subject).with_for_update()
        with self._noting() as connection:
            found = [alert for alert in map(_alert, connection.execute(query)) if alert.tried is None or alert.tried <= due[alert.tries]]
            # Those that were sent together go together again: who gets a request twice sees that it is the same.
            found = [alert for alert in found if (alert.tries, alert.tried) == (found[0].tries, found[0].tried)]
            taken = [msgspec.structs.replace(alert, tries=alert.tries + 1, tried=now) for alert in found[:limit]]
            _store(connection, taken)
            return taken

    def sent(self, news: Sequence[Alert], delivered: str | None, problem: str | None, *, last: bool = False) -> None:
        """What came of sending: taken at a time, or why not; after the `last` try there is no other."""
        changed = {"delivered": delivered, "problem": problem, **({"tries": -1} if last else {})}
        with self._noting() as connection:
            _store(connection, [msgspec.structs.replace(alert, **changed) for alert in news])

    def hold_back(self, id: str, now: str) -> None:
        """Let news that was not tried yet wait like that which was tried now in vain."""
        a = alerts.c
        with self._noting() as connection:
            query = select(alerts).where(a.search == id, *_OPEN, a.tries == 0)
            _store(connection, [msgspec.structs.replace(_alert(row), tries=1, tried=now) for row in connection.execute(query)])

    def send_again(self, id: str) -> int:
        """Let what could not be delivered be sent anew; says how many."""
        a = alerts.c
        with self._noting() as connection:
            query = select(alerts).where(a.search == id, *_OPEN, a.tries != 0)
            found = [msgspec.structs.replace(_alert(row), tries=0, tried=None) for row in connection.execute(query)]
            _store(connection, found)
            return len(found)


_OPEN = (alerts.c.kind != LOOKED, alerts.c.delivered.is_(None))


def _store(connection: Connection, news: Sequence[Alert]) -> None:
    a = alerts.c
    for alert in news:
        row = _row(alert)
        connection.execute(
            update(alerts).where(a.search == alert.search, a.kind == alert.kind, a.subject == alert.subject)
            .values(delivered=row["delivered"], tries=row["tries"], record=row["record"])
        )


def _row(alert: Alert) -> dict[str, Any]:
    bare = msgspec.structs.replace(alert, delivered=None, tries=0)
    return {
        "search": alert.search, "kind": alert.kind, "subject": alert.subject, "at": alert.at, "delivered": alert.delivered,
        "tries": alert.tries, "record": msgspec.json.encode(bare).decode(),
    }


def _alert(row: Any) -> Alert:
    try:
        alert = msgspec.json.decode(row.record, type=Alert)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreDamagedError("the record of an alert is damaged; `tawatur doctor`") from error
    return msgspec.structs.replace(alert, delivered=row.delivered, tries=row.tries)


def _search(record: str) -> SavedSearch:
    try:
        return msgspec.json.decode(record, type=SavedSearch)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreDamagedError("the record of a saved search is damaged; `tawatur doctor`") from error


def _pack(looked: Looked) -> str:
    return base64.b64encode(msgspec.msgpack.encode(looked)).decode()


def unpack_looked(record: str) -> Looked:
    """Raises StoreDamagedError."""
    try:
        return msgspec.msgpack.decode(base64.b64decode(record), type=Looked)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreDamagedError("what a saved search has looked at is damaged; `tawatur doctor`") from error
