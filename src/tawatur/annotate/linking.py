"""One identity for every spelling: mentions of all articles are put together into entities.

Order of the articles does not matter: all decisions are made on sorted names. A doubtful pair stays
apart, for two entities in one record mislead more than one entity in two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ..lang.gazetteer import Entry, Gazetteer
from ..lang.names import join_parts, skeleton
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, FoundMention, Gender, Link, Mention, Span
from .describing import Resolved, describe, hold_offices, lead_offices, without_offices
from .joining import (
    Group,
    join_aliases,
    join_listed_nations,
    join_nations,
    join_shortened,
    join_spellings,
)
from .lettered import lettered_key
from .offices import Office
from .people import group_people, of_one_type, untitled
from .sources import SPEAKING

# Hamza on its seat is written in two ways («شؤون», «شئون»).
_SEATS = str.maketrans("ئ", "ؤ")
# What stands in an identity for the words that tell a body's state.
_STATE = "@"


class Linking(msgspec.Struct, frozen=True):
    """Entities with ids e1, e2 ..., and for each article its links, sorted by start."""

    entities: tuple[Entity, ...]
    links: dict[str, tuple[Link, ...]]


def link(
    mentions: Mapping[str, Sequence[FoundMention]], gazetteer: Gazetteer,
    offices: Mapping[str, Sequence[Office]] | None = None,
) -> Linking:
    """Put the mentions of all articles together; descriptions that fit nothing are left out.

    `offices` are those that each article names (see `offices.py`): they lead a bare office to its bearer.
    """
    every = [_described(m, gazetteer) for m in of_one_type(sorted(
        (untitled(m, gazetteer) for found in mentions.values() for m in found),
        key=lambda m: (m.article, m.start, -m.end, m.type),
    ))]
    named = [m for m in every if m.kind != "description" or m.key]
    keys = _Keys(gazetteer, named)
    groups: dict[tuple[str, ...], Group] = {}
    for m in named:
        if m.type == "PER":
            continue
        identity = keys.identity(m)
        groups.setdefault(identity, Group(m.type, set())).add(m)
    join_aliases(groups)
    join_nations(groups, named)
    join_listed_nations(groups, named)
    join_spellings(groups)
    join_shortened(groups, gazetteer)
    gathered = list(groups.values()) + group_people([m for m in named if m.type == "PER"], gazetteer)
    told = [o for _, found in sorted((offices or {}).items()) for o in found]
    resolved = Resolved()
    hold_offices(gathered, told)
    made = lead_offices(gathered, told, gazetteer, resolved, full=True)
    led = {(m.article, m.start, m.end) for m in made}
    bare = [m for m in every if m.kind == "description" and not m.key and (m.article, m.start, m.end) not in led]
    describe(gathered, bare, gazetteer, resolved)
    made += lead_offices(gathered, told, gazetteer, resolved, full=False)
    without_offices(gathered, made, SPEAKING)
    return _finish(gathered, mentions, gazetteer, resolved)


def _described(m: FoundMention, gazetteer: Gazetteer) -> FoundMention:
    """«الوزارة المعنية», «المنظمة الإرهابية»: an adjective that names nobody makes a description of a body's noun."""
    words = fold(m.name).split()
    if m.type != "ORG" or m.key or m.kind != "name" or len(words) < 2 or m.rule != "body with adjective" or len(m.text.split()) != len(words):
        return m
    noun = next((d for d in gazetteer.descriptions.get(words[0], ()) if d.type == "ORG"), None)
    if noun is None or not all(gazetteer.is_a("naming_nobody", w) for w in words[1:]):
        return m
    return replace(m, kind="description", refers=tuple(sorted(noun.heads)))


# -- bodies and places ------------------------------------------------------------------------


