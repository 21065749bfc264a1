"""One entity across articles although each was annotated alone.

Persons go once more through `annotate.linking.link`, which decides as it does inside one story: full names,
then short forms where only one bearer fits. Bodies and places are one by a list's key or by a whole name.
Two persons of one full name can't be told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..annotate.linking import link
from ..lang.gazetteer import Gazetteer
from ..lang.names import bare
from ..lang.normalize import fold
from ..model import Comparison, Entity, FoundMention, Mention

# Hamza is typed on any seat or left out, and so are its seats.
_TYPED = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": ""})


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of one article's annotation, and the number of that annotation."""

    number: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Joint:
    """Entities of several articles that are one; `key` is a list's key where one knows it."""

    id: str
    name: str
    type: str
    key: str | None
    members: tuple[Member, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All wordings by which the articles name it, the most frequent first."""
        every = [m.text for x in self.members for m in x.entity.mentions if m.kind in ("name", "short")]
        known = set(every)
        # «لفلان الفلاني» after «للفلان»: where the name stands with its alif too, it is that.
        counts = Counter(f"ا{t}" if f"ا{t}" in known else t for t in every)
        return tuple(sorted(counts, key=lambda t: (-counts[t], t)))


def typed(text: str) -> str:
    """A name as it is compared with one that a user typed: folded, hamza and its seats left out."""
    return fold(text).translate(_TYPED).casefold()


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a name as typed, without the article."""
    return tuple(bare(w) for w in typed(text).split())


def list_key(text: str, gazetteer: Gazetteer, *, alone: bool = True) -> str | None:
    """The key of a list's place, body or outlet that is called exactly so.

    `alone` leaves out names that stand for it only in a context (a common word, a town like a word).
    """
    words = tuple(fold(text).split())
    found = [e for e in gazetteer.first.get(words[0], ()) if e.words == words] if words else []
    fitting = [e for e in found if not (alone and e.level)]
    return min(fitting, key=lambda e: e.level).key if fitting else None


def entity_key(entity: Entity, gazetteer: Gazetteer) -> str:
    """The same in all articles for one entity, as far as its own article tells.

    A list's key (`geo:SY`, `org:reuters`) where one has it, else its type and folded name.
    """
    key = _listed(entity, gazetteer)
    return key or f"{entity.type}:{' '.join(typed_words(entity.name))}"


def joint_key(joint: Joint, gazetteer: Gazetteer) -> str:
    """The key under which most of its articles have it."""
    if joint.key is not None:
        return joint.key
    keys = Counter(entity_key(m.entity, gazetteer) for m in joint.members)
    return min(keys, key=lambda k: (-keys[k], k))


def join(
    annotations: Sequence[Comparison], gazetteer: Gazetteer, wanted: Callable[[Entity], bool] = lambda _: True,
) -> tuple[Joint, ...]:
    """The entities of all annotations that are `wanted`, put together; in the order of their first article.

    Each annotation is of one article. Persons are linked as inside one story; bodies and places are one by a
    list's key or by a whole name that they share.
    """
    chosen = [Member(n, e) for n, a in enumerate(annotations) for e in a.entities if wanted(e) and _named(e)]
    people = _people([m for m in chosen if m.entity.type == "PER"], gazetteer)
    nations = {n: _nation(annotations[n]) for n in {m.number for m in chosen}}
    things = _things([m for m in chosen if m.entity.type != "PER"], nations, gazetteer)
    return tuple(sorted((*people, *things), key=lambda j: (j.members[0].number, j.members[0].entity.mentions[0].start, j.id)))


def _people(members: Sequence[Member], gazetteer: Gazetteer) -> list[Joint]:
    """Persons under full names and short ones, as `annotate.linking` puts the mentions of one story together."""
    home: dict[tuple[str, int, int], Member] = {}
    mentions: dict[str, list[FoundMention]] = {}
    for member in members:
        for m in _named(member.entity):
            home[m.article, m.start, m.end] = member
            mentions.setdefault(m.article, []).append(_found(m, member.entity))
    linked: dict[str, dict[tuple[int, str], Member]] = {}
    best: dict[tuple[int, str], tuple[bool, int, int, str]] = {}
    linking = link(mentions, gazetteer)
    for entity in linking.entities:
        for m in entity.mentions:
            member = home[m.article, m.start, m.end]
            at = (member.number, member.entity.id)
            # Where one entity's names went to two persons, its longest name tells whose it is.
            rank = (m.kind == "name", len(m.text.split()), -m.start, entity.id)
            if at not in best or rank[:3] > best[at][:3]:
                best[at] = rank
    for member in members:
        at = (member.number, member.entity.id)
        if at in best:
            linked.setdefault(best[at][3], {})[at] = member
    names = {e.id: e.name for e in linking.entities}
    return [Joint(f"p{id}", names[id], "PER", None, tuple(found.values())) for id, found in linked.items()]


def _things(members: Sequence[Member], nations: Mapping[int, str], gazetteer: Gazetteer) -> list[Joint]:
    """Bodies and places that share a list's key or a whole name, one after another into one group."""
    group_of: dict[str, int] = {}
    groups: dict[int, list[Member]] = {}
    for number, member in enumerate(members):
        keys = _thing_keys(member, nations[member.number], gazetteer)
        near = sorted({group_of[k] for k in keys if k in group_of})
        target = near[0] if near else number
        groups.setdefault(target, []).append(member)
        for other in near[1:]:
            groups[target] += groups.pop(other)
            group_of.update((k, target) for k, g in list(group_of.items()) if g == other)
        group_of.update((k, target) for k in keys)
    return [_thing(number, found, gazetteer) for number, found in sorted(groups.items())]


def _thing(number: int, members: Sequence[Member], gazetteer: Gazetteer) -> Joint:
    ordered = tuple(sorted(members, key=lambda m: (m.number, m.entity.id)))
    key = _shared_key(ordered, gazetteer)
    names = Counter(m.entity.name for m in ordered)
    name = min(names, key=lambda n: (-names[n], n))
    if key and ordered[0].entity.type == "ORG" and len({typed_words(n) for n in names}) > 1:
        name = gazetteer.by_key[key].name  # where the accounts call it differently no camp's word becomes the heading
    return Joint(f"t{number}", name, ordered[0].entity.type, key, ordered)


def _thing_keys(member: Member, nation: str, gazetteer: Gazetteer) -> list[str]:
    """A list's key, else all its names; one made of everyday words («the ministry of health») is of one state."""
    entity = member.entity
    key = _listed(entity, gazetteer)
    if key:
        return [key]
    keys = []
    for m in _named(entity):
        words = typed_words(_unmelted(m.text))
        everyday = all(w in gazetteer.common or w in gazetteer.org_heads for w in map(bare, fold(m.text).split()))
        keys.append(f"{entity.type}:{(entity.country or nation) if everyday else ''}:{' '.join(words)}")
    return keys


def _nation(annotation: Comparison) -> str:
    """The country that an article names most; empty where two are named as often."""
    named = Counter[str]()
    for entity in annotation.entities:
        if entity.country:
            named[entity.country] += len(entity.mentions)
    top = named.most_common(2)
    return top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else ""


def _unmelted(text: str) -> str:
    """«لحكومة» stands for «الحكومة» where «لل» took the article's alif."""
    return f"ا{text}" if text.startswith("ل") and not text.startswith("لا") else text


def _shared_key(members: Iterable[Member], gazetteer: Gazetteer) -> str | None:
    keys = Counter(k for m in members if (k := _listed(m.entity, gazetteer)))
    return min(keys, key=lambda k: (-keys[k], k)) if keys else None


def _listed(entity: Entity, gazetteer: Gazetteer) -> str | None:
    if entity.type == "PER":
        return None
    code = entity.external_ids.get("iso3166")
    if code and f"geo:{code}" in gazetteer.by_key:
        return f"geo:{code}"
    for name in (entity.name, *dict.fromkeys(m.text for m in entity.mentions if m.kind == "name")):
        key = list_key(name, gazetteer, alone=entity.type == "ORG")
        if key and _fits(key, entity, gazetteer):
            return key
    return None


def _fits(key: str, entity: Entity, gazetteer: Gazetteer) -> bool:
    entry = gazetteer.by_key[key]
    same_country = not (entry.country and entity.country) or entry.country == entity.country
    return entry.type == entity.type and same_country


def _named(entity: Entity) -> list[Mention]:
    """One mention for each wording in each article; short forms and descriptions only lead back to a name."""
    found: dict[tuple[str, str], Mention] = {}
    for kind in ("name", "short"):
        for m in entity.mentions:
            if m.kind == kind and m.text.strip():
                found.setdefault((m.article, fold(m.text)), m)
    return list(found.values())


def _found(mention: Mention, entity: Entity) -> FoundMention:
    return FoundMention(
        article=mention.article, start=mention.start, end=mention.end, text=mention.text, type=entity.type,
        kind=mention.kind, name=fold(mention.text), head=entity.role, gender=entity.gender, rule=mention.rule,
    )


def names_of_keys(key: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """All listed names of a key, for searching articles that call it otherwise; sorted."""
    return tuple(sorted({
        " ".join(e.words) for entries in gazetteer.first.values() for e in entries if e.key == key
    }))
