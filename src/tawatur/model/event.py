"""Events in the world as the articles tell of them, and itineraries made of them."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

Status = Literal["held", "planned", "possible", "denied"]
VictimKind = Literal["killed", "wounded", "casualties", "missing", "detained", "abducted", "freed"]


class Participant(msgspec.Struct, frozen=True):
    """Who took part; `role` is actor, recipient, host, attendee or victim."""

    entity: str
    role: str = "actor"


class Victim(msgspec.Struct, frozen=True, kw_only=True):
    """How many were killed, wounded, taken or freed in an event by one telling.

    `casualties` counts dead and wounded in one figure. `number` is None where only a bound is told
    («more than 200»: `low` 200; «dozens»: `low` 20); `approx` for «about 50». `said_by` is the id of
    the attribution that the figure stands in, None where the outlet itself tells it; `span` holds the
    figure, and names the article.
    """

    kind: VictimKind
    number: float | None = None
    low: float | None = None
    high: float | None = None
    approx: bool = False
    said_by: str | None = None
    span: Span


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The series that an event is one of («the third round», «the last meeting», «the yearly summit»).

    `name` holds the words that tell of it; `number` its ordinal in the series; `cycle` the word that
    tells how often («monthly»); `host` an entity id; `previous` and `next` are ids of events of the
    same list that went before and come after.
    """

    name: Span
    number: int | None = None
    cycle: Span | None = None
    host: str | None = None
    previous: str | None = None
    next: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A dated happening; `plover` is its type in the PLOVER ontology (or None).

    `date` is a TIMEX3 value or None; `place` an entity id or None. `triggers` are all words by which
    it is told of, the first of which is in `trigger` too. `victims` holds one record for each telling
    of a figure: what two sources count stands side by side.
    """

    id: str
    type: str
    plover: str | None
    name: str
    date: str | None
    place: str | None
    status: Status
    participants: tuple[Participant, ...]
    evidence: tuple[Span, ...]
    trigger: Span | None = None
    time: str | None = None
    triggers: tuple[Span, ...] = ()
    victims: tuple[Victim, ...] = ()
    series: Series | None = None


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a journey with its date (TIMEX3 or None)."""

    place: str
    date: str | None
    status: Status = "held"
    evidence: tuple[Span, ...]


class Itinerary(msgspec.Struct, frozen=True):
    """Where a person goes, in order of time."""

    person: str
    stops: tuple[Stop, ...]
