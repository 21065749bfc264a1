"""Tools that find: articles and claims by words, stories, an article, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Article, Claim, Found, NameRow, Span, StoryFilter, StoryRow
from ..web import links
from .answers import (
    ArticleAnswer,
    ClaimAt,
    Hit,
    Named,
    NamesAnswer,
    SearchAnswer,
    StoriesAnswer,
    StoryLine,
)
from .arguments import Names, ReadArticle, Search, Stories
from .witness import SOME, Witness, counted, counts, page, paged, witness

if TYPE_CHECKING:
    from ..collection import Collection

# Names that a part of a name may mean are looked through up to here.
_NAMES = 1000
# Claims of a stretch of an article.
_CLAIMS = 200


def search(collection: Collection, asked: Search, base: str | None) -> SearchAnswer:
    """Articles or claims in which the words stand."""
    found = collection.search(
        asked.query, kind=asked.kind, outlet=asked.outlet, speaker=asked.speaker, since=asked.since, until=asked.until, sort=asked.sort,
        limit=asked.limit + 1, offset=asked.offset,
    )
    told = witness(collection.store, base, (f.article for f in found))
    shown = page(found[:asked.limit], lambda f: _hit(f, told), 0, asked.limit)
    return SearchAnswer(
        found=bool(shown), note=_search_note(asked, len(found), len(shown)), offset=asked.offset, shown=len(shown),
        hits=shown,
    )


def _search_note(asked: Search, there: int, shown: int) -> str:
    if not there:
        more = f" from offset {asked.offset} on" if asked.offset else ""
        return f"Not in the collection{more}: no {asked.kind} with these words in that choice of outlets, days and speakers."
    if there > shown:
        return f"{asked.offset + 1} to {asked.offset + shown}, and there are more {asked.kind}: ask again with offset {asked.offset + shown}."
    return f"{asked.offset + 1} to {asked.offset + shown}, the last of them."


def _hit(found: Found, told: Witness) -> Hit:
    return Hit(
        article=found.article, outlet=found.outlet, day=told.days.get(found.article), title=found.title, story=found.story,
        claim=found.claim, speaker=found.speaker,
        passages=told.quotes(Span(found.article, p.start, p.end, p.text) for p in found.passages),
        address=told.address(links.claim(found.claim) if found.claim else links.article(found.article)),
    )


def stories(collection: Collection, asked: Stories, base: str | None) -> StoriesAnswer:
    """Stories by a filter."""
    from ..collection.telling import outlets_meant

    wanted = StoryFilter(
        text=asked.text, entity=asked.entity, place=asked.place, outlet=outlets_meant(collection, asked.outlet), since=asked.since,
        until=asked.until, min_outlets=asked.min_outlets, sort=asked.sort, limit=asked.limit, offset=asked.offset,
    )
    told = Witness(base)
    shown = page(collection.store.stories(wanted), lambda row: story_line(row, told), 0, asked.limit)
    return StoriesAnswer(stories=shown, **counts("stories", collection.store.count_stories(wanted), asked.offset, len(shown)))


def story_line(row: StoryRow, told: Witness) -> StoryLine:
    return StoryLine(
        id=row.id, address=told.address(links.story(row.id)), title=row.title, articles=len(row.articles), outlets=row.outlets[:SOME],
        outlets_total=len(row.outlets) + row.unnamed, independent_origins=row.independent_origins, first_day=row.first_seen,
        last_day=row.last_seen,
    )


def article(collection: Collection, asked: ReadArticle, base: str | None) -> ArticleAnswer:
    """An article in its latest version, a stretch of its text at a time."""
    entry = collection.store.entry(asked.id)
    found = collection.store.article(asked.id) if entry is not None else None
    if entry is None or found is None:
        return ArticleAnswer(found=False, note=f"Not in the collection: no article {asked.id}.")
    told = witness(collection.store, base, [entry.id])
    start, end = asked.start, min(len(found.text), asked.start + asked.length)
    reading = collection.annotation(entry.id)
    speakers = {a.id: a.source.name or (a.source.span.text if a.source.span else a.source.kind) for a in reading.attributions}
    inside = [c for c in reading.claims if start <= c.span.start and c.span.end <= end]
    return ArticleAnswer(
        found=True, note=_stretch_note(found, reading.claims, inside, start, end), total=len(found.text), offset=start,
        shown=max(0, end - start), id=entry.id, address=told.article_address(entry.id), outlet=entry.outlet,
        day=told.days.get(entry.id), title=entry.title, url=entry.url, story=entry.story, versions=entry.versions,
        # The stretch was asked for by its length: it is not cut.
        text=told.quote(found.span(start, end), longest=end - start) if start < end else None,
        claims=tuple(
            ClaimAt(claim=c.id, start=c.span.start, end=c.span.end, modality=c.modality, speaker=speakers.get(c.attribution or ""))
            for c in inside[:_CLAIMS]
        ),
    )


def _stretch_note(article: Article, claims: Sequence[Claim], inside: Sequence[Claim], start: int, end: int) -> str:
    """How much of the text it is, and which claims of it are not listed."""
    note = counted("characters", len(article.text), start, max(0, end - start), "start")
    if len(inside) > _CLAIMS:
        note += f" {_CLAIMS} of {len(inside)} claims of this stretch; ask for a shorter one."
    over = [c.span.start for c in claims if start <= c.span.start < end < c.span.end]
    if over:
        note += f" {len(over)} of its claims run on beyond it and are not listed; the first begins at {min(over)}."
    return note


def names(collection: Collection, asked: Names, base: str | None) -> NamesAnswer:
    """Whom a name may mean, those that most articles name first."""
    rows = collection.store.names(asked.text, limit=_NAMES)
    told = Witness(base)
    shown, counting = paged("names", rows, lambda row: named(row, told), asked.offset, asked.limit)
    if len(rows) == _NAMES:
        counting["note"] += f" Only the first {_NAMES} were looked through; write more of the name."
    return NamesAnswer(names=shown, **counting)


def named(row: NameRow, told: Witness) -> Named:
    return Named(
        key=row.key, name=row.name, type=row.type, forms=row.forms[:SOME], forms_total=len(row.forms), articles=row.articles,
        address=told.page(links.who(row.key)),
    )
