"""What the tools are asked with. The schema that a model is shown is made of these types, and so is the check of what it sends."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from ..errors import UsageError

# As much of a text as is compared while somebody waits.
LONGEST_TEXT = 30_000
T = TypeVar("T", bound=msgspec.Struct)

Words = Annotated[str, Meta(min_length=1, max_length=400)]
Id = Annotated[str, Meta(min_length=1, max_length=2000)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="An ISO day, YYYY-MM-DD, included.")]
Limit = Annotated[int, Meta(ge=1, le=50, description="How many at most; fewer come where they are long.")]
Offset = Annotated[int, Meta(ge=0, le=1_000_000, description="How many to pass over: the note of an answer says how to go on.")]
OutletNames = Annotated[tuple[Words, ...], Meta(max_length=20, description="Names of outlets; empty: all.")]


class Arguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all tools have in common: nothing that they do not know."""


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to compare, with what is known of it."""

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    outlet: Words | None = None
    published: Day | None = None
    title: Words | None = None


class CompareTexts(Arguments, frozen=True, kw_only=True):
    texts: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=4, description="Two to four Arabic news texts on one event.")]
    limit: Limit = 20
    offset: Offset = 0


class Search(Arguments, frozen=True, kw_only=True):
    query: Annotated[str, Meta(min_length=1, max_length=400, description='All words; "an exact phrase"; a OR b; -without. In the language of the articles.')]
    kind: Literal["articles", "claims"] = "articles"
    outlet: OutletNames = ()
    speaker: Annotated[Words, Meta(description="With kind=claims: who said it.")] | None = None
    since: Day | None = None
    until: Day | None = None
    sort: Literal["relevance", "newest"] = "relevance"
    limit: Limit = 10
    offset: Offset = 0


class Stories(Arguments, frozen=True, kw_only=True):
    text: Annotated[Words, Meta(description="Words that stand in its articles.")] | None = None
    entity: Annotated[Words, Meta(description="A person, body or place that they name.")] | None = None
    place: Annotated[Words, Meta(description="A place that they name.")] | None = None
    outlet: OutletNames = ()
    since: Day | None = None
    until: Day | None = None
    min_outlets: Annotated[int, Meta(ge=1, le=1000)] = 1
    sort: Literal["newest", "oldest", "origins", "outlets", "articles"] = "newest"
    limit: Limit = 20
    offset: Offset = 0


class Story(Arguments, frozen=True, kw_only=True):
    id: Annotated[Id, Meta(description="The id of a story, or of one of its articles.")]
    limit: Limit = 20
    offset: Offset = 0


class ReadArticle(Arguments, frozen=True, kw_only=True):
    id: Annotated[Id, Meta(description="The id of an article.")]
    start: Annotated[int, Meta(ge=0, le=100_000_000, description="The first character that is wanted.")] = 0
    length: Annotated[int, Meta(ge=1, le=12_000, description="How many characters.")] = 6000


class WhoSaid(Arguments, frozen=True, kw_only=True):
    person: Annotated[Words, Meta(description="The name of a person, body or office as the articles write it, or a key (PER:..., geo:SY) of the tool names.")]
    about: Annotated[Words, Meta(description="Only sayings in which these words stand (as in search).")] | None = None
    since: Day | None = None
    until: Day | None = None
    limit: Limit = 20
    offset: Offset = 0


class OriginsOfClaim(Arguments, frozen=True, kw_only=True):
    claim: Annotated[Id, Meta(description="The id of a claim, as search, story and article give it (ARTICLE/c3).")] | None = None
    text: Annotated[Words, Meta(description="Or words of the claim, searched as in search.")] | None = None
    limit: Limit = 10
    offset: Offset = 0


class Outlets(Arguments, frozen=True, kw_only=True):
    since: Day | None = None
    until: Day | None = None
    limit: Limit = 20
    offset: Offset = 0


class Agenda(Arguments, frozen=True, kw_only=True):
    after: Annotated[Day, Meta(description="From this day on; by default the day after the last article.")] | None = None
    until: Day | None = None
    limit: Limit = 20
    offset: Offset = 0


class Names(Arguments, frozen=True, kw_only=True):
    text: Annotated[Words, Meta(description="A name, or a part of one.")]
    limit: Limit = 20
    offset: Offset = 0


def read_arguments(given: dict[str, Any], wanted: type[T]) -> T:
    """What was sent as the struct of the tool; days are days of the calendar. Raises UsageError with one clear line."""
    try:
        asked = msgspec.convert(given, wanted, strict=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"arguments: {error}") from error
    for name in ("since", "until", "after", "published"):
        for record in (asked, *getattr(asked, "texts", ())):
            day = getattr(record, name, None)
            if day is not None:
                _check_day(name, day)
    until = getattr(asked, "until", None)
    for name in ("since", "after"):
        first = getattr(asked, name, None)
        if first and until and first > until:
            raise UsageError(f"arguments: {name} {first} is after until {until}")
    return asked


def _check_day(name: str, day: str) -> None:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"arguments: {name}: there is no day {day}") from None
