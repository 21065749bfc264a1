"""Date, people and name of a happening, read from the words round its trigger."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..lang.verbs import FUTURE, PAST, read_verb
from ..model import Link
from .event_drafts import HARM, Draft, is_later
from .event_places import destination, is_country, plain
from .event_scene import Scene
from .event_triggers import Trigger

# Acts of office, done by being made known: the day of the telling is theirs, as it is that of harm done.
_MADE_KNOWN = frozenset({"appointment", "decision", "sanction"})
# What two sides do with each other.
_TWO_SIDED = ("CONSULT", "AGREE", "COOPERATE")


def find_date(scene: Scene, trigger: Trigger, low: int, high: int) -> tuple[str | None, str | None]:
    """`(TIMEX3 value, time expression id)`: the nearest date after the trigger, else before it."""
    best: tuple[int, str, str] | None = None
    if trigger.first and scene.words[trigger.first - 1].norm in scene.frames.events.not_dated_after:
        return None, None
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or time.value == "PRESENT_REF":
            continue
        at = scene.index(time.start)
        if not low <= at < high or (at and scene.words[at - 1].norm in scene.frames.events.words["not_day_after"]):
            continue
        if _is_of_telling(scene, trigger, at) or _is_yet_to_come(scene, trigger, time.value, at):
            continue
        distance = at - trigger.last
        if distance < 0:
            distance = 100 + trigger.first - at
        elif _is_cut_off(scene, trigger.last, at):
            continue
        if trigger.frame.dated and not _is_bound(scene, trigger, at):
            continue  # «البلدة التي تسيطر عليها القوات أمس»: the day is of the other clause
        if trigger.frame.family in HARM and _is_bound(scene, trigger, at):
            continue
        distance += 50 * ("/" in time.value)  # «في رمضان … في 3 أيار»
        if best is None or distance < best[0]:
            best = (distance, time.value, time.id)
    if best is None:
        return None, None
    value = best[1]
    return (value.partition("T")[0] if value[0] in "12X" else value), best[2]


def _is_of_telling(scene: Scene, trigger: Trigger, at: int) -> bool:
    """«قالت الشرطة اليوم إن …» dates the telling; what is announced on a day («أعلنت اليوم») is of that day."""
    words = scene.words
    if not words[at].framed or words[trigger.first].framed or (
            trigger.frame.type in _MADE_KNOWN or trigger.frame.family in HARM):
        return False
    for i in range(at - 1, max(0, at - 12) - 1, -1):
        if not words[i].framed:
            break
        verb = read_verb(words[i].norm, scene.frames.verbs)
        if verb is not None and verb.lemma in scene.frames.events.words["announces"]:
            return False
    return True


def _is_yet_to_come(scene: Scene, trigger: Trigger, value: str, at: int) -> bool:
    """«قرر الوزير الذي سيغادر غدا …»: what is told in the past was not on a day to come."""
    if not is_later(value, scene.today):
        return False
    words, verb = scene.words, scene.words[trigger.first].verb
    if verb is not None and not trigger.noun:
        return verb.tense == PAST
    for i in range(at - 1, max(0, at - 5), -1):
        if trigger.first <= i < trigger.last:
            return False
        ahead = words[i].verb
        if ahead is not None and ahead.tense == FUTURE:
            return words[i - 1].norm in scene.frames.clauses.relatives
    return False


def _is_bound(scene: Scene, trigger: Trigger, at: int) -> bool:
    """«قتل ألف شخص منذ 1984», «أول هجوم منذ سقوط الهدنة قبل عشرة أيام»: where a count begins."""
    since = scene.frames.events.words["since"]
    return any(w.norm in since for w in scene.words[trigger.last:at])


def _is_cut_off(scene: Scene, first: int, at: int) -> bool:
    """A date after «على أن» or «حيث» belongs to what follows those words."""
    words, small = scene.words, scene.frames.events.words
    for i in range(first, at):
        norm = words[i].norm
        if norm in small["date_cut_off"] or (i + 1 < at and f"{norm} {words[i + 1].norm}" in small["on_condition"]):
            return True
    return False


def find_participants(
    scene: Scene, first: int, last: int, trigger: Trigger | None, spoken: bool = False,
) -> list[tuple[str, str]]:
    """`(entity id, role)` of persons and bodies in the words, and of states that act or are listed.

    `spoken`: the trigger is a talk at which the source of the sentence spoke, and takes part.
    """
    out: dict[str, str] = {}
    words = scene.words
    members = _member_list(scene, first, last)
    joined = -1
    for number, link in enumerate(scene.links):
        at = scene.index(link.start)
        if not first <= at < last or link.kind == "adjective" or _is_only_named(scene, at):
            continue
        if words[at].framed and not spoken and not (trigger is not None and words[trigger.first].framed):
            continue
        if link.type == "LOC":
            together = (at == joined and words[at].norm[0] == "و") or _leads_actors(scene, number, trigger, members)
            if not together and not _acts(scene, at, number, trigger, members) and not _is_partner(scene, at, link, trigger):
                continue
            joined = scene.index(link.end - 1) + 1
        out.setdefault(link.entity, _role(scene, at, link, trigger, members))
    if trigger is not None and not trigger.background:
        _spoken_for(scene, first, trigger, out)
    return list(out.items())


def _is_only_named(scene: Scene, at: int) -> bool:
    """«مدخل القاعدة التابعة للحلف»: the owner of what is near took no part."""
    return at > 0 and scene.words[at - 1].norm in scene.frames.events.words["belongs_to"]


def the_two(
    scene: Scene, first: int, last: int, trigger: Trigger, drafts: Sequence[Draft], own: Collection[str],
) -> list[str]:
    """«اتفق الرئيسان على …»: the two who met or spoke before, where the clause names fewer."""
    if trigger.frame.plover not in _TWO_SIDED or len(own) > 1 or trigger.background:
        return []
    if not any(w.norm in scene.frames.events.words["the_two"] for w in scene.words[first:last]):
        return []
    told = [d for d in drafts if d.frame.plover in _TWO_SIDED and len(d.participants) == 2]
    latest = max(told, key=lambda d: d.recency, default=None)
    return list(latest.participants) if latest is not None and set(own) <= latest.participants.keys() else []


def _spoken_for(scene: Scene, first: int, trigger: Trigger, out: dict[str, str]) -> None:
    """«أعلن مكتب فلان أنه سيزور …»: a pronoun stands for the person whom the source names."""
    before = scene.words[max(first, trigger.first - 4):trigger.first]
    pronouns = scene.frames.events.words["spoken_for"]
    if not any(w.norm in pronouns for w in before) or _is_impersonal(scene, trigger, pronouns):
        return
    speakers = []
    for link in scene.links:
        at = scene.index(link.start)
        speaks = link.type != "LOC" or is_country(scene, link)
        if speaks and link.kind != "adjective" and first <= at < trigger.first and scene.words[at].framed:
            speakers.append(link.entity)
    # «نقلت الوكالة عن فلان أنه سيزور …»: not the carrier, where another is named behind it.
    carriers = {a.source.entity for a in scene.attributions if a.source.kind in ("agency", "outlet")}
    for who in [s for s in speakers if s not in carriers] or speakers:
        out.setdefault(who, "actor")


def _is_impersonal(scene: Scene, trigger: Trigger, pronouns: Collection[str]) -> bool:
    """«قال … إنه من المتوقع فتح …»: the pronoun stands for nobody."""
    words = scene.words
    return any(words[i].norm in pronouns and words[i + 1].norm in scene.frames.events.words["impersonal"]
               for i in range(max(0, trigger.first - 4), trigger.first))


def _member_list(scene: Scene, first: int, last: int) -> int:
    """The word after which members are listed (وضم ممثلين عن …), or -1."""
    rules = scene.frames.events
    for i in range(first, last):
        if scene.words[i].norm not in rules.member_heads:
            continue
        for phrase in rules.members:
            size = phrase.count(" ") + 1
            text = " ".join(w.norm for w in scene.words[i:i + size])
            if text == phrase or text == "و" + phrase:
                return i + size
    return -1


def _is_listed(scene: Scene, members: int, at: int) -> bool:
    """True where nothing but names, و and words for state stands between the list's head and here."""
    words, heads = scene.words, scene.frames.events.words["state_heads"]
    aside = False
    for i in range(members, at + 1):
        word = words[i]
        if word.stop and i > members:
            # «كل من الأولى والثانية، أبرز حلفاء …، والثالثة»
            aside = word.norm[0] != "و"
        if aside and i < at and word.verb is None:
            continue
        in_name = word.name >= 0
        if aside or (not in_name and plain(word.norm) not in heads and plain(word.norm.lstrip("ل")) not in heads):
            return False
    return True


