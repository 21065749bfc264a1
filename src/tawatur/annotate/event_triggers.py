"""Words that tell of a happening, in a range of a sentence's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..lang.frames import EventFrame, Frames
from ..lang.stem import proclitic_forms
from .clause_words import Word, definite
from .event_unreal import has_not_happened

_TALKS = frozenset({"call", "meeting", "visit"})

# Between a round and what it is about: «من محادثات».
_OF_TALKS = 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `[first, last)` that name a happening.

    `definite`: with the article, so it may go back to one told before; `background`: after بعد، قبل
    in a clause about something else; `only_back`: can only add to an event told before (حضر);
    `aside`: after بعد، قبل in a clause of its own: what follows does not go back to it first;
    `described`: a relative clause follows («الاجتماع الذي عقد …»), which tells of it as something new;
    `fresh`: it stands beside another of its kind, and is not that one;
    `again`: it goes back to one told before, where there is any («تحطمت الطائرة»); `kinds`: words that tell its sort.
    """

    first: int
    last: int
    frame: EventFrame
    noun: bool
    definite: bool = False
    background: bool = False
    only_back: bool = False
    aside: bool = False
    described: bool = False
    fresh: bool = False
    again: bool = False
    kinds: frozenset[str] = frozenset()


def find_triggers(words: Sequence[Word], first: int, end: int, frames: Frames) -> list[Trigger]:
    """The triggers of a clause, in order; words for one happening (جولة مباحثات) make one."""
    out: list[Trigger] = []
    small = frames.events.words
    i = first
    while i < end:
        trigger = None if words[i].name >= 0 else _trigger(words, i, end, frames)
        if trigger is not None and (_is_empty(words, trigger, frames) or (
            words[i].framed and not trigger.frame.said and not _is_talk_of_source(words, trigger, frames)
        )):
            trigger = None
        if trigger is not None and has_not_happened(words, first, trigger.first, trigger.frame, trigger.noun, frames):
            i = trigger.last
            continue
        if trigger is not None and trigger.frame.weak and trigger.noun and (
            _in_purpose(words, first, i, frames) or words[i].norm.startswith("لل")
        ):
            i = trigger.last
            continue
        if trigger is None:
            i += 1
            continue
        trigger = replace(
            trigger, background=_is_background(words, trigger, first, frames),
            aside=trigger.first > 0 and words[trigger.first - 1].norm in small["background_after"],
            described=trigger.noun and (
                _is_described(words, trigger.last, frames)
                or (trigger.definite and _occurs(words, trigger.first, first, frames))),
        )
        trigger = replace(trigger, kinds=_kinds(words, trigger))
        if not _joins(words, out, trigger, frames) and not _is_talked_of(words, out, trigger, frames):
            fresh = any(t.frame.family == trigger.frame.family for t in out) and trigger.described
            out.append(replace(trigger, fresh=fresh, definite=trigger.definite and not fresh))
        i = trigger.last
    strong = [t for t in out if not t.only_back and not t.background]
    return [t for t in out if not (t.only_back and any(s.frame.family == t.frame.family for s in strong))]


def _is_empty(words: Sequence[Word], trigger: Trigger, frames: Frames) -> bool:
    """«احتل المركز الثاني» takes no place; in «حادث التفجير» the second word tells."""
    rules = frames.events
    after = words[trigger.last:trigger.last + 3]
    if trigger.frame.type == "capture" or (trigger.frame.type in ("bombing", "kidnapping") and not trigger.noun):
        return any(w.norm in rules.figures for w in words[trigger.last:trigger.last + 6])
    if trigger.frame.type == "agreement" and not trigger.noun and _took_place(words, trigger, frames):
        return True
    if trigger.frame.family == "disaster" and after and after[0].norm in rules.words["no_matter"]:
        return True  # «انهيار المحادثات»
    plain = words[trigger.first].norm.lstrip("وبل")
    return bool(after) and plain in rules.empty_heads and after[0].norm in rules.nouns


