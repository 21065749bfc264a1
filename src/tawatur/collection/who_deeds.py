"""What someone took part in, where that led, and who was there too; told by ten articles it is one happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ..compare.events import find_itineraries, merge_events
from ..lang.gazetteer import Gazetteer
from ..model import ArticleRecord, Comparison, Entity, Event, Participant, Series, Span, Stop
from ..model.answers import Deed, Halt, Met, Occasion
from ..model.event import Status
from .joined import Joint, entity_key, join, joint_key
from .proofs import proofs, records_of

# Where someone is named, not only spoken of.
_TOGETHER = frozenset({"meeting", "visit", "agreement", "match", "travel"})
# With more happenings than this they are joined month by month.
_MANY = 600


@dataclass(frozen=True, slots=True)
class Happenings:
    """The joined events of one entity (`id`), the entities in them, and what the answer shows of each."""

    id: str
    events: tuple[Event, ...]
    entities: Mapping[str, Entity]
    records: Mapping[str, ArticleRecord]
    keys: Mapping[str, str]
    deeds: tuple[Deed, ...]


def deeds_of(joint: Joint, annotations: Sequence[Comparison], gazetteer: Gazetteer) -> Happenings:
    """All happenings in which an entity takes part (a place: that happen there), in order of time."""
    mine = {(m.number, m.entity.id) for m in joint.members}
    numbers = sorted({n for n, _ in mine})
    found = {n: [e for e in annotations[n].events if _has_part(e, n, mine)] for n in numbers}
    involved = {n: {i for e in found[n] for i in _ids(e)} for n in numbers}
    chosen = [_only(annotations[n], involved[n]) for n in numbers]
    others = join(chosen, gazetteer)
    names = {(numbers[m.number], m.entity.id): j.id for j in others for m in j.members}
    own = {names[m] for m in mine if m in names}
    me = min(own, default=joint.id)
    entities = {j.id: replace(j.members[0].entity, id=j.id, name=j.name) for j in others}
    known = {**names, **dict.fromkeys(mine, me)}
    keys = {j.id: joint_key(j, gazetteer) for j in others}
    per_article = [[_renamed(e, n, known) for e in found[n]] for n in numbers]
    for n in numbers:
        for e in annotations[n].entities:
            entities.setdefault(f"{n}/{e.id}", e)
    merged = _merge(per_article, entities)
    records = records_of(annotations[n] for n in numbers)
    beside = {i for event in merged for i in _ids(event) if i not in keys and i in entities}
    keys.update((i, entity_key(entities[i], gazetteer)) for i in sorted(beside))
    shown = tuple(_deed(e, me, entities, records, keys) for e in merged)
    return Happenings(me, merged, entities, records, keys, shown)


def _merge(per_article: Sequence[Sequence[Event]], entities: Mapping[str, Entity]) -> tuple[Event, ...]:
    if sum(map(len, per_article)) <= _MANY:
        merged: Iterable[Event] = merge_events(per_article, entities)
    else:
        months = sorted({_month(e) for events in per_article for e in events})
        merged = [
            e for month in months
            for e in merge_events([[x for x in events if _month(x) == month] for events in per_article], entities)
        ]
    told = {span: e.status for events in per_article for e in events for span in e.evidence}
    merged = (_settled(e, told) for e in merged)
    return tuple(sorted(merged, key=lambda e: (not _dated(e.date), e.date or "", e.evidence[0].article, e.evidence[0].start)))


def _settled(event: Event, told: Mapping[Span, Status]) -> Event:
    """What several announced and one tells as held was held: most tellings of a meeting come before it."""
    if event.status == "planned" and any(told.get(span) == "held" for span in event.evidence):
        return replace(event, status="held")
    return event


def _month(event: Event) -> str:
    return (event.date or "")[:7] if _dated(event.date) else ""


def _dated(date: str | None) -> bool:
    return bool(date and date[:4].isdigit())


def _has_part(event: Event, number: int, mine: set[tuple[int, str]]) -> bool:
    return any((number, i) in mine for i in _ids(event))


def _ids(event: Event) -> tuple[str, ...]:
    return (*(p.entity for p in event.participants), *((event.place,) if event.place else ()))


def _only(annotation: Comparison, ids: set[str]) -> Comparison:
    return replace(annotation, entities=tuple(e for e in annotation.entities if e.id in ids))


def _renamed(event: Event, number: int, known: Mapping[tuple[int, str], str]) -> Event:
    def name(entity: str) -> str:
        return known.get((number, entity), f"{number}/{entity}")

    people = {name(p.entity): p.role for p in reversed(event.participants)}
    return replace(
        event, id=f"{number}/{event.id}", place=name(event.place) if event.place else None, series=_series(event, number),
        participants=tuple(Participant(who, role) for who, role in reversed(people.items())),
    )


def _series(event: Event, number: int) -> Series | None:
    """What its words tell of its series, with the ids of the joined list."""
    own = event.series
    if own is None:
        return None
    before, after = (f"{number}/{id}" if id else None for id in (own.previous, own.next))
    return replace(own, previous=before, next=after, host=None)


def _deed(
    event: Event, me: str, entities: Mapping[str, Entity], records: Mapping[str, ArticleRecord], keys: Mapping[str, str],
) -> Deed:
    place = entities.get(event.place or "")
    role = next((p.role for p in event.participants if p.entity == me), "place")
    others = [p.entity for p in event.participants if p.entity != me and p.entity in entities]
    return Deed(
        type=event.type, name=event.name, date=event.date, place=place.name if place else None, status=event.status,
        role=role, others=tuple(entities[o].name for o in others), evidence=proofs(event.evidence, records),
        place_key=keys.get(event.place or ""), other_keys=tuple(keys[o] for o in others),
    )


def journey_of(happenings: Happenings) -> tuple[Halt, ...]:
    """Where a person went or goes, in order of time: two places or more."""
    entities = happenings.entities
    for journey in find_itineraries(happenings.events, entities):
        if journey.person == happenings.id:
            stops = [s for s in journey.stops if not _in_a_town(s, journey.stops, entities)]
            return tuple(
                Halt(place=entities[s.place].name if s.place in entities else s.place,
                     date=s.date, status=s.status, evidence=proofs(s.evidence, happenings.records), place_key=happenings.keys.get(s.place))
                for s in stops
            ) if len(stops) > 1 else ()
    return ()


def _in_a_town(stop: Stop, stops: Sequence[Stop], entities: Mapping[str, Entity]) -> bool:
    """A country on the day on which a town of it is told is no stop of its own."""
    country = entities[stop.place].external_ids.get("iso3166") if stop.place in entities else None
    return country is not None and any(
        s.place != stop.place and s.date == stop.date and s.place in entities and entities[s.place].country == country
        for s in stops
    )


def met_of(happenings: Happenings) -> tuple[Met, ...]:
    """Persons and bodies in the same meetings, visits, agreements or matches that were held, the most frequent first.

    A meeting and the agreement that was signed at it are one time: days and places are counted.
    """
    found: dict[str, list[Event]] = {}
    for event in happenings.events:
        mine = any(p.entity == happenings.id for p in event.participants)
        if mine and event.type in _TOGETHER and event.status == "held":
            for p in event.participants:
                if p.entity != happenings.id and p.entity in happenings.entities:
                    found.setdefault(p.entity, []).append(event)
    out = [_met(happenings, who, events) for who, events in found.items() if happenings.entities[who].type != "LOC"]
    return tuple(sorted(out, key=lambda m: (-m.times, m.name)))


def _met(happenings: Happenings, who: str, events: Sequence[Event]) -> Met:
    entities, records = happenings.entities, happenings.records
    times: dict[tuple[str | None, str | None], list[Span]] = {}
    for event in events:
        times.setdefault((event.date, event.place), []).extend(event.evidence)
    occasions = tuple(
        Occasion(date=date, place=entities[place].name if place and place in entities else None, evidence=proofs(spans, records))
        for (date, place), spans in times.items()
    )
    return Met(
        name=entities[who].name, type=entities[who].type, times=len(occasions), key=happenings.keys.get(who, ""), occasions=occasions,
        evidence=proofs((s for spans in times.values() for s in spans), records),
    )
