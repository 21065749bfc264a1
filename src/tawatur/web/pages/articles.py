"""All articles of the collection, the newest first."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request

from ...model import Entry
from ..paging import Stretch, stretch
from ..rendering import page
from ..site import site_of
from ..stamps import by_revision

router = APIRouter()


class ArticlesView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list; an article stands at the day it was published, where that is not known at the day it was taken in."""

    articles: tuple[Entry, ...]
    page: Stretch


@page(router, "/articles", "articles.html", stamp=by_revision)
def articles(request: Request, page: str = "") -> ArticlesView:
    """Articles, the newest first."""
    store = site_of(request).collection.store
    at = stretch(store.bulk.count_articles(), page)
    # The store counts from the oldest one.
    oldest_first = store.entries(limit=at.last - at.first + 1, offset=at.total - at.last) if at.total else []
    return ArticlesView(articles=tuple(reversed(oldest_first)), page=at)
