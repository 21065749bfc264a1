"""The versions of an article, and what was edited from one to another."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from ...collection.telling import changes_between
from ...export.changes import changes_html
from ...model import Entry, Version
from ...model.answers import Changes
from ..rendering import page
from ..site import Site, site_of
from .article import find

router = APIRouter()


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version: its number, when it was first seen (UTC), its title and length."""

    number: int
    seen: str
    title: str | None
    words: int


class VersionsView(msgspec.Struct, frozen=True, kw_only=True):
    """All versions of an article, and what changed from `old` to `new` (None where there is one version)."""

    article: Entry
    versions: tuple[VersionRow, ...]
    old: int | None
    new: int | None
    changes: Changes | None

    def told(self, lang: str) -> Markup:
        """The edits as a piece of HTML."""
        return Markup(changes_html(self.changes, lang, fold=True)) if self.changes else Markup()


def _stamp(site: Site, request: Request) -> str | None:
    """Versions are only ever added: their number and the last one's content tell them all."""
    entry = site.collection.store.entry(str(request.path_params["id"]))
    return f"{entry.id} {entry.hash} {entry.versions} {entry.title}" if entry else None


@page(router, "/articles/{id:path}/versions", "article_versions.html", stamp=_stamp)
def versions(
    request: Request, id: str, old: Annotated[int | None, Query()] = None, new: Annotated[int | None, Query()] = None
) -> VersionsView | RedirectResponse:
    """All versions; the edits from `old` to `new`, by default from the last but one to the last."""
    collection = site_of(request).collection
    entry = find(request, id)
    if isinstance(entry, RedirectResponse):
        return entry
    rows = tuple(_row(v) for v in collection.versions(entry.id))
    numbers = [row.number for row in rows]
    if len(numbers) < 2:
        return VersionsView(article=entry, versions=rows, old=None, new=None, changes=None)
    last = new if new is not None else numbers[-1]
    first = old if old is not None else max((n for n in numbers if n < last), default=numbers[0])
    if first not in numbers or last not in numbers:
        raise HTTPException(404)
    changes = changes_between(collection, entry.id, first, last)
    return VersionsView(article=entry, versions=rows, old=first, new=last, changes=changes)


def _row(version: Version) -> VersionRow:
    content = version.content
    return VersionRow(number=version.number, seen=version.seen, title=content.title, words=len(content.text.split()))
