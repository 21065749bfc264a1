"""One happening told by what did the harm and by the harm that it did.

«قتل جنديان وأصيب خمسة عندما انفجرت عبوة» tells of one bombing, not of a killing, an injury and a
bombing. Joined are tellings of one sentence that nothing sets apart, and tellings of other sentences
that name the same figures or the same town and day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Entity
from .event_drafts import (
    CAUSES,
    HARM,
    Draft,
    compatible,
    firmness,
    gather,
    is_day,
    is_state,
    kin,
    stems,
)
from .event_scene import Scene
from .event_triggers import Trigger

# So many words apart two tellings in one sentence still speak of one scene.
_NEAR = 45
# So many words of their names do two tellings of one kind share, where nothing else tells them apart.
_SAME_NAME = 2


@dataclass(slots=True)
class Telling:
    """A sentence and the happenings that it tells of, in order, each with its words."""

    scene: Scene
    told: list[tuple[Draft, Trigger]]


def scenes(tellings: Sequence[Telling], drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each scene, in order of first telling; the drafts given stay as they are."""
    copies = {id(d): _copy(d) for d in drafts}
    out = list(copies.values())
    for telling in tellings:
        told = [(copies[id(d)], t) for d, t in telling.told]
        for kept, gone in _join_in_sentence(telling.scene, told, out):
            copies = {key: kept if d is gone else d for key, d in copies.items()}
        for kept, gone in _join_with_earlier(told, out, telling.scene.entities):
            copies = {key: kept if d is gone else d for key, d in copies.items()}
    return [d for d in out if not d.hinted]


def _copy(draft: Draft) -> Draft:
    return replace(
        draft, participants=dict(draft.participants), evidence=list(draft.evidence),
        triggers=list(draft.triggers), victims=list(draft.victims),
    )


def _join_in_sentence(
    scene: Scene, told: list[tuple[Draft, Trigger]], drafts: list[Draft],
) -> list[tuple[Draft, Draft]]:
    """Join the happenings of one sentence that tell of one harm; `(kept, gone)` of each pair joined."""
    joined: list[tuple[Draft, Draft]] = []
    lead: tuple[Draft, Trigger] | None = None
    for number in range(len(told)):
        draft, trigger = told[number]
        if draft.frame.family not in HARM or draft.status != "held":
            continue
        if lead is not None and draft is not lead[0] and _one_scene(scene, lead, (draft, trigger)):
            kept, gone = _keep(lead[0], draft, scene.entities, drafts)
            joined.append((kept, gone))
            told[:] = [(kept if d is gone else d, t) for d, t in told]
            lead = (kept, trigger)
        else:
            lead = told[number]
    return joined


def _one_scene(scene: Scene, a: tuple[Draft, Trigger], b: tuple[Draft, Trigger]) -> bool:
    (one, first), (other, second) = a, b
    if not kin(one, other) or not compatible(one, other, scene.entities) or one.status != other.status:
        return False
    if other.apart or second.first - first.last > _NEAR or _bound(scene, first) or _bound(scene, second):
        return False
    between = {w.norm for w in scene.words[first.last:second.first]}
    if _counts_speak_against(one, other) or not between.isdisjoint(scene.frames.events.words["since"]):
        return False
    new = not between.isdisjoint(scene.frames.events.words["new_story"])
    if other.frame.family != "deaths":
        return not new and (one.frame.family == "deaths" or one.plural == other.plural)
    # «فيما أصيب آخرون» goes on, «فيما قتل 30 …» after dead that were counted is another story.
    return not (new and {v.kind for v in one.victims} & {v.kind for v in other.victims})


def _bound(scene: Scene, trigger: Trigger) -> bool:
    """«منذ بدء الهجوم»: a happening that only sets the time of others."""
    before = {w.norm for w in scene.words[max(0, trigger.first - 3):trigger.first]}
    return not before.isdisjoint(scene.frames.events.words["scene_bound"])


def _counts_speak_against(a: Draft, b: Draft) -> bool:
    """Two exact figures of dead by one teller are of two scenes; «at least 13» and 15 may be of one."""
    return any(
        x.kind == y.kind and x.said_by == y.said_by and None not in (x.number, y.number) and x.number != y.number
        for x in a.victims for y in b.victims
    )


