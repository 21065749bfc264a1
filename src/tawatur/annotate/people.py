"""Which mentions of persons are one person: full names first, then short forms to their bearer.

Two persons with different given names never meet, and a form that may be either's stays by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.gazetteer import Gazetteer
from ..lang.names import NameParts, is_short_for, join_parts, same_person
from ..lang.normalize import fold
from ..model import FoundMention
from .joining import Group

# A given name that fewer of the list's persons bear leads to its only bearer even behind a noun of kin.
_RARE_NAME = 20
# Characters: a family name this soon behind a full name is his; full names so far apart are two topics.
_RIGHT_BEFORE, _FAR = 80, 300


def group_people(found: Sequence[FoundMention], gazetteer: Gazetteer) -> list[Group]:
    """Full names first, joined where they can be one person, then short forms to the nearest."""
    parts = gazetteer.parts
    full = [m for m in found if _is_full(m, gazetteer)]
    short = [m for m in found if not _is_full(m, gazetteer)]
    counts = Counter(fold(m.name) for m in full)
    articles: dict[str, set[str]] = {}
    for m in full:
        articles.setdefault(fold(m.name), set()).add(m.article)
    groups: list[Group] = []
    by_name: dict[str, Group] = {}
    for name in sorted(counts, key=lambda n: (-len(join_parts(n, parts)), -len(n.split()), -counts[n], n)):
        group = _same(name, groups, articles, by_name, parts)
        if group is None:
            group = Group("PER", {name})
            groups.append(group)
        group.names.add(name)
        by_name[name] = group
    for m in full:
        by_name[fold(m.name)].add(m)
    alone: list[Group] = []
    for m in short:
        group = _owner(m, groups, gazetteer)
        if group is None and m.kind == "short" and fold(m.name).startswith("ال") and _is_title(fold(m.name), gazetteer):
            # «الملا» before a name that no list knows: a title, nobody's family name.
            continue
        if group is None:
            group = next((g for g in alone if any(_alike(m.name, n, parts) for n in sorted(g.names))), None)
            if group is None:
                group = Group("PER", {m.name})
                alone.append(group)
        group.add(m)
    return groups + alone


def _is_full(m: FoundMention, gazetteer: Gazetteer) -> bool:
    """Two parts or more: «دي لورنزو», «آل جابر», «عطا الله» are one, though two words; «عبد الكريم» has no bearer to look for."""
    words = fold(m.name).split()
    if m.kind != "name" or len(words) < 2:
        return False
    return len(join_parts(fold(m.name), gazetteer.parts)) >= 2 or gazetteer.is_a("servant", words[0])


def _alike(a: str, b: str, parts: NameParts) -> bool:
    """One word by its likeness, «أبو حازم» by its letters alone: «أبو مازن» is another."""
    return a == b or (" " not in a and " " not in b and parts.same(a, b))


def _same(
    name: str, groups: Sequence[Group], articles: dict[str, set[str]], by_name: dict[str, Group], parts: NameParts
) -> Group | None:
    """The person whose name this can be; of several, the one named in all the articles where it stands."""
    fitting = [g for g in groups if all(_compatible(name, other, parts) for other in g.names) and any(
        same_person(name, other, parts) or _cut(name, other, parts) for other in g.names)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    exact = [g for g in fitting if any(_spelt_alike(name, other, parts) for other in g.names)]
    if len(exact) == 1:
        return exact[0]
    here = [
        g for g in fitting
        if articles[name] <= {a for other in g.names if by_name.get(other) is g for a in articles.get(other, ())}
    ]
    return here[0] if len(here) == 1 else None


def _compatible(a: str, b: str, parts: NameParts) -> bool:
    """No two full names of one person differ in the given name."""
    one, two = join_parts(a, parts), join_parts(b, parts)
    if len(one) < 2 or len(two) < 2 or parts.same(one[0], two[0]):
        return True
    return same_person(a, b, parts) or _cut(a, b, parts) or _cut(b, a, parts)


def _cut(short: str, whole: str, parts: NameParts) -> bool:
    """«إيف فلان» of «جان إيف فلان»: a foreign double given name that was read in part."""
    one, two = join_parts(short, parts), join_parts(whole, parts)
    return len(one) >= 2 and len(two) == len(one) + 1 and two[1:] == one and one[0] in parts.foreign and two[0] in parts.foreign


def _spelt_alike(a: str, b: str, parts: NameParts) -> bool:
    one, two = join_parts(a, parts), join_parts(b, parts)
    return len(one) == len(two) and all(parts.same(x, y) for x, y in zip(one, two, strict=True))


def _owner(m: FoundMention, groups: Sequence[Group], gazetteer: Gazetteer) -> Group | None:
    """Whose short form it is: one of the same article, the last named before; else the only one."""
    parts = gazetteer.parts
    name = fold(m.name)
    if m.head is not None and gazetteer.is_a("by_first_name", m.head) and " " not in name:
        fitting = [g for g in groups if any(join_parts(n, parts)[:1] == [name] for n in g.names)]
        fitting = [g for g in fitting if any(x.head == m.head for x in g.members)]
        return fitting[0] if len(fitting) == 1 else None
    fitting = [g for g in groups if any(is_short_for(name, n, parts) or name == n for n in g.names)]
    if not fitting:
        return _by_given_name(m, name, groups, gazetteer)
    exact = [g for g in fitting if any(name == n or n.endswith(f" {name}") for n in g.names)]
    here = [g for g in exact if m.article in g.articles] or [g for g in fitting if m.article in g.articles]
    if not here:
        one = exact or fitting
        return one[0] if len(one) == 1 else None
    return _nearest(m, here)


def _by_given_name(m: FoundMention, name: str, groups: Sequence[Group], gazetteer: Gazetteer) -> Group | None:
    """A given name alone is whoever bears it in the article, if only one does."""
    parts = gazetteer.parts
    bearers = [g for g in groups if m.article in g.articles and any(parts.same(join_parts(n, parts)[0], name) for n in g.names)]
    if len(bearers) != 1:
        return None
    rare = gazetteer.given.get(name, 0) < _RARE_NAME and " " not in name and m.rule == "after title"
    same_title = m.head is not None and m.head in bearers[0].heads
    return bearers[0] if m.kind == "short" or rare or same_title else None


def _nearest(m: FoundMention, here: Sequence[Group]) -> Group | None:
    """Of several bearers named in the article: the one with the same title, him whose full name stands
    right before, else him whom the family name alone meant before; without such evidence nobody."""
    if len(here) == 1:
        return here[0]
    titled = [g for g in here if m.head is not None and m.head in g.heads]
    if len(titled) == 1:
        return titled[0]

    def last(group: Group, name: str | None) -> int:
        return max((
            x.end for x in group.members if x.article == m.article and x.end <= m.start
            and (x.kind == "name" if name is None else fold(x.name) == name)
        ), default=-1)
    named = max(here, key=lambda g: last(g, None))
    if last(named, None) >= 0 and m.start - last(named, None) <= _RIGHT_BEFORE:
        return named
    meant = max(here, key=lambda g: last(g, fold(m.name)))
    if last(meant, fold(m.name)) >= 0:
        return meant
    others = [last(g, None) for g in here if g is not named]
    return named if last(named, None) - max(others) >= _FAR and m.start - last(named, None) <= _FAR else None


def untitled(m: FoundMention, gazetteer: Gazetteer) -> FoundMention:
    """A person's mention whose `name` begins with the name, not with «الدكتور» or «الملا»; its span stays."""
    words = fold(m.name).split()
    first, head = 0, m.head
    while m.type == "PER" and m.kind != "description" and first < len(words) - 1 and _is_title(words[first], gazetteer):
        if not words[first].startswith("ال") and not (words[first + 1].startswith("ال") and _is_title(words[first + 1], gazetteer)):
            break
        head = head or words[first].removeprefix("ال")
        first += 1
    return replace(m, name=" ".join(words[first:]), head=head) if first else m


def _is_title(word: str, gazetteer: Gazetteer) -> bool:
    return any(t.words == (word,) for t in gazetteer.titles.get(word, ()))


def of_one_type(found: Sequence[FoundMention]) -> list[FoundMention]:
    """Names that speak without any other sign are persons where the story names such a person."""
    named = {fold(m.name) for m in found if m.type == "PER" and m.kind == "name" and " " in m.name.strip()}
    return [replace(m, type="PER") if m.type == "ORG" and m.key is None and fold(m.name) in named else m for m in found]
