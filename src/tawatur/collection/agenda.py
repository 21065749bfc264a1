"""The agenda: what was announced for the days ahead, and what became of it by later articles.

Two tellings are one planned thing where kind and days agree and people, place or words speak for it. That
another day was set, that it was held or called off, is told with the words of the later article; where those
may be of another happening, the item is not `certain`. That nothing was found means: not in this collection,
up to the day that is told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..lang.agenda_words import AgendaWords
from ..lang.gazetteer import Gazetteer
from ..model import Comparison
from ..model.answers import AgendaItem, Announcement, Later, Outcome
from ..model.collection import DEADLINE
from .days import Days
from .plans import Plan, plans_of

# What is told so many days after the day it was planned for may be what was planned.
_LATE = 7
# A whole month or year is a day for an election, not for a meeting of which there are many.
_VAGUE = 31
# In so many days there is seldom a second one of the same people.
_CLOSE = 3
# Of which there are few on one day; and which are told of in each other's words.
_SELDOM = frozenset({"election", "opening"})
_FAMILY = {"visit": "meeting"}
_Key = tuple[str, str]


@dataclass(slots=True)
class _Item:
    """A planned thing while its announcements are gathered."""

    plans: list[Plan]
    keys: set[_Key] = field(default_factory=set)

    @property
    def days(self) -> Days:
        """The days that most announcements give, the most exact first."""
        counts = Counter(p.days for p in self.plans if p.days)
        return min(counts, key=lambda d: ((d[1] - d[0]).days, -counts[d], d))


def agenda(
    annotations: Iterable[Comparison], gazetteer: Gazetteer, words: AgendaWords, after: str, last_day: str | None = None,
) -> tuple[AgendaItem, ...]:
    """What was planned for `after` (ISO day) or later, in order of days, and what became of each.

    `annotations` hold one article each, of the whole collection or of the part that was looked at; `last_day`
    is its last day (of the last of `annotations` where None). Articles without a day of publication announce
    nothing. Time grows with the number of tellings that share a party, a place or rare words.
    """
    plans: list[Plan] = []
    seen = last_day or ""
    for annotation in annotations:
        plans += plans_of(annotation, gazetteer, words)
        if last_day is None:
            seen = max(seen, annotation.articles[0].published.value or "")
    return agenda_of(plans, after, seen)


def agenda_of(plans: list[Plan], after: str, seen: str) -> tuple[AgendaItem, ...]:
    """The same from the tellings of the articles, in any order; `seen` is the last day that was looked at."""
    plans.sort(key=lambda p: (p.day, p.article, p.proof.span.start, p.type, p.date))
    until = dt.date.fromisoformat(seen[:10]) if seen else dt.date.min
    first = dt.date.fromisoformat(after)
    index = _index(plans)
    items = _gather([p for p in plans if _announces(p, first)])
    made = [_made(item, _later(item, plans, index), until) for item in items]
    return tuple(sorted(made, key=lambda i: (i.since, i.until, i.id)))


def _announces(plan: Plan, first: dt.date) -> bool:
    if plan.status != "planned" or plan.days is None or plan.days[1] < max(first, plan.day):
        return False
    length = (plan.days[1] - plan.days[0]).days
    return length <= _VAGUE or (plan.type == "election" and length <= 366 and plan.days[0] >= plan.day)


# -- which announcements are of one thing ---------------------------------------------------------------


def _gather(plans: Sequence[Plan]) -> list[_Item]:
    """Announcements put together; one that fits two items goes to the first."""
    items: list[_Item] = []
    by_key: dict[_Key, list[int]] = {}
    for plan in plans:
        near = sorted({i for key in _keys(plan) for i in by_key.get(key, ())})
        home = next((i for i in near if all(plan.type == p.type and _one_day(plan, p) and _alike(plan, p) for p in items[i].plans)), None)
        if home is None:
            home = len(items)
            items.append(_Item([]))
        items[home].plans.append(plan)
        for key in _keys(plan) - items[home].keys:
            items[home].keys.add(key)
            by_key.setdefault(key, []).append(home)
    return items


def _keys(plan: Plan) -> set[_Key]:
    """Under what a telling is looked up: its people by their last name, its bodies, its place, its words."""
    kind = _FAMILY.get(plan.type, plan.type)
    found = {(kind, p.person[-1] if p.person else p.key) for p in plan.parties}
    if plan.place is not None:
        found.add((kind, plan.place.key))
    return found | {(kind, w) for w in plan.words}


def _index(plans: Sequence[Plan]) -> Mapping[_Key, Sequence[int]]:
    found: dict[_Key, list[int]] = {}
    for number, plan in enumerate(plans):
        for key in _keys(plan):
            found.setdefault(key, []).append(number)
    return found


def _one_day(a: Plan, b: Plan) -> bool:
    """Whether two announcements give days that can be one: the same, or one inside the other."""
    if a.days is None or b.days is None:
        return False
    return (a.days[0] <= b.days[0] and b.days[1] <= a.days[1]) or (b.days[0] <= a.days[0] and a.days[1] <= b.days[1])


def _people(a: Plan, b: Plan) -> int:
    return sum(any(x.same(y) for y in b.parties) for x in a.parties)


def _place(a: Plan, b: Plan) -> bool | None:
    """True or False where both are told; None where one is missing or is the country of the other."""
    if a.place is None or b.place is None:
        return None
    if a.place.key == b.place.key:
        return True
    one_country = a.country is not None and a.country == b.country
    return None if one_country and f"geo:{a.country}" in (a.place.key, b.place.key) else False


def _alike(a: Plan, b: Plan) -> bool:
    """Whether two tellings for one day are of one thing."""
    place, people, shared = _place(a, b), _people(a, b), len(a.words & b.words)
    if place is False:
        return False
    if a.type == DEADLINE:
        return (people >= 1 and shared >= 3) or shared >= 6
    if a.type != b.type:
        # A visit and a meeting in the course of it.
        return bool(people and a.place and b.place)
    seldom = a.type in _SELDOM and a.days == b.days
    return bool(people and (place or shared or seldom)) or people >= 2 or bool(place and shared) or shared >= 2 - seldom


def _surely_alike(a: Plan, b: Plan) -> bool:
    """Whether two tellings whose days do not agree are of one thing: more must speak for it."""
    place, people, shared = _place(a, b), _people(a, b), len(a.words & b.words)
    if place is False or a.type != b.type:
        return False
    if a.type == DEADLINE:
        return people >= 1 and shared >= 5
    return people >= 2 or (people == 1 and (shared >= 1 or bool(place))) or shared >= 3


def _one_matter(a: Plan, b: Plan) -> bool:
    """Whether all that is told, but the day, is the same: then another day may be the new one."""
    return _people(a, b) >= 2 and len(a.words & b.words) >= 2


# -- what became of it ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fate:
    """One later telling and what it says of the planned thing."""

    outcome: Outcome
    plan: Plan
    certain: bool


def _later(item: _Item, plans: Sequence[Plan], index: Mapping[_Key, Sequence[int]]) -> list[_Fate]:
    own = {id(p) for p in item.plans}
    announced = {p.article for p in item.plans}
    near = sorted({n for key in item.keys for n in index.get(key, ())})
    fates = []
    for number in near:
        plan = plans[number]
        if id(plan) not in own and plan.article not in announced:
            fate = _fate(item, plan)
            if fate is not None:
                fates.append(fate)
    return fates


def _fate(item: _Item, plan: Plan) -> _Fate | None:
    """What one telling says of the item; None where it is of something else."""
    since, until = item.days
    first = min(p.day for p in item.plans)
    agree = plan.days is not None and plan.days[0] <= until and since <= plan.days[1]
    alike = any(_alike(p, plan) for p in item.plans)
    surely = any(_surely_alike(p, plan) for p in item.plans)
    if plan.day < first or not alike:
        return None
    if plan.status == "held" and plan.put_off and first < plan.day:
        # «تأجلت الجولة التي كان مقررا أن تبدأ اليوم»: that was not held.
        return _Fate("moved", plan, False)
    if plan.status == "held" and plan.day >= since:
        close = agree or (surely and plan.day <= until + dt.timedelta(days=_LATE) and not _elsewhen(plan, since, until))
        exact = agree and plan.days is not None and (plan.days[1] - plan.days[0]).days <= (until - since).days
        near = (until - since).days <= _CLOSE or any(_one_matter(p, plan) for p in item.plans)
        return _Fate("held", plan, bool(exact and near and surely and plan.day > since)) if close else None
    if not any(p.type == plan.type for p in item.plans):
        return None
    if plan.status == "denied" and plan.day > first and (agree or surely):
        return _Fate("cancelled", plan, agree and surely)
    if plan.status == "planned" and plan.days is not None and not agree and surely and first < plan.day <= until:
        return _Fate("moved", plan, plan.moved) if plan.moved or any(_one_matter(p, plan) for p in item.plans) else None
    return _Fate("mentioned", plan, surely) if agree and plan.day > until else None


def _elsewhen(plan: Plan, since: dt.date, until: dt.date) -> bool:
    """Whether a telling gives a day of its own that is not near the planned one."""
    if plan.days is None:
        return False
    day = dt.timedelta(days=1)
    return plan.days[1] < since - day or plan.days[0] > until + day


_ORDER: tuple[Outcome, ...] = ("moved", "cancelled", "held", "mentioned")


def _made(item: _Item, fates: Sequence[_Fate], looked: dt.date) -> AgendaItem:
    since, until = item.days
    outcome, certain = _outcome(fates, until, looked)
    told = [f for f in fates if f.outcome == outcome]
    told = [f for f in told if f.certain] or told
    lead = min((p for p in item.plans if p.days == item.days), key=lambda p: (p.day, p.article, p.proof.span.start))
    names = {p.key: p.name for plan in item.plans for p in reversed(plan.parties)}
    return AgendaItem(
        id=_id(lead), type=lead.type, name=lead.name, date=lead.date, since=since.isoformat(), until=until.isoformat(),
        place=next((p.place.name for p in (lead, *item.plans) if p.place), None),
        who=tuple(dict.fromkeys(names[p.key] for plan in (lead, *item.plans) for p in plan.parties)),
        announced=tuple(Announcement(words=p.proof, date=p.said, speaker=p.speaker) for p in item.plans),
        outcome=outcome, later=tuple(Later(words=f.plan.proof, status=f.plan.status, date=f.plan.said or None) for f in told),
        looked_until=looked.isoformat(), certain=certain,
    )


def _outcome(fates: Sequence[_Fate], until: dt.date, looked: dt.date) -> tuple[Outcome, bool]:
    """What is told with certainty before what is doubtful; that it was held before that it was to be moved."""
    for outcome in ("held", *_ORDER):
        if any(f.outcome == outcome and f.certain for f in fates):
            others = {f.outcome for f in fates if f.certain} - {outcome, "mentioned"}
            return outcome, not others
    for outcome in _ORDER:
        if any(f.outcome == outcome for f in fates):
            return outcome, False
    return ("ahead", True) if looked <= until else ("never mentioned again", True)


def _id(plan: Plan) -> str:
    """Stable as long as the first announcement stands: made of its article, place in it and day."""
    seed = f"{plan.article}\n{plan.type}\n{plan.date}\n{plan.proof.span.start}"
    return f"ag{hashlib.sha256(seed.encode()).hexdigest()[:12]}"
