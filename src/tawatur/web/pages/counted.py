"""What the numbers of an outlet were counted from: its claims one by one, its stories, the articles whose delay is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request

from ...collection import Collection
from ...collection.kept import kept_report
from ...collection.outlets import CountOf, articles_counted, claims_counted, kind_of
from ...collection.summary import unpack
from ...model import Entry, Span
from ...model.answers import ArticleSummary, StorySummary
from ..memo import remembered
from ..paging import Stretch, stretch
from ..rendering import page
from ..site import Site, site_of
from ..stamps import by_revision
from .outlets import row_of, titles_of

router = APIRouter()

Whose = Literal["own", "said", "unsaid", "doubtful"]


class Ref(msgspec.Struct, frozen=True, array_like=True):
    """A claim by its id and story; whose it is, and from whom where it is not the outlet's own."""

    story: str
    claim: str
    whose: Whose
    sources: tuple[str, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim where it stands; `whose` and `sources` as in `Ref`."""

    span: Span
    whose: Whose
    sources: tuple[str, ...]


class InStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story with the claims that were counted in it; `moved` of them are not there, since it was compared anew in this moment."""

    story: str
    title: str
    claims: tuple[Told, ...]
    moved: int = 0


class ClaimsView(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of an outlet (`key`, `outlet`) that are counted as `of`, in the order of their `stories` (of which there are `homes`).

    `source` and `whom` are key and name of the one they are from, empty where it may be anybody.
    """

    key: str
    outlet: str
    of: CountOf
    source: str
    whom: str
    page: Stretch
    homes: int
    stories: tuple[InStory, ...]


class StoriesView(msgspec.Struct, frozen=True, kw_only=True):
    """The stories of an outlet by id and title."""

    key: str
    outlet: str
    page: Stretch
    stories: tuple[tuple[str, str], ...]


class Delay(msgspec.Struct, frozen=True, kw_only=True):
    """An article that came `days` after the first telling of any of its shared claims, and the articles that were `first`."""

    article: Entry
    days: int
    first: tuple[Entry, ...]


class DelaysView(msgspec.Struct, frozen=True, kw_only=True):
    """The articles of an outlet whose delay is known, the newest first; `median` is that of all."""

    key: str
    outlet: str
    median: float
    page: Stretch
    delays: tuple[Delay, ...]


@page(router, "/outlets/{key:path}/claims", "outlet_claims.html", stamp=by_revision)
def claims(
    request: Request, key: str, of: CountOf = "told", source: Annotated[str, Query(max_length=500)] = "", page: str = "",
) -> ClaimsView:
    """The claims from which a number of an outlet was counted."""
    site = site_of(request)
    row = row_of(site, key)
    debt = next((d for d in row.repeats if d.key == source), None)
    if (debt is None) is bool(source) or (of == "from" and not source):
        raise HTTPException(404)
    stories = debt.stories if debt else row.stories
    refs = remembered(site, ("claims", key, of, source), list[Ref], lambda: _refs(_summaries(site, stories), key, of, source or None))
    at = stretch(len(refs), page)
    return ClaimsView(
        key=key, outlet=row.outlet, of=of, source=source, whom=debt.source if debt else "", page=at, homes=len({r.story for r in refs}),
        stories=tuple(_in_stories(site.collection, refs[at.first - 1:at.last])),
    )


@page(router, "/outlets/{key:path}/stories", "outlet_stories.html", stamp=by_revision)
def stories(request: Request, key: str, page: str = "") -> StoriesView:
    """The stories in which an outlet takes part."""
    site = site_of(request)
    row = row_of(site, key)
    at = stretch(len(row.stories), page)
    shown = row.stories[at.first - 1:at.last]
    titles = titles_of(site.collection, shown)
    return StoriesView(key=key, outlet=row.outlet, page=at, stories=tuple((id, titles.get(id, id)) for id in shown))


@page(router, "/outlets/{key:path}/delays", "outlet_delays.html", stamp=by_revision)
def delays(request: Request, key: str, page: str = "") -> DelaysView:
    """The articles of an outlet whose delay is known."""
    site = site_of(request)
    row = row_of(site, key)
    if row.delay is None:
        raise HTTPException(404)
    found = remembered(site, ("delays", key), list[ArticleSummary], lambda: _newest(
        (a for _, a in articles_counted(_summaries(site, row.stories), key) if a.delay is not None)))
    at = stretch(len(found), page)
    shown = found[at.first - 1:at.last]
    entries = {e.id: e for e in site.collection.store.entries(list(dict.fromkeys(id for a in shown for id in (a.article, *a.first))))}
    return DelaysView(key=key, outlet=row.outlet, median=row.delay, page=at, delays=tuple(
        Delay(article=entries[a.article], days=a.delay, first=tuple(entries[id] for id in a.first)) for a in shown if a.delay is not None
    ))


def _summaries(site: Site, stories: Sequence[str]) -> Iterator[tuple[str, StorySummary]]:
    return ((story, unpack(data)) for story, data in site.collection.store.marks.summaries(stories))


def _newest(articles: Iterator[ArticleSummary]) -> list[ArticleSummary]:
    return sorted(articles, key=lambda a: (a.day or "", a.article), reverse=True)


def _refs(summaries: Iterator[tuple[str, StorySummary]], key: str, of: CountOf, source: str | None) -> list[Ref]:
    """The claims, those of the newest stories first."""
    found: dict[str, list[Ref]] = {}
    days: dict[str, str] = {}
    for story, article, ids in claims_counted(summaries, key, of, source):
        days[story] = max(days.get(story, ""), article.day or "")
        found.setdefault(story, []).extend(_ref(story, article, id) for id in ids)
    return [ref for story in sorted(found, key=lambda s: (days[s], s), reverse=True) for ref in found[story]]


def _ref(story: str, article: ArticleSummary, claim: str) -> Ref:
    lent = [t for t in article.taken if claim in t.claims]
    return Ref(story, claim, kind_of(lent[0]) if lent else "own", tuple(dict.fromkeys(t.source for t in lent)))


def _in_stories(collection: Collection, refs: Sequence[Ref]) -> Iterator[InStory]:
    told: dict[str, list[Ref]] = {}
    for ref in refs:
        told.setdefault(ref.story, []).append(ref)
    for story, found in told.items():
        row = collection.store.story(story)
        report = kept_report(collection, row) if row is not None else None
        spans = {c.id: c.span for c in report.claims} if report is not None else {}
        here = tuple(Told(span=spans[r.claim], whose=r.whose, sources=r.sources) for r in found if r.claim in spans)
        title = (row.title if row is not None else "") or story
        yield InStory(story=story, title=title, claims=here, moved=len(found) - len(here))
