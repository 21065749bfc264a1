"""Feeds and pages of the web on their way into a collection."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from ..errors import InputError, UsageError
from ..ingest.fetch import settings_from
from ..ingest.fetch.due import seconds_until_due
from ..ingest.fetch.failure import FetchFailure
from ..ingest.fetch.result import Fetched, FetchedArticle, FetchedFeed, FetchProblem
from ..ingest.fetch.run import discover, fetch_feeds, fetch_pages
from ..ingest.identity import article_key
from ..ingest.result import InputProblem
from ..ingest.sources import Record, SourceItem
from ..model import FeedRow
from .report import AddReport, Tell

if TYPE_CHECKING:
    from .collection import Collection

# The name under which the intake accounts for what came from the web.
SOURCE = "fetch"
# While nothing is due the loop looks up so often, so that Ctrl-C ends it at once.
_NAP = 0.5


def fetch(
    collection: Collection, urls: Sequence[str], feeds: Sequence[FeedRow], *, due_only: bool = False, outlet: str | None = None,
    since: str | None = None, progress: Tell | None = None, workers: int | None = None,
) -> AddReport:
    """One pass: the pages `urls` where any are named, and `feeds` beside those; without either all feeds that are watched.

    What is new is grouped and compared. `due_only` leaves out feeds whose time has not come. An address
    that turns out to be a feed is read as one, and watched from then on.
    """
    from .running import Run

    settings = settings_from(collection.config.fetch)
    store = collection.store
    rows = list(feeds) if urls or feeds else store.intake.feeds()
    if not urls and not rows:
        raise UsageError("no feed is watched yet; name one: tawatur fetch URL..., or tawatur add LIST.opml")
    clock = collection.clock

    def known(keys: Sequence[str]) -> set[str]:
        return set(store.known(keys)) | store.intake.visited(keys)

    def stream() -> Iterator[Fetched]:
        if urls:
            yield from fetch_pages(urls, settings, clock, known, outlet=outlet, since=since)
        if rows:
            yield from fetch_feeds(rows, settings, clock, known, since=since, force=not due_only)

    item = SourceItem(path=SOURCE, digest="", kind="web", size=0, records=lambda position: _records(stream()))
    return Run(collection, progress, workers, None).take(lambda intake: intake.run([item]), since)


def _records(stream: Iterator[Fetched]) -> Iterator[Record]:
    """What is fetched, as the intake takes it: a feed's state comes after its articles."""
    positions = count()
    for one in stream:
        if isinstance(one, FetchedArticle):
            elsewhere = one.key if one.key != article_key(one.article) else None
            yield Record(position=next(positions), where=one.asked, article=one.article, visited=elsewhere)
        elif isinstance(one, FetchedFeed):
            yield Record(position=next(positions), where=one.row.url, feed=one.row)
        elif isinstance(one, FetchProblem):
            problem = InputProblem(one.address, one.message, InputError.exit_code, one.code)
            yield Record(position=next(positions), where=one.address, problems=(problem,), visited=None if one.passing else one.key)


def feeds_at(collection: Collection, urls: Sequence[str]) -> tuple[FeedRow, ...]:
    """The feeds at addresses or named by the pages there. Raises InputError, with the address, where there is none."""
    settings = settings_from(collection.config.fetch)
    found: dict[str, FeedRow] = {}
    for url in urls:
        try:
            found |= {row.url: row for row in discover(url, settings, collection.clock)}
        except FetchFailure as failure:
            raise InputError(f"{url}: {failure}") from None
    return tuple(found.values())


def watch(
    collection: Collection, *, rounds: int | None = None, since: str | None = None, progress: Tell | None = None,
    workers: int | None = None, told: Callable[[AddReport], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> AddReport:
    """Fetch whatever is due, again and again, until it is stopped (or `rounds` passes were made); gives the last report.

    `told` is handed the report of each pass.
    """
    done = 0
    while True:
        report = fetch(collection, (), (), due_only=True, since=since, progress=progress, workers=workers)
        done += 1
        if told is not None:
            told(report)
        if report.stopped or (rounds is not None and done >= rounds):
            return report
        _wait(collection, sleep)


def _wait(collection: Collection, sleep: Callable[[float], None]) -> None:
    """Until the first feed is due."""
    now: datetime = collection.clock()
    left = seconds_until_due(collection.store.intake.feeds(), now)
    while left > 0:
        sleep(min(_NAP, left))
        left -= _NAP

