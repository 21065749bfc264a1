"""What the slots of two claims say for and against one fact: names, verb, dates, numbers, happenings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Event
from .facts import Facts, fits, is_date, like

# What the slots add to the similarity of the words …
SAME_ENTITIES = 0.18
SAME_LIST = 0.20  # four names or more («and Egypt, France, Germany …») say more than one
SAME_VERB = 0.10
SAME_TIMES = 0.08
SAME_LENGTH = 0.10
SAME_NUMBERS = 0.06
SAME_TOLL = 0.30  # both count the dead of what can be one happening, though not to one figure
SAME_UNIT = 0.10  # both count the dead, or the buses, though not to one figure
SAME_COUNT = 0.12
TELLING_COUNT = 0.20  # «31 people» in both says more than «two» in both
# One happening: same type, day and place; or two of day, place, participant and figure.
SAME_EVENT = 0.40
LIKELY_EVENT = 0.20
# … and what they take from it.
ONLY_NAMES = -0.15  # names in common, but not one other word of weight
OTHER_EVENT = -0.15
OTHER_TIMES = -0.10
OTHER_ACTORS = -0.10

# One visit is told as the journey, as the visit or as the talks.
A_VISIT = ("visit", "travel", "meeting")


def slots(a: Facts, b: Facts, rare: Mapping[str, float], shared: bool = False) -> float:
    """What names, verb, dates, numbers and events say for and against one fact."""
    same_figure = bool({n for n, _ in a.counts} & {n for n, _ in b.counts})
    happening = same_events(a.events, b.events, same_figure)
    score = same_entities(a, b, rare) + happening
    if a.entities & b.entities and not (a.words & b.words or shared or happening > 0):
        score += ONLY_NAMES
    if a.verb and a.verb == b.verb:
        score += SAME_VERB * rare[a.verb]
    told = [fits(x, y) for x in a.dates for y in b.dates if like(x, y)]
    if told:
        score += SAME_TIMES if any(told) else OTHER_TIMES
    if a.lengths & b.lengths:
        score += SAME_LENGTH
    if a.counts & b.counts:
        telling = any(n > 3 for n, _ in a.counts & b.counts)
        score += TELLING_COUNT if telling else SAME_COUNT
    elif same_toll(a, b):
        score += SAME_TOLL
    elif {u for _, u in a.counts if u} & {u for _, u in b.counts if u}:
        score += SAME_UNIT
    elif same_figure:
        score += SAME_NUMBERS
    return score


def same_toll(a: Facts, b: Facts) -> bool:
    """True where both count victims of one kind, of happenings that no date tells apart."""
    return any(
        kind == other_kind and one_day(day, other_day)
        for kind, day in a.tolls for other_kind, other_day in b.tolls
    )


def one_day(one: str | None, other: str | None) -> bool:
    """True for one day, or a day and none; a month or a year counts the victims of other days too."""
    known = [d.split("T")[0] for d in (one, other) if d is not None]
    return len(set(known)) <= 1 and all(len(d) >= 10 for d in known)


def same_entities(a: Facts, b: Facts, rare: Mapping[str, float]) -> float:
    """The weight of the names that both have, against the side that has less."""
    common = a.entities & b.entities
    if not common:
        return OTHER_ACTORS if a.actors and b.actors else 0.0
    least = min(sum(rare[e] ** 2 for e in sorted(side)) for side in (a.entities, b.entities))
    overlap = sum(rare[e] ** 2 for e in sorted(common)) / max(least, 0.1)
    return SAME_ENTITIES * min(1.0, overlap) + (SAME_LIST if len(common) >= 4 else 0.0)


def same_events(one: Sequence[Event], other: Sequence[Event], same_figure: bool) -> float:
    """The best that two sets of events say; happenings of other kinds speak against one fact."""
    if not one or not other:
        return 0.0
    best = max(same_event(x, y, same_figure) for x in one for y in other)
    kinds = {e.plover for e in one} & {e.plover for e in other}
    return best if best or kinds else OTHER_EVENT


def same_event(x: Event, y: Event, same_figure: bool) -> float:
    """What two events say for one fact: nothing unless their types and dates allow it."""
    if x.type != y.type and not (x.type in A_VISIT and y.type in A_VISIT):
        return 0.0
    days = [d for d in (x.date, y.date) if d is not None and is_date(d)]
    known = len(days) == 2 and like(*days)
    if known and not fits(*days):
        return 0.0
    same_day = known and all(len(d) >= 10 for d in days)
    same_place = x.place is not None and x.place == y.place
    if same_day and same_place:
        return SAME_EVENT
    people = {p.entity for p in x.participants} & {p.entity for p in y.participants}
    return LIKELY_EVENT if same_day + same_place + bool(people) + same_figure >= 2 else 0.0
