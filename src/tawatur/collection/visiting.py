"""A few addresses to articles, for somebody who waits: through the guard of `tawatur fetch`, all within some seconds.

What may be asked, robots.txt and the caps on size are those of `ingest.fetch`; each hop of a redirect is checked like an
address of its own, and a name is resolved once, to the address that was checked. Other than in a run there are no retries,
nothing is remembered, and a feed is not followed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import msgspec

from ..ingest.fetch.client import ACCEPT_PAGE, Answer, Client
from ..ingest.fetch.failure import FetchFailure
from ..ingest.fetch.feeds import looks_like_feed
from ..ingest.fetch.pages import article_of_page
from ..ingest.fetch.polite import Visitor
from ..ingest.fetch.settings import Clock, FetchSettings
from ..ingest.html import host_of
from ..ingest.identity import canonical_url
from ..model import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssrfguard import Resolver

Visited: TypeAlias = Article | FetchFailure
# Seconds for all of it.
SECONDS = 25.0
# Addresses at once; the page that compares takes four.
MOST = 8


def _now() -> datetime:
    return datetime.now(UTC)


def fetch_articles(
    urls: Sequence[str], settings: FetchSettings, *, seconds: float = SECONDS, clock: Clock = _now, resolver: Resolver | None = None,
) -> list[Visited]:
    """The article at each address, or why there is none, in the order asked for; the first `MOST` are asked.

    Ports are those of `settings.ports` alone. `clock` and `resolver` stand in for the time and for `socket.getaddrinfo` (tests).
    """
    until = time.monotonic() + seconds

    def visit(url: str) -> Visited:
        try:
            return _visit(url, settings, until, clock, resolver)
        except FetchFailure as failure:
            return failure

    asked, rest = list(urls)[:MOST], list(urls)[MOST:]
    with ThreadPoolExecutor(max_workers=max(1, len(asked))) as threads:
        found = list(threads.map(visit, asked))
    return [*found, *(FetchFailure("entries", f"at most {MOST} addresses are asked at once") for _ in rest)]


def _visit(url: str, settings: FetchSettings, until: float, clock: Clock, resolver: Resolver | None) -> Article:
    """Raises FetchFailure."""
    if not canonical_url(url):
        raise FetchFailure("address", "this is no address of a page; it begins with https:// or http://")
    client = _Hurried(settings, until, resolver)
    try:
        answer = Visitor(client, msgspec.structs.replace(settings, retries=0), clock, client.sleep).get(url, {"Accept": ACCEPT_PAGE})
    finally:
        client.close()
    if looks_like_feed(answer.body):
        raise FetchFailure("feed", "this is a feed of many articles; give the address of one article")
    if canonical_url(answer.url) != canonical_url(url):
        if urlsplit(url).path.strip("/") and not urlsplit(answer.url).path.strip("/"):
            raise FetchFailure("redirect", "it leads to the front page now; the article is gone or moved")
        url = answer.url
    article = article_of_page(answer, url, None, None)
    return msgspec.structs.replace(article, id=host_of(article.url) or "page", seen=clock().date().isoformat(), id_how="made")


class _Hurried(Client):
    """A client each of whose requests ends when the whole must."""

    def __init__(self, settings: FetchSettings, until: float, resolver: Resolver | None) -> None:
        super().__init__(settings, resolver=resolver)
        self._until, self._whole = until, settings.whole_timeout

    def send(
        self, url: str, headers: Mapping[str, str] | None = None, max_body: int | None = None, *, posted: bytes | None = None
    ) -> Answer:
        self.settings = msgspec.structs.replace(self.settings, whole_timeout=min(self._whole, self._left()))
        return super().send(url, headers, max_body, posted=posted)

    def sleep(self, seconds: float) -> None:
        if seconds >= self._left():
            raise FetchFailure("timeout", "the host wants a longer pause than there is time for", passing=True)
        time.sleep(seconds)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise FetchFailure("timeout", "it could not be fetched in the time that there is", passing=True)
        return left