def _took_place(words: Sequence[Word], trigger: Trigger, frames: Frames) -> bool:
    """«الهجوم الذي وقع في السوق»: it happened, nobody signed."""
    before = words[trigger.first - 1].norm if trigger.first else ""
    after = words[trigger.last] if trigger.last < len(words) else None
    return after is not None and after.norm in frames.events.words["place_in"] and (
        before in frames.clauses.relatives)


def _is_talked_of(words: Sequence[Word], before: Sequence[Trigger], trigger: Trigger, frames: Frames) -> bool:
    """«محادثات الهدنة», «الجولة الثالثة من مفاوضات وقف إطلاق النار»: a truce is talked of, and the day is that of the talks."""
    if not before or before[-1].frame.family != "talks" or not before[-1].noun or trigger.frame.type != "ceasefire":
        return False
    between = words[before[-1].last:trigger.first]
    head = words[trigger.first - 1].norm
    return len(between) <= _OF_TALKS and head not in frames.clauses.prepositions and not head.startswith("ال")


def _is_talk_of_source(words: Sequence[Word], trigger: Trigger, frames: Frames) -> bool:
    """«قال الوزير خلال لقاء مع …»: the wording that names a source may name a talk, too."""
    during = frames.events.words["talk_during"]
    before = words[trigger.first - 1].norm if trigger.first else ""
    before = words[trigger.first].norm if words[trigger.first].norm in during else before
    return trigger.noun and not trigger.definite and before in during and trigger.frame.type in _TALKS


def _is_described(words: Sequence[Word], last: int, frames: Frames) -> bool:
    """True where الذي, التي or بين stands right after the trigger and its adjectives."""
    for word in words[last:last + 3]:
        if word.norm in frames.events.words["relative"]:
            return True
        if word.norm in frames.clauses.words["between"]:
            return True  # «المحادثات بين الحكومة والمعارضة»
        if word.name >= 0 or not word.norm.startswith("ال"):
            return False
    return False


def _occurs(words: Sequence[Word], i: int, first: int, frames: Frames) -> bool:
    """«تجددت الاشتباكات»: that it happens is what is told, with an article or without."""
    near = [w.verb.lemma for w in words[max(first, i - 3):i] if w.verb is not None]
    told = i > first and words[i - 1].norm not in frames.events.not_dated_after
    return told and bool(near) and near[-1] in frames.events.words["occurs"]


def _kinds(words: Sequence[Word], trigger: Trigger) -> frozenset[str]:
    """Which sort of its kind a happening is: the first word of each row that is met right after it."""
    after = {w.norm for w in words[trigger.last:trigger.last + 2]}
    return frozenset(min(row) for row in trigger.frame.kinds if row & after)


def _in_purpose(words: Sequence[Word], first: int, i: int, frames: Frames) -> bool:
    """«لبحث الأزمة والاتفاق على حل»: what is aimed at has not happened."""
    nouns = frames.clauses.purpose_nouns
    return any(w.norm[0] == "ل" and w.norm[1:] in nouns for w in words[max(first + 1, i - 12):i + 1])


def _joins(words: Sequence[Word], out: list[Trigger], trigger: Trigger, frames: Frames) -> bool:
    """Fold a trigger into the one before it where both tell of one happening."""
    for at in range(len(out) - 1, -1, -1):
        before = out[at]
        if before.frame.family != trigger.frame.family or before.background != trigger.background:
            continue
        if trigger.frame.family == "talks" and trigger.first - before.last == 1 and words[before.last].norm in frames.events.words["of_talks"]:
            # «الجولة الثالثة من محادثات الهدنة»
            out[at] = replace(before, definite=before.definite and trigger.definite)
            return True
        if (before.definite and not trigger.definite) or (
                before.kinds and trigger.kinds and before.kinds != trigger.kinds):
            return False
        if trigger.described and trigger.noun and before.last <= trigger.first and trigger.frame.family != "talks":
            return False  # «بين الهجوم في المدينة والهجوم الذي …»: a second one
        if not before.noun and trigger.noun and not before.only_back and trigger.first - before.last < 8:
            out[at] = replace(before, definite=trigger.definite and before.definite)
        if before.only_back:
            out[at] = replace(trigger, only_back=trigger.definite)
        return True
    return False


