"""Groups of mentions of bodies and places that turn out to be one: by an alias, a nationality, a spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..lang.gazetteer import Gazetteer
from ..lang.names import same_part
from ..lang.normalize import fold
from ..model import FoundMention, Gender
from .offices import Office


@dataclass(slots=True)
class Group:
    """Mentions of one thing while they are being gathered."""

    type: str
    names: set[str]
    members: list[FoundMention] = field(default_factory=list)
    key: str | None = None
    country: str | None = None
    heads: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    roles: list[Office] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)

    def add(self, mention: FoundMention) -> None:
        self.members.append(mention)
        self.names.add(mention.name)
        self.articles.add(mention.article)
        self.country = self.country or mention.country
        self.key = self.key or mention.key
        if mention.head:
            self.heads.add(mention.head)

    def gender(self) -> Gender:
        """The gender that most mentions tell, "?" where none does."""
        told: Counter[Gender] = Counter(m.gender for m in self.members if m.gender != "?")
        return min(told, key=lambda g: (-told[g], g)) if told else "?"

    def take(self, other: Group) -> None:
        for mention in other.members:
            self.add(mention)


def join_aliases(groups: dict[tuple[str, ...], Group]) -> None:
    """Put together the groups of two names that one article puts side by side («... (قنا)»)."""
    pairs: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for identity in sorted(groups):
        for m in groups[identity].members:
            for mark in m.refers:
                if mark.startswith("same:"):
                    pairs.setdefault((m.article, mark), []).append(identity)
    for place in sorted(pairs):
        kept, *rest = dict.fromkeys(pairs[place])
        for identity in rest:
            if kept in groups and identity in groups:
                groups[kept].take(groups.pop(identity))


def join_nations(groups: dict[tuple[str, ...], Group], named: Sequence[FoundMention]) -> None:
    """«المحكمة الكلية» is «المحكمة الكويتية الكلية» where its articles speak of that country most."""
    nations: dict[str, Counter[str]] = {}
    for m in named:
        if m.country:
            nations.setdefault(m.article, Counter())[m.country] += 1
    for identity in sorted(groups):
        if identity[0] != "ORG" or len(identity) < 4 or identity[2] or groups[identity].key:
            continue
        others = [
            other for other in sorted(groups)
            if other[:2] == identity[:2] and other[3:] == identity[3:] and len(other) == len(identity) and other[2]
        ]
        if len(others) != 1:
            continue
        country = others[0][2]
        here = [nations.get(article, Counter()) for article in sorted(groups[identity].articles)]
        if all(votes and votes[country] == max(votes.values()) for votes in here):
            groups[others[0]].take(groups.pop(identity))


def join_listed_nations(groups: dict[tuple[str, ...], Group], named: Sequence[FoundMention]) -> None:
    """«الهلال الأحمر» is the listed «الهلال الأحمر السوري» of its story, where no other nation has one."""
    nations: dict[str, Counter[str]] = {}
    for m in named:
        if m.country:
            nations.setdefault(m.article, Counter())[m.country] += 1
    listed: dict[str, set[tuple[str, ...]]] = {}
    for identity in sorted(groups):
        group = groups[identity]
        if group.type == "ORG" and group.key and group.country:
            for name in sorted({*group.names, *(m.text for m in group.members)}):
                listed.setdefault(fold(name).rpartition(" ")[0], set()).add(identity)
    for identity in sorted(groups):
        group = groups[identity]
        if group.type != "ORG" or group.key or group.country:
            continue
        owners = {owner for name in sorted(group.names) if " " in name for owner in listed.get(fold(name), ())}
        if len(owners) != 1:
            continue
        owner = min(owners)
        country = groups[owner].country or ""
        here = [nations.get(article, Counter()) for article in sorted(group.articles)]
        if group.articles <= groups[owner].articles or all(votes and votes[country] == max(votes.values()) for votes in here):
            groups[owner].take(groups.pop(identity))


def join_spellings(groups: dict[tuple[str, ...], Group]) -> None:
    """Names of no list that differ in spelling alone: «كفر زيتا» and «كفرزيته», «مجموعة بالماير» ..."""
    open_ = [i for i in sorted(groups) if not groups[i].key and (i[0] == "LOC" or len(i) >= 4)]
    for position, identity in enumerate(open_):
        if identity not in groups:
            continue
        for other in open_[position + 1:]:
            apart = other in groups and not groups[identity].articles & groups[other].articles
            if other in groups and (_respelt(identity, other) if apart else _without_alif(groups[identity], groups[other])):
                groups[identity].take(groups.pop(other))


def join_shortened(groups: dict[tuple[str, ...], Group], gazetteer: Gazetteer) -> None:
    """Bodies that their article calls in short: with what they are for left out, by a noun, by one word.

    «الهيئة الملكية» after «الهيئة الملكية للجبيل», «حكومة الإقليم» after «حكومة إقليم كذا», «"المؤقتة"» after
    «الحكومة المؤقتة», «النادي الإيطالي» after «نادي ميلانو». A form that fits two bodies stays by itself.
    """
    for rule in (_aim_left_out, _state_left_out, _points_back, _one_word, _by_nation):
        bodies = [i for i in sorted(groups) if groups[i].type == "ORG"]
        for identity in bodies:
            short = groups.get(identity)
            if short is None or short.key:
                continue
            owners = [
                i for i in bodies
                if i != identity and i in groups and short.articles & groups[i].articles and rule(short, groups[i], gazetteer)
            ]
            if len(owners) == 1:
                groups[owners[0]].take(groups.pop(identity))


def _words(group: Group) -> list[list[str]]:
    """The names as words; a list's body is called by its own name and by what the articles write."""
    names = {*group.names, *(m.text for m in group.members if group.key and m.kind == "name")}
    return [fold(name).split() for name in sorted(names) if name.strip()]


