"""Happenings that are named without having come about: aimed at, hindered, allowed, worked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..lang.frames import EventFrame, Frames
from .clause_words import Word

# Kinds that are aimed at («للسيطرة على», «لإجلاء»): with the particle ل they have not happened.
_AIMED = frozenset({"capture", "siege_lifted", "evacuation", "release", "rescue", "withdrawal", "opening"})


def has_not_happened(
    words: Sequence[Word], first: int, i: int, frame: EventFrame, noun: bool, frames: Frames,
) -> bool:
    """«للسيطرة على», «دون إدانة», «ستتصدى لمحاولة»: aimed at, hindered, or fought with words alone."""
    rules = frames.events
    if frame.type == "battle" and _no_battle(words, i, noun, rules.not_fought, rules.words["against_partner"]):
        return True
    if not noun:
        return False
    if _is_permitted(words, first, i, rules.words["permitted"]) or _is_aimed_at(words, first, i, rules.words):
        return True
    if frame.family == "talks" and _is_worked_for(words, first, i, rules.words):
        return True
    before = words[i - 1].norm if i > first else ""
    if before in rules.hindered_after:
        return True
    if frame.type not in _AIMED:
        return False
    if before in rules.wanted_after or (
        before in rules.words["in"] and i > first + 1 and words[i - 2].norm in rules.words["wish"]
    ):
        return True
    norm = words[i].norm
    aimed = norm[0] == "ل" and norm not in rules.nouns and i > first
    near = [w.verb.lemma for w in words[max(first, i - 4):i] if w.verb is not None]
    return aimed and not (near and near[-1] in rules.words["undergo"])


def _is_permitted(words: Sequence[Word], first: int, i: int, permitted: frozenset[str]) -> bool:
    """«السماح للجيش بشن غارات»: what is allowed may never come about."""
    for j in range(i - 1, max(first, i - 8) - 1, -1):
        verb = words[j].verb
        if words[j].norm in permitted or (verb is not None and verb.lemma in permitted):
            return True
        if verb is not None or words[j].stop:
            return False
    return False


def _is_aimed_at(words: Sequence[Word], first: int, i: int, small: Mapping[str, frozenset[str]]) -> bool:
    """«تمهيدا لاستهدافها»: a deed that nobody has undergone."""
    norm = words[i].norm
    if norm[0] != "ل" or not norm[1:].startswith(tuple(small["aimed_deeds"])):
        return False
    near = {w.verb.lemma if w.verb is not None else w.norm for w in words[max(first, i - 4):i]}
    return near.isdisjoint(small["undergo"])


def _is_worked_for(words: Sequence[Word], first: int, i: int, small: Mapping[str, frozenset[str]]) -> bool:
    """«جهود لبدء محادثات»: talks that nobody has held."""
    for j in range(max(first, i - 4), i):
        if words[j].norm in small["to_begin"]:
            return any(w.norm.lstrip("و") in small["efforts"] for w in words[max(first, j - 5):j])
    return False


def _no_battle(
    words: Sequence[Word], i: int, noun: bool, foes: frozenset[str], against: frozenset[str],
) -> bool:
    """«ستتصدى لمحاولة», «المعركة ضد الفقر»: fought with words alone."""
    if not noun:
        return any(w.norm in foes for w in words[i + 1:i + 4])
    return any(
        words[j].norm in against and ("لل" + words[j + 1].norm.removeprefix("ال")) in foes
        for j in range(i + 1, min(i + 4, len(words) - 1))
    )
