"""The page of one story: in brief, who carries what, by which way it came, what happened, and who is part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from ...collection import Collection
from ...collection.kept import asked_story, kept_report, kept_summary
from ...model import Comparison, Entry, Span, StoryEvent, StoryRow
from ...model.answers import ArticleSummary
from ...reporting import StoryReport
from .. import links
from ..asked import whole
from ..rendering import page
from ..site import site_of
from ..stamps import by_story
from .common import moved

if TYPE_CHECKING:
    from ...export.words import Words
    from ..site import Site, Visitor
    from .story_parts import Parts

router = APIRouter()

Show = Literal["shared", "conflict", "differ", "agree", "only", "all"]
Sort = Literal["order", "outlets", "origins"]
# Rows of the claim table on one page.
ROWS = 12
# Rows of the table of articles, until all are asked for.
ARTICLES = 12
# So many articles are shown beside each other; more can be chosen for the page that compares.
SIDE_BY_SIDE = 4


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an article repeats: `claims` of it (their `words`), whether it says so, whether it is certain who had them first."""

    source: str
    claims: int
    said: bool
    certain: bool
    words: tuple[Span, ...]


class ArticleLine(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the story. `words` is None where it was not compared, `delay` counts days from the `first` that told one of its claims."""

    id: str
    outlet: str | None
    title: str | None
    day: str | None
    url: str | None
    words: int | None
    versions: int
    copy_of: str | None
    compared: bool
    delay: int | None = None
    first: tuple[str, ...] = ()
    repeats: tuple[Taken, ...] = ()


class Follow(msgspec.Struct, frozen=True, kw_only=True):
    """A story that this one follows (`earlier`) or that follows it; `score` 0..1 how near they are."""

    story: str
    title: str
    first_seen: str
    earlier: bool
    score: float


class ClaimsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows of the claim table are wanted: `page` counts from 1, `claim` is a number whose page is wanted instead."""

    show: Show | None = None
    sort: Sort = "order"
    page: int = 1
    claim: int | None = None


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page tells. `report` is None as long as the story has not been compared; `current` is False where articles came or went since."""

    id: str
    title: str
    first_seen: str
    last_seen: str
    outlets: tuple[str, ...]
    current: bool
    articles: tuple[ArticleLine, ...]
    follows: tuple[Follow, ...]
    history: tuple[StoryEvent, ...]
    asked: ClaimsAsked
    part: str | None
    all_articles: bool
    report: StoryReport | None

    def parts(self, words: Words, prefix: str, site: Site, visitor: Visitor, csrf: str) -> Parts | None:
        """The components of the page, for its template alone; None where the story has not been compared."""
        from .story_parts import parts_of

        return parts_of(self, words, prefix, site, visitor, csrf)

    @property
    def listed(self) -> tuple[ArticleLine, ...]:
        """The articles of the table: all, or of very many the first, those that were compared before the others."""
        if self.all_articles or len(self.articles) <= ARTICLES:
            return self.articles
        return tuple(sorted(self.articles, key=lambda a: not a.compared)[:ARTICLES])

    @property
    def titles(self) -> dict[str, str]:
        """The articles' titles by id, as far as they have one."""
        return {a.id: a.title for a in self.articles if a.title}

    @property
    def left_out(self) -> tuple[ArticleLine, ...]:
        """The articles that the comparison does not hold."""
        return tuple(a for a in self.articles if not a.compared)

    @property
    def revised(self) -> tuple[ArticleLine, ...]:
        """The articles that were changed after they had been taken in."""
        return tuple(a for a in self.articles if a.versions > 1)


@page(router, "/stories/{id}", "story.html", stamp=by_story)
def story(
    request: Request, id: str, show: str = "", sort: str = "", page: str = "", claim: str = "", part: str = "", articles: str = "",
) -> StoryView | Response:
    """A story as it was compared. An id that went into another story leads there for good, that of an article to its story for now."""
    collection = site_of(request).collection
    row = asked_story(collection, id)
    if row is None:
        raise HTTPException(404, f"{id}: no such story in the collection")
    if row.id != id:
        return moved(request, links.story(row.id), 308 if collection.store.entry(id) is None else 307)
    report = kept_report(collection, row)
    asked = ClaimsAsked(
        show=show if show in get_args(Show) else None,  # type: ignore[arg-type]
        sort=sort if sort in get_args(Sort) else "order",  # type: ignore[arg-type]
        page=whole(page) or 1, claim=whole(claim),
    )
    return StoryView(
        id=row.id, title=row.title, first_seen=row.first_seen, last_seen=row.last_seen, outlets=row.outlets,
        current=row.independent_origins is not None or len(row.articles) == 1, articles=_lines(collection, row, report),
        follows=_follows(collection, row), history=tuple(collection.story_history(row.id)), asked=asked,
        part=part if part == "claims" else None, all_articles=articles == "all", report=report,
    )


def _lines(collection: Collection, row: StoryRow, report: Comparison | None) -> tuple[ArticleLine, ...]:
    summary = kept_summary(collection, row)
    told = {a.article: a for a in summary.articles} if summary is not None else {}
    texts = {a.id: a for a in report.articles} if report is not None else {}
    claims = {c.id: c.span for c in report.claims} if report is not None else {}
    entries = {e.id: e for e in collection.store.entries(row.articles)}
    lines = []
    for id in row.articles:
        entry, record = entries[id], texts.get(id)
        day = record.published.value if record is not None else None
        lines.append(_line(entry, told.get(id), day, len(record.text.split()) if record is not None else None, claims))
    return tuple(lines)


def _line(entry: Entry, told: ArticleSummary | None, day: str | None, words: int | None, claims: Mapping[str, Span]) -> ArticleLine:
    found: dict[tuple[str, bool, bool], dict[str, Span]] = {}
    for taken in told.taken if told is not None else ():
        found.setdefault((taken.source, taken.said, taken.certain), {}).update((id, claims[id]) for id in taken.claims if id in claims)
    repeats = tuple(
        Taken(source=s, claims=len(spans), said=said, certain=certain, words=tuple(sorted(spans.values())))
        for (s, said, certain), spans in found.items()
    )
    return ArticleLine(
        id=entry.id, outlet=entry.outlet, title=entry.title, day=day or (entry.day if entry.dated else None), url=links.outside(entry.url),
        words=words, versions=entry.versions, copy_of=entry.copy_of, compared=words is not None,
        delay=told.delay if told is not None else None, first=told.first if told is not None else (), repeats=repeats,
    )


def _follows(collection: Collection, row: StoryRow) -> tuple[Follow, ...]:
    pairs = [(link.earlier, link.score, True) for link in row.links]
    pairs += [(id, link.score, False) for id, link in collection.store.following(row.id)]
    found = []
    for id, score, earlier in pairs:
        other = collection.store.story(id)
        if other is not None and other.id != row.id:
            found.append(Follow(story=other.id, title=other.title, first_seen=other.first_seen, earlier=earlier, score=score))
    return tuple(found)
