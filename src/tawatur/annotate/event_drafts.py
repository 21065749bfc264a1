"""Events while they are put together, and which earlier one a telling goes back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..lang.frames import EventFrame
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Span, Status
from .event_triggers import Trigger


@dataclass(slots=True)
class Draft:
    """An event while it is put together; `recency` tells where it was last told of."""

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


def told_before(draft: Draft, trigger: Trigger, drafts: Sequence[Draft]) -> Draft | None:
    """The event of this article that a telling goes back to, the latest first."""
    for earlier in sorted(drafts, key=lambda d: -d.recency):
        if earlier.part == "caption" and (trigger.definite or trigger.only_back):
            continue
        if earlier.frame.family != draft.frame.family or not _compatible(earlier, draft):
            continue
        if trigger.definite or trigger.only_back:
            return earlier
        shared = earlier.participants.keys() & draft.participants.keys()
        same_place = bool(draft.place and draft.place == earlier.place)
        same_date = bool(is_day(draft.date) and draft.date == earlier.date)
        headline = earlier.part in ("title", "teaser") and earlier.part != draft.part
        alike = same_place and len(_stems(draft) & _stems(earlier)) >= 2
        again = alike or (bool(shared) and draft.frame.place == "any" and bool(_stems(draft) & _stems(earlier)))
        if (same_place and (same_date or shared)) or (same_date and shared) or again or (
            headline and (same_place or shared)
        ):
            return earlier
    return None


def _stems(draft: Draft) -> frozenset[str]:
    return frozenset(light_stem(w) for w in fold(draft.name).split() if len(w) > 3)


def is_day(date: str | None) -> bool:
    """True for a value that names a day, month or year; False for PAST_REF and the like."""
    return bool(date and date[:4].isdigit())


def firmness(date: str | None) -> int:
    """2 for a date in a known year, 1 for a day whose year or week is open, 0 for PAST_REF and none."""
    return 2 if is_day(date) else int(bool(date and date[0] == "X"))


def _compatible(a: Draft, b: Draft) -> bool:
    if is_day(a.date) and is_day(b.date) and a.date != b.date:
        return False
    return not (a.place and b.place and a.place != b.place)


def join(back: Draft, draft: Draft, trigger: Trigger) -> None:
    """Add to event `back` what another telling of it says: a firmer date, place, people, evidence."""
    if firmness(draft.date) > firmness(back.date):
        back.date, back.time, back.status = draft.date, draft.time, draft.status
    if back.part in ("title", "teaser") and draft.part == "body" and not trigger.definite:
        back.name, back.trigger, back.part, back.status = draft.name, draft.trigger, "body", draft.status
        back.frame = draft.frame
    back.recency = max(back.recency, draft.recency)
    back.place = back.place or draft.place
    for who, role in draft.participants.items():
        back.participants.setdefault(who, "attendee" if trigger.only_back else role)
    for span in draft.evidence:
        if span not in back.evidence:
            back.evidence.append(span)