class _Keys:
    """Identities of bodies and places: a list's key, or the words that carry the name."""

    def __init__(self, gazetteer: Gazetteer, named: Sequence[FoundMention]) -> None:
        self.gazetteer = gazetteer
        self.aliases: dict[tuple[str, ...], str] = {}
        self.countries: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        self.quoted: dict[str, set[str]] = {}
        self.families = {
            skeleton(join_parts(fold(m.name), gazetteer.parts)[-1]) for m in named if m.type == "PER" and m.name.strip()
        }
        for m in sorted(named, key=lambda m: (m.article, m.start, -m.end)):
            if m.type == "ORG" and m.key is None:
                self.countries.setdefault((m.article, self.core(m)), set()).add(m.country or "")

    def core(self, m: FoundMention) -> tuple[str, ...]:
        """Stems of the words of a body's name without its noun, article and nationality."""
        g = self.gazetteer
        stems = []
        words = fold(m.name).split()
        for position, word in enumerate(words):
            plain = word[2:] if word.startswith("ال") and len(word) > 4 else word
            if position == 0 and len(words) > 1 and (plain in g.org_heads or word in g.org_heads) and not g.is_a("ministry_cores", plain):
                continue
            if 0 < position < len(words) - 1 and g.place_heads.get(word) == "region":
                continue  # «شرطة منطقة كذا» is «شرطة كذا»
            if word.startswith("لل") and len(word) > 4:
                plain = word[2:]
            if plain in g.adjectives or g.is_a("weak_adjectives", plain) or (m.country and g.is_a("federal", plain)):
                continue
            stems.append(light_stem(plain.translate(_SEATS)))
        if not stems:
            # «الحكومة الاتحادية للبرازيل» is «الحكومة البرازيلية»: the state is told by `country`.
            stems = [light_stem(w.translate(_SEATS)) for w in words if not m.country or not self._of_state(w, m.country)]
            stems += [_STATE] * (len(stems) < len(words))
        return tuple(sorted(stems))

    def _of_state(self, word: str, country: str) -> bool:
        plain = word.removeprefix("ال")
        adjective = self.gazetteer.adjectives.get(plain)
        return self.gazetteer.is_a("federal", plain) or (adjective is not None and adjective.country == country)

    def identity(self, m: FoundMention) -> tuple[str, ...]:
        key = m.key or self.listed(m)
        if key:
            return (m.type, key)
        if m.type == "LOC":
            return self.place(m)
        if letters := lettered_key(m.name, self.gazetteer):
            return (m.type, "letters", letters)
        leader = self.leader(m)
        if leader:
            return (m.type, "of a leader", leader)
        core = self.core(m)
        nations = self._nations(m)
        country = m.country or ""
        if not country:
            known = sorted(c for c in self.countries.get((m.article, core), ()) if c)
            if len(known) == 1:
                country = known[0]
        kind = self._kind(m)
        return (m.type, kind, country if country or not nations else "", *core)

    def leader(self, m: FoundMention) -> str:
        """Of «منظمة فلان», «جماعة فلان الفلاني»: whose following it is; the noun is the writer's choice."""
        if m.head is None or not self.gazetteer.is_a("followings", m.head):
            return ""
        words = fold(m.name).split()[1:]
        while words and (self.gazetteer.is_a("epithets", words[-1]) or words[-1].removeprefix("ال") in self.gazetteer.adjectives):
            words.pop()
        last = skeleton(words[-1]) if words else ""
        fits = len(last) >= 2 and last in self.families and len(words) <= 3 and not words[-1].startswith("ال")
        return last if fits else ""

    def _nations(self, m: FoundMention) -> bool:
        return bool(m.country)

    def _kind(self, m: FoundMention) -> str:
        """Bodies of different nouns stay apart («جيش الوطن», «حزب الوطن»); outlets are one kind."""
        g = self.gazetteer
        if not m.head:
            return m.head or ""
        if m.head == "outlet" or g.org_heads.get(m.head) == "outlet" or g.is_a("agency_nouns", m.head):
            return "outlet"
        return g.term("ministry_nouns") if g.is_a("ministry_cores", m.head) else m.head

    def listed(self, m: FoundMention) -> str | None:
        """The key of a list's name that this mention spells, with or without its noun."""
        if m.type != "ORG":
            return None
        noun = [f"{m.head} {m.name}"] if m.rule == "quoted after noun" and m.head else []
        for name in (m.name, fold(m.text), *noun):
            words = tuple(fold(name).replace(".", " ").split())
            while len(words) > 1 and self.gazetteer.is_a("epithets", words[-1]):
                words = words[:-1]
            entry = self._spelt(words, m) if words else None
            if entry is not None:
                return entry.key
        return None

    def _spelt(self, words: tuple[str, ...], m: FoundMention) -> Entry | None:
        g = self.gazetteer
        if len(words) > 1 and g.is_a("arms", words[0]):
            # «جناح القاعدة» is the body itself.
            for entry in self._entries(words[1:]):
                return entry
        if len(words) > 2 and g.is_a("agency_nouns", words[0]) and g.is_a("news_of_agencies", words[1]):
            # «وكالة أنباء كذا»: the list has the agency's short name.
            rest = words[2:-1] if len(words) > 3 and words[-1].removeprefix("ال") in g.adjectives else words[2:]
            for entry in self._entries(rest):
                if entry.kind == "agency":
                    return entry
        marked = m.rule in ("quoted after noun", "told to")
        for entry in self._entries(words):
            elsewhere = m.country and entry.country and m.country != entry.country
            if not entry.level or (marked and not elsewhere):
                return entry
        # «وكالة أنباء كذا التركية»: the nationality may be left out of a listed name.
        if len(words) > 1 and words[-1].removeprefix("ال") in g.adjectives and m.country:
            for entry in self._entries(words[:-1]):
                if entry.country == m.country and not entry.level:
                    return entry
        return None

    def _entries(self, words: tuple[str, ...]) -> list[Entry]:
        """Bodies of the lists that are called exactly so."""
        return [e for e in self.gazetteer.first.get(words[0], ()) if e.words == words and e.type == "ORG"]

    def place(self, m: FoundMention) -> tuple[str, ...]:
        words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(m.name).split()]
        # «ريف كذا الشمالي» is not «ريف كذا الغربي», though both are called by the town.
        ways = [w[2:] for w in fold(m.text).split()[1:] if self.gazetteer.is_a("directions", w)]
        words += [w for w in ways if w not in words]
        return ("LOC", "", *(light_stem(w) if len(w) > 4 else w for w in words))