def _acts(scene: Scene, at: int, number: int, trigger: Trigger | None, members: int) -> bool:
    """A state that acts (subject of the verb) or stands in a list of members."""
    words = scene.words
    if members >= 0 and at >= members:
        return _is_listed(scene, members, at)
    if trigger is None:
        return False
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if trigger.noun:
        # «وجهت المملكة اتهامات»: the subject of the verb that the noun goes with.
        return at < trigger.first and before is not None and before.verb is not None and (
            not _travels(scene, at - 1) and not before.verb.pronoun and trigger.frame.place != "to")
    if before is None or at == trigger.last:
        return trigger.frame.family not in ("visit",) or before is None
    return after is not None and after.verb is not None and not any(
        before.norm in scene.frames.events.words[name] for name in ("place_in", "place_to", "place_any"))


def _travels(scene: Scene, i: int) -> bool:
    """«يزور … للقاء»: what stands after the verb of a journey is where it goes."""
    word = scene.words[i]
    frame = scene.frames.events.verbs.get(word.norm[word.verb.prefix:]) if word.verb is not None else None
    return frame is not None and frame.travel


def _leads_actors(scene: Scene, number: int, trigger: Trigger | None, members: int) -> bool:
    """«الأولى والثانية والثالثة اتفقت»: states joined by و to one that acts, act with it."""
    while number + 1 < len(scene.links):
        end, after = scene.index(scene.links[number].end - 1) + 1, scene.links[number + 1]
        at = scene.index(after.start)
        if at != end or after.type != "LOC" or after.kind == "adjective" or scene.words[at].norm[0] != "و":
            return False
        number += 1
        if trigger is not None and at < trigger.first and _acts(scene, at, number, trigger, members):
            return True
    return False