def _same_counts(a: Draft, b: Draft) -> int:
    """How many figures the two share, exact or as a bound."""
    one, other = ({(v.kind, v.number or v.low) for v in d.victims if (v.number or v.low or 0) > 1} for d in (a, b))
    return len(one & other)


def _join_with_earlier(
    told: list[tuple[Draft, Trigger]], drafts: list[Draft], entities: Mapping[str, Entity],
) -> list[tuple[Draft, Draft]]:
    """Join the happenings of a sentence, all figures known, with what earlier sentences tell."""
    joined: list[tuple[Draft, Draft]] = []
    here = [d for d, _ in told]
    for draft in list({id(d): d for d in here}.values()):
        if draft.frame.family not in HARM or draft.apart or draft.status != "held":
            continue
        at = _place_of(draft, drafts)
        before = [d for d in drafts[:at] if not d.hinted and all(d is not h for h in here)]
        for earlier in sorted(before, key=lambda d: -d.recency):
            if _told_twice(earlier, draft, entities) or (draft.hinted and _goes_back(earlier, draft, entities)):
                joined.append(_keep(earlier, draft, entities, drafts))
                break
    return joined


def _goes_back(earlier: Draft, draft: Draft, entities: Mapping[str, Entity]) -> bool:
    """«الهجوم» after a bombing or a killing told of before."""
    return kin(earlier, draft) and compatible(earlier, draft, entities) and earlier.plural == draft.plural


def _told_twice(earlier: Draft, draft: Draft, entities: Mapping[str, Entity]) -> bool:
    if not kin(earlier, draft) and earlier.frame.family != draft.frame.family:
        return False
    headline = earlier.part in ("title", "teaser") and draft.part not in ("title", "teaser")
    if not compatible(earlier, draft, entities) or (earlier.status != draft.status and not headline):
        return False
    if earlier.frame.family not in HARM or earlier.frame.family == draft.frame.family == "clash":
        return False
    if _same_counts(earlier, draft):
        return True
    if _counts_speak_against(earlier, draft):
        return False
    if earlier.frame.type == draft.frame.type and not (earlier.plural or draft.plural) and (
            len(stems(earlier) & stems(draft)) >= _SAME_NAME):
        return True
    town = bool(draft.place and draft.place == earlier.place and not is_state(draft.place, entities))
    if headline:
        return town or bool(stems(earlier) & stems(draft)) or _same_counts(earlier, draft) > 0
    return town and is_day(draft.date) and draft.date == earlier.date


def _keep(
    a: Draft, b: Draft, entities: Mapping[str, Entity], drafts: list[Draft],
) -> tuple[Draft, Draft]:
    """`(kept, gone)`: the earlier of two drafts with all that the other tells, and the other.

    What did the harm names them both.
    """
    if _place_of(b, drafts) < _place_of(a, drafts):
        a, b = b, a
    headline = a.part in ("title", "teaser") and b.part not in ("title", "teaser")
    if firmness(b.date) > firmness(a.date) or a.date is None:
        a.date, a.time = b.date, b.time
    weak = a.frame.family == "deaths" or (a.bare and not b.bare)
    if headline or (b.frame.family in CAUSES and weak and not b.hinted):
        a.name, a.trigger = b.name, b.trigger
    if b.frame.family in CAUSES and (headline or weak):
        a.frame, a.bare, a.plural = b.frame, b.bare, b.plural
    if headline:
        a.part, a.status = b.part, b.status
    if a.place is None or (b.place is not None and is_state(a.place, entities)):
        a.place = b.place or a.place
    for who, role in b.participants.items():
        a.participants.setdefault(who, role)
    a.recency = max(a.recency, b.recency)
    gather(a, b)
    a.hinted = a.hinted and b.hinted
    drafts[:] = [d for d in drafts if d is not b]
    return a, b


def _place_of(draft: Draft, drafts: Sequence[Draft]) -> int:
    return next((i for i, d in enumerate(drafts) if d is draft), len(drafts))
