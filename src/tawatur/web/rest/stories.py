"""Stories: the list, one with its comparison, its history, its groups of claims, its exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from ...collection.groups import ClaimGroup, claim_groups
from ...collection.kept import asked_story, kept_report
from ...collection.telling import outlets_meant
from ...errors import UsageError
from ...model import StoryEvent, StoryFilter, StoryRow
from ...model.collection import StorySort
from ...model.comparison import Relation
from ...reporting import StoryReport
from .operations import Asked, NoQuery, get
from .problems import Refused, missing
from .values import Asking, Outlets, Page, PagedDays, Paging, Words, paged, sliced

if TYPE_CHECKING:
    from ...collection import Collection

_Least = Annotated[int, Meta(ge=0, le=1000)]


class StoriesQuery(PagedDays, frozen=True, kw_only=True):
    """As `StoryFilter`: a story is in where one of its articles is."""

    outlet: Outlets = ()
    entity: Annotated[Asking, Meta(description="A name as a user types it.")] | None = None
    place: Annotated[Asking, Meta(description="A place as a user types it.")] | None = None
    text: Annotated[Asking, Meta(description='Words, "a phrase", a OR b, -without.')] | None = None
    min_outlets: _Least = 1
    min_articles: _Least = 1
    sort: StorySort = "newest"


class GroupsQuery(Paging, frozen=True, kw_only=True):
    """Which groups of claims: of one of these relations, with so many certain origins at least."""

    relation: Annotated[tuple[Relation, ...], Meta(max_length=4, description="May be given several times.")] = ()
    min_origins: _Least = 0
    text: Annotated[Words, Meta(description="These letters stand in one of the claims.")] = ""


def list_stories(asked: Asked[StoriesQuery, None]) -> Page[StoryRow]:
    """Stories by a filter, the newest first."""
    query = asked.query
    fields = {name: getattr(query, name) for name in query.__struct_fields__} | {"outlet": outlets_meant(asked.collection, query.outlet)}
    wanted = StoryFilter(**fields)
    store = asked.collection.store
    try:
        return paged(asked, store.stories(wanted), store.count_stories(wanted))
    except UsageError as error:
        # A text without a word finds nothing, and the answer says why.
        return paged(asked, [], 0, note=str(error))


def get_story(asked: Asked[NoQuery, None]) -> StoryReport:
    """The comparison of a story's articles. The id of a story that went into another leads there, that of an article to its story."""
    return report(asked.collection, asked.path["id"])


def get_story_history(asked: Asked[Paging, None]) -> Page[StoryEvent]:
    """What happened to a story's membership, oldest first; also of a story that is no more."""
    events = asked.collection.story_history(asked.path["id"])
    if not events and asked.collection.store.story(asked.path["id"]) is None:
        raise missing("story", asked.path["id"])
    return sliced(asked, events)


def list_story_claims(asked: Asked[GroupsQuery, None]) -> Page[ClaimGroup]:
    """Groups of claims that tell one fact, and claims that stand alone, in the order of the comparison."""
    query = asked.query
    found = claim_groups(report(asked.collection, asked.path["id"]), query.relation, query.min_origins, query.text)
    return sliced(asked, found)


def report(collection: Collection, id: str) -> StoryReport:
    """A story's comparison as it is stored; none is made here, that would take models and minutes. Raises Refused (404, 409)."""
    row = asked_story(collection, id)
    if row is None:
        raise missing("story", id)
    found = kept_report(collection, row)
    if found is None:
        raise not_compared(row.id)
    return found


def not_compared(id: str) -> Refused:
    """409 for a story whose articles came in, but were not compared yet."""
    return Refused(409, "not yet", f"{id}: this story has not been compared yet; ask again when `tawatur add` is done with it")


OPERATIONS = (
    get("/stories", list_stories, "stories"),
    get("/stories/{id}", get_story, "stories", refusals=(409,)),
    get("/stories/{id}/history", get_story_history, "stories"),
    get("/stories/{id}/claims", list_story_claims, "stories", refusals=(409,)),
)
