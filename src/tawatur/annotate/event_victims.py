"""How many came to harm, by whom it is said: figures of the dead, wounded, missing, taken and freed,
each at the happening that its sentence tells of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..lang.frames import Frames
from ..lang.normalize import fold
from ..model import Claim, Quantity, Victim, VictimKind
from .clause_words import Word
from .event_drafts import HARM, Draft
from .event_scene import Scene
from .event_triggers import Trigger

# Where each kind of victim belongs: families of happenings.
_BELONGS: dict[str, frozenset[str]] = {
    "killed": HARM | {"protest", "siege"}, "wounded": HARM | {"protest", "siege"}, "casualties": HARM,
    "missing": HARM, "detained": frozenset({"arrest"}), "abducted": frozenset({"kidnapping", "capture"}),
    "freed": frozenset({"release", "rescue", "capture"}),
}


def place_victims(
    scene: Scene, claims: Sequence[Claim], told: Sequence[tuple[Draft, Trigger]], drafts: Sequence[Draft],
) -> None:
    """Put the figures of a sentence to the happenings told in it, else to the last one of their kind.

    A figure without a happening is left where it stands, among the numbers of its claim.
    """
    for claim in claims:
        for at, victim in (*_counted(scene, claim), *_single(scene, claim)):
            draft = _nearest(at, victim, told) or _gone_back_to(scene, at, victim, told, drafts)
            if draft is not None and victim not in draft.victims:
                draft.victims.append(victim)


def _counted(scene: Scene, claim: Claim) -> list[tuple[int, Victim]]:
    out: list[tuple[int, Victim]] = []
    for quantity in claim.numbers:
        kind = kind_of(quantity.unit, scene.frames)
        if kind is not None and not _out_of_the_fallen(quantity, scene.frames):
            out.append((scene.index(quantity.span.start), _victim(quantity, kind, claim)))
    return out


def _out_of_the_fallen(quantity: Quantity, frames: Frames) -> bool:
    """«أربعة من الجرحى»: some of those who were counted before."""
    *_, before, counted = ("", *fold(quantity.span.text).split())
    return before == "من" and counted.startswith("ال") and frames.numbers.fates.get(counted) is not None


def kind_of(unit: str, frames: Frames) -> VictimKind | None:
    """The kind of victims that a unit counts («قتيل»), None for what is no fate."""
    kinds = frames.events.victim_kinds
    if unit in kinds:
        return cast(VictimKind, kinds[unit])
    parts = unit.split(" و")
    return "casualties" if len(parts) == 2 and all(p in kinds for p in parts) else None


def _victim(quantity: Quantity, kind: VictimKind, claim: Claim) -> Victim:
    bounded = quantity.low is not None or quantity.high is not None
    return Victim(
        kind=kind, number=None if bounded else quantity.value, low=quantity.low, high=quantity.high,
        approx=quantity.approx, said_by=claim.attribution, span=quantity.span,
    )


def _single(scene: Scene, claim: Claim) -> list[tuple[int, Victim]]:
    """«قتل جندي وأصيب آخر»: one person, told by a singular noun without an article."""
    rules, words = scene.frames.numbers, scene.words
    out: list[tuple[int, Victim]] = []
    for i, word in enumerate(words):
        if not claim.span.start <= word.token.start < claim.span.end or i + 1 >= len(words):
            continue
        unit = rules.fates.get(word.norm)
        kind = scene.frames.events.victim_kinds.get(unit or "")
        if kind is not None and word.verb is not None and i and not word.gap.strip() and _one_person(words, i - 1, scene.frames):
            out.append((i, Victim(kind=cast(VictimKind, kind), number=1, said_by=claim.attribution, span=scene.span(i - 1, i + 1))))
            continue
        one = bool(out) and words[i + 1].norm in scene.frames.events.words["other_one"]
        if kind is None or words[i + 1].gap.strip() or not (one or _one_person(words, i + 1, scene.frames)):
            continue
        span = scene.span(i, i + 2)
        if not any(q.span.start < span.end and span.start < q.span.end for q in claim.numbers):
            out.append((i, Victim(kind=cast(VictimKind, kind), number=1, said_by=claim.attribution, span=span)))
    return out + _met(scene, claim)


def _met(scene: Scene, claim: Claim) -> list[tuple[int, Victim]]:
    """«لقي سائق حتفه»: the one who meets his end stands between the two words."""
    rules, words = scene.frames.numbers, scene.words
    out: list[tuple[int, Victim]] = []
    for i, word in enumerate(words[:-2]):
        if not claim.span.start <= word.token.start < claim.span.end or word.norm not in rules.words["met"]:
            continue
        if not _one_person(words, i + 1, scene.frames):
            continue
        for j in range(i + 2, min(i + 6, len(words))):
            kind = scene.frames.events.victim_kinds.get(rules.fates.get(words[j].norm, ""))
            if kind is not None and words[j].norm[-1] in "هم":
                out.append((i, Victim(
                    kind=cast(VictimKind, kind), number=1, said_by=claim.attribution, span=scene.span(i + 1, i + 2))))
                break
    return out


def _one_person(words: Sequence[Word], i: int, frames: Frames) -> bool:
    """A noun for one person, not counted by a number after it."""
    norm, rules = words[i].norm, frames.numbers
    norm = norm.removesuffix("ا") if norm.removesuffix("ا") in rules.persons else norm
    counted = i + 1 < len(words) and (words[i + 1].norm in rules.values or words[i + 1].norm[0].isdigit())
    return words[i].name < 0 and norm in rules.persons and rules.units[norm] == (norm, 1) and not (
        counted or (i and (words[i - 1].norm in rules.bare or words[i - 1].norm[-1].isdigit())))


def _nearest(at: int, victim: Victim, told: Sequence[tuple[Draft, Trigger]]) -> Draft | None:
    near = [
        (abs(t.first - at), n) for n, (d, t) in enumerate(told)
        if d.frame.family in _BELONGS[victim.kind] and d.status != "denied"
    ]
    return told[min(near)[1]][0] if near else None


def _gone_back_to(
    scene: Scene, at: int, victim: Victim, told: Sequence[tuple[Draft, Trigger]], drafts: Sequence[Draft],
) -> Draft | None:
    """«وبلغت حصيلة القتلى 30»: the toll of what was told of last."""
    if any(d.frame.family in HARM for d, _ in told):
        return None
    small = scene.frames.events.words["toll"]
    if not any(w.norm.lstrip("وفبل") in small or w.norm in small for w in scene.words[max(0, at - 8):at + 3]):
        return None
    fitting = [d for d in drafts if d.frame.family in _BELONGS[victim.kind] and d.status == "held"]
    return max(fitting, key=lambda d: d.recency, default=None)