def _trigger(words: Sequence[Word], i: int, end: int, frames: Frames) -> Trigger | None:
    rules = frames.events
    word = words[i]
    forms = [form for _, form in proclitic_forms(word.norm)]
    phrase = _phrase(words, i, end, forms, frames)
    if phrase is not None:
        return phrase
    if word.norm in rules.not_triggers:
        return None
    if word.verb is not None:
        pair = _object(words, i, end, frames)
        if pair is not None:
            return Trigger(i, i + 1, pair, False, again=_goes_on(words, i, pair, frames))
        norm = word.norm[word.verb.prefix:]
        frame = rules.verbs.get(norm) or (rules.verbs.get(norm[1:]) if norm[0] == "ل" else None)
        if frame is not None:
            back = frame.weak and frame.family == "talks"
            return Trigger(
                i, i + 1, frame, False, definite=word.verb.pronoun, only_back=back, again=_goes_on(words, i, frame, frames))
        return None
    if word.framed:
        # The verb that names a source is read elsewhere; to accuse is a deed too.
        bare = word.norm[1:] if word.norm[0] in "وف" and word.norm not in rules.verbs else word.norm
        said = rules.verbs.get(bare)
        after = {w.norm for w in words[i + 1:i + 3]}
        if said is not None and said.said and not bare.endswith("ا") and after.isdisjoint(rules.words["unnamed"]):
            return Trigger(i, i + 1, said, False)
    for form in forms:
        pair = _pair(words, i, form, frames)
        if pair is not None:
            return Trigger(i, i + 1, pair, True)
        frame = rules.nouns.get(form)
        if frame is not None and form.removeprefix("ال") in rules.counted:
            people = _of_people(words, i, frames) or (frame.type == "arrest" and _of_named(words, i))
            frame = _of_goods(words, i, form.removeprefix("ال"), frames) or (frame if people else None)
        if frame is not None:
            article = form[:2] == "ال" and form[2:] in rules.nouns
            told = (article and not _is_other(words, i, frames)) or _pointed(words, i, frames) or _annexed(words, i, frame) or (
                _said_of(words, i, frames))
            # «هتف المتظاهرون»: who acts may be told of beside what they do, and tells of it again.
            return Trigger(i, i + 1, frame, True, told, only_back=form in rules.actors)
    return None


def _phrase(
    words: Sequence[Word], i: int, end: int, forms: Sequence[str], frames: Frames,
) -> Trigger | None:
    """Words in a row that name a happening («فك الحصار»), the longest first."""
    rules = frames.events
    heads = [form for form in forms if form in rules.phrase_heads]
    if not heads:
        return None
    for size in (3, 2):
        if i + size <= end:
            rest = " ".join(w.norm for w in words[i + 1:i + size])
            for head in heads:
                frame = rules.phrases.get(f"{head} {rest}")
                if frame is not None:
                    # «التقاء» has its ال by nature, «العملية» has not.
                    article = head[:2] == "ال" and (head[2:] in rules.phrase_heads or head[2:] in rules.nouns)
                    told = article or (
                        rest.startswith("ال") and (head in rules.words["operation"] or frame.type == "opening"))
                    return Trigger(i, i + size, frame, True, told)
    return None


def _pair(words: Sequence[Word], i: int, form: str, frames: Frames) -> EventFrame | None:
    """«فكت القوات الحصار»: verb and object together name the happening."""
    wanted = frames.events.pairs.get(form)
    if wanted is None:
        return None
    for j in range(i - 1, max(i - 7, -1), -1):
        verb = words[j].verb
        if verb is not None:
            return wanted.get(verb.lemma)
    return None


