"""The list of stories: what is told, by how many, and how many independent origins stand behind it."""

from __future__ import annotations

from typing import Annotated, get_args
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from ...collection import Collection
from ...errors import UsageError
from ...model import StoryFilter, StoryRow
from ...model.collection import StorySort
from ..asked import MOST, MOST_VALUES, day, many, text, whole
from ..rendering import page
from ..site import language_of, site_of
from ..stamps import by_revision
from .common import prefix_of

router = APIRouter()
# Stories on one page.
PAGE = 30
# Outlets that the form offers; others can be typed.
OFFERED = 100
WEEK = 7


class StoriesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for, as it was understood; the page counts from 1."""

    text: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    entity: str | None = None
    place: str | None = None
    min_outlets: int = 1
    sort: StorySort = "newest"
    page: int = 1

    def address(self, **changes: object) -> str:
        """The address of this list with some of it changed; what is usual is left out. A change of the filter begins at page 1."""
        asked = msgspec.structs.replace(self, **({"page": 1} | changes))
        usual = StoriesAsked()
        pairs = []
        for name in asked.__struct_fields__:
            value = getattr(asked, name)
            if value != getattr(usual, name) and value is not None:
                pairs += [(name, str(one)) for one in (value if isinstance(value, tuple) else (value,))]
        return "/stories" + (f"?{urlencode(pairs)}" if pairs else "")

    def without_outlet(self, outlet: str) -> str:
        """The address of this list without one of its outlets."""
        return self.address(outlet=tuple(one for one in self.outlet if one != outlet))

    @property
    def filtered(self) -> bool:
        """True where some stories may be left out."""
        return msgspec.structs.replace(self, sort="newest", page=1) != StoriesAsked()

    def filter(self, collection: Collection) -> StoryFilter:
        """The same for the store: outlets as they are called there."""
        from ...collection.telling import outlets_meant

        return StoryFilter(
            since=self.since, until=self.until, outlet=outlets_meant(collection, self.outlet), entity=self.entity, place=self.place,
            text=self.text, min_outlets=self.min_outlets, sort=self.sort, limit=PAGE, offset=(self.page - 1) * PAGE,
        )


class StoriesView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list. `total` stories fit the filter, `pages` long is the list, `mark` is the last thing that happened to a story.

    `days` are the first and last day of the collection, `week` the first of its last seven, `outlets` the names that the form offers.
    `ignored` names fields of the address that could not be read, `none` tells that the words of the filter are none.
    """

    asked: StoriesAsked
    stories: tuple[StoryRow, ...]
    total: int
    pages: int
    mark: int
    days: tuple[str, str] | None
    week: str | None
    outlets: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    none: bool = False

    @property
    def first(self) -> int:
        """The number of the first story of this page in the whole list."""
        return (self.asked.page - 1) * PAGE + 1


class News(msgspec.Struct, frozen=True):
    """How many stories of a list are new, and how many others got or lost articles, since somebody looked; `told` says so in words."""

    new: int
    changed: int
    told: str


@router.get("/", include_in_schema=False)
def home(request: Request) -> Response:
    """The list is where one comes in."""
    return RedirectResponse(prefix_of(request) + "/stories", 307)


@page(router, "/stories", "stories.html", stamp=by_revision)
def stories(request: Request) -> StoriesView:
    """Stories, the newest first, or as the filter wants them."""
    collection = site_of(request).collection
    store = collection.store
    asked, ignored = understood(request)
    mark = store.last_event()
    filter, none = asked.filter(collection), False
    try:
        total = store.count_stories(filter)
        rows = store.stories(filter)
    except UsageError:
        total, rows, none = 0, [], True
    days = store.span_of_days()
    return StoriesView(
        asked=asked, stories=tuple(rows), total=total, pages=-(-total // PAGE), mark=mark, days=days,
        week=_week_before(days[1]) if days else None, outlets=tuple(collection.outlet_names()[:OFFERED]), ignored=ignored, none=none,
    )


@router.get("/stories/news.json", include_in_schema=False)
def news(request: Request, after: Annotated[int, Query(ge=0, le=1 << 62)]) -> Response:
    """How many stories of a list are new since the event `after`, as `News`."""
    site = site_of(request)
    collection = site.collection
    asked, _ = understood(request)
    try:
        new, changed = collection.store.story_news(after, asked.filter(collection))
    except UsageError:
        new = changed = 0
    words = site.words[language_of(request)]
    told = [words.count(f"stories.{key}", n) for key, n in (("new", new), ("changed", changed)) if n]
    return Response(msgspec.json.encode(News(new, changed, words.commas(told))), media_type="application/json")


def understood(request: Request) -> tuple[StoriesAsked, tuple[str, ...]]:
    """What an address asks for, and the fields of it that can't be read (they are left out, and the page says so)."""
    query, ignored = request.query_params, []
    least, number, sort = query.get("min_outlets", ""), query.get("page", ""), query.get("sort", "")
    days = {name: day(query.get(name, "")) for name in ("since", "until")}
    ignored += [name for name, value in days.items() if query.get(name) and value is None]
    ignored += [name for name, value in (("min_outlets", least), ("page", number)) if value and whole(value) is None]
    if sort and sort not in get_args(StorySort):
        ignored.append("sort")
    if len(query.getlist("outlet")) > MOST_VALUES:
        ignored.append("outlet")
    return StoriesAsked(
        text=text(query.get("text")), **days, outlet=many(query.getlist("outlet")), entity=text(query.get("entity")),
        place=text(query.get("place")), min_outlets=min(whole(least) or 1, MOST),
        sort=sort if sort in get_args(StorySort) else "newest",  # type: ignore[arg-type]
        page=min(whole(number) or 1, MOST),
    ), tuple(ignored)


def _week_before(last: str) -> str:
    import datetime as dt

    return (dt.date.fromisoformat(last) - dt.timedelta(days=WEEK - 1)).isoformat()
