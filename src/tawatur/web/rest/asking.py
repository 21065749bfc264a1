"""Search, names, who is who, outlets, the agenda, and how the collection stands."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ... import __version__
from ...errors import UsageError
from ...model import Found, NameRow
from ...model.answers import AgendaItem, OutletRow, WhoAnswer
from .operations import Asked, NoQuery, get
from .values import Asking, Day, Days, Outlets, Page, PagedDays, Paging, paged, sliced

_Name = Annotated[str, Meta(min_length=1, max_length=1000, pattern="\\S", description="A name as a user types it.")]


class SearchFor(PagedDays, frozen=True, kw_only=True):
    """A search as a user types it."""

    q: Annotated[Asking, Meta(description='All words; "an exact phrase"; a OR b; -without.')]
    kind: Literal["articles", "claims"] = "articles"
    outlet: Outlets = ()
    speaker: Annotated[Asking, Meta(description="Claims of this person or body alone.")] | None = None
    sort: Literal["relevance", "newest"] = "relevance"


class NamesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name as it is typed, also a part of it."""

    q: _Name
    limit: Annotated[int, Meta(ge=1, le=50)] = 50


class WhoQuery(Days, frozen=True, kw_only=True):
    """A name, in articles of these days."""

    name: _Name


class AgendaQuery(Paging, frozen=True, kw_only=True):
    """Plans for `after` or later (by default from the day after the last article), up to `until`."""

    after: Day | None = None
    until: Day | None = None


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """`counts` tells how many of each the collection holds; `revision` changes with every change of the collection."""

    version: str
    revision: str
    counts: dict[str, int]
    accounts: bool


def search(asked: Asked[SearchFor, None]) -> Page[Found]:
    """Articles or claims in which the words stand, with the passages that answer; hits are code points of the text."""
    query = asked.query
    try:
        found = asked.collection.search(
            query.q, kind=query.kind, since=query.since, until=query.until, outlet=query.outlet, speaker=query.speaker,
            sort=query.sort, limit=query.limit + 1, offset=query.offset,
        )
    except UsageError as error:
        return paged(asked, [], 0, note=str(error))
    return paged(asked, found, None)


def list_names(asked: Asked[NamesQuery, None]) -> tuple[NameRow, ...]:
    """Whom a name can mean, those first that most articles name; 50 at most."""
    return tuple(asked.collection.store.names(asked.query.q, limit=asked.query.limit))


def who(asked: Asked[WhoQuery, None]) -> WhoAnswer:
    """A person, body or place: its names by outlet, its deeds, journey, words and meetings; or several whom the name can mean."""
    return asked.collection.who(asked.query.name, since=asked.query.since, until=asked.query.until)


def list_outlets(asked: Asked[Days, None]) -> tuple[OutletRow, ...]:
    """For each outlet how much is its own, whom it repeats, how often it says so, and its delay."""
    return asked.collection.outlets(since=asked.query.since, until=asked.query.until)


def list_agenda(asked: Asked[AgendaQuery, None]) -> Page[AgendaItem]:
    """What is planned, who announced it in which words, and what became of it."""
    return sliced(asked, asked.collection.agenda(after=asked.query.after, until=asked.query.until))


def get_status(asked: Asked[NoQuery, None]) -> Status:
    """How the collection stands."""
    store = asked.collection.store
    return Status(
        version=__version__, revision=store.revision(), counts=store.counts(), accounts=asked.site.settings.accounts,
    )


OPERATIONS = (
    get("/search", search, "search"),
    get("/names", list_names, "search"),
    get("/who", who, "who"),
    get("/outlets", list_outlets, "outlets"),
    get("/agenda", list_agenda, "agenda"),
    get("/status", get_status, "status", made_of="more"),
)
