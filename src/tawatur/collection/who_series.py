"""The series in which someone takes part: rounds, yearly meetings, the last one and the next."""

from __future__ import annotations

import re

from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Event
from ..model.answers import Process, Turn
from .days import days_of
from .proofs import proofs
from .who_deeds import Happenings

_WORD = re.compile(r"[^\W\d_]+")


def processes_of(happenings: Happenings) -> tuple[Process, ...]:
    """Happenings that the articles tell of as one of a series, those of one kind and noun with the same people, or at one place, together.

    That two articles mean one series is not certain even so: the words of each stand beside it.
    """
    found: dict[tuple[str, str], list[Event]] = {}
    for event in happenings.events:
        if event.series is not None and event.status != "denied":
            found.setdefault((event.type, _noun(event.series.name.text)), []).append(event)
    made = [_process(events, happenings) for _, told in sorted(found.items()) for events in _apart(told, happenings.id)]
    return tuple(sorted(made, key=lambda p: (p.next is None, -len(p.turns), p.name)))


def _apart(events: list[Event], me: str) -> list[list[Event]]:
    """The series among events under one noun: «the first session» may be that of any talks, so people or place must agree too."""
    found: list[tuple[set[str], list[Event]]] = []
    for event in events:
        bonds = {*(p.entity for p in event.participants), event.place or ""} - {me, ""}
        near = [one for one in found if not one[0].isdisjoint(bonds)]
        joined = (bonds.union(*(keys for keys, _ in near)), [*(e for _, told in near for e in told), event])
        found = [*(one for one in found if one not in near), joined]
    return [told for _, told in found]


def _noun(text: str) -> str:
    """The stem of the first word that is long enough to be a noun."""
    stems = [light_stem(fold(w)) for w in _WORD.findall(text)]
    return next((s for s in stems if len(s) > 2), "")


def _process(events: list[Event], happenings: Happenings) -> Process:
    ordered = sorted(events, key=lambda e: (_day(e) or "9999", e.id))
    turns = [_turn(e, happenings) for e in ordered]
    seen = max((r.published.value for r in happenings.records.values() if r.published.value), default="")
    dated = [(day, t) for e, t in zip(ordered, turns, strict=True) if (day := _day(e))]
    held = [t for day, t in dated if t.status == "held" and day <= seen]
    ahead = [t for day, t in dated if t.status == "planned" and day > seen]
    cycle = next((e.series.cycle.text for e in ordered if e.series and e.series.cycle), None)
    return Process(
        name=max((t.name for t in turns), key=lambda n: (len(n.split()), n)), type=ordered[0].type, cycle=cycle, turns=tuple(turns),
        last=held[-1] if held else None, next=ahead[0] if ahead else None,
    )


def _day(event: Event) -> str | None:
    days = days_of(event.date)
    return days[0].isoformat() if days else None


def _turn(event: Event, happenings: Happenings) -> Turn:
    place = happenings.entities.get(event.place or "")
    own = event.series
    assert own is not None
    return Turn(
        name=" ".join(own.name.text.split()), number=own.number, date=event.date, place=place.name if place else None,
        status=event.status, evidence=proofs(event.evidence, happenings.records),
    )
