"""One list of events from those of all articles, and the journeys that they make.

Two tellings are one event where they are of one kind, nothing in date or place speaks against it,
and people, place or words speak for it. Two different days are never one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, combinations_with_replacement, product

from msgspec.structs import replace

from ..annotate.event_drafts import firmness, is_day, same_day, same_place
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, Event, Itinerary, Participant, Series, Status, Stop

# Types that may tell one happening: who travels somewhere visits it.
_GROUPS = {"travel": "visit", "bombing": "strike"}
# Kinds so seldom told that one sign more is enough.
_SELDOM = frozenset({"siege_lifted", "linkup", "withdrawal", "release", "trial", "election"})
# Harm done, and what does it.
_DEATHS = frozenset({"killing", "deaths", "injuries"})
_BLOWS = frozenset({"attack", "strike", "bombing"})
_HARM = _DEATHS | _BLOWS | {"disaster", "battle"}
_JOURNEYS = frozenset({"meeting", "visit", "travel"})
# So many words of a telling must there be, and so many of them shared, for it to be the same report.
_LONG, _ALIKE = 5, 0.7
_STATUS: tuple[Status, ...] = ("held", "planned", "possible", "denied")


@dataclass
class _Telling:
    """An event with its stems, each made once: it is held against every other one."""

    event: Event

    @cached_property
    def words(self) -> frozenset[str]:
        return _stems(self.event.name)

    @cached_property
    def told(self) -> tuple[frozenset[str], ...]:
        return tuple(_stems(span.text) for span in self.event.evidence)


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
    tellings = [_Telling(e) for _, e in flat]
    pairs = []
    for i, j in _pairs([e.type for _, e in flat]):
        score = _score(tellings[i], tellings[j], entities) if flat[i][0] != flat[j][0] else 0
        if score:
            pairs.append((-score, i, j))
    for _, i, j in sorted(pairs):
        left, right = owner[i], owner[j]
        if left != right and _may_join(clusters[left], clusters[right], entities):
            keep, drop = min(left, right), max(left, right)
            clusters[keep].members += clusters.pop(drop).members
            owner = [keep if o == drop else o for o in owner]
    merged = [
        _merged(n, sorted(clusters[c].members, key=lambda m: m[0]), entities)
        for n, c in enumerate(sorted(clusters), 1)
    ]
    renamed = {e.id: merged[n].id for n, c in enumerate(sorted(clusters)) for _, e in clusters[c].members}
    return tuple(_renamed(e, renamed) for e in merged)


def _renamed(event: Event, names: Mapping[str, str]) -> Event:
    """The event with the ids of its series led to those of the joined list; none leads to itself."""
    if event.series is None:
        return event
    before, after = names.get(event.series.previous or ""), names.get(event.series.next or "")
    return replace(event, series=replace(
        event.series, previous=before if before != event.id else None, next=after if after != event.id else None))


def _group(event: Event) -> str:
    return _GROUPS.get(event.type, event.type)


def _pairs(types: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of events whose types may tell one happening."""
    found: dict[str, list[int]] = {}
    for i, kind in enumerate(types):
        found.setdefault(kind, []).append(i)
    for a, b in combinations_with_replacement(found, 2):
        if _one_kind(a, b):
            every = combinations(found[a], 2) if a == b else product(found[a], found[b])
            yield from ((min(pair), max(pair)) for pair in every)


def _one_kind(a: str, b: str) -> bool:
    """Types that may tell one happening: also the harm done and what did it, or two words for a blow."""
    kinds = {a, b}
    return _GROUPS.get(a, a) == _GROUPS.get(b, b) or (kinds <= _HARM and (bool(kinds & _DEATHS) or kinds <= _BLOWS))


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(w) for w in fold(text).split() if len(w) > 3)