def _aim_left_out(short: Group, long: Group, gazetteer: Gazetteer) -> bool:
    """«الهيئة الملكية للجبيل», «وزارة التجارة والصناعة»: what comes behind may be left out."""
    return any(
        len(a) >= 2 and len(b) > len(a) and b[:len(a)] == a
        and (b[len(a)].startswith("لل") or (b[len(a)][0] == "ل" and b[len(a)][1:] in gazetteer.common and a[-1].startswith("ال"))
             or (b[len(a)][0] == "و" and a[-1].startswith("ال") and gazetteer.is_a("conjoined_heads", a[0])))
        for a in _words(short) for b in _words(long)
    )


def _state_left_out(short: Group, long: Group, gazetteer: Gazetteer) -> bool:
    """«المجلس الأعلى» after «المجلس الأعلى البرازيلي المنتخب»: a state and what else tells it more closely."""
    return short.country is None and any(
        len(a) >= 2 and len(b) > len(a) and b[:len(a)] == a and b[len(a)].removeprefix("ال") in gazetteer.adjectives
        and a[-1].startswith("ال") and all(word.startswith("ال") for word in b[len(a):])
        and not any(word.removeprefix("ال") in gazetteer.adjectives for word in a)
        for a in _words(short) for b in _words(long)
    )


def _points_back(short: Group, long: Group, gazetteer: Gazetteer) -> bool:
    for a in _words(short):
        if len(a) < 2 or a[-1] not in gazetteer.descriptions or not a[-1].startswith("ال"):
            continue
        if any(len(b) > len(a) and b[:len(a) - 1] == a[:-1] and b[len(a) - 1] in (a[-1], a[-1][2:]) for b in _words(long)):
            return True
    return False


def _one_word(short: Group, long: Group, gazetteer: Gazetteer) -> bool:
    words = _words(short)
    if all(m.rule.startswith("trained") for m in short.members) and all(not a[0].startswith("ال") for a in words):
        # «فارنون» of «جامعة فارنون», «يونايتد» of a club of the lists
        return any(
            len(b) > len(a) and b[-len(a):] == a and (long.key or (len(b) == 2 and b[0] in gazetteer.org_heads))
            for a in words for b in _words(long))
    if not words or any(len(a) != 1 or not a[0].startswith("ال") or len(a[0]) < 5 for a in words):
        return False
    if words[0][0] in gazetteer.descriptions or words[0][0][2:] in gazetteer.adjectives:
        return False
    return any(len(b) >= 2 and a[0] in b[1:] and b[0] != a[0] for a in words for b in _words(long))


def _by_nation(short: Group, long: Group, gazetteer: Gazetteer) -> bool:
    heads = {h for h in short.heads if gazetteer.is_a("told_by_nation", h)}
    if not heads & long.heads or not short.country or short.country != long.country:
        return False

    def bare(group: Group) -> bool:
        return all(len(a) == 2 and a[1].removeprefix("ال") in gazetteer.adjectives for a in _words(group))
    return bare(short) and not bare(long)


def _without_alif(a: Group, b: Group) -> bool:
    """«فارنون» and «فرنون» in one article: places that differ by one alif inside alone."""
    if a.type != "LOC" or b.type != "LOC":
        return False
    pairs = [sorted((fold(x), fold(y)), key=len) for x in a.names for y in b.names]
    return any(len(short) >= 4 and len(long) == len(short) + 1 and any(
        long[k] == "ا" and long[:k] + long[k + 1:] == short for k in range(1, len(long) - 1)) for short, long in pairs)


def _respelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[0] != b[0]:
        return False
    if a[0] == "LOC":
        one, two = "".join(a[2:]).rstrip("اهي"), "".join(b[2:]).rstrip("اهي")
        return len(one) >= 4 and (one == two or (len(one) >= 5 and same_part(one, two)))
    if a[1:3] != b[1:3] or len(a) != len(b):
        return False
    return all(x == y or (min(len(x), len(y)) >= 4 and same_part(x, y)) for x, y in zip(a[3:], b[3:], strict=True))
