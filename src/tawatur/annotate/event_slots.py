"""Date, place and people of a happening, read from the words round its trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..lang.frames import Frames
from ..lang.normalize import TextView
from ..model import Article, Entity, Link, Span, TimeExpression
from .clauses import Word
from .event_triggers import Trigger

_IN = frozenset({"في", "داخل", "قرب", "بالقرب", "وسط", "عند", "بـ", "غرب", "شرق", "شمال", "جنوب"})
# Beside a place, not in it: «في بلدة … شمال العاصمة» is in the town.
_NEAR = frozenset({"قرب", "بالقرب", "غرب", "شرق", "شمال", "جنوب", "شمالي", "جنوبي", "غربي", "شرقي"})
_TO = frozenset({"الي", "نحو", "باتجاه", "صوب", "تجاه"})
_ANY = frozenset({"علي", "عن", "من", "ل"})
# Heads of a state's name in a list.
# So many words after a trigger a place belongs to something else.
_TOO_FAR = 29
_STATE = frozenset({"مملكه", "جمهوريه", "دوله", "دولتي", "سلطنه", "اماره", "من", "كل", "كلا"})
_TOWARDS = frozenset({"مع", "علي", "ضد", "عن", "الي"})
_PRONOUN = frozenset({"انه", "انها", "بانه", "بانها", "تكون", "يكون"})
_FORWARD_STOP = frozenset({"حيث", "بينما", "فيما", "مع"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was found in it; `today` is the day of publication, where known."""

    article: Article
    view: TextView
    words: Sequence[Word]
    links: Sequence[Link]
    times: Sequence[TimeExpression]
    entities: Mapping[str, Entity]
    frames: Frames
    today: str | None

    def span(self, first: int, last: int) -> Span:
        """The text from word `first` to before word `last`."""
        return self.article.span(self.words[first].token.start, self.words[last - 1].token.end)

    def index(self, offset: int) -> int:
        """The word that holds the text offset, or the first after it."""
        for i, word in enumerate(self.words):
            if offset < word.token.end:
                return i
        return len(self.words)


# How far each way of hanging on a clause sets a place back, in words.
_TIERS = {"in": 0, "near": 10, "to": 0, "any": 8, "bare": 8}
# What leaves a place is told of by that place: «إجلاء المصابين من … إلى …».
_LEFT = frozenset({"evacuation", "withdrawal", "release"})


def find_date(scene: Scene, trigger: Trigger, low: int, high: int) -> tuple[str | None, str | None]:
    """`(TIMEX3 value, time expression id)`: the nearest date after the trigger, else before it."""
    best: tuple[int, str, str] | None = None
    if trigger.first and scene.words[trigger.first - 1].norm in scene.frames.events.not_dated_after:
        return None, None
    for time in scene.times:
        if time.type not in ("DATE", "TIME") or time.value == "PRESENT_REF":
            continue
        at = scene.index(time.start)
        if not low <= at < high:
            continue
        distance = at - trigger.last
        if distance < 0:
            distance = 100 + trigger.first - at
        elif _is_cut_off(scene.words, trigger.last, at):
            continue
        if best is None or distance < best[0]:
            best = (distance, time.value, time.id)
    if best is None:
        return None, None
    value = best[1]
    return (value.partition("T")[0] if value[0] in "12X" else value), best[2]


def _is_cut_off(words: Sequence[Word], first: int, at: int) -> bool:
    """A date after «على أن» or «حيث» belongs to what follows those words."""
    for i in range(first, at):
        norm = words[i].norm
        if norm in ("حيث", "بعدما") or (norm == "علي" and i + 1 < at and words[i + 1].norm == "ان"):
            return True
    return False


def find_place(
    scene: Scene, trigger: Trigger, low: int, high: int, whole: tuple[int, int] | None,
) -> str | None:
    """The entity id of the place: nearest after the trigger, else before it, by the frame's rule."""
    kinds = {"in": ("in", "near"), "to": ("to", "in", "near", "bare"), "any": ("in", "near", "to", "any", "bare")}
    wanted = kinds[trigger.frame.place]
    found = _places(scene, trigger, (low, high), wanted)
    if found is None and whole is not None and not trigger.background:
        found = _places(scene, trigger, whole, (*wanted, "to"))
    verb = scene.words[trigger.first].verb
    if found is None and whole is not None and verb is not None and verb.lemma in scene.frames.events.hosts:
        found = _host(scene, trigger)
    return found


def _host(scene: Scene, trigger: Trigger) -> str | None:
    """«المدينة تستضيف …»: the host stands right before or after the verb."""
    for link in scene.links:
        at = scene.index(link.start)
        beside = at == trigger.last or scene.index(link.end - 1) == trigger.first - 1
        if link.type == "LOC" and beside and link.kind != "adjective":
            return link.entity
    return None


