"""Articles on their way in: what is known already, what must be read, what is confirmed.

Inputs are read in one canonical order. What is new goes through the workers; each batch is stored in one
transaction together with how far its inputs were read, so that a run that ends at any moment is
taken up where it stood.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, islice

import msgspec

from ..engine import Failure, Given, Pool
from ..ingest.identity import article_key, content_hash
from ..ingest.result import InputProblem
from ..ingest.sources import Record, SourceItem
from ..model import Article, FeedRow, InputRow, NewVersion, ProblemRow
from ..store import Store
from .packed import lead_key
from .reading import Read, Task
from .report import AddReport, Progress, Tell
from .steps import MadeBy

BATCH = 64
# A batch is confirmed too when so many records needed no reading, or when so much time went by.
_RECORDS, _SECONDS = 2000, 5.0
_LOOKED_UP = 128
# So many ids are asked for at once where one is taken; `a~2` counts up to so many digits.
_NAMES, _DIGITS = 64, 10
_AGAIN = "!again"
_SLUG = re.compile(r"[^\w]+")


@dataclass(slots=True)
class Ticket:
    """One record (or the end of an item) in the order of reading, until it is confirmed."""

    item: SourceItem | None
    position: int
    article: Article | None = None
    key: str = ""
    hash: str = ""
    problems: tuple[ProblemRow, ...] = ()
    feed: FeedRow | None = None
    visited: str | None = None
    same: bool = False
    older: bool = False
    ends: bool = False
    failed: bool = False
    read: Read | None = None


@dataclass(slots=True)
class Intake:
    """One call of `add`: its state between a record and its confirmation."""

    store: Store
    pool: Pool[Task, Read | None]
    made_by: MadeBy
    encoder: str
    now: str
    tell: Tell
    report: AddReport
    since: str | None = None
    batch: int = BATCH
    stopped: Callable[[], bool] = lambda: False
    _rows: dict[str, InputRow] = field(default_factory=dict)
    _pending: dict[str, tuple[str, str]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _given: dict[str, str] = field(default_factory=dict)
    _queue: deque[Ticket] = field(default_factory=deque)
    _started: float = field(default_factory=time.perf_counter)

    def run(self, items: Iterable[SourceItem | InputProblem]) -> None:
        """Take in everything; returns early, after a batch, where the user asks for it."""
        waiting: list[Ticket] = []
        confirmed = time.perf_counter()
        for result in self.pool.map(self._items(items), ahead=max(32, self.batch)):
            ticket = self._queue.popleft()
            self._settle(ticket, result)
            waiting.append(ticket)
            fresh = sum(t.read is not None for t in waiting) if ticket.read else 0
            late = time.perf_counter() - confirmed > _SECONDS
            if fresh >= self.batch or len(waiting) >= _RECORDS or late:
                self._confirm(waiting)
                waiting, confirmed = [], time.perf_counter()
                if self._asked_to_stop():
                    return
            elif self._asked_to_stop():
                break
        self._confirm(waiting)

    def _asked_to_stop(self) -> bool:
        self.report.stopped = self.report.stopped or self.stopped()
        return self.report.stopped

    # What comes in ---------------------------------------------------------------------------------

    def _items(self, items: Iterable[SourceItem | InputProblem]) -> Iterator[Task | Given[Read | None]]:
        """Tasks for the workers; every ticket goes into the queue in step with them."""
        tickets = self._tickets(items)
        while True:
            started = time.perf_counter()
            ticket = next(tickets, None)
            self.report.spend("reading", time.perf_counter() - started)
            if ticket is None:
                return
            self._queue.append(ticket)
            if ticket.article is not None and not ticket.same and not ticket.older:
                yield Task(ticket.article, self.now[:10])
            else:
                yield Given(None)

    def _tickets(self, items: Iterable[SourceItem | InputProblem]) -> Iterator[Ticket]:
        for item in items:
            if isinstance(item, InputProblem):
                yield Ticket(None, 0, problems=(self._problem(item, item.path),))
                continue
            self.report.files += 1
            yield from self._of_item(item)

    def _of_item(self, item: SourceItem) -> Iterator[Ticket]:
        digest = f"{item.digest}@{self.since}" if self.since else item.digest
        # What the web says is asked anew each time.
        before = self.store.intake.input(item.path)
        if item.kind != "web" and before is not None and before.digest == digest and before.done:
            self.report.unchanged += 1
            self.report.same += before.articles
            return
        if item.kind == "web" or before is None or before.digest != digest:
            if before is not None:
                self.store.intake.forget_problems(item.path)
            before = InputRow(name=item.path, digest=digest, position=0, done=False, articles=0, skipped=0, seen=self.now)
        self._rows[item.path] = before
        records = item.records(before.position)
        position = before.position
        # What trickles in from the web shall not wait for company.
        while chunk := list(islice(records, 1 if item.kind == "web" else _LOOKED_UP)):
            yield from self._decide(item, chunk)
            position = chunk[-1].position + 1
        yield Ticket(item, position, ends=True)

    def _decide(self, item: SourceItem, records: Sequence[Record]) -> list[Ticket]:
        """What is to be done with each record; decided for all of them on one view of the store."""
        tickets = [self._ticket(item, record) for record in records]
        asked = [t for t in tickets if t.article is not None and not t.older]
        known = self.store.known([t.key for t in asked]) | {
            t.key: self._pending[t.key] for t in asked if t.key in self._pending
        }
        free = self._free_ids([t for t in asked if t.key not in known])
        for ticket in asked:
            article = ticket.article
            assert article is not None
            there = known.get(ticket.key)
            if there is not None and there[1] == ticket.hash:
                ticket.same = True
                continue
            id = there[0] if there is not None else free(article.id)
            self._ids.add(id)
            known[ticket.key] = self._pending[ticket.key] = (id, ticket.hash)
            ticket.article = article if article.id == id else msgspec.structs.replace(article, id=id)
        return tickets

    def _ticket(self, item: SourceItem, record: Record) -> Ticket:
        problems = tuple(self._problem(p, item.path) for p in record.problems)
        ticket = Ticket(item, record.position, problems=problems, feed=record.feed, visited=record.visited)
        if record.article is None:
            return ticket
        ticket.key, ticket.hash = article_key(record.article), content_hash(record.article)
        ticket.article = _named(record.article, ticket.key)
        day = record.article.published or record.article.seen
        ticket.older = bool(self.since and day and day < self.since)
        return ticket

    def _free_ids(self, tickets: Sequence[Ticket]) -> Callable[[str], str]:
        """Gives new articles the ids that they came with, or the next that neither the store nor this run has."""
        looked: dict[str, bool] = {}

        def look(ids: Sequence[str]) -> None:
            there = {e.id for e in self.store.entries(ids)}
            looked.update((id, id in there) for id in ids)

        def free(wanted: str) -> str:
            # What was taken before is still: many articles of one id need not walk through all of them each time.
            id = self._given.get(wanted, wanted)
            while id in self._ids or looked.get(id, True):
                if id not in looked and id not in self._ids:
                    look(list(accumulate(range(_NAMES), lambda last, _: _next(last), initial=id)))
                    continue
                id = _next(id)
            self._given[wanted] = id
            looked[id] = True
            return id

        look(list(dict.fromkeys(t.article.id for t in tickets if t.article is not None)))
        return free

    def _problem(self, problem: InputProblem, name: str) -> ProblemRow:
        if problem.left_out:
            self.report.skipped += 1
        row = ProblemRow(input=name, where=problem.path, code=problem.code, message=problem.message, seen=self.now)
        self.report.problems.append(row)
        return row

    # What goes out ---------------------------------------------------------------------------------

    def _settle(self, ticket: Ticket, result: Read | Failure | None) -> None:
        """Put the worker's answer on the ticket; an article that could not be read becomes a problem."""
        if isinstance(result, Read):
            ticket.read = result
            self.report.spend("annotating", result.seconds[0])
            self.report.spend("embedding", result.seconds[1])
        elif isinstance(result, Failure) and ticket.item is not None and ticket.article is not None:
            where = f"{ticket.item.path}#{ticket.position + 1}"
            row = ProblemRow(input=ticket.item.path, where=where, code=f"not read: {result.kind}",
                             message=f"article {ticket.article.id} could not be read: {result.message}", seen=self.now)
            ticket.problems, ticket.failed = (*ticket.problems, row), True
            self.report.skipped += 1
            self.report.problems.append(row)

    def _confirm(self, tickets: Sequence[Ticket]) -> None:
        """Store a batch for good, in one transaction, and tell which articles it held."""
        started = time.perf_counter()
        if not tickets:
            return
        batch = [self._version(t, t.read) for t in tickets if t.read is not None]
        vectors = {
            (lead_key(self.made_by.reading, t.key, t.hash), self.encoder): t.read.lead for t in tickets if t.read is not None
        }
        feeds = self._feeds([t for t in tickets if t.feed is not None])
        puts = self.store.put(batch, vectors, self._input_rows(tickets), self._new_problems(tickets), feeds,
                              {t.visited: self.now for t in tickets if t.visited is not None})
        for put in puts:
            setattr(self.report, put.state, getattr(self.report, put.state) + 1)
            self._ids.discard(put.id)
        for t in tickets:
            self.report.same += t.same
            self.report.older += t.older
            self._pending.pop(t.key, None)
        self.report.spend("storing", time.perf_counter() - started)
        elapsed = time.perf_counter() - self._started
        self.tell(Progress(
            step="adding", done=self.report.articles, per_second=round(self.report.articles / max(elapsed, 1e-9), 1),
            confirmed=tuple(put.id for put in puts if put.state != "same"),
            input=next((t.item.path for t in reversed(tickets) if t.item is not None), None),
        ))

    def _version(self, ticket: Ticket, read: Read) -> NewVersion:
        assert ticket.article is not None
        return NewVersion(
            key=ticket.key, article=ticket.article, hash=ticket.hash, day=read.day, dated=read.dated, seen=self.now,
            reading=read.reading, title=read.title, outlet=read.outlet,
        )

    def _input_rows(self, tickets: Sequence[Ticket]) -> list[InputRow]:
        touched: dict[str, InputRow] = {}
        for t in tickets:
            if t.item is None:
                continue
            row = self._rows[t.item.path]
            if t.failed:
                # Other than any digest: a worker that died, or an error mended since, is tried again by the next `add`.
                row = msgspec.structs.replace(row, digest=f"{row.digest.removesuffix(_AGAIN)}{_AGAIN}")
            self._rows[t.item.path] = touched[t.item.path] = msgspec.structs.replace(
                row, position=t.position + (not t.ends), done=row.done or t.ends, seen=self.now,
                articles=row.articles + (t.read is not None or t.same),
                skipped=row.skipped + (t.read is None and not t.same and not t.ends and t.feed is None),
            )
        return list(touched.values())

    def _new_problems(self, tickets: Sequence[Ticket]) -> list[ProblemRow]:
        """Problems that are not in the store yet: the same one again leaves its time alone."""
        rows = [row for t in tickets for row in t.problems]
        there = {
            (p.input, p.where, p.code, p.message)
            for name in dict.fromkeys(row.input for row in rows) for p in self.store.intake.problems(name)
        }
        return [row for row in rows if (row.input, row.where, row.code, row.message) not in there]

    def _feeds(self, tickets: Sequence[Ticket]) -> list[FeedRow]:
        """Feeds to store: what a fetch tells of one replaces what was known, a list of feeds only adds new ones."""
        there = {feed.url for feed in self.store.intake.feeds()} if tickets else set()
        kept: dict[str, FeedRow] = {}
        for ticket in tickets:
            assert ticket.feed is not None
            if ticket.feed.url not in there:
                self.report.feeds += 1
            if ticket.feed.url not in there or ticket.feed.checked is not None:
                kept[ticket.feed.url] = ticket.feed
                there.add(ticket.feed.url)
        return list(kept.values())


def _named(article: Article, key: str) -> Article:
    """An article that came without an id gets one that people can read and that its place in a file does not change."""
    if article.id_how != "made":
        # No database keeps a NUL in an id: PostgreSQL would end the run.
        return msgspec.structs.replace(article, id=article.id.replace("\0", "\ufffd")) if "\0" in article.id else article
    host = ""
    with suppress(ValueError, IndexError):
        host = (article.url or "").split("/")[2].removeprefix("www.")
    slug = _SLUG.sub("-", article.outlet or host).strip("-")[:24]
    return msgspec.structs.replace(article, id=f"{slug}-{key[:8]}" if slug else f"a-{key[:8]}")


def _next(id: str) -> str:
    """`a`, `a~2`, `a~3`, …"""
    head, mark, number = id.rpartition("~")
    # A number that long is part of a name, and more than Python reads as one.
    counted = mark and number.isdecimal() and len(number) < _DIGITS
    return f"{head}~{int(number) + 1}" if counted else f"{id}~2"
