"""What a collection keeps: articles with their versions, what was read out of them, stories."""

from __future__ import annotations

from typing import Literal

import msgspec

from .annotation import EntityType
from .article import Article
from .claim import Modality
from .comparison import OriginCount
from .event import Status

PutState = Literal["new", "changed", "same"]
LinkKind = Literal["follow-up"]
StorySort = Literal["newest", "oldest", "origins", "outlets", "articles"]
StoryChange = Literal["created", "grew", "shrank", "merged", "split", "gone"]


class EntityRow(msgspec.Struct, frozen=True, kw_only=True):
    """One name by which one article calls a person, body or place.

    `key` is the same in all articles for one entity (its external id, else type and folded name);
    `form` is the wording, `count` how often it stands there.
    """

    entity: str
    key: str
    type: EntityType
    name: str
    form: str
    count: int


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it is searched: where it stands, and who says it (None: the outlet itself)."""

    id: str
    start: int
    end: int
    modality: Modality
    speaker: str | None = None
    speaker_key: str | None = None


# The type of a row that is no happening but a last day, kept among them for the agenda.
DEADLINE = "deadline"


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """A happening as the agenda and `who` look for it. `date` is a TIMEX3 value; keys as in EntityRow."""

    id: str
    type: str
    status: Status
    date: str | None
    place: str | None
    participants: tuple[str, ...]
    start: int
    end: int


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read out of one version, ready to be stored.

    `annotation` is the packed Comparison of this article alone, `sketch` the packed
    `stories.sketch.Sketch`, `made_by` the digest of the steps and data that made both.
    """

    made_by: str
    annotation: bytes
    sketch: bytes
    entities: tuple[EntityRow, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    events: tuple[EventRow, ...] = ()


class NewVersion(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it came in: `key` is its identity (outlet and canonical address), `hash` that of its content.

    `day` is the ISO day by which it is put in order; `dated` tells whether that is the day of publication, not
    just one on which it was seen or one that its text alone hints at. `seen` is the UTC time at which it was taken in. `title` is the title as it is listed and
    searched, where it was found in the text and `article.title` lacks it; `outlet` likewise the name that the
    text or its address tells.
    """

    key: str
    article: Article
    hash: str
    day: str
    seen: str
    reading: Reading
    dated: bool = True
    copy_of: str | None = None
    title: str | None = None
    outlet: str | None = None


class Put(msgspec.Struct, frozen=True):
    """What became of one `NewVersion`: the article's id in the collection, and whether it changed anything."""

    id: str
    state: PutState


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the collection in its latest version, without its text. `day` and `dated` as in `NewVersion`."""

    id: str
    key: str
    outlet: str | None
    url: str | None
    path: str | None
    title: str | None
    published: str | None
    day: str
    first_seen: str
    last_seen: str
    hash: str
    versions: int
    dated: bool = True
    copy_of: str | None = None
    story: str | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an article, the first is number 1."""

    article: str
    number: int
    hash: str
    seen: str
    content: Article


class StoryLink(msgspec.Struct, frozen=True, kw_only=True):
    """`earlier` is the id of a story that this one follows; `score` 0..1 how near they are."""

    earlier: str
    kind: LinkKind
    score: float


class DayCount(msgspec.Struct, frozen=True):
    """How many articles of a story are of one day (ISO)."""

    day: str
    articles: int


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story as `tawatur stories` lists it. `articles` are the ids as they were given.

    `independent_origins` is None as long as the story has not been compared. `first_seen` and
    `last_seen` are the days of its first and last article as far as they are known (solved by the comparison,
    where an article does not tell its own); where none is, the days on which they were taken in.
    `unnamed` counts the articles whose outlet is not known. `agree`, `differ` and `alone` count groups of claims as
    `model.agreement` (None: not counted yet), `days` the articles of each day, as far as it is known.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_origins: OriginCount | None
    first_seen: str
    last_seen: str
    links: tuple[StoryLink, ...] = ()
    unnamed: int = 0
    agree: int | None = None
    differ: int | None = None
    alone: int | None = None
    days: tuple[DayCount, ...] = ()


class StoryEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a story's membership, so that an old id can always be followed."""

    story: str
    change: StoryChange
    at: str
    other: str | None = None
    articles: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """A stretch of an article's text that answers a search, with the hits inside it (code points of the text)."""

    start: int
    end: int
    text: str
    hits: tuple[tuple[int, int], ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a search: an article, or a claim of it (`claim` is its id)."""

    article: str
    outlet: str | None
    title: str | None
    day: str
    score: float
    passages: tuple[Passage, ...]
    story: str | None = None
    claim: str | None = None
    speaker: str | None = None


class InputRow(msgspec.Struct, frozen=True, kw_only=True):
    """One input of `add` or `fetch`: how far it was read and what came of it.

    `digest` is that of its bytes, `position` the number of records that are confirmed, `done`
    tells whether all of it was read; `skipped` counts what was left out, each with a line in the
    list of problems.
    """

    name: str
    digest: str
    position: int
    done: bool
    articles: int
    skipped: int
    seen: str


class ProblemRow(msgspec.Struct, frozen=True, kw_only=True):
    """Why an input or a record of it was left out."""

    input: str
    where: str
    code: str
    message: str
    seen: str


class FeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or page that is watched, with what its server told last time."""

    url: str
    kind: Literal["feed", "page", "sitemap"]
    outlet: str | None = None
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    due: str | None = None
    failures: int = 0
    problem: str | None = None


class StoryDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A story as grouping makes it: all its articles (ids), the stories it follows, a title to go by."""

    title: str
    articles: tuple[str, ...]
    links: tuple[StoryLink, ...] = ()


class StoryFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which stories are listed, and in which order.

    `since` and `until` are ISO days, both included: a story is in where one of its articles is.
    `outlet`: one of these outlets takes part. `entity` and `place` are names as a user types them;
    `text` a search in its articles. `sort` "newest" goes by the last day, the others from most to least.
    """

    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    entity: str | None = None
    place: str | None = None
    text: str | None = None
    min_outlets: int = 1
    min_articles: int = 1
    sort: StorySort = "newest"
    limit: int | None = None
    offset: int = 0


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A search as a user types it: all words, `"an exact phrase"`, `a OR b`, `-without`.

    `kind` tells what is looked for; `since` and `until` are ISO days, both included; `outlet` keeps
    articles of these outlets alone. `speaker` (claims only) keeps claims of these entity keys.
    """

    text: str
    kind: Literal["articles", "claims"] = "articles"
    since: str | None = None
    until: str | None = None
    outlet: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    sort: Literal["relevance", "newest"] = "relevance"
    limit: int = 20
    offset: int = 0


class NameRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person, body or place as a search for a name finds it.

    `forms` are its wordings, the most used first; `articles` how many articles name it.
    """

    key: str
    type: EntityType
    name: str
    forms: tuple[str, ...]
    articles: int


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with a store: a stable `code`, one line that says what, and whether `repair` mends it."""

    code: str
    message: str
    repairable: bool
