"""Saved searches: the list with the form to make one, the news of each, its Atom feed."""

from __future__ import annotations

import hmac
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from starlette.responses import RedirectResponse

from ...collection.saving import SavedDraft, save
from ...errors import UsageError
from ...model import Span
from ...model.desk import Alert, AlertKind, SavedSearch
from .. import links
from ..feed import atom
from ..rendering import html, page
from ..site import Site, language_of, site_of, visitor_of
from .common import only_editors, part_at, prefix_of

router = APIRouter()
PAGE = 25
# So many entries has a part of the feed; it tells where the next part is (RFC 5005).
ENTRIES = 50
KINDS: tuple[AlertKind, ...] = ("second origin", "conflict", "new claim", "new article")
_EVIDENCE = 6
Problem = Literal["kind", "words", "address", "refused"]
_Text = Annotated[str, Query(max_length=1000)]


class SavedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search: `news` have been noticed, the webhook has taken `delivered` of them; `before` counts what was there at first."""

    search: SavedSearch
    before: dict[str, int] | None
    news: int
    delivered: int
    last: str | None
    feed: str
    address: str


class Wrote(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the form."""

    name: str = ""
    text: str = ""
    entity: str = ""
    tell: tuple[str, ...] = ("second origin", "conflict")
    webhook: str = ""


class SavedView(msgspec.Struct, frozen=True, kw_only=True):
    """The list, and the form; `problem` tells why what was written could not be kept, of `refused` the line says it in English."""

    searches: tuple[SavedShown, ...]
    kinds: tuple[AlertKind, ...]
    wrote: Wrote
    problem: Problem | None = None
    line: str | None = None


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence with its outlet and address."""

    span: Span
    outlet: str
    day: str | None
    address: str


class AlertShown(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of news with its evidence; `more` stretches are not shown, `where` is the page that tells of it."""

    alert: Alert
    evidence: tuple[Quoted, ...]
    more: int
    where: str


class NewsView(msgspec.Struct, frozen=True, kw_only=True):
    """The news of one search: `total` of them."""

    shown: SavedShown
    alerts: tuple[AlertShown, ...]
    total: int
    first: int
    previous: str | None = None
    more: str | None = None


@page(router, "/saved", "saved.html")
def saved(request: Request, text: _Text = "", entity: _Text = "") -> SavedView:
    """The saved searches; `text` and `entity` stand in the form already."""
    only_editors(request, "only editors keep searches")
    return _list(request, Wrote(text=text, entity=entity, name=text or entity))


def _list(request: Request, wrote: Wrote, problem: Problem | None = None, line: str | None = None) -> SavedView:
    store = site_of(request).collection.store.saved
    counts = store.counts()
    shown = tuple(_shown(site_of(request), s, counts.get(s.id, (0, 0, None))) for s in reversed(store.all()))
    return SavedView(searches=shown, kinds=KINDS, wrote=wrote, problem=problem, line=line)


def _shown(site: Site, search: SavedSearch, counts: tuple[int, int, str | None]) -> SavedShown:
    looked, _ = site.collection.store.saved.looked(search.id)
    news, delivered, last = counts
    return SavedShown(
        search=search, before=looked.before if looked else None, news=news, delivered=delivered, last=last,
        feed=links.saved_feed(search.id, search.key), address=links.saved(search.id),
    )