def _places(
    scene: Scene, trigger: Trigger, limits: tuple[int, int], wanted: tuple[str, ...],
) -> str | None:
    best: tuple[int, int, str] | None = None
    for number, link in enumerate(scene.links):
        if link.type != "LOC" or link.kind == "adjective" or _is_apposed(scene, number):
            continue
        at = scene.index(link.start)
        if not limits[0] <= at < limits[1] or scene.words[at].framed:
            continue
        kind = _preposition(scene, at, link, trigger)
        if kind == "none" and trigger.noun and at == trigger.last and not _is_country(scene, link):
            kind = wanted[0]  # «مباحثات جنيف»
        if kind not in wanted:
            continue
        distance = at - trigger.last if at >= trigger.last else 40 + trigger.first - at
        if _TOO_FAR < distance < 40:
            continue
        tier = 0 if kind == "bare" and at == trigger.last else _TIERS[kind]
        if kind == "to" and trigger.frame.place != "to":
            tier += 4 if trigger.frame.type not in _LEFT else 24
        key = (tier + distance, at)
        if best is None or key < best[:2]:
            best = (*key, link.entity)
    return best[2] if best else None


def place_before(scene: Scene, first: int) -> str | None:
    """The place that a relative clause from word `first` speaks of («في القرية الفلانية التي …»)."""
    for link in reversed(scene.links):
        end = scene.index(link.end - 1)
        if link.type == "LOC" and link.kind != "adjective" and first - 4 <= end < first:
            return link.entity
    return None


def _is_country(scene: Scene, link: Link) -> bool:
    """A state («لقاء روسيا وتركيا») takes part; a town is where it is."""
    entity = scene.entities.get(link.entity)
    return entity is not None and "iso3166" in entity.external_ids


def _is_apposed(scene: Scene, number: int) -> bool:
    """«العاصمة واشنطن»: a description right before a name; the name tells."""
    if scene.links[number].kind == "name" or number + 1 >= len(scene.links):
        return False
    after = scene.links[number + 1]
    return after.type == "LOC" and after.kind == "name" and (
        not scene.article.text[scene.links[number].end:after.start].strip())


def _preposition(scene: Scene, at: int, link: Link, trigger: Trigger) -> str:
    """How a place hangs on its clause: in, to, any, bare (object or subject), or none of these."""
    words, rules = scene.words, scene.frames.events
    token = words[at].token
    glued = token.norm[:max(0, scene.view.to_norm(link.start) - scene.view.to_norm(token.start))]
    if glued.endswith("ب"):
        return "in"
    if glued.endswith("ل") and glued != "ول":
        return "any"
    i = at - 1
    while i >= 0 and at - i < 6 and (_in_place(scene, i) or _is_capital(words, i) or _leads_to_place(words[i].norm, rules.places_before)):
        if words[i].norm[:1] == "ب":
            return "in"
        if words[i].norm in _IN:
            return "near" if words[i].norm in _NEAR and not _inside(words, i) else "in"
        i -= 1
    if i < 0:
        return "bare" if trigger.frame.family in ("talks", "visit") else "none"
    norm = words[i].norm
    if i and not words[i].gap.strip() and (
        (_plain(words[i - 1].norm) in rules.not_place_after and _is_country(scene, link))
        or (norm in _TO and trigger.frame.place != "to" and _ends_person(scene, i - 1))
    ):
        return "none"
    if norm in _IN or norm in _NEAR:
        return "near" if norm in _NEAR and not _inside(words, i) else "in"
    if norm in _TO:
        return "to"
    if norm in _ANY:
        # Where a strike comes from is not where it falls.
        if norm == "من":
            return "in" if trigger.frame.type in _LEFT else "none"
        return "any"
    if trigger.first <= i < trigger.last or (
        # «يزور الوزير فلان المدينة»: nothing but the subject's name between verb and place.
        trigger.frame.travel and not trigger.noun and i >= trigger.last
        and all(w.name >= 0 for w in words[trigger.last:at])
    ):
        return "bare"
    return "coordinated" if glued == "و" else "none"


def _inside(words: Sequence[Word], i: int) -> bool:
    """«في شمال المدينة» is in it."""
    return i > 0 and words[i - 1].norm in ("في", "من", "الي")


def _in_place(scene: Scene, i: int) -> bool:
    """A word of a description of the place («العاصمة الروسية» before موسكو)."""
    name = scene.words[i].name
    return name >= 0 and scene.links[name].type == "LOC" and scene.links[name].kind != "name"


def _is_capital(words: Sequence[Word], i: int) -> bool:
    """The adjective in «العاصمة الروسية موسكو»."""
    return i > 0 and words[i - 1].norm.endswith("العاصمه") and words[i].norm.startswith("ال")


def _leads_to_place(norm: str, heads: frozenset[str]) -> bool:
    """A head noun between preposition and name (في ريف مدينة …), with its proclitics."""
    return any(form in heads for form in (norm, norm.lstrip("وبل"), _plain(norm)))


def _plain(norm: str) -> str:
    norm = norm[1:] if norm[:1] in "وف" and len(norm) > 4 else norm
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


