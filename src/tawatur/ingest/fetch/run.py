"""Feeds and addresses to articles: what is asked for next, and what becomes of each answer.

Threads only fetch; all reading, and every call of `known`, happens where the results are taken.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec
from ssrfguard import Resolver

from ...errors import InputError
from ...model import Article
from ...model.collection import FeedRow
from ..html import host_of
from ..identity import article_key, canonical_url
from .client import ACCEPT_PAGE, Answer, Client
from .due import due_after_failure, is_due, moment, next_due, stamp
from .failure import FetchFailure
from .feeds import FeedEntry, looks_like_feed, read_feed
from .lanes import Lanes
from .pages import TextFrom, article_of_content, article_of_page, feeds_of_page, page_text
from .polite import Visitor
from .result import Fetched, FetchedArticle, FetchedFeed, FetchProblem, FetchProgress
from .settings import Clock, FetchSettings, Sleep
from .sitemaps import read_sitemap

Known = Callable[[Sequence[str]], set[str]]
# Where the page can't be had for one of these reasons, the full text of the feed stands in.
_FEED_TEXT_FOR = frozenset({"robots", "status", "no article", "text", "too large", "compression", "redirect"})


@dataclass
class _Open:
    """A feed of which something is still under way."""

    row: FeedRow
    at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    pause: float = 0.0
    damage: str | None = None
    title: str | None = None
    waiting: int = 0
    failed: FetchFailure | None = None
    lost: bool = False
    changed: bool = False
    sitemaps: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=lambda: {"found": 0, "fresh": 0, "known": 0, "older": 0})


class _Got(NamedTuple):
    """What came of one address, and when."""

    answer: Answer | FetchFailure
    at: datetime


class _Job(NamedTuple):
    url: str
    kind: Literal["feed", "sitemap", "entry", "page", "watched"]
    headers: dict[str, str]
    feed: _Open | None = None
    entry: FeedEntry | None = None
    outlet: str | None = None


def fetch_feeds(
    feeds: Sequence[FeedRow], settings: FetchSettings, clock: Clock, known: Known, *,
    since: str | None = None, force: bool = True, sleep: Sleep | None = None, resolver: Resolver | None = None,
) -> Iterator[Fetched]:
    """The new articles of `feeds`, with the state of each feed to keep and every problem.

    `known` is asked, in the caller's thread, which keys (`ingest.identity.article_key`) are in the
    collection; their pages are not fetched again unless the feed says that they changed since it was
    last looked at. `since` (an ISO day) leaves out entries of earlier days. `force=False` takes only the
    feeds that are due. Between hosts the order is that of arrival. `sleep` and `resolver` stand in for
    waiting and for `socket.getaddrinfo`.
    """
    rows = {row.url: row for row in feeds if force or is_due(row, clock())}
    with _Run(settings, clock, known, since, [*rows], sleep, resolver) as run:
        for row in rows.values():
            run.open(row)
        yield from run.results()


def fetch_pages(
    urls: Sequence[str], settings: FetchSettings, clock: Clock, known: Known | None = None, *,
    outlet: str | None = None, since: str | None = None, sleep: Sleep | None = None, resolver: Resolver | None = None,
) -> Iterator[Fetched]:
    """The articles of single pages, each fetched even if known; an address that is a feed is read as one."""
    named = list(dict.fromkeys(urls))
    with _Run(settings, clock, known or (lambda keys: set()), since, named, sleep, resolver) as run:
        for url in named:
            run.ask(_Job(url, "page", {}, outlet=outlet))
        yield from run.results()


def discover(
    url: str, settings: FetchSettings, clock: Clock, *, sleep: Sleep | None = None, resolver: Resolver | None = None,
) -> tuple[FeedRow, ...]:
    """The feeds that a page names; the address itself where it is a feed; else the sitemaps of its robots.txt.

    Raises FetchFailure where the page can't be fetched or names none.
    """
    with _Run(settings, clock, lambda keys: set(), None, [url], sleep, resolver) as run:
        answer = run.visitor.get(url)
        if looks_like_feed(answer.body):
            feed = read_feed(answer.body, answer.url, answer.charset, settings.max_depth)
            return (FeedRow(url=url, kind="feed", title=feed.title),)
        found = feeds_of_page(page_text(answer), answer.url)
        if found:
            return tuple(FeedRow(url=address, kind="feed", title=title) for address, title in found)
        sitemaps = run.visitor.robots.sitemaps(answer.url)
    if not sitemaps:
        raise FetchFailure("feed", "the page names no feed, and its host no sitemap; name the feed's own address")
    return tuple(FeedRow(url=address, kind="sitemap") for address in sitemaps)


class _Run:
    """One fetch: its lanes, what is open, what was asked, and the counts."""

    def __init__(
        self, settings: FetchSettings, clock: Clock, known: Known, since: str | None, named: Sequence[str],
        sleep: Sleep | None, resolver: Resolver | None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._known = known
        self._since = since
        self._stop = threading.Event()
        self._client = Client(settings, named, resolver=resolver)
        self.visitor = Visitor(self._client, settings, clock, sleep or self._wait)
        self._lanes: Lanes[_Job, _Got] = Lanes(self._fetch, settings.workers)
        self._asked: set[str] = set()
        self._now = clock()
        self._count = dict.fromkeys(FetchProgress.__struct_fields__, 0)

    def __enter__(self) -> _Run:
        return self

    def __exit__(self, *about: object) -> None:
        self._stop.set()
        self._lanes.stop()
        self._client.close()

    def open(self, row: FeedRow) -> None:
        """Ask for a feed, telling what is known of it."""
        self._count["feeds"] += 1
        headers = {}
        if row.etag:
            headers["If-None-Match"] = row.etag
        if row.modified:
            headers["If-Modified-Since"] = row.modified
        kind: Literal["feed", "watched", "sitemap"] = "watched" if row.kind == "page" else row.kind
        self.ask(_Job(row.url, kind, headers, _Open(row), outlet=row.outlet))

    def ask(self, job: _Job) -> None:
        """Put one address into the lane of its host."""
        if job.feed is not None:
            job.feed.waiting += 1
        if job.kind in ("entry", "page"):
            self._count["pages"] += 1
        if job.kind in ("entry", "watched"):
            job = job._replace(headers={**job.headers, "Accept": ACCEPT_PAGE})
        self._lanes.put(host_of(job.url) or "", job)

    def results(self) -> Iterator[Fetched]:
        """All that comes of what was asked."""
        for job, got in self._lanes.results():
            self._now = got.at
            if isinstance(got.answer, Answer):
                self._count["bytes"] += len(got.answer.body)
            if job.feed is not None and job.feed.at is None:
                job.feed.at = got.at
            yield from self._handled(job, got.answer)
            if job.kind in ("entry", "page"):
                self._count["pages_done"] += 1
            if job.feed is not None:
                job.feed.waiting -= 1
                if not job.feed.waiting:
                    yield self._close(job.feed)
            yield FetchProgress(**self._count)

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise FetchFailure("connection", "stopped")

    def _fetch(self, job: _Job) -> _Got:
        answer: Answer | FetchFailure
        try:
            if self._stop.is_set():
                raise FetchFailure("connection", "stopped", passing=True)
            answer = self.visitor.get(job.url, job.headers)
        except FetchFailure as failure:
            answer = failure
        return _Got(answer, self._clock())

    def _handled(self, job: _Job, answer: Answer | FetchFailure) -> Iterator[Fetched]:
        try:
            if isinstance(answer, FetchFailure):
                raise answer
            if job.kind in ("entry", "watched", "page"):
                yield from self._page(job, answer)
            elif answer.status == 304:
                job_feed = _feed_of(job)
                job_feed.etag, job_feed.modified = job_feed.row.etag, job_feed.row.modified
            else:
                yield from self._listing(job, answer)
        except FetchFailure as failure:
            yield from self._failed(job, failure)

    def _listing(self, job: _Job, answer: Answer) -> Iterator[Fetched]:
        """A feed or sitemap was answered: ask for its new pages."""
        open_feed = _feed_of(job)
        if open_feed.row.url == job.url:
            open_feed.etag, open_feed.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        settings = self._settings
        if job.kind == "sitemap":
            sitemap = read_sitemap(answer.body, answer.charset, settings.max_depth, settings.max_unpacked)
            yield from self._inner_sitemaps(open_feed, sitemap.sitemaps)
            entries = sitemap.entries
        else:
            feed = read_feed(answer.body, answer.url, answer.charset, settings.max_depth)
            entries = feed.entries
            open_feed.title, open_feed.pause, open_feed.damage = feed.title, feed.pause, feed.damage
        yield from self._entries(open_feed, entries)

    def _inner_sitemaps(self, open_feed: _Open, found: Sequence[FeedEntry]) -> Iterator[Fetched]:
        """Ask for the sitemaps of an index, those that changed last first."""
        fresh = {
            entry.url: entry for entry in found
            if entry.url and not (self._since and entry.updated and entry.updated.date().isoformat() < self._since)
        }
        open_feed.sitemaps.add(open_feed.row.url)
        newest = sorted(fresh.values(), key=lambda entry: entry.updated.isoformat() if entry.updated else "", reverse=True)
        wanted = [entry.url for entry in newest if entry.url and entry.url not in open_feed.sitemaps]
        most = self._settings.max_sitemaps
        room = most + 1 - len(open_feed.sitemaps)
        for url in wanted[:room]:
            open_feed.sitemaps.add(url)
            self.ask(_Job(url, "sitemap", {}, open_feed, outlet=open_feed.row.outlet))
        if len(wanted) > room:
            yield self._problem(open_feed.row.url, open_feed, FetchFailure(
                "entries", f"{len(wanted) - room} of its sitemaps were left out; at most {most} are read"
            ))

    def _entries(self, open_feed: _Open, entries: Sequence[FeedEntry]) -> Iterator[Fetched]:
        """Ask for the pages of those entries that are new."""
        wanted: dict[str, FeedEntry] = {}
        for number, entry in enumerate(entries, 1):
            if not canonical_url(entry.url):
                yield self._problem(entry.url or f"{open_feed.row.url}#{number}", open_feed, FetchFailure(
                    "address", f"entry {number} ({(entry.title or 'without a title')[:60]}) has no web address"
                ))
            elif self._since and entry.day and entry.day < self._since:
                self._tell(open_feed, "older")
            else:
                wanted.setdefault(asked_key(entry.url or "", open_feed.row.outlet), entry)
        open_feed.counts["found"] += len(entries)
        new = self._new(open_feed, wanted)
        most = self._settings.max_entries
        for key, entry in new[:most]:
            self._asked.add(key)
            self.ask(_Job(entry.url or "", "entry", {}, open_feed, entry, open_feed.row.outlet))
        if len(new) > most:
            # Without its marks the feed is read whole next time, and the rest is taken then.
            open_feed.lost = True
            yield self._problem(open_feed.row.url, open_feed, FetchFailure(
                "entries", f"{len(new) - most} of {len(new)} new entries wait for the next time; {most} are fetched at once",
                passing=True,
            ))

    def _new(self, open_feed: _Open, wanted: dict[str, FeedEntry]) -> list[tuple[str, FeedEntry]]:
        """The entries that are not known, or that changed since the feed was last looked at."""
        there = self._known(tuple(wanted)) if wanted else set()
        checked, now = moment(open_feed.row.checked), self._now
        new = []
        for key, entry in wanted.items():
            changed = bool(entry.updated and checked and checked < entry.updated <= now)
            if key in self._asked or (key in there and not changed):
                self._tell(open_feed, "known")
            else:
                new.append((key, entry))
        return new

    def _tell(self, open_feed: _Open | None, what: Literal["known", "older"]) -> None:
        self._count[what] += 1
        if open_feed is not None:
            open_feed.counts[what] += 1

    def _page(self, job: _Job, answer: Answer) -> Iterator[Fetched]:
        if answer.status == 304:
            if job.feed is not None:
                job.feed.etag, job.feed.modified = job.feed.row.etag, job.feed.row.modified
            return
        if job.kind == "page" and looks_like_feed(answer.body):
            yield from self._turned_feed(job, answer)
            return
        url = job.url
        if canonical_url(answer.url) != canonical_url(url):
            if urlsplit(url).path.strip("/") and not urlsplit(answer.url).path.strip("/"):
                raise FetchFailure("redirect", "it leads to the front page now; the article is gone or moved")
            url = answer.url
        article = article_of_page(answer, url, job.entry, job.outlet)
        if self._since and article.published and article.published < self._since:
            self._tell(job.feed, "older")
            return
        if job.kind == "watched" and job.feed is not None:
            job.feed.etag, job.feed.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
            # A server that marks its versions answers 200 only where something changed.
            job.feed.changed = bool(job.feed.etag or job.feed.modified)
        yield self._article(job, article, "page", None)

    def _turned_feed(self, job: _Job, answer: Answer) -> Iterator[Fetched]:
        open_feed = _Open(FeedRow(url=job.url, kind="feed", outlet=job.outlet), at=self._now)
        self._count["feeds"] += 1
        open_feed.waiting += 1
        inner = _Job(job.url, "feed", {}, open_feed, outlet=job.outlet)
        yield from self._handled(inner, answer)
        open_feed.waiting -= 1
        if not open_feed.waiting:
            yield self._close(open_feed)

    def _article(self, job: _Job, article: Article, text_from: TextFrom, note: str | None) -> FetchedArticle:
        now = self._now
        article = msgspec.structs.replace(article, seen=now.date().isoformat(), id_how="made")
        name = f"{host_of(article.url) or 'page'}-{article_key(article)[:8]}"
        article = msgspec.structs.replace(article, id=name)
        self._count["articles"] += 1
        if job.feed is not None:
            job.feed.counts["fresh"] += 1
        return FetchedArticle(
            article=article, asked=job.url, key=asked_key(job.url, job.outlet), seen=stamp(now),
            text_from=text_from, source=job.feed.row.url if job.feed else None, note=note,
        )

    def _failed(self, job: _Job, failure: FetchFailure) -> Iterator[Fetched]:
        if job.entry and job.entry.content and failure.code in _FEED_TEXT_FOR and not failure.passing:
            try:
                article = article_of_content(job.entry, job.outlet)
            except FetchFailure:
                pass  # the page's own reason tells more
            else:
                yield self._article(job, article, "feed", f"text of the feed, since {failure}")
                return
        open_feed = job.feed
        if open_feed is not None and job.url == open_feed.row.url and job.entry is None:
            open_feed.failed = failure
        elif open_feed is not None and failure.passing:
            open_feed.lost = True
        yield self._problem(job.url, open_feed, failure, job.outlet if job.entry or not open_feed else None)

    def _problem(
        self, url: str, open_feed: _Open | None, failure: FetchFailure, outlet: str | None = None
    ) -> FetchProblem:
        self._count["problems"] += 1
        source = open_feed.row.url if open_feed else None
        return FetchProblem(
            address=url, code=failure.code, message=str(failure), seen=stamp(self._now), source=source,
            passing=failure.passing, key=asked_key(url, outlet) if canonical_url(url) and url != source else None,
        )

    def _close(self, open_feed: _Open) -> FetchedFeed:
        """The state of a feed of which nothing is under way any more."""
        self._count["feeds_done"] += 1
        now, row, settings = open_feed.at or self._now, open_feed.row, self._settings
        changes: dict[str, object] = {"checked": stamp(now)}
        if open_feed.failed is not None:
            changes |= {
                "failures": row.failures + 1, "problem": str(open_feed.failed),
                "due": due_after_failure(row, now, settings, open_feed.failed.after),
            }
        else:
            fresh = int(open_feed.changed) if row.kind == "page" else open_feed.counts["fresh"]
            changes |= {
                "due": next_due(row, now, fresh, settings, open_feed.pause), "failures": 0,
                "problem": open_feed.damage, "title": row.title or open_feed.title,
                # A page that is to be tried again must not be hidden behind a 304.
                "etag": None if open_feed.lost else open_feed.etag,
                "modified": None if open_feed.lost else open_feed.modified,
            }
        return FetchedFeed(row=msgspec.structs.replace(row, **changes), **open_feed.counts)


def asked_key(url: str, outlet: str | None) -> str:
    """The key under which the article of `url` stands, as far as it can be told before it is fetched."""
    return article_key(Article(id="", text="", url=url, outlet=outlet, outlet_how="given" if outlet else None, id_how="made"))


def _feed_of(job: _Job) -> _Open:
    if job.feed is None:
        raise InputError(f"{job.url}: no feed")
    return job.feed
