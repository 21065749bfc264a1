"""Articles: the list, one with its text, what was read out of it, its versions; a claim and its origins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from ...collection.groups import ClaimOrigins, claim_origins, claim_read, why_untold
from ...collection.telling import outlets_meant
from ...model import Article, Comparison, Entry, Version
from ...model.answers import Changes
from .operations import Asked, NoQuery, get
from .problems import Refused, missing
from .stories import report
from .values import Outlets, Page, PagedDays, paged

if TYPE_CHECKING:
    from ...collection import Collection


class ArticlesQuery(PagedDays, frozen=True, kw_only=True):
    """Articles of these days and outlets."""

    outlet: Outlets = ()


class ArticleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An article: `entry` as it is listed, `article` its latest version with the text that all offsets count in."""

    entry: Entry
    article: Article


def list_articles(asked: Asked[ArticlesQuery, None]) -> Page[Entry]:
    """Articles without their text, by day and id."""
    query, store = asked.query, asked.collection.store
    outlets = outlets_meant(asked.collection, query.outlet)
    rows = store.entries(since=query.since, until=query.until, outlets=outlets, limit=query.limit, offset=query.offset)
    return paged(asked, rows, store.bulk.count_articles(query.since, query.until, outlets))


def get_article(asked: Asked[NoQuery, None]) -> ArticleAnswer:
    """An article with its text."""
    entry = entry_of(asked.collection, asked.path["id"])
    return ArticleAnswer(entry=entry, article=asked.collection.article(entry.id))


def get_annotation(asked: Asked[NoQuery, None]) -> Comparison:
    """All that was read out of the article alone, in the form of a comparison."""
    return asked.collection.annotation(entry_of(asked.collection, asked.path["id"]).id)


def list_versions(asked: Asked[NoQuery, None]) -> tuple[Version, ...]:
    """All versions of the article with their texts, the first one first."""
    return tuple(asked.collection.versions(entry_of(asked.collection, asked.path["id"]).id))


def list_changes(asked: Asked[NoQuery, None]) -> tuple[Changes, ...]:
    """What was edited from each version of the article to the next."""
    return tuple(asked.collection.changes(entry_of(asked.collection, asked.path["id"]).id))


def get_claim_origins(asked: Asked[NoQuery, None]) -> ClaimOrigins:
    """From where a claim comes: independent origins with their chains, and all who tell it. The id is `ARTICLE/c3`."""
    id, compared = asked.path["id"], partial(report, asked.collection)
    found = claim_origins(asked.collection, id, compared)
    if found is None:
        read = claim_read(asked.collection, id)
        if read is None:
            raise missing("claim", id)
        why = why_untold(read, compared(read.article.story)) if read.article.story else "its article is in no story yet"
        raise Refused(409, "untold", f"{id}: its origins are not told: {why}")
    return found


def entry_of(collection: Collection, id: str) -> Entry:
    """An article as it is listed. Raises Refused (404)."""
    entry = collection.store.entry(id)
    if entry is None:
        raise missing("article", id)
    return entry


OPERATIONS = (
    get("/articles", list_articles, "articles"),
    get("/articles/{id}", get_article, "articles"),
    get("/articles/{id}/annotation", get_annotation, "articles"),
    get("/articles/{id}/versions", list_versions, "articles"),
    get("/articles/{id}/changes", list_changes, "articles"),
    get("/claims/{id}/origins", get_claim_origins, "articles", refusals=(409,)),
)
