"""The agenda: what is announced ahead and what became of it; and the feed that a calendar subscribes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response

from ...errors import UsageError
from ...export.ical import agenda_ical
from ...model.answers import AgendaItem, Outcome
from ..guard import keys
from ..memo import remembered
from ..rendering import page
from ..site import Site, language_of, site_of, visitor_of
from ..stamps import by_revision
from ..tags import etag, has
from .common import part_at

router = APIRouter()

# What lay so many days before the last article is still shown: what became of it is what one looks for.
_BACK = 7
_PAGE = 100
OUTCOMES: tuple[Outcome, ...] = ("ahead", "held", "moved", "cancelled", "mentioned", "never mentioned again")


class AgendaFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: ISO days (both included), parts of names, an outcome, a kind."""

    since: str | None = None
    until: str | None = None
    who: str = ""
    place: str = ""
    outcome: str = ""
    type: str = ""

    def query(self, **more: str) -> str:
        """As the query of an address, without what is not asked for."""
        fields = {k: v for k, v in msgspec.structs.asdict(self).items() if v} | more
        return urlencode(fields)


class Day(msgspec.Struct, frozen=True):
    """The items that begin on one day (ISO)."""

    day: str
    announced: tuple[AgendaItem, ...]


class AgendaView(msgspec.Struct, frozen=True, kw_only=True):
    """The agenda by days. `counts` are outcomes over all that the other filters leave; `total` items match, from `offset` on `shown`."""

    asked: AgendaFilter
    first: str | None
    last_article: str | None
    days: tuple[Day, ...]
    counts: dict[str, int]
    types: tuple[str, ...]
    total: int
    offset: int
    shown: int

    @property
    def before(self) -> int | None:
        """Where the part before this one begins."""
        return max(0, self.offset - _PAGE) if self.offset else None

    @property
    def after(self) -> int | None:
        """Where the part after this one begins."""
        return self.offset + self.shown if self.offset + self.shown < self.total else None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(o for o in OUTCOMES if self.counts.get(o))


def agenda_items(site: Site, since: str | None, until: str | None) -> tuple[AgendaItem, ...]:
    """What is planned for `since` (by default the day after the last article) to `until`, made once a revision.

    Raises UsageError for what is no day.
    """
    def make() -> tuple[AgendaItem, ...]:
        return site.collection.agenda(after=since)

    for day in (since, until):
        if day is not None:
            _day(day)
    found = remembered(site, ("agenda", since), tuple[AgendaItem, ...], make)
    return tuple(i for i in found if until is None or i.since <= until)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text}: no day; write YYYY-MM-DD") from error


def first_day(site: Site, since: str | None) -> str | None:
    """The first day that is shown: as asked for, else a week before the day after the last article."""
    if since:
        return since
    after = site.collection.day_after()
    return (_day(after) - dt.timedelta(days=_BACK)).isoformat() if after else None


@page(router, "/agenda", "agenda.html", stamp=by_revision)
def agenda(
    request: Request, since: Annotated[str, Query(max_length=10)] = "", until: Annotated[str, Query(max_length=10)] = "",
    who: Annotated[str, Query(max_length=200)] = "", place: Annotated[str, Query(max_length=200)] = "",
    outcome: Literal["", "ahead", "held", "moved", "cancelled", "mentioned", "never mentioned again"] = "",
    type: Annotated[str, Query(max_length=40)] = "", offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> AgendaView:
    """What is announced, by day, with what became of it."""
    site = site_of(request)
    asked = AgendaFilter(since=since or None, until=until or None, who=who.strip(), place=place.strip(), outcome=outcome, type=type)
    first = first_day(site, asked.since)
    found = agenda_items(site, first, asked.until) if first else ()
    wide = [i for i in found if fits(i, msgspec.structs.replace(asked, outcome=""))]
    chosen = [i for i in wide if not outcome or i.outcome == outcome]
    offset = part_at(offset, len(chosen), _PAGE)
    shown = chosen[offset:offset + _PAGE]
    return AgendaView(
        asked=asked, first=first, last_article=found[0].looked_until if found else _last(site), days=_by_day(shown),
        counts={o: sum(i.outcome == o for i in wide) for o in OUTCOMES}, types=tuple(sorted({i.type for i in found})),
        total=len(chosen), offset=offset, shown=len(shown),
    )


def _last(site: Site) -> str | None:
    after = site.collection.day_after()
    return (_day(after) - dt.timedelta(days=1)).isoformat() if after else None


def fits(item: AgendaItem, asked: AgendaFilter) -> bool:
    """Whether an item has what is asked for; names as they are typed, in any spelling."""
    if asked.type and item.type != asked.type:
        return False
    if asked.outcome and item.outcome != asked.outcome:
        return False
    return _names(asked.place, (item.place or "",)) and _names(asked.who, (*item.who, *(a.speaker or "" for a in item.announced)))


def _names(asked: str, names: Sequence[str]) -> bool:
    from ...collection.joined import typed_words

    words = set(typed_words(asked))
    return not words or any(words <= set(typed_words(n)) for n in names)


def _by_day(items: Sequence[AgendaItem]) -> tuple[Day, ...]:
    days: dict[str, list[AgendaItem]] = {}
    for item in items:
        days.setdefault(item.since, []).append(item)
    return tuple(Day(day, tuple(found)) for day, found in days.items())


# -- the feed -------------------------------------------------------------------------------------------


def _calendar(request: Request, asked: AgendaFilter) -> Response:
    """The items as a calendar with the ETag of its bytes; a program that has them already is told so."""
    site = site_of(request)
    first = first_day(site, asked.since)
    items = [i for i in (agenda_items(site, first, asked.until) if first else ()) if fits(i, asked)]
    body = agenda_ical(items, language_of(request))
    tag = etag(body)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie, Authorization"}
    if has(request.headers, tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return Response(body, 200, headers, "text/calendar; charset=utf-8")


_Text = Annotated[str, Query(max_length=200)]


@router.get("/agenda.ics", include_in_schema=False)
def calendar(
    request: Request, since: _Text = "", until: _Text = "", who: _Text = "", place: _Text = "", outcome: _Text = "", type: _Text = "",
) -> Response:
    """The agenda as iCalendar, with the filters of the page."""
    return _calendar(request, _asked(since=since, until=until, who=who, place=place, outcome=outcome, type=type))


@router.get("/feeds/agenda.ics", include_in_schema=False)
def feed(
    request: Request, feed_key: _Text = "", since: _Text = "", until: _Text = "", who: _Text = "", place: _Text = "", outcome: _Text = "",
    type: _Text = "",
) -> Response:
    """The same for a program that can't log in: an API token of the account stands in the address."""
    site = site_of(request)
    if site.settings.accounts and visitor_of(request).name is None:
        known = site.collection.store.accounts.token(keys.digest(feed_key), site.collection.now()) if feed_key else None
        if known is None:
            raise HTTPException(403)
    return _calendar(request, _asked(since=since, until=until, who=who, place=place, outcome=outcome, type=type))


def _asked(**given: str) -> AgendaFilter:
    fields: Mapping[str, str] = {k: v.strip() for k, v in given.items() if v.strip()}
    return msgspec.convert(fields, AgendaFilter)
