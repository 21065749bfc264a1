"""What a fetch gives, piece by piece."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from ...model import Article
from ...model.collection import FeedRow, ProblemRow
from .failure import FetchCode
from .pages import TextFrom


class FetchedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was fetched.

    `asked` is the address that the feed or the user named, `key` the identity under which that address
    would stand in a collection: it differs from that of `article` where the address only led to another
    one, and should be remembered beside it, so that `known` can tell it next time. `text_from` is
    "feed" where the page could not be had, for the reason in `note`, and the feed's full text was taken.
    """

    article: Article
    asked: str
    key: str
    seen: str
    text_from: TextFrom = "page"
    source: str | None = None
    note: str | None = None


class FetchedFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed (page, sitemap) is done: the state to keep, and counts of its entries.

    It comes after all articles and problems of that feed. `found` entries were listed, `fresh` gave
    articles, `known` were there already, `older` came before `since`.
    """

    row: FeedRow
    found: int = 0
    fresh: int = 0
    known: int = 0
    older: int = 0


class FetchProblem(msgspec.Struct, frozen=True, kw_only=True):
    """An address that brought nothing, and why. `source` is the feed that named it.

    `passing` tells whether it may work another time; one that does not pass is best remembered by
    its `key`, so that it is not asked again each time.
    """

    address: str
    code: FetchCode
    message: str
    seen: str
    source: str | None = None
    passing: bool = False
    key: str | None = None

    def row(self) -> ProblemRow:
        """As a collection keeps it."""
        return ProblemRow(
            input=self.source or self.address, where=self.address, code=self.code, message=self.message, seen=self.seen
        )

    def line(self) -> str:
        """One line for people: where, what, what to do."""
        return f"{self.address}: {self.message}"


class FetchProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a fetch has come. `bytes` is what was unpacked of all answers."""

    feeds: int
    feeds_done: int
    pages: int
    pages_done: int
    articles: int
    known: int
    older: int
    problems: int
    bytes: int


Fetched: TypeAlias = FetchedArticle | FetchedFeed | FetchProblem | FetchProgress