@router.post("/saved", include_in_schema=False, response_model=None)
def make(
    request: Request, name: Annotated[str, Form(max_length=200)] = "", text: Annotated[str, Form(max_length=1000)] = "",
    entity: Annotated[str, Form(max_length=1000)] = "", tell: Annotated[list[str], Form()] = [],  # noqa: B006
    webhook: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep a search, then on to its page."""
    only_editors(request, "only editors keep searches")
    wrote = Wrote(name=name.strip(), text=text.strip(), entity=entity.strip(), tell=tuple(tell), webhook=webhook.strip())
    draft = SavedDraft(
        name=wrote.name, text=wrote.text, entity=wrote.entity or None, webhook=wrote.webhook or None,
        tell=tuple(kind for kind in KINDS if kind in wrote.tell),
    )
    problem, line = _problem(draft), None
    if problem is None:
        try:
            made = save(site_of(request).collection, draft, visitor_of(request).name or "local")
            return RedirectResponse(prefix_of(request) + links.saved(made.id), 303)
        except UsageError as error:
            problem, line = "refused", str(error)
    return html(request, "saved.html", 422, view=_list(request, wrote, problem, line))


def _problem(draft: SavedDraft) -> Problem | None:
    """Why it can't be kept, as far as can be seen at once."""
    if not draft.tell:
        return "kind"
    if not draft.text and not draft.entity:
        return "words"
    return "address" if draft.webhook and not links.outside(draft.webhook) else None


@page(router, "/saved/{id}", "saved_one.html")
def news(request: Request, id: str, offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> NewsView:
    """The news of a saved search, the newest first."""
    only_editors(request, "only editors keep searches")
    site = site_of(request)
    store = site.collection.store.saved
    search = _one(site, id)
    counts = store.counts().get(id, (0, 0, None))
    offset = part_at(offset, counts[0], PAGE)
    found = store.alerts(id, PAGE, offset)
    here = links.saved(id)
    return NewsView(
        shown=_shown(site, search, counts), alerts=_told(site, found), total=counts[0], first=offset + 1,
        previous=f"{here}?offset={max(0, offset - PAGE)}" if offset else None,
        more=f"{here}?offset={offset + PAGE}" if offset + PAGE < counts[0] else None,
    )


def _told(site: Site, found: list[Alert], most: int = _EVIDENCE) -> tuple[AlertShown, ...]:
    ids = list(dict.fromkeys(s.article for a in found for s in a.evidence))
    ids += [a.article for a in found if a.article is not None and a.article not in ids]
    entries = {e.id: e for e in site.collection.store.entries(ids)}

    def quoted(span: Span) -> Quoted:
        entry = entries.get(span.article)
        return Quoted(
            span=span, outlet=(entry.outlet if entry else None) or span.article, day=entry.published if entry else None,
            address=links.article(span.article),
        )

    def where(alert: Alert) -> str:
        if alert.kind in ("second origin", "conflict") and alert.story is not None:
            return links.story(alert.story, "claims")
        return links.article(alert.article) if alert.article is not None else links.story(str(alert.story))

    return tuple(
        AlertShown(alert=a, evidence=tuple(map(quoted, a.evidence[:most])), more=max(0, len(a.evidence) - most), where=where(a))
        for a in found
    )


@router.post("/saved/{id}/delete", include_in_schema=False, response_model=None)
def delete(request: Request, id: str) -> Response:
    """Forget a search with its news."""
    only_editors(request, "only editors keep searches")
    if not site_of(request).collection.store.saved.drop(id):
        raise HTTPException(404)
    return RedirectResponse(prefix_of(request) + links.saved(), 303)


@router.post("/saved/{id}/send", include_in_schema=False, response_model=None)
def send(request: Request, id: str) -> Response:
    """Send to the webhook once more what it has not taken."""
    only_editors(request, "only editors keep searches")
    site = site_of(request)
    site.collection.store.saved.send_again(_one(site, id).id)
    return RedirectResponse(prefix_of(request) + links.saved(id), 303)


@router.get("/saved/{id}/feed.atom", include_in_schema=False, response_model=None)
def feed(
    request: Request, id: str, key: Annotated[str, Query(max_length=100)] = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0, lang: Annotated[str, Query(max_length=5)] = "",
) -> Response:
    """The news as an Atom feed, for whoever has its key; without it there is nothing here."""
    site = site_of(request)
    search = site.collection.store.saved.one(id)
    if search is None or not hmac.compare_digest(search.key.encode(), key.encode()):
        raise HTTPException(404)
    found = site.collection.store.saved.alerts(id, ENTRIES + 1, offset)
    url = request.url
    base = f"{url.scheme}://{url.netloc}{prefix_of(request)}"
    chosen = lang if lang in site.words else language_of(request)
    return atom(
        request, site.words[chosen], search, _told(site, found[:ENTRIES], most=20), base,
        here=links.saved_feed(id, key) + (f"&lang={lang}" if chosen == lang else ""), offset=offset, following=offset + ENTRIES if len(found) > ENTRIES else None,
    )


def _one(site: Site, id: str) -> SavedSearch:
    found = site.collection.store.saved.one(id)
    if found is None:
        raise HTTPException(404)
    return found
