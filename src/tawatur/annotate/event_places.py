"""Where a happening was: the place that its words and their prepositions tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Link
from .clause_words import Word
from .event_scene import Scene
from .event_triggers import Trigger

# So many words after a trigger a place belongs to something else.
_TOO_FAR = 29
# How far each way of hanging on a clause sets a place back, in words.
_TIERS = {"in": 0, "near": 10, "to": 0, "any": 8, "bare": 8}
# What leaves a place is told of by that place: «إجلاء المصابين من … إلى …».
_LEFT = frozenset({"evacuation", "withdrawal", "release"})


def find_place(
    scene: Scene, trigger: Trigger, low: int, high: int, whole: tuple[int, int] | None,
    only_in: bool = False,
) -> str | None:
    """The entity id of the place: nearest after the trigger, else before it, by the frame's rule.

    `only_in`: none but a place that something was in (for the words of another clause).
    """
    if only_in:
        return _places(scene, trigger, (low, high), ("in",))
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
    taken = -2
    for number, link in enumerate(scene.links):
        if link.type != "LOC" or link.kind == "adjective" or _is_apposed(scene, number) or _is_unnamed(scene, link):
            continue
        at = scene.index(link.start)
        if not limits[0] <= at < limits[1] or (scene.words[at].framed and not scene.words[trigger.first].framed):
            continue
        kind = _preposition(scene, at, link, trigger)
        if kind == "none" and trigger.noun and at == trigger.last and not is_country(scene, link):
            kind = wanted[0]  # «مباحثات جنيف»
        if kind not in wanted:
            continue
        distance = at - trigger.last if at >= trigger.last else 40 + trigger.first - at
        if _TOO_FAR < distance < 40 or (taken == number - 1 and best is not None and _holds(scene, number)):
            continue
        taken = number if kind != "near" else taken
        tier = 0 if kind == "bare" and at == trigger.last else _TIERS[kind]
        if kind == "to" and trigger.frame.place != "to":
            tier += 4 if trigger.frame.type not in _LEFT else 24
        key = (tier + distance, at)
        if best is None or key < best[:2]:
            best = (*key, link.entity)
    return best[2] if best else None


def _holds(scene: Scene, number: int) -> bool:
    """«على مدينة … في محافظة …»: the second place only tells where the first one lies."""
    words = scene.words
    low, high = scene.index(scene.links[number - 1].end - 1) + 1, scene.index(scene.links[number].start)
    between = [w.norm for w in words[low:high]]
    heads = scene.frames.events.places_before
    if not between:
        return words[high].norm[0] == "ب" and not words[high].stop
    if between[0][0] == "ب":
        return all(_leads_to_place(n, heads) for n in between)
    return between[0] in scene.frames.events.words["in"] and all(_leads_to_place(n, heads) for n in between[1:])


def place_before(scene: Scene, first: int) -> str | None:
    """The place that a relative clause from word `first` speaks of («في القرية الفلانية التي …»)."""
    for number in range(len(scene.links) - 1, -1, -1):
        link = scene.links[number]
        end = scene.index(link.end - 1)
        if link.type == "LOC" and link.kind != "adjective" and first - 4 <= end < first:
            return _first_of_list(scene, number).entity
    return None


def _first_of_list(scene: Scene, number: int) -> Link:
    """«قريتي … و… اللتين»: the first of places joined by و stands for all."""
    while number and scene.links[number - 1].type == "LOC":
        at = scene.index(scene.links[number].start)
        if scene.words[at].norm[0] != "و" or scene.index(scene.links[number - 1].end - 1) + 1 != at:
            break
        number -= 1
    return scene.links[number]


def is_country(scene: Scene, link: Link) -> bool:
    """A state («لقاء روسيا وتركيا») takes part; a town is where it is."""
    entity = scene.entities.get(link.entity)
    return entity is not None and "iso3166" in entity.external_ids


def _is_unnamed(scene: Scene, link: Link) -> bool:
    """«في سوق مزدحم في البلدة»: a market without a name; the town tells where."""
    last = scene.words[scene.index(link.end - 1)].norm
    return last in scene.frames.events.words["plain_adjectives"]


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
    small = rules.words
    token = words[at].token
    glued = token.norm[:max(0, scene.view.to_norm(link.start) - scene.view.to_norm(token.start))]
    if glued.endswith("ب"):
        return "none" if _is_spoken_of(words, at, small) else "in"
    if glued.endswith("ل") and glued != "ول":
        return "any"
    i, stands = _past_heads(scene, at)
    if stands:
        return stands
    if i < 0:
        return "bare" if trigger.frame.family in ("talks", "visit") else "none"
    norm = words[i].norm
    if i and not words[i].gap.strip() and (
        (plain(words[i - 1].norm) in rules.not_place_after and is_country(scene, link))
        or (norm in small["place_to"] and trigger.frame.place != "to" and _ends_person(scene, i - 1))
    ):
        return "none"
    if norm in small["place_in"] or norm in small["place_near"]:
        return _in_or_near(words, i, small)
    if norm in small["place_to"]:
        return "to"
    if norm in small["place_any"]:
        # Where a strike comes from is not where it falls.
        if norm in small["place_from"]:
            return "in" if trigger.frame.type in _LEFT else "none"
        return "any"
    if trigger.first <= i < trigger.last or (
        # «يزور الوزير فلان المدينة»: nothing but the subject's name between verb and place.
        trigger.frame.travel and not trigger.noun and i >= trigger.last
        and all(w.name >= 0 for w in words[trigger.last:at])
    ):
        return "bare"
    return "coordinated" if glued == "و" else "none"


def _past_heads(scene: Scene, at: int) -> tuple[int, str]:
    """The word before the nouns that lead to a place, and how these hang, where one tells."""
    words, heads, small = scene.words, scene.frames.events.places_before, scene.frames.events.words
    capital = tuple(small["capital"])
    i = at - 1
    while i >= 0 and at - i < 6 and (_in_place(scene, i) or _is_capital(words, i, capital) or _leads_to_place(words[i].norm, heads)):
        if words[i].norm[:1] == "ب" and words[i].norm not in heads:
            return i, "none" if _is_spoken_of(words, i, small) else "in"
        if words[i].norm in small["place_in"]:
            return i, _in_or_near(words, i, small)
        i -= 1
    return i, ""


def _is_spoken_of(words: Sequence[Word], at: int, small: Mapping[str, frozenset[str]]) -> bool:
    """«الاتفاق يتعلق فقط بالقاعدة»: the base is what it is about."""
    return any(w.norm in small["concerns"] for w in words[max(0, at - 2):at])


def _in_or_near(words: Sequence[Word], i: int, small: Mapping[str, frozenset[str]]) -> str:
    """What word i says: «شمال المدينة» is near it, «في شمال المدينة» in it."""
    inside = i > 0 and words[i - 1].norm in small["inside_of"]
    return "near" if words[i].norm in small["place_near"] and not inside else "in"


def _in_place(scene: Scene, i: int) -> bool:
    """A word of a description of the place («العاصمة الروسية» before موسكو)."""
    name = scene.words[i].name
    return name >= 0 and scene.links[name].type == "LOC" and scene.links[name].kind != "name"


def _is_capital(words: Sequence[Word], i: int, capital: tuple[str, ...]) -> bool:
    """The adjective in «العاصمة الروسية موسكو»."""
    return i > 0 and words[i - 1].norm.endswith(capital) and words[i].norm.startswith("ال")


def _leads_to_place(norm: str, heads: frozenset[str]) -> bool:
    """A head noun between preposition and name (في ريف مدينة …), with its proclitics."""
    return any(form in heads for form in (norm, norm.lstrip("وبل"), plain(norm)))


def plain(norm: str) -> str:
    norm = norm[1:] if norm[:1] in "وف" and len(norm) > 4 else norm
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


def _ends_person(scene: Scene, i: int) -> bool:
    """«المبعوث إلى سوريا»: the place belongs to a title."""
    name = scene.words[i].name
    return name >= 0 and scene.links[name].type == "PER"


def destination(scene: Scene, trigger: Trigger, high: int) -> int:
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
