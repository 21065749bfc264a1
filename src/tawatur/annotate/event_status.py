"""Whether a happening is told to have happened, and whether it still goes on."""

from __future__ import annotations

from ..lang.verbs import PRESENT, read_verb
from ..model import Claim, Status
from .event_drafts import is_later
from .event_scene import Scene
from .event_triggers import Trigger

# Happenings that are fixed beforehand.
_AHEAD = frozenset({"talks", "visit", "election"})
# So many words at most lie between what calls a happening off and its noun: «ألغى وزير الخارجية الألماني زيارته».
_REACH = 5


def status_of(scene: Scene, claim: Claim, trigger: Trigger, date: str | None) -> Status:
    """The claim's modality as far as it bears on this happening, set right by its date."""
    if _is_called_off(scene, trigger):
        return "denied"
    later = is_later(date, scene.today)
    if claim.modality in ("denied", "negated") and not trigger.background:
        if _bears_on(scene, claim, trigger):
            return "denied"
        return "planned" if later else "held"
    if later:
        return "possible" if claim.modality == "possible" else "planned"
    if trigger.background or claim.modality == "denied" or claim.modality == "negated":
        return "held"
    if claim.modality == "planned" and _is_dated_past(date, scene.today):
        return "held"
    return claim.modality


def _bears_on(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """«لم يعقد أي لقاء», «عدم توقيع»: the trigger is what is denied, not named beside it."""
    marks = [m.start for m in (claim.predicate, claim.modality_cue) if m is not None and (
        m.start >= claim.span.start)]
    return any(0 <= trigger.first - scene.index(at) <= 3 for at in marks)


def _is_called_off(scene: Scene, trigger: Trigger) -> bool:
    """«ألغى السفير زيارته»: not held, though no word of its clause is negated. An agreement that is called off was made."""
    if not trigger.noun or trigger.frame.family not in ("talks", "visit"):
        return False
    called_off = scene.frames.events.words["called_off"]
    for word in reversed(scene.words[max(0, trigger.first - _REACH):trigger.first]):
        if word.norm.lstrip("وفبل") in called_off:
            return True
        if word.stop or word.norm in scene.frames.clauses.prepositions:
            return False  # «إلغاء التأشيرات خلال لقائهما»: something else is called off
    return False


def _is_dated_past(date: str | None, today: str | None) -> bool:
    return bool(date and today and len(date) >= 10 and date[:4].isdigit() and date[:10] < today)


def is_present(scene: Scene, claim: Claim, trigger: Trigger) -> bool:
    """True where the clause tells of what still goes on: its verb tells, else a verb beside the trigger."""
    own = scene.words[trigger.first].verb
    if own is not None and not trigger.noun:
        return own.tense == PRESENT
    if claim.predicate is not None:
        for word in scene.words:
            if word.token.start == claim.predicate.start and word.verb is not None:
                return word.verb.tense == PRESENT
    near = scene.words[max(0, trigger.first - 2):trigger.last + 2]
    return any(w.verb is not None and w.verb.tense == PRESENT for w in near)


def lies_ahead(scene: Scene, trigger: Trigger, status: Status) -> bool:
    """«قبل بدء جولة جديدة من المحادثات», «تعهدت بشن هجمات»: named as still to come, without a day."""
    if not trigger.noun or status != "held":
        return False
    words, small = scene.words, scene.frames.events.words
    before = words[max(0, trigger.first - 6):trigger.first]
    if trigger.frame.plover == "ASSAULT":
        return trigger.first > 1 and any(_pledges(scene, w.norm) for w in before[-2:])
    ahead = trigger.frame.family in _AHEAD and any(w.norm in small["ahead_of"] for w in before)
    near = words[max(0, trigger.first - 3):trigger.last + 3]
    return ahead and any(w.norm in small["to_come"] for w in near)


def _pledges(scene: Scene, norm: str) -> bool:
    """A verb of a pledge or threat, also where it names a source and was not read as a verb."""
    found = read_verb(norm, scene.frames.verbs)
    return found is not None and found.lemma in scene.frames.events.words["pledged"]
