"""One list of events from those of all articles, and the journeys that they make.

Two tellings are one event where they are of one kind, nothing in date or place speaks against it,
and people, place or words speak for it. Two different days are never one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..annotate.event_drafts import firmness
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, Event, Itinerary, Participant, Status, Stop

# Types that may tell one happening: who travels somewhere visits it.
_GROUPS = {"travel": "visit", "bombing": "strike"}
# Kinds so seldom told that one sign more is enough.
_SELDOM = frozenset({"siege_lifted", "linkup", "withdrawal", "release", "trial", "election"})
_JOURNEYS = frozenset({"meeting", "visit", "travel"})
_STATUS: tuple[Status, ...] = ("held", "planned", "possible", "denied")


@dataclass(slots=True)
class _Cluster:
    members: list[tuple[int, Event]] = field(default_factory=list)


def merge_events(
    per_article: Sequence[Sequence[Event]], entities: Mapping[str, Entity],
) -> tuple[Event, ...]:
    """All events with those that several articles tell joined; ids `ev1`, `ev2`… in order of telling.

    `per_article` stands in the order of the articles; `entities` gives countries of places.
    O(n²) in the number of events.
    """
    flat = [(a, e) for a, events in enumerate(per_article) for e in events]
    owner = list(range(len(flat)))
    clusters = {i: _Cluster([flat[i]]) for i in range(len(flat))}
    words = [_words(e) for _, e in flat]
    pairs = []
    for i, (a, one) in enumerate(flat):
        for j in range(i + 1, len(flat)):
            b, other = flat[j]
            if a == b:
                continue
            score = _score(one, other, words[i], words[j], entities)
            if score:
                pairs.append((-score, i, j))
    for _, i, j in sorted(pairs):
        left, right = owner[i], owner[j]
        if left != right and _may_join(clusters[left], clusters[right], entities):
            keep, drop = min(left, right), max(left, right)
            clusters[keep].members += clusters.pop(drop).members
            owner = [keep if o == drop else o for o in owner]
    return tuple(
        _merged(n, sorted(clusters[c].members, key=lambda m: m[0]), entities)
        for n, c in enumerate(sorted(clusters), 1)
    )


def _group(event: Event) -> str:
    return _GROUPS.get(event.type, event.type)


def _words(event: Event) -> frozenset[str]:
    return frozenset(light_stem(w) for w in fold(event.name).split() if len(w) > 3)


def _is_day(date: str | None) -> bool:
    return bool(date and date[:4].isdigit())


def _same_day(a: str | None, b: str | None) -> bool | None:
    """True or False where both are known, None where one is vague or missing."""
    if a and b and a[0] == b[0] == "X" and len(a) == len(b):
        return None if a == b else False  # a day without its year: 28 May is not 5 June
    if not (a and b and _is_day(a) and _is_day(b)):
        return None
    if "W" in a or "W" in b:
        return True if a == b else None
    if len(a) != len(b) and (a.startswith(b) or b.startswith(a)):
        return None
    return a == b


def _same_place(a: str | None, b: str | None, entities: Mapping[str, Entity]) -> bool | None:
    if a is None or b is None:
        return None
    if a == b:
        return True
    one, other = entities.get(a), entities.get(b)
    if one is None or other is None or not one.country or one.country != other.country:
        return False
    # A town and its country do not speak against each other.
    return None if "iso3166" in one.external_ids or "iso3166" in other.external_ids else False


def _score(
    a: Event, b: Event, words_a: frozenset[str], words_b: frozenset[str],
    entities: Mapping[str, Entity],
) -> int:
    """How much speaks for one event; 0 where something speaks against it or too little for it."""
    if _group(a) != _group(b):
        return 0
    day, place = _same_day(a.date, b.date), _same_place(a.place, b.place, entities)
    if day is False or place is False or ({a.status, b.status} == {"held", "planned"} and day is None and (
        _is_day(a.date) and _is_day(b.date)
    )):
        return 0
    people = len({p.entity for p in a.participants} & {p.entity for p in b.participants})
    shared = len(words_a & words_b)
    score = 4 * bool(day) + 3 * bool(place) + 2 * min(people, 3) + min(shared, 4)
    if day:
        return score if place or people or shared else 0
    if place:
        return score if people or shared >= 2 else 0
    if _group(a) in _SELDOM:
        return score if people or shared else 0
    return score if (people and shared >= 2) or (people >= 2 and shared) else 0


def _may_join(a: _Cluster, b: _Cluster, entities: Mapping[str, Entity]) -> bool:
    if {m[0] for m in a.members} & {m[0] for m in b.members}:
        return False
    return all(
        _same_day(x.date, y.date) is not False and _same_place(x.place, y.place, entities) is not False
        for _, x in a.members for _, y in b.members
    )


def _merged(
    number: int, members: Sequence[tuple[int, Event]], entities: Mapping[str, Entity],
) -> Event:
    events = [e for _, e in members]
    firm = max(firmness(e.date) for e in events)
    dated = [e for e in events if firm and firmness(e.date) == firm]
    lead = max(dated or events, key=lambda e: (len(e.date or ""), -events.index(e)))
    date = lead.date or next((e.date for e in events if e.date), None)
    counts = Counter(e.status for e in (dated or events))
    status = max(_STATUS, key=lambda s: (counts[s], -_STATUS.index(s)))
    people: dict[str, str] = {}
    for event in events:
        for one in event.participants:
            people.setdefault(one.entity, one.role)
    places = [e.place for e in (lead, *events) if e.place]
    towns = [p for p in places if p not in entities or "iso3166" not in entities[p].external_ids]
    place = next(iter(towns or places), None)
    people.pop(place or "", None)
    return Event(
        id=f"ev{number}", type=lead.type, plover=lead.plover, name=lead.name, date=date,
        place=place, status=status,
        participants=tuple(Participant(who, role) for who, role in people.items()),
        evidence=tuple(dict.fromkeys(s for e in events for s in e.evidence)),
        trigger=lead.trigger, time=lead.time,
    )


def find_itineraries(
    events: Sequence[Event], entities: Mapping[str, Entity],
) -> tuple[Itinerary, ...]:
    """Who goes where: for each person two or more places in order of time (undated last).

    Made of meetings, visits and journeys with a place in which the person takes part or acts.
    """
    stops: dict[str, list[Stop]] = {}
    for event in events:
        if event.type not in _JOURNEYS or event.place is None or event.status == "denied":
            continue
        stop = Stop(place=event.place, date=event.date, status=event.status, evidence=event.evidence)
        for who in _travellers(event, entities):
            stops.setdefault(who, []).append(stop)
    out = []
    for person, found in stops.items():
        joined = _join_stops(found)
        if len({s.place for s in joined}) >= 2:
            out.append(Itinerary(person, tuple(joined)))
    return tuple(out)


def _travellers(event: Event, entities: Mapping[str, Entity]) -> Iterable[str]:
    for one in event.participants:
        entity = entities.get(one.entity)
        if entity is not None and entity.type == "PER" and one.role in ("actor", "attendee"):
            yield one.entity


def _join_stops(found: Sequence[Stop]) -> list[Stop]:
    """One stop for a place and day; an undated stop goes into the dated one of its place.

    Who is in one place on several days in a row, or by one account on another day, has not left it.
    """
    dated: list[Stop] = []
    for stop in sorted(found, key=lambda s: (not _is_day(s.date), s.date or "")):
        for at, other in enumerate(dated):
            if other.place == stop.place and (_same_day(other.date, stop.date) is not False):
                evidence = tuple(dict.fromkeys((*other.evidence, *stop.evidence)))
                dated[at] = Stop(place=other.place, date=other.date or stop.date,
                                 status=other.status, evidence=evidence)
                break
        else:
            dated.append(stop)
    stay: list[Stop] = []
    for stop in sorted(dated, key=_when):
        if stay and stay[-1].place == stop.place:
            last = stay.pop()
            evidence = tuple(dict.fromkeys((*last.evidence, *stop.evidence)))
            stop = Stop(place=last.place, date=last.date, status=last.status, evidence=evidence)
        stay.append(stop)
    return stay


def _when(stop: Stop) -> tuple[int, str]:
    """Past without a day first, then days in order, then what has no date."""
    if stop.date == "PAST_REF":
        return 0, ""
    return (1, stop.date or "") if _is_day(stop.date) else (2, "")
