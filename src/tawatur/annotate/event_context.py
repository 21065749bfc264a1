"""What a happening takes from beyond its own clause: day and place of the clause that it hangs on,
and the day on which its speaker spoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Attribution, TimeExpression
from .clause_words import frame_bounds
from .event_places import find_place
from .event_scene import Scene
from .event_triggers import Trigger

_TALKS = frozenset({"call", "meeting", "visit"})
_OWN = ("ه", "ها", "هما", "هم")
# So near in one sentence a clause still speaks of where the other was.
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `[first, end)` of a clause and the families of the happenings that it tells of."""

    first: int
    end: int
    families: frozenset[str]


def speech_days(attributions: Sequence[Attribution], times: Sequence[TimeExpression]) -> dict[str, str]:
    """Entity id of a source -> the day in the wording that names it («قال الوزير اليوم إن …»)."""
    out: dict[str, str] = {}
    for one in attributions:
        if one.source.entity is None:
            continue
        start = frame_bounds(one)[0]
        for time in times:
            if start <= time.start < one.content.start and len(time.value) >= 10 and time.value[0].isdigit():
                out.setdefault(one.source.entity, time.value[:10])
    return out


def spoken_at(scene: Scene, trigger: Trigger, first: int) -> tuple[int, Attribution] | None:
    """The word where what was said at a talk begins («وأضاف خلال لقائه …، أن»), and by whom it was.

    None where the trigger is no talk that someone speaks at.
    """
    at = trigger.first
    if not trigger.noun or trigger.frame.type not in _TALKS or at <= first:
        return None
    during = scene.frames.events.words["speech_during"]
    if scene.words[at - 1].norm not in during and scene.words[at].norm not in during:
        return None
    here = scene.words[at].token
    for one in scene.attributions:
        if frame_bounds(one)[0] < here.start and here.end <= one.content.start:
            return scene.index(one.content.start), one
    return None


def is_met(scene: Scene, trigger: Trigger, high: int) -> bool:
    """True where a talk is told of as one's own («لقائه») or with a person: «في اتصال مع» a paper is none."""
    words, at, small = scene.words, trigger.first, scene.frames.events.words
    if words[at].norm.endswith(_OWN) or small["in"].isdisjoint((words[at].norm, words[at - 1].norm)):
        return True
    after = scene.words[trigger.last:trigger.last + 5]
    if any(w.norm.removeprefix("ل").removeprefix("ال") in small["papers"] for w in after):
        return False
    return any(
        k.type != "ORG" and k.kind != "adjective" and trigger.last <= scene.index(k.start) < high for k in scene.links
    )


def speaker_day(said: Attribution, days: Mapping[str, str]) -> str | None:
    """The day on which the source of `said` spoke, as told before in the article."""
    return days.get(said.source.entity or "")


def tied(scene: Scene, stretches: Sequence[Stretch], at: int, harm: frozenset[str], family: str) -> list[Stretch]:
    """The clauses next to clause `at` that may lend their day and place to a happening in it."""
    own, out = stretches[at], []
    if at and (_opens_with_tie(scene, own) or _goes_on(scene, own)):
        before = stretches[at - 1]
        if not before.families or _alike(before, harm, family) or _opens_with_tie(scene, own):
            out.append(before)
    if at + 1 < len(stretches):
        after = stretches[at + 1]
        if (_goes_on(scene, after) or _opens_with_tie(scene, after)) and family in harm and (
            not after.families or _alike(after, harm, family)):
            out.append(after)
    return out


def _alike(stretch: Stretch, harm: frozenset[str], family: str) -> bool:
    return family in harm and stretch.families <= harm


def _opens_with_tie(scene: Scene, stretch: Stretch) -> bool:
    word = scene.words[stretch.first]
    return not word.framed and word.norm in scene.frames.events.words["ties"]


def _goes_on(scene: Scene, stretch: Stretch) -> bool:
    """«وأصيب 23 آخرون»: a verb in the past after و, said by nobody else."""
    word = scene.words[stretch.first]
    return not word.framed and word.norm[0] == "و" and word.verb is not None and word.verb.prefix == 1


def lent_day(scene: Scene, stretches: Sequence[Stretch]) -> tuple[str, str] | None:
    """`(value, time id)`: the first day in the clauses that is no bound («منذ …») and not to come."""
    spans = scene.frames.events.words["open_spans"]
    for stretch in stretches:
        for time in scene.times:
            at = scene.index(time.start)
            if not stretch.first <= at < stretch.end or time.type not in ("DATE", "TIME"):
                continue
            value = time.value.partition("T")[0]
            later = scene.today is not None and value[:10] > scene.today[:len(value[:10])]
            if value[:4].isdigit() and not later and not (at and scene.words[at - 1].norm in spans):
                return value, time.id
    return None


def lent_place(scene: Scene, trigger: Trigger, stretches: Sequence[Stretch]) -> str | None:
    """The place that a neighbouring clause says the happening to have been in."""
    for stretch in stretches:
        if abs(stretch.first - trigger.last) > _NEAR and abs(trigger.first - stretch.end) > _NEAR:
            continue
        place = find_place(scene, trigger, stretch.first, stretch.end, None, only_in=True)
        if place is not None:
            return place
    return None
