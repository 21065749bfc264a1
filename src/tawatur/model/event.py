"""Events in the world as the articles tell of them, and itineraries made of them."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

Status = Literal["held", "planned", "possible", "denied"]


class Participant(msgspec.Struct, frozen=True):
    """Who took part; `role` is actor, recipient, host, attendee or victim."""

    entity: str
    role: str = "actor"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A dated happening; `plover` is its type in the PLOVER ontology (or None).

    `date` is a TIMEX3 value or None; `place` an entity id or None.
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
