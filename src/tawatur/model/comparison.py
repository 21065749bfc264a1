"""The comparison of several accounts of one story; its JSON form is the published contract."""

from __future__ import annotations

from typing import Literal

import msgspec

from .annotation import Attribution, Entity, TimeExpression
from .article import ArticleRecord
from .claim import Claim
from .event import Event, Itinerary
from .span import Span

SCHEMA = "tawatur/comparison/1"

Relation = Literal["verbatim", "same", "conflict", "only"]
Facet = Literal[
    "number", "date", "place", "participants", "purpose", "modality", "description",
    "outcome", "polarity", "naming", "attribution",
]
OriginHow = Literal["stated", "shared text", "unattributed"]
FramingKind = Literal["distancing", "scare quotes", "loaded", "label", "naming", "spelling"]


class DifferenceValue(msgspec.Struct, frozen=True):
    """One account's wording (`span`) and what it was read as (`value`)."""

    span: Span
    value: str


class Difference(msgspec.Struct, frozen=True):
    """In what two accounts of one fact differ, with the wordings of both.

    `why` says in English what kind of difference it is, and where both can be true, how; `why_code`
    names the same for reports in other languages.
    """

    facet: Facet
    values: tuple[DifferenceValue, ...]
    why: str = ""
    why_code: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a claim entered the press. `claims` are claim ids that go back to it.

    `chain` lists the attribution ids from the outlet to the root. `certain`: it is known who that is, which does not make it
    independent of the others; how many certainly are is told by `OriginCount` alone.
    """

    id: str
    kind: str
    name: str
    how: OriginHow
    claims: tuple[str, ...]
    evidence: tuple[Span, ...]
    chain: tuple[str, ...] = ()
    certain: bool = True


class OriginCount(msgspec.Struct, frozen=True):
    """Independent origins: `certain` is never too high, doubt goes into `at_most`."""

    certain: int
    at_most: int


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of several articles that tell one fact, or one claim that stands alone (`only`).

    `first` holds the ids of the articles that told it first (by day of publication; empty where a
    day is unknown or all are the same). `why_code` is stable, `why` its English sentence.
    """

    id: str
    claims: tuple[str, ...]
    relation: Relation
    differs: tuple[Difference, ...] = ()
    outlets: int
    independent_origins: OriginCount
    origins: tuple[Origin, ...]
    why: str
    why_code: str = ""
    score: float | None = None
    first: tuple[str, ...] = ()


class ReuseAttribution(msgspec.Struct, frozen=True):
    """Attribution ids under which each side prints the shared text (None: without saying whose)."""

    a: str | None
    b: str | None


class Reuse(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that two articles share; `score` is the share of equal words (0..1)."""

    a: Span
    b: Span
    score: float
    attributed: ReuseAttribution


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """In what words an outlet tells it. `rival` holds the other account's words."""

    span: Span
    kind: FramingKind
    target: str | None = None
    rival: tuple[Span, ...] = ()
    speaker: str | None = None
    rule: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read or worked out, with its reason (`code` is stable, `text` English)."""

    code: str
    text: str
    article: str | None = None
    evidence: tuple[Span, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The story in one line: a headline of the articles' own words and its numbers.

    `independent_origins` is that of the shared claim that most outlets carry; `corroborated` counts the shared
    claims that certainly have two origins or more.
    """

    headline: Span | None
    outlets: int
    articles: int
    independent_origins: OriginCount
    first_published: str | None = None
    last_published: str | None = None
    shared_claims: int = 0
    corroborated: int = 0


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made the comparison: versions and digests, so that it can be made again.

    `names` is who read the names beside the rules: `head`, the name of a plug-in, or `rules` alone.
    """

    version: str
    encoder: str
    resources: str
    names: str = "rules"


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read and compared; every record holds spans."""

    schema: str = SCHEMA
    made_by: MadeBy
    story: Story | None
    articles: tuple[ArticleRecord, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    alignments: tuple[Alignment, ...]
    reuse: tuple[Reuse, ...]
    events: tuple[Event, ...]
    itineraries: tuple[Itinerary, ...]
    framing: tuple[Framing, ...]
    notes: tuple[Note, ...]
