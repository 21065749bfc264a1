"""An article as it was read, and what is known of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span, check_stretch

PartKind = Literal[
    "body", "title", "teaser", "caption", "byline", "dateline", "navigation", "header"
]
PublishedHow = Literal["given", "metadata", "inferred", "unknown"]
OutletHow = Literal["given", "url", "self-named", "unknown"]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as ingest hands it over. `text` is never normalised in place.

    `published` is an ISO date (YYYY-MM-DD) or None; `published_how` tells whether the user gave it
    or the page's metadata did. `title` is the title from metadata, where it is not in the text.
    `seen` is the ISO day on which somebody saw or archived the article, which says nothing of its
    publication but that it came no later. `id_how`: "made" where the input gives no id (it is made of
    the file's name and the record's number), "file" where it is a file's name, else it was given.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_how: Literal["given", "metadata"] | None = None
    outlet_how: Literal["given", "url", "self-named"] | None = None
    title: str | None = None
    language: str | None = None
    seen: str | None = None
    id_how: Literal["given", "file", "made"] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` of this article with its exact text."""
        return Span(self.id, start, end, self.text[start:end])


class Part(msgspec.Struct, frozen=True):
    """A stretch of the page: the report itself (`body`) or what stands around it."""

    kind: PartKind
    start: int
    end: int
    rule: str = ""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence inside one part; `paragraph` counts from 0 through the article."""

    start: int
    end: int
    part: PartKind
    paragraph: int


class Reason(msgspec.Struct, frozen=True):
    """A piece of evidence with the rule that used it, e.g. for an inferred date."""

    article: str
    start: int
    end: int
    text: str
    says: str = ""

    def __post_init__(self) -> None:
        check_stretch(self.article, self.start, self.end, self.text)


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """Day of publication (ISO date or None), how it is known, and the spans it was taken from."""

    value: str | None = None
    how: PublishedHow = "unknown"
    evidence: tuple[Reason, ...] = ()


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """Name of the outlet (None where unknown), how it is known, and where it says so."""

    name: str | None = None
    how: OutletHow = "unknown"
    evidence: Span | None = None


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison says of one article. `text` lets every span be checked without the file."""

    id: str
    path: str | None
    url: str | None
    outlet: Outlet
    title: Span | None
    published: Published
    language: str
    parts: tuple[Part, ...]
    text: str
