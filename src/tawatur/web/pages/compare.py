"""Two to four articles side by side: articles of the collection, or texts and addresses that are not stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from starlette.datastructures import FormData

from ...codec import from_json, to_json
from ...collection.packed import digest_of, unpack_comparison
from ...collection.places import map_of
from ...collection.visiting import Visited, fetch_articles
from ...errors import TawaturError
from ...export.html import render_html
from ...export.words import Words
from ...ingest.fetch.failure import FetchFailure
from ...ingest.fetch.settings import settings_from
from ...lang.gazetteer import Gazetteer
from ...model import Comparison, Entry, StoryRow
from .. import links
from ..jobs import JobFailed, Task, Why
from ..pasted import MOST, Input, Pasted, blank, read_form
from ..rendering import html, page
from ..site import Site, Visitor, language_of, site_of, visitor_of
from .article import MATES, Mate, mate
from .care import speak
from .compare_parts import Parts, parts_of

router = APIRouter()
_NAME = "tawatur-comparison"


class Queue(msgspec.Struct, frozen=True):
    """Why there is no comparison; `ahead` is how many were before it."""

    why: Why
    ahead: int = 0


class CompareView(msgspec.Struct, frozen=True, kw_only=True):
    """What the page tells.

    `asked` are the articles that the address names; `mates` others that one of them may be compared with. `inputs` is the
    form for what is not stored (None where articles are asked for), `beyond` names what was more than four.
    `ahead` is how many comparisons are under way or wait. `story` is the story that all of them belong to, of `members` articles.
    """

    asked: tuple[Entry, ...] = ()
    mates: tuple[Mate, ...] = ()
    inputs: tuple[Input, ...] | None = None
    beyond: tuple[str, ...] = ()
    few: bool = False
    failed: Queue | None = None
    ahead: int = 0
    story: str | None = None
    members: int = 0
    comparison: Comparison | None = None

    def parts(self, words: Words, prefix: str, gazetteer: Gazetteer) -> Parts | None:
        """The components of the page, for its template alone."""
        if self.comparison is None:
            return None
        return parts_of(self.comparison, words, prefix if self.asked else None, map_of(self.comparison, gazetteer))

    @property
    def pasted(self) -> bool:
        """Whether the page answers a form, so that it has no address."""
        return self.inputs is not None and bool(self.comparison or self.few or self.failed)

    @property
    def query(self) -> str:
        """The articles as in an address."""
        return links.compare(*(e.id for e in self.asked)).partition("?")[2]

    @property
    def whole(self) -> str:
        """The comparison as JSON, to be kept in the page and handed back for a download."""
        return msgspec.json.encode(self.comparison).decode() if self.comparison else ""

    @property
    def left(self) -> str:
        """What was not compared and why, as JSON, for the same page in the other language."""
        wrong = tuple(msgspec.structs.replace(one, source=one.address or "") for one in self.inputs or () if one.problems)
        return msgspec.json.encode(_Left(wrong, self.beyond)).decode()


class _Left(msgspec.Struct, frozen=True):
    """Inputs with problems, and the names of what was more than four."""

    inputs: tuple[Input, ...] = ()
    beyond: tuple[str, ...] = ()


Ids = Annotated[list[str] | None, Query()]


# Articles of the collection -----------------------------------------------------------------------

@page(router, "/compare", "compare.html")
def compare(request: Request, a: Ids = None) -> CompareView | Response:
    """Articles side by side (`a`, twice to four times); without any, the form for texts and addresses."""
    site = site_of(request)
    ids = list(dict.fromkeys(a or ()))
    if not ids:
        return CompareView(inputs=blank(), ahead=site.jobs.ahead)
    entries = _entries(site, ids)
    row = _story(site, entries)
    view = CompareView(asked=entries, story=row.id if row else None, members=len(row.articles) if row else 0)
    if len(entries) > MOST:
        return view
    if len(entries) < 2:
        return msgspec.structs.replace(view, few=True, mates=_mates(site, row, entries[0]))
    try:
        return msgspec.structs.replace(view, comparison=compared(site, entries))
    except JobFailed as failed:
        if request.url.path.endswith(".json"):
            raise HTTPException(503, headers={"Retry-After": "30"}) from failed
        view = msgspec.structs.replace(view, failed=Queue(failed.why, failed.ahead))
        return html(request, "compare.html", 503, view=view)


@router.get("/compare/comparison.json", include_in_schema=False)
def comparison_json(request: Request, a: Ids = None) -> Response:
    """The whole comparison as `tawatur compare` writes it."""
    return _sent("json", _again(request, a), "en", _gazetteer(request))


@router.get("/compare/report.html", include_in_schema=False)
def report_html(request: Request, a: Ids = None) -> Response:
    """The self-contained report."""
    return _sent("html", _again(request, a), language_of(request), _gazetteer(request))


def compared(site: Site, entries: Sequence[Entry]) -> Comparison:
    """The comparison of these articles alone, kept as long as they stay as they are. Raises JobFailed.

    A story's comparison is not cut down to two of its articles: what a third one says decides there which claims are one,
    what a name means and where words came from, so the cut would tell of two articles what they do not hold.
    Where the story has just these articles the stored comparison is the same, and is taken.
    """
    store = site.collection.store
    key = ("comparison", digest_of(*(part for e in sorted(entries, key=lambda e: e.id) for part in (e.id, e.hash))))
    kept = site.cache.get(key) or _stored(site, entries)
    if kept is None:
        articles = tuple(store.articles([e.id for e in entries]))
        kept = site.jobs.compare(Task(articles=articles, kept=True), partial(site.cache.get, key))
    site.cache.put(key, kept)
    return unpack_comparison(kept)


def _stored(site: Site, entries: Sequence[Entry]) -> bytes | None:
    """The comparison of a story that has these articles and no other."""
    row = _story(site, entries)
    if row is None or row.independent_origins is None or set(row.articles) != {e.id for e in entries}:
        return None
    return site.collection.store.comparisons.get(row.id) or None


def _entries(site: Site, ids: Sequence[str]) -> tuple[Entry, ...]:
    """Raises HTTPException 404 where one of them is not there."""
    found = site.collection.store.entries(ids)
    if len(found) < len(ids):
        raise HTTPException(404)
    return tuple(found)


def _story(site: Site, entries: Sequence[Entry]) -> StoryRow | None:
    """The story that all these articles belong to."""
    stories = {e.story for e in entries}
    return site.collection.store.story(next(iter(stories)) or "") if len(stories) == 1 else None


def _mates(site: Site, row: StoryRow | None, entry: Entry) -> tuple[Mate, ...]:
    """Articles of the story that one of them could be held against, `MATES` at most."""
    others = [id for id in row.articles if id != entry.id] if row else []
    return tuple(map(mate, site.collection.store.entries(others[:MATES])))


def _again(request: Request, ids: Sequence[str] | None) -> Comparison:
    site = site_of(request)
    entries = _entries(site, list(dict.fromkeys(ids or ())))
    if not 2 <= len(entries) <= MOST:
        raise HTTPException(404)
    try:
        return compared(site, entries)
    except JobFailed as failed:
        raise HTTPException(503, headers={"Retry-After": "30"}) from failed


# Texts and addresses that are not stored ----------------------------------------------------------

async def _form(request: Request) -> AsyncIterator[FormData]:
    # What the guard lets through is not cut again by the parser; files lie on disk until the answer is sent.
    largest = site_of(request).settings.largest_upload
    async with request.form(max_files=2 * MOST, max_fields=100, max_part_size=largest) as form:
        yield form


Form = Annotated[FormData, Depends(_form)]


@router.post("/compare", include_in_schema=False)
def compare_pasted(request: Request, form: Form) -> Response:
    """The comparison of what the form holds, in the answer: it has no address. Nothing of it is stored."""
    site = site_of(request)
    read = read_form(form, site.settings.largest_upload, partial(_fetched, site, visitor_of(request)))
    if len(read.articles) < 2:
        return _back(request, read, few=True)
    try:
        comparison = unpack_comparison(site.jobs.compare(Task(articles=read.articles)))
    except JobFailed as failed:
        return _back(request, read, failed=Queue(failed.why, failed.ahead))
    view = CompareView(inputs=read.inputs, beyond=read.beyond, comparison=comparison)
    return html(request, "compare.html", view=view)


@router.post("/compare/download", include_in_schema=False)
def download(request: Request, form: Form) -> Response:
    """The comparison that the page holds, as a file: JSON, or the self-contained report; or as the page in another language."""
    kind, given, left = form.get("form"), form.get("comparison"), form.get("left") or "{}"
    if kind not in ("json", "html", "page") or not isinstance(given, str):
        raise HTTPException(400)
    try:
        comparison = from_json(given)
        if kind != "page":
            return _sent("json" if kind == "json" else "html", comparison, language_of(request), _gazetteer(request))
        told = msgspec.json.decode(left if isinstance(left, str) else "{}", type=_Left)
        shown = html(request, "compare.html", view=CompareView(inputs=told.inputs, beyond=told.beyond, comparison=comparison))
        return speak(request, shown, language_of(request))
    except (msgspec.MsgspecError, ValueError, LookupError):
        raise HTTPException(400) from None


def _back(request: Request, read: Pasted, *, few: bool = False, failed: Queue | None = None) -> Response:
    """The form as it was filled in, with the reasons."""
    view = CompareView(inputs=read.inputs, beyond=read.beyond, few=few, failed=failed)
    return html(request, "compare.html", 422 if few else 503, view=view)


def _fetched(site: Site, visitor: Visitor, urls: Sequence[str]) -> list[Visited]:
    """The pages at addresses that a visitor names; private addresses that the collection allows are for those who may add to it."""
    try:
        settings = settings_from(site.collection.config.fetch)
    except TawaturError:
        settings = settings_from({})
    if not visitor.may("editor"):
        settings = msgspec.structs.replace(settings, allow_private=())
    if not site.fetching.acquire(blocking=False):
        return [FetchFailure("entries", "others have addresses fetched at this moment; send it again in a moment", passing=True)] * len(urls)
    try:
        return fetch_articles(urls, settings)
    finally:
        site.fetching.release()


def _gazetteer(request: Request) -> Gazetteer:
    return site_of(request).collection.resources.gazetteer


def _sent(kind: Literal["json", "html"], comparison: Comparison, lang: str, gazetteer: Gazetteer) -> Response:
    """A file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{_NAME}.{kind}"', "Cache-Control": "no-store"}
    if kind == "json":
        return Response(to_json(comparison), headers=headers, media_type="application/json")
    whole = render_html(comparison, lang, drawn=map_of(comparison, gazetteer))
    return Response(whole.encode("utf-8", "replace"), headers=headers, media_type="text/html; charset=utf-8")
