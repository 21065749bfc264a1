"""Events and itineraries."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.model import Event, Participant, Span, Stop

SPAN = Span("x", 0, 3, "زار")


def test_who_takes_part_acts_unless_it_is_said_otherwise() -> None:
    assert Participant("e1").role == "actor"
    assert Stop(place="e2", date=None, evidence=(SPAN,)).status == "held"


def test_a_stop_without_evidence_can_not_be_built() -> None:
    with pytest.raises(TypeError, match="evidence"):
        Stop(place="e2", date=None)  # type: ignore[call-arg]


def test_an_event_has_a_type_of_its_own_beside_the_ontology() -> None:
    event = Event(id="ev1", type="visit", plover=None, name="زيارة", date=None, place=None,
                  status="planned", participants=(), evidence=(SPAN,))
    back = msgspec.json.decode(msgspec.json.encode(event), type=Event)
    assert back == event
    with pytest.raises(msgspec.ValidationError, match="status"):
        msgspec.json.decode(msgspec.json.encode(event).replace(b'"planned"', b'"negated"'), type=Event)