def _score(one: _Telling, other: _Telling, entities: Mapping[str, Entity]) -> int:
    """How much speaks for one event; 0 where something speaks against it or too little for it."""
    a, b = one.event, other.event
    if _other_number(a, b):
        return 0
    day, place = same_day(a.date, b.date), same_place(a.place, b.place, entities)
    if day is False or place is False or ({a.status, b.status} == {"held", "planned"} and day is None and (
        is_day(a.date) and is_day(b.date)
    )):
        return 0
    people = len({p.entity for p in a.participants} & {p.entity for p in b.participants})
    shared, counts = len(one.words & other.words), _same_counts(a, b)
    if counts < 0 and not (day and place):
        return 0
    score = 4 * bool(day) + 3 * bool(place) + 2 * min(people, 3) + min(shared, 4) + 3 * max(counts, 0)
    if _group(a) != _group(b) or a.type in _DEATHS:
        # A death and a crash, two deaths: the day alone, or the place alone, is told of many.
        enough = counts > 0 or (day and place) or (day and shared >= 2)
        return score if enough else 0
    if day and a.type in _HARM:
        # Two blows of one day are told of by the same people in the same words.
        return score if place or counts > 0 or shared >= 2 or (people and shared) else 0
    if day:
        return score if place or people or shared else 0
    if place:
        return score if people or shared >= 2 or counts > 0 else 0
    if _group(a) in _SELDOM:
        return score if people or shared else 0
    if _same_words(one, other):
        return score
    return score if (people and shared >= 2) or (people >= 2 and shared) or counts > 1 else 0


def _other_number(a: Event, b: Event) -> bool:
    """The third round is not the fourth."""
    return bool(a.series and b.series and a.series.number and b.series.number and (
        a.series.number != b.series.number))


def _same_counts(a: Event, b: Event) -> int:
    """How many figures of victims the two share; -1 where each counts its dead (those
    whom it tells to be taken or freed) and no two agree."""
    def figures(event: Event, kinds: frozenset[str]) -> set[tuple[str, float | None]]:
        return {(v.kind, v.number or v.low) for v in event.victims if v.kind in kinds}

    every = frozenset({"killed", "wounded", "missing", "detained", "freed", "abducted"})
    shared = {f for f in figures(a, every) & figures(b, every) if (f[1] or 0) > 1}
    for kind in ("killed", "detained", "abducted", "freed"):
        one, other = figures(a, frozenset({kind})), figures(b, frozenset({kind}))
        if one and other and not one & other and (kind != "killed" or not shared):
            return -1
    return len(shared)


def _same_words(a: _Telling, b: _Telling) -> bool:
    """Most words of the one telling stand in the other: two outlets that print one report."""
    return any(min(len(x), len(y)) >= _LONG and len(x & y) >= _ALIKE * min(len(x), len(y)) for x in a.told for y in b.told)


def _may_join(a: _Cluster, b: _Cluster, entities: Mapping[str, Entity]) -> bool:
    if {m[0] for m in a.members} & {m[0] for m in b.members}:
        return False
    return all(
        same_day(x.date, y.date) is not False and same_place(x.place, y.place, entities) is not False
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
    # What did the harm tells the kind of the happening, a death alone does not.
    kind = next((e for e in (lead, *events) if e.type not in _DEATHS), lead)
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
        id=f"ev{number}", type=kind.type, plover=kind.plover, name=kind.name, date=date,
        place=place, status=status,
        participants=tuple(Participant(who, role) for who, role in people.items()),
        evidence=tuple(dict.fromkeys(s for e in events for s in e.evidence)),
        trigger=kind.trigger, time=lead.time,
        triggers=tuple(dict.fromkeys(s for e in (kind, *events) for s in e.triggers)),
        victims=tuple(dict.fromkeys(v for e in events for v in e.victims)),
        series=max((e.series for e in events if e.series is not None), key=_telling, default=None),
    )


def _telling(series: Series) -> int:
    """How much a telling says of its series."""
    return sum(x is not None for x in (series.number, series.cycle, series.host, series.previous, series.next))


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
    for stop in sorted(found, key=lambda s: (not is_day(s.date), s.date or "")):
        for at, other in enumerate(dated):
            if other.place == stop.place and (same_day(other.date, stop.date) is not False):
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
    return (1, stop.date or "") if is_day(stop.date) else (2, "")
