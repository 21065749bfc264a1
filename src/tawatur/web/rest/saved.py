"""Saved searches: what is looked for, the news, where they are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.responses import Response

from ...collection.saving import SavedDraft, save, save_again
from ...collection.webhooks import alert_id
from ...errors import UsageError
from ...model import Span
from ...model.desk import AlertKind, SavedSearch
from .. import links
from .operations import Asked, NoQuery, get, operation
from .problems import Refused, missing
from .values import Page, Paging, paged

_Line = Annotated[str, Meta(max_length=1000)]


class SearchToSave(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words (`text`, as in a search) or a name (`entity`) must be there. `tell` says what counts as news: a claim gets a second
    independent origin, is contradicted, or is new; an article is new. `webhook` is an address of http or https.
    """

    name: Annotated[str, Meta(max_length=200)]
    text: _Line = ""
    entity: _Line | None = None
    tell: Annotated[tuple[AlertKind, ...], Meta(min_length=1, max_length=4)] = ("new article",)
    webhook: Annotated[str, Meta(max_length=2000)] | None = None


class SavedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search. `feed` is the address of its Atom feed with the key that opens it; `secret` signs what is sent to the webhook.

    `before` counts what was there when it first looked, of which nothing is told (None: it has not looked yet). `news` have been
    noticed, the last one at `last`; the webhook has taken `delivered` of them.
    """

    id: str
    name: str
    text: str
    entity: str | None
    tell: tuple[AlertKind, ...]
    webhook: str | None
    feed: str
    secret: str
    by: str
    created: str
    before: dict[str, int] | None
    news: int
    delivered: int
    last: str | None


class AlertAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of news. `title` are words of an article; of the webhook: when it took it, how often it was tried, why it was not taken."""

    id: str
    kind: AlertKind
    at: str
    title: str
    story: str | None
    article: str | None
    evidence: tuple[Span, ...]
    delivered: str | None
    tries: int
    problem: str | None


def list_saved(asked: Asked[Paging, None]) -> Page[SavedAnswer]:
    """Saved searches, the oldest first."""
    saved = asked.collection.store.saved
    every, counts, start = saved.all(), saved.counts(), asked.query.offset
    return paged(asked, [_told(asked, s, counts) for s in every[start:start + asked.query.limit]], len(every))


def save_search(asked: Asked[NoQuery, SearchToSave]) -> SavedAnswer:
    """Keep a search. What is there already is counted, not told; from then on each piece of news is told once."""
    try:
        return _told(asked, save(asked.collection, _draft(asked.body), asked.visitor.name or "local"), {})
    except UsageError as error:
        raise Refused(409, "unusable", str(error)) from None


def get_saved(asked: Asked[NoQuery, None]) -> SavedAnswer:
    """One saved search."""
    return _told(asked, _one(asked), asked.collection.store.saved.counts())


def change_saved(asked: Asked[NoQuery, SearchToSave]) -> SavedAnswer:
    """Other words for a saved search. Where it looks for something else, or for more kinds of news, it begins anew."""
    search = _one(asked)
    try:
        return _told(asked, save_again(asked.collection, search, _draft(asked.body)), asked.collection.store.saved.counts())
    except UsageError as error:
        raise Refused(409, "unusable", str(error)) from None


def delete_saved(asked: Asked[NoQuery, None]) -> None:
    """Forget a saved search with its news; its feed is gone."""
    if not asked.collection.store.saved.drop(asked.path["id"]):
        raise missing("saved search", asked.path["id"])


def list_alerts(asked: Asked[Paging, None]) -> Page[AlertAnswer]:
    """The news of a saved search, the newest first."""
    search = _one(asked)
    saved, query = asked.collection.store.saved, asked.query
    total = saved.counts().get(search.id, (0, 0, None))[0]
    found = saved.alerts(search.id, query.limit, query.offset)
    return paged(asked, [
        AlertAnswer(
            id=alert_id(a), kind=a.kind, at=a.at, title=a.title, story=a.story, article=a.article, evidence=a.evidence,
            delivered=a.delivered, tries=abs(a.tries), problem=a.problem,
        )
        for a in found
    ], total)


def send_again(asked: Asked[NoQuery, None]) -> Response:
    """Send to the webhook once more what it has not taken."""
    asked.collection.store.saved.send_again(_one(asked).id)
    return Response(status_code=202, headers={"Cache-Control": "no-store"})


def _draft(body: SearchToSave) -> SavedDraft:
    return SavedDraft(name=body.name, text=body.text, entity=body.entity, tell=body.tell, webhook=body.webhook)


def _one(asked: Asked[Any, Any]) -> SavedSearch:
    found = asked.collection.store.saved.one(asked.path["id"])
    if found is None:
        raise missing("saved search", asked.path["id"])
    return found


def _told(asked: Asked[Any, Any], search: SavedSearch, counts: Mapping[str, tuple[int, int, str | None]]) -> SavedAnswer:
    news, delivered, last = counts.get(search.id, (0, 0, None))
    looked, _ = asked.collection.store.saved.looked(search.id)
    return SavedAnswer(
        id=search.id, name=search.name, text=search.text, entity=search.entity, tell=search.tell, webhook=search.webhook,
        feed=asked.prefix + links.saved_feed(search.id, search.key), secret=search.secret, by=search.by, created=search.created,
        before=None if looked is None else looked.before, news=news, delivered=delivered, last=last,
    )


OPERATIONS = (
    get("/saved", list_saved, "saved", role="editor", made_of="more"),
    operation("POST", "/saved", save_search, "saved", role="editor", status=201, refusals=(409,)),
    get("/saved/{id}", get_saved, "saved", role="editor", made_of="more"),
    operation("PUT", "/saved/{id}", change_saved, "saved", role="editor", refusals=(409,)),
    operation("DELETE", "/saved/{id}", delete_saved, "saved", role="editor"),
    get("/saved/{id}/alerts", list_alerts, "saved", role="editor", made_of="more"),
    operation("POST", "/saved/{id}/send", send_again, "saved", role="editor", status=202),
)