def _object(words: Sequence[Word], i: int, end: int, frames: Frames) -> EventFrame | None:
    """As `_pair`, seen from the verb: its object stands at most five words on, before any other verb."""
    verb = words[i].verb
    if verb is None or verb.lemma not in frames.events.pair_verbs:
        return None
    for j in range(i + 1, min(i + 6, end)):
        if words[j].verb is not None or words[j].norm in frames.clauses.relatives:
            return None
        for _, form in proclitic_forms(words[j].norm):
            wanted = frames.events.pairs.get(form)
            if wanted is not None and verb.lemma in wanted:
                return wanted[verb.lemma]
    return None


def _is_other(words: Sequence[Word], i: int, frames: Frames) -> bool:
    """«الاجتماع الأخير»: another one than that told of."""
    return i + 1 < len(words) and words[i + 1].norm in frames.events.words["another"]


def _pointed(words: Sequence[Word], i: int, frames: Frames) -> bool:
    return i > 0 and words[i - 1].norm in frames.clauses.words["demonstratives"]


def _goes_on(words: Sequence[Word], i: int, frame: EventFrame, frames: Frames) -> bool:
    """«تحطمت الطائرة», «بعد أن تحطمت», «الذي فجر نفسه»: a verb of what was told before, where it was."""
    small = frames.events.words
    if i > 1 and words[i - 1].norm in small["that"] and words[i - 2].norm.lstrip("وف") in small["background_after"]:
        return True
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.gap.strip():
        return False
    if frame.family == "disaster":
        return after.name == -1 and definite(after)
    return frame.type == "bombing" and after.norm in small["oneself"] and i > 0 and (
        words[i - 1].norm in frames.clauses.relatives)


def _said_of(words: Sequence[Word], i: int, frames: Frames) -> bool:
    """«وهو أول هجوم من نوعه»: of what was told before."""
    small = frames.clauses.words["pronouns"]
    return i > 1 and words[i - 1].norm in frames.events.series.before and words[i - 2].norm.lstrip("وف") in small


def _of_people(words: Sequence[Word], i: int, frames: Frames) -> bool:
    """«تحرير 59 رهينة», «تحرير رهائن»: of people, not of a town or a text."""
    numbers = frames.numbers
    return any(
        w.norm[0].isdigit() or w.norm in numbers.bare or w.norm.removeprefix("ال") in numbers.persons
        for w in words[i + 1:i + 3])


def _of_named(words: Sequence[Word], i: int) -> bool:
    """«ضبط فلان», «ضبط القيادي فلان»."""
    after = words[i + 1:i + 3]
    return bool(after) and (after[0].name >= 0 or (after[0].norm[:2] == "ال" and len(after) > 1 and after[1].name >= 0))


def _of_goods(words: Sequence[Word], i: int, noun: str, frames: Frames) -> EventFrame | None:
    """«ضبط 3 بنادق»: as «ضبطت الشرطة بنادق», the noun in place of its verb."""
    for word in words[i + 1:i + 5]:
        for _, form in proclitic_forms(word.norm):
            wanted = frames.events.pairs.get(form, {})
            if noun in wanted:
                return wanted[noun]
        if "،" in word.gap or word.verb is not None:
            break
    return None


def _annexed(words: Sequence[Word], i: int, frame: EventFrame) -> bool:
    """«سقوط الطائرة», «تحطمها»: goes back as a noun with the article does."""
    if frame.family != "disaster":
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    return words[i].norm.endswith("ها") or (after is not None and definite(after) and after.name == -1 and not after.gap.strip())


def _is_background(words: Sequence[Word], trigger: Trigger, first: int, frames: Frames) -> bool:
    """«سيسافر بعد زيارة ديرين إلى برقان»: a time is set by another happening.

    A clause that opens with بعد («بعد وصول القوات …») is about that happening itself.
    """
    i = trigger.first
    if not trigger.noun or i - 1 <= first:
        return False
    small = frames.events.words
    before = words[i - 1].norm
    if before in small["phase"] and i - 2 > first and words[i - 2].norm in small["background_after"]:
        return True
    if before in small["talk_during"] and trigger.frame.type in _TALKS and not trigger.definite:
        return False
    if before in small["background_after"]:
        # «وذلك قبيل اجتماع …» opens its clause and is told in its own right.
        return i - 2 > first or words[first].verb is not None
    return False