# -- the result ---------------------------------------------------------------------------------


def _finish(
    groups: list[Group], mentions: Mapping[str, Sequence[FoundMention]], gazetteer: Gazetteer, resolved: Resolved
) -> Linking:
    groups = [g for g in groups if g.members]
    for group in groups:
        group.members.sort(key=lambda m: (m.article, m.start, -m.end))
    groups.sort(key=lambda g: (g.members[0].article, g.members[0].start, -g.members[0].end, g.type))
    entities: list[Entity] = []
    links: dict[str, list[Link]] = {article: [] for article in sorted(mentions)}
    for number, group in enumerate(groups, 1):
        entity = _entity(f"e{number}", group, gazetteer, resolved)
        entities.append(entity)
        for m in group.members:
            gender: Gender = m.gender if m.gender != "?" else entity.gender
            links[m.article].append(
                Link(m.start, m.end, entity.id, m.type, m.kind, gender, m.number, m.head)
            )
    return Linking(
        tuple(entities),
        {a: tuple(sorted(found, key=lambda x: (x.start, -x.end, x.entity))) for a, found in links.items()},
    )


def _restored(m: FoundMention) -> str:
    """The mention as a name by itself: after «لل» the article lost its alif («للأمم» -> «الأمم»)."""
    return f"ا{m.text}" if m.text.startswith("ل") and fold(m.name) == f"ا{fold(m.text)}" else m.text


def _entity(ident: str, group: Group, gazetteer: Gazetteer, resolved: Resolved) -> Entity:
    named = [m for m in group.members if m.kind == "name"] or group.members
    counts = Counter(m.text for m in named)
    if group.type == "PER":
        plain = Counter(m.text for m in named if len(m.text.split()) <= len(m.name.split()))
        counts = plain or counts
        name = max(counts, key=lambda t: (len(t.split()), counts[t], t))
    else:
        counts = Counter(_restored(m) for m in named)
        whole = Counter({t: n for t, n in counts.items() if not (t.startswith("ل") and len(counts) > 1)})
        name = max(whole or counts, key=lambda t: (counts[t], sum(x in "أإآؤئةى" for x in t), -len(t), t))
        if group.type == "ORG" and group.key and group.key in gazetteer.by_key and _rivals(counts):
            # Where the accounts call it differently no camp's word becomes the heading.
            name = gazetteer.by_key[group.key].name
    genders: Counter[Gender] = Counter(m.gender for m in group.members if m.gender != "?")
    gender: Gender = min(genders, key=lambda g: (-genders[g], g)) if genders else "?"
    roles = Counter(m.head for m in group.members if m.type == "PER" and m.head)
    role = min(roles, key=lambda r: (-roles[r], r)) if roles else None
    external = dict(gazetteer.external.get(group.key or "", {}))
    members = sorted({(m.article, m.start, m.end, m.text, m.kind, m.rule) for m in group.members})
    return Entity(
        id=ident, type=named[0].type, name=name, country=group.country, external_ids=external,
        mentions=tuple(_told(Mention(*values), resolved) for values in members), gender=gender, role=role,
    )


def _rivals(names: Mapping[str, int]) -> bool:
    """Whether two names differ in substance: «تحرير الشام» is only «هيئة تحرير الشام» in short."""
    words = [{w[2:] if w.startswith("ال") else w for w in fold(t).split()} for t in names]
    return any(not (a <= b or b <= a) for a in words for b in words)


def _told(mention: Mention, resolved: Resolved) -> Mention:
    """The mention with what it was led back to, and why."""
    back = resolved.by_place.get((mention.article, mention.start, mention.end))
    if back is None or mention.kind != "description":
        return mention
    m = back.mention
    return Mention(
        mention.article, mention.start, mention.end, mention.text, mention.kind, back.reason,
        Span(m.article, m.start, m.end, m.text),
    )