def _ends_person(scene: Scene, i: int) -> bool:
    """«المبعوث إلى سوريا»: the place belongs to a title."""
    name = scene.words[i].name
    return name >= 0 and scene.links[name].type == "PER"


def _destination(scene: Scene, trigger: Trigger, high: int) -> int:
    """Where the words of a journey's first destination end, at most ten words on; else 0."""
    for link in scene.links:
        at = scene.index(link.start)
        if link.type == "LOC" and trigger.last <= at < min(high + 4, trigger.last + 10) and (
            _preposition(scene, at, link, trigger) in ("to", "bare")
        ):
            return scene.index(link.end - 1) + 1
    return 0


def places_to(scene: Scene, trigger: Trigger, high: int) -> list[str]:
    """All places that a journey goes to, in order («إلى كوبنهاغن وبروكسل»)."""
    out: list[str] = []
    for link in scene.links:
        at = scene.index(link.start)
        if link.type != "LOC" or link.kind == "adjective" or not trigger.last <= at < high:
            continue
        kind = _preposition(scene, at, link, trigger)
        follows = (out and kind == "coordinated") or (scene.words[at].norm[:1] == "و" and out)
        if kind == "to" or follows:
            out.append(link.entity)
    return out


def find_participants(
    scene: Scene, first: int, last: int, trigger: Trigger | None,
) -> list[tuple[str, str]]:
    """`(entity id, role)` of persons and bodies in the words, and of states that act or are listed."""
    out: dict[str, str] = {}
    words = scene.words
    members = _member_list(scene, first, last)
    joined = -1
    for number, link in enumerate(scene.links):
        at = scene.index(link.start)
        if not first <= at < last or link.kind == "adjective":
            continue
        if words[at].framed and not (trigger is not None and words[trigger.first].framed):
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


def _spoken_for(scene: Scene, first: int, trigger: Trigger, out: dict[str, str]) -> None:
    """«أعلن مكتب فلان أنه سيزور …»: a pronoun stands for the person whom the source names."""
    before = scene.words[max(first, trigger.first - 4):trigger.first]
    if not any(w.norm in _PRONOUN for w in before):
        return
    for link in scene.links:
        at = scene.index(link.start)
        speaks = link.type != "LOC" or _is_country(scene, link)
        if speaks and link.kind != "adjective" and first <= at < trigger.first and scene.words[at].framed:
            out.setdefault(link.entity, "actor")


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


def _is_listed(words: Sequence[Word], members: int, at: int) -> bool:
    """True where nothing but names, و and words for state stands between the list's head and here."""
    for i in range(members, at + 1):
        word = words[i]
        in_name = word.name >= 0
        if not in_name and _plain(word.norm) not in _STATE and _plain(word.norm.lstrip("ل")) not in _STATE:
            return False
    return True


def _acts(scene: Scene, at: int, number: int, trigger: Trigger | None, members: int) -> bool:
    """A state that acts (subject of the verb) or stands in a list of members."""
    words = scene.words
    if members >= 0 and at >= members:
        return _is_listed(words, members, at)
    if trigger is None:
        return False
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if trigger.noun:
        # «وجهت المملكة اتهامات»: the subject of the verb that the noun goes with.
        return at < trigger.first and before is not None and before.verb is not None and (
            not before.verb.pronoun and trigger.frame.place != "to")
    if before is None or at == trigger.last:
        return trigger.frame.family not in ("visit",) or before is None
    return after is not None and after.verb is not None and before.norm not in _IN | _TO | _ANY


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
    if trigger is None or at <= trigger.first or not _is_country(scene, link):
        return False
    before = scene.words[at - 1].norm
    return before in ("مع", "بين", "وبين") or (
        before in ("علي", "ضد") and trigger.frame.place == "in" and scene.words[at].token.start == link.start)


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
    if token.norm[:1] == "ب" and scene.view.to_norm(link.start) > scene.view.to_norm(token.start):
        return "recipient"
    for i in range(at - 1, max(trigger.last, at - 5) - 1, -1):
        if words[i].norm in _TOWARDS:
            return "recipient"
        if "،" in words[i + 1].gap or words[i].verb is not None or words[i].name >= 0:
            break
    return "actor"


def phrase_name(scene: Scene, trigger: Trigger, high: int) -> str:
    """A short name in the text's own words: the trigger and what belongs to it."""
    words = scene.words
    first = trigger.first
    end = trigger.last
    for i in range(trigger.last, min(high, trigger.last + 9)):
        word = words[i]
        if "،" in word.gap or "." in word.gap or (word.verb is not None and i > first + 1):
            break
        if word.norm in scene.frames.clauses.relatives or word.name == -2 or (word.norm in _FORWARD_STOP and i > end + 3):
            break
        end = i + 1
    while end > trigger.last and words[end - 1].norm in scene.frames.clauses.prepositions:
        end -= 1
    if trigger.frame.travel and not trigger.noun:
        end = max(end, _destination(scene, trigger, high))
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
