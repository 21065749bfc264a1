"""What is read out of one article: mentions, entities, times, quotations, attributions."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span, check_stretch

EntityType = Literal["PER", "ORG", "LOC"]
MentionKind = Literal["name", "short", "description", "adjective"]
Gender = Literal["m", "f", "?"]
Number = Literal["sg", "du", "pl", "?"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
SourceKind = Literal[
    "outlet", "agency", "person", "organization", "office",
    "official statement", "anonymous", "document", "social media",
]
Mode = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "asks", "believes"]


class Mention(msgspec.Struct, frozen=True):
    """A stretch that names or describes an entity, without its proclitics.

    `rule` names the rule or list that found it. A description or a bare office («الصحيفة», «وزير
    الخارجية الروسي») has the mention that it was led back to as `antecedent`; `rule` is then the reason.
    """

    article: str
    start: int
    end: int
    text: str
    kind: MentionKind = "name"
    rule: str = ""
    antecedent: Span | None = None

    def __post_init__(self) -> None:
        check_stretch(self.article, self.start, self.end, self.text)

    @property
    def span(self) -> Span:
        return Span(self.article, self.start, self.end, self.text)


class FoundMention(msgspec.Struct, frozen=True, kw_only=True):
    """A mention before linking: its type and what is needed to tell whom it means.

    `key` is a language-independent identity where a list knows one (`geo:SY`, `geo:london-GB`,
    `org:un`), else None. `name` is the bare name without titles. `head` is the generic noun that
    introduces it (صحيفة, وزارة). `country` is an ISO 3166-1 alpha-2 code. `refers` tells for a
    description or a short form what it may stand for (normalised heads or names).
    """

    article: str
    start: int
    end: int
    text: str
    type: EntityType
    kind: MentionKind = "name"
    name: str = ""
    key: str | None = None
    head: str | None = None
    country: str | None = None
    gender: Gender = "?"
    number: Number = "sg"
    refers: tuple[str, ...] = ()
    rule: str = ""

    def __post_init__(self) -> None:
        check_stretch(self.article, self.start, self.end, self.text)


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """One person, body or place, under all the names that the articles give it."""

    id: str
    type: EntityType
    name: str
    country: str | None = None
    external_ids: dict[str, str] = {}
    mentions: tuple[Mention, ...]
    gender: Gender = "?"
    role: str | None = None


class Link(msgspec.Struct, frozen=True):
    """A mention and the entity that it was linked to: the downstream steps' view of entities."""

    start: int
    end: int
    entity: str
    type: EntityType
    kind: MentionKind
    gender: Gender = "?"
    number: Number = "sg"
    head: str | None = None


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 type and value (ISO 24617-1).

    `mod` is the TIMEX3 modifier (MORE_THAN, APPROX, START ...); `calendar` is `hijri` where the
    text counts so; `rule` names the row of the grammar. `since` and `until` (ISO dates, both
    within) are the days that a duration covers where it leans on the day of publication («the last three
    days»). `anchor` is the day of speech in the text from which the words of a quotation were counted.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    rule: str = ""
    since: str | None = None
    until: str | None = None
    anchor: Span | None = None

    def __post_init__(self) -> None:
        check_stretch(self.article, self.start, self.end, self.text)

    @property
    def span(self) -> Span:
        return Span(self.article, self.start, self.end, self.text)


class Quotation(msgspec.Struct, frozen=True):
    """A stretch in quotation marks: outer bounds with the marks, inner bounds without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    role: Literal["speech", "name", "other"] = "other"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who said it. `span` is None where the source is taken over from an earlier sentence."""

    entity: str | None = None
    kind: SourceKind
    span: Span | None = None
    carried: bool = False
    name: str = ""
    antecedent: Span | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who said what: source, cue, content (Pareti 2015, PARC 3), chained by `parent`.

    `content_more` holds the rest where the cue cuts the content in two. `stance` tells whether
    the source asserts or denies the content; `distancing` whether the cue itself keeps its distance
    (زعم, ادعى). `rule` names the pattern.
    """

    id: str
    article: str
    source: Source
    cue: Span
    content: Span
    content_more: tuple[Span, ...] = ()
    mode: Mode = "indirect"
    parent: str | None = None
    told_to: str | None = None
    told_to_span: Span | None = None
    medium: str | None = None
    stance: Stance = "asserts"
    distancing: bool = False
    rule: str = ""