def _is_partner(scene: Scene, at: int, link: Link, trigger: Trigger | None) -> bool:
    """A state that something is done with or to: «محادثات مع …», «عقوبات على …»."""
    if trigger is None or at <= trigger.first or not is_country(scene, link):
        return False
    before, small = scene.words[at - 1].norm, scene.frames.events.words
    if at > 1 and scene.words[at - 2].norm in small["borders"]:
        return False
    return before in small["with_partner"] or (
        before in small["against_partner"] and trigger.frame.place == "in" and scene.words[at].token.start == link.start)


def _role(scene: Scene, at: int, link: Link, trigger: Trigger | None, members: int) -> str:
    if members >= 0 and at >= members and link.type == "LOC":
        return "attendee"
    if trigger is None:
        return "recipient"
    words = scene.words
    verb = words[trigger.first].verb
    if verb is not None and verb.lemma in scene.frames.events.hosts and at == trigger.last:
        return "host"
    if at < trigger.first or (at == trigger.last and not trigger.noun):
        return "actor"
    if trigger.frame.family == "deaths":
        return "victim" if link.type == "PER" else "actor"
    token = words[at].token
    if token.norm[:1] in ("ب", "ل") and scene.view.to_norm(link.start) > scene.view.to_norm(token.start):
        return "recipient"
    for i in range(at - 1, max(trigger.last, at - 5) - 1, -1):
        if words[i].norm in scene.frames.events.words["towards"]:
            return "recipient"
        if "،" in words[i + 1].gap or words[i].verb is not None or words[i].name >= 0:
            break
    return "actor"


def phrase_name(scene: Scene, trigger: Trigger, high: int) -> str:
    """A short name in the text's own words: the trigger and what belongs to it."""
    words = scene.words
    first, end, stops = trigger.first, trigger.last, scene.frames.events.words["name_stop"]
    for i in range(trigger.last, min(high, trigger.last + 9)):
        word = words[i]
        if "،" in word.gap or "." in word.gap or (word.verb is not None and i > first + 1):
            break
        if word.norm in scene.frames.clauses.relatives or word.name == -2 or (word.norm in stops and i > end + 3):
            break
        end = i + 1
    while end > trigger.last and words[end - 1].norm in scene.frames.clauses.prepositions:
        end -= 1
    if trigger.frame.travel and not trigger.noun:
        end = max(end, destination(scene, trigger, high))
    span = scene.span(first, end)
    verb = words[first].verb
    lead = words[first].norm[0] in "وف" and (verb is None or verb.prefix == 1) and (
        verb is not None or words[first].norm[1:3] == "ال")
    text = " ".join(span.text.split())
    for opening, closing in ("«»", "()", "“”"):
        if text.count(opening) > text.count(closing):
            text += closing
    if text.count('"') % 2:
        text = text.replace('"', "")
    return text[1:] if lead else text
