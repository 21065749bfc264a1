"""Events while they are put together, and which earlier one a telling goes back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..lang.frames import EventFrame
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, Span, Status, Victim
from .event_triggers import Trigger

# Kinds of happenings in which someone comes to harm: what does it, and what it does.
CAUSES = frozenset({"disaster", "strike", "attack", "clash"})
HARM = CAUSES | {"deaths"}
# So many words shared with a headline: it tells the same in other names («the state», «the court»).
_LIKE = 2
_BLOWS = frozenset({"attack", "strike"})


@dataclass(frozen=True, slots=True)
class SeriesWords:
    """What the words at a happening tell of its series: its number, how often it comes, its host, and
    whether it is the one before (`place` -1) or the one after (1) those told of here (0)."""

    span: Span
    number: int | None = None
    cycle: Span | None = None
    place: int = 0


@dataclass(slots=True)
class Draft:
    """An event while it is put together; `recency` tells where it was last told of.

    `hinted`: only a noun with the article («الهجوم») that goes back to harm told before in another word:
    no event of its own. `apart`: its words set it off from those told before («another attack», «in a separate incident»);
    `kinds`: which of the sorts that its frame keeps apart (presidential, parliamentary) it is;
    `plural`: several blows told in one word; `bare`: told by a word that says no more than that something
    happened («incident»); `figures`: how many were taken or freed; `relative`: told in a relative clause.
    """

    frame: EventFrame
    name: str
    trigger: Span
    date: str | None
    time: str | None
    place: str | None
    status: Status
    part: str
    participants: dict[str, str] = field(default_factory=dict)
    evidence: list[Span] = field(default_factory=list)
    recency: int = 0
    triggers: list[Span] = field(default_factory=list)
    victims: list[Victim] = field(default_factory=list)
    series: SeriesWords | None = None
    apart: bool = False
    hinted: bool = False
    kinds: frozenset[str] = frozenset()
    plural: bool = False
    bare: bool = False
    figures: frozenset[tuple[str, float]] = frozenset()
    relative: bool = False


def told_before(
    draft: Draft, trigger: Trigger, drafts: Sequence[Draft], entities: Mapping[str, Entity],
) -> Draft | None:
    """The event of this article that a telling goes back to, the latest first."""
    for earlier in sorted(drafts, key=lambda d: -d.recency):
        if earlier.hinted or (earlier.part == "caption" and (trigger.definite or trigger.only_back)):
            continue
        if earlier.frame.family != draft.frame.family or not compatible(earlier, draft, entities):
            continue
        if trigger.fresh or (trigger.noun and earlier.plural != draft.plural):
            continue
        if trigger.definite or trigger.only_back or trigger.again or _told_again(draft, earlier):
            return earlier
    return None


def kin(a: Draft, b: Draft) -> bool:
    """True where one may be the harm done and the other what did it, or both are blows (attack, bombing)."""
    kinds = {a.frame.family, b.frame.family}
    return kinds <= HARM and ("deaths" in kinds or kinds <= _BLOWS or a.bare or b.bare)


def _told_again(draft: Draft, earlier: Draft) -> bool:
    """True where place, day, people and words tell the same happening without an article."""
    shared = earlier.participants.keys() & draft.participants.keys()
    same_place = bool(draft.place and draft.place == earlier.place)
    same_date = bool(is_day(draft.date) and draft.date == earlier.date)
    alike = same_place and len(stems(draft) & stems(earlier)) >= 2
    again = alike or (bool(shared) and draft.frame.place == "any" and bool(stems(draft) & stems(earlier)))
    headline = earlier.part in ("title", "teaser") and earlier.part != draft.part and not (
        draft.relative and draft.status == "planned")  # «الوزير الذي سيترك منصبه» is not the news
    return (same_place and (same_date or bool(shared))) or (same_date and bool(shared)) or again or (
        headline and (same_place or bool(shared) or _heads(earlier, draft) or len(stems(earlier) & stems(draft)) >= _LIKE)
    )


def _heads(title: Draft, draft: Draft) -> bool:
    """A headline tells in short what the text tells at length: neither names others than the other."""
    people = not (title.participants and draft.participants)
    return people and (draft.status == title.status or draft.status == "held") and bool(
        stems(title) & stems(draft) or title.frame.type == draft.frame.type)


def stems(draft: Draft) -> frozenset[str]:
    """Light stems of the longer words of a name."""
    return frozenset(light_stem(w) for w in fold(draft.name).split() if len(w) > 3)


def is_day(date: str | None) -> bool:
    """True for a value that names a day, month or year; False for PAST_REF and the like."""
    return bool(date and date[:4].isdigit())


def is_later(date: str | None, today: str | None) -> bool:
    """True where a day (or month, year) lies wholly after `today`."""
    if not date or not today or not date[:4].isdigit() or "W" in date:
        return date == "FUTURE_REF"
    return date[:10] > today[:len(date[:10])]


def firmness(date: str | None) -> int:
    """2 for a date in a known year, 1 for a day whose year or week is open, 0 for PAST_REF and none."""
    return 2 if is_day(date) else int(bool(date and date[0] == "X"))


def same_day(a: str | None, b: str | None) -> bool | None:
    """True or False where both are known, None where one is vague or missing."""
    if a and b and a[0] == b[0] == "X" and len(a) == len(b):
        return None if a == b else False  # a day without its year: 28 May is not 5 June
    if not (a and b and is_day(a) and is_day(b)):
        return None
    if "/" in a or "/" in b:
        return True if a == b else None
    if "W" in a or "W" in b:
        return True if a == b else None
    if len(a) != len(b) and (a.startswith(b) or b.startswith(a)):
        return None
    return a == b


def same_place(a: str | None, b: str | None, entities: Mapping[str, Entity]) -> bool | None:
    """True or False where both are known; None where one is missing or is the state of the other."""
    if a is None or b is None:
        return None
    if a == b:
        return True
    one, other = entities.get(a), entities.get(b)
    if one is None or other is None:
        return False
    if one.country is None or other.country is None:
        # A town of an unknown country may lie in any state.
        return None if is_state(a, entities) or is_state(b, entities) else False
    if one.country != other.country:
        return False
    # A town and its country do not speak against each other.
    return None if is_state(a, entities) or is_state(b, entities) else False


def is_state(place: str | None, entities: Mapping[str, Entity]) -> bool:
    """True for the entity of a state."""
    return place is not None and place in entities and "iso3166" in entities[place].external_ids


def compatible(a: Draft, b: Draft, entities: Mapping[str, Entity]) -> bool:
    """True where day, place, number and kind do not speak against one happening."""
    if same_day(a.date, b.date) is False or same_place(a.place, b.place, entities) is False:
        return False
    if (a.kinds and b.kinds and a.kinds != b.kinds) or (a.figures and b.figures and not a.figures & b.figures):
        return False  # «الانتخابات البرلمانية», «الانتخابات الرئاسية»; 30 freed, 59 freed
    if a.frame.family == b.frame.family == "attack" and a.kinds != b.kinds:
        return False  # «هجومهم السنوي» is no single blow
    return not _other_number(a.series, b.series)


def _other_number(a: SeriesWords | None, b: SeriesWords | None) -> bool:
    """The third round is not the fourth, and neither is the one before the one told of."""
    if a is None or b is None:
        return bool((a and a.place) or (b and b.place))
    return a.place != b.place or bool(a.number and b.number and a.number != b.number)


def join(back: Draft, draft: Draft, trigger: Trigger) -> None:
    """Add to event `back` what another telling of it says: a firmer date, place, people, evidence."""
    if firmness(draft.date) > firmness(back.date):
        back.date, back.time, back.status = draft.date, draft.time, draft.status
    if back.part in ("title", "teaser") and draft.part == "body" and not trigger.definite:
        back.name, back.trigger, back.part, back.status = draft.name, draft.trigger, "body", draft.status
        back.date = draft.date if back.date is None else back.date
        back.frame = draft.frame
    back.recency = max(back.recency, draft.recency)
    back.place = back.place or draft.place
    back.series = _both_series(back.series, draft.series)
    back.kinds = back.kinds or draft.kinds
    back.figures |= draft.figures
    for who, role in draft.participants.items():
        back.participants.setdefault(who, "attendee" if trigger.only_back else role)
    gather(back, draft)


def _both_series(a: SeriesWords | None, b: SeriesWords | None) -> SeriesWords | None:
    """What two tellings of one happening say of its series."""
    if a is None or b is None:
        return a or b
    return replace(a, number=a.number if a.number is not None else b.number, cycle=a.cycle or b.cycle)


def gather(back: Draft, draft: Draft) -> None:
    """Add evidence, triggers and victims of one telling to another."""
    for span in draft.evidence:
        if span not in back.evidence:
            back.evidence.append(span)
    for span in draft.triggers:
        if span not in back.triggers:
            back.triggers.append(span)
    for victim in draft.victims:
        if victim not in back.victims:
            back.victims.append(victim)
