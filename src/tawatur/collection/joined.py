"""One entity across articles although each was annotated alone.

The names of each article's entities go once more through `annotate.linking.link`, which decides as it
does inside one story: a list's key first, then full names, then short forms where only one bearer fits.
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
        counts = Counter(m.text for x in self.members for m in x.entity.mentions if m.kind in ("name", "short"))
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


def join(
    annotations: Sequence[Comparison], gazetteer: Gazetteer, wanted: Callable[[Entity], bool] = lambda _: True,
) -> tuple[Joint, ...]:
    """The entities of all annotations that are `wanted`, put together; in the order of their first article."""
    members: dict[tuple[str, str], Member] = {}
    mentions: dict[str, list[FoundMention]] = {}
    for number, annotation in enumerate(annotations):
        for entity in annotation.entities:
            if wanted(entity):
                for mention in _named(entity):
                    members[mention.article, entity.id] = Member(number, entity)
                    mentions.setdefault(mention.article, []).append(_found(mention, entity, gazetteer))
    linking = link(mentions, gazetteer)
    home = {(m.article, m.start, m.end): e.id for e in linking.entities for m in e.mentions}
    groups: dict[str, list[Member]] = {}
    for (article, _), member in members.items():
        named = [m for m in _named(member.entity) if m.article == article and (article, m.start, m.end) in home]
        if named:
            best = max(named, key=lambda m: (m.kind == "name", len(m.text.split()), -m.start))
            groups.setdefault(home[article, best.start, best.end], []).append(member)
    names = {e.id: e for e in linking.entities}
    return tuple(
        Joint(id, names[id].name, names[id].type, _shared_key(groups[id], gazetteer), tuple(groups[id]))
        for id in names if id in groups
    )


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


def _found(mention: Mention, entity: Entity, gazetteer: Gazetteer) -> FoundMention:
    first = fold(mention.text).split()[0]
    plain = first.removeprefix("ال")
    head = plain if entity.type == "ORG" and plain in gazetteer.org_heads else entity.role
    return FoundMention(
        article=mention.article, start=mention.start, end=mention.end, text=mention.text, type=entity.type,
        kind=mention.kind, name=fold(mention.text), key=_listed(entity, gazetteer), head=head,
        country=entity.country if entity.type != "PER" else None, gender=entity.gender, rule=mention.rule,
    )


def names_of_keys(key: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """All listed names of a key, for searching articles that call it otherwise; sorted."""
    return tuple(sorted({
        " ".join(e.words) for entries in gazetteer.first.values() for e in entries if e.key == key
    }))


def by_article(joints: Iterable[Joint]) -> Mapping[tuple[int, str], Joint]:
    """For each annotation's number and entity id the entity that it belongs to."""
    return {(m.number, m.entity.id): j for j in joints for m in j.members}
