"""Descriptions and bare offices led back to what they stand for, each with its antecedent and the reason.

«الصحيفة», «الوزير», «المدينة» go to the fitting thing named last before; «وزير الخارجية الروسي» goes to
whom the story names beside that office. What fits nothing, or two, stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from ..model import FoundMention
from .entity_words import is_common
from .joining import Group
from .offices import Office
from .places import nationality

DESCRIBED, DESCRIBED_LATER = "description of", "description of what is named later"
OFFICE, OFFICE_ELSEWHERE = "office of", "office of, in another article"
_KINGDOMS = ("SA", "BH", "JO", "MA", "GB")
# The grades of fitness; of things named before, the nearest of the best grade is meant.
_NO, _WEAK, _STRONG = 0, 1, 2
# As far as this behind a better place a town is told for its whereabouts («مدينة كذا بريف كذا»).
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The mention that a description was led back to, and why."""

    mention: FoundMention
    reason: str


@dataclass(slots=True)
class Resolved:
    """Antecedents by `(article, start, end)` of the mention that has one."""

    by_place: dict[tuple[str, int, int], Antecedent] = field(default_factory=dict)

    def note(self, mention: FoundMention, antecedent: FoundMention, reason: str) -> None:
        self.by_place[mention.article, mention.start, mention.end] = Antecedent(antecedent, reason)


# -- descriptions -------------------------------------------------------------------------------


def describe(groups: Sequence[Group], found: Sequence[FoundMention], gazetteer: Gazetteer, resolved: Resolved) -> None:
    """Add each description to the fitting thing that was named last before it in its article."""
    by_article = _anchors(groups)
    fits: dict[tuple[int, tuple[str, ...], str | None, str], int] = {}
    for m in found:
        best: tuple[int, FoundMention, Group] | None = None
        later: dict[int, tuple[FoundMention, Group]] = {}
        for anchor, group in by_article.get(m.article, ()):
            if anchor.start >= m.start and (best is not None or m.type != "ORG"):
                break
            mark = (id(group), m.refers, m.country, m.name)
            grade = fits.get(mark)
            if grade is None:
                grade = fits[mark] = _fits(m, group, gazetteer)
            if not grade or _is_part(anchor, m, gazetteer):
                continue
            if anchor.start >= m.start:
                if grade == _STRONG and anchor.kind == "name":
                    later.setdefault(id(group), (anchor, group))
                continue
            if best is None or grade >= best[0] or (m.type == "LOC" and anchor.start - best[1].end > _NEAR):
                best = (grade, anchor, group)
        if best is not None:
            best[2].members.append(m)
            resolved.note(m, best[1], DESCRIBED)
        elif len(later) == 1:
            # «مع الحكومة» before «الحكومة اللبنانية», where the article has no other.
            (anchor, group), = later.values()
            group.members.append(m)
            resolved.note(m, anchor, DESCRIBED_LATER)


def _anchors(groups: Sequence[Group]) -> dict[str, list[tuple[FoundMention, Group]]]:
    """What a description may go back to, by article and place: no part of a longer name."""
    by_article: dict[str, list[tuple[FoundMention, Group]]] = {}
    for group in groups:
        for m in group.members:
            by_article.setdefault(m.article, []).append((m, group))
    for article, items in by_article.items():
        items.sort(key=lambda item: (item[0].start, -item[0].end))
        kept, reach, outer = [], -1, "PER"
        for m, group in items:
            if m.end <= reach and m.type == "LOC" and outer == "LOC":
                continue
            if m.end > reach:
                reach, outer = m.end, m.type
            kept.append((m, group))
        by_article[article] = kept
    return by_article


def _is_part(anchor: FoundMention, m: FoundMention, gazetteer: Gazetteer) -> bool:
    """«محافظة كذا», «ريف كذا» are no town."""
    if m.type != "LOC":
        return False
    lead = fold(anchor.text).split()[0].removeprefix("ال")
    return lead in gazetteer.place_heads and lead not in m.refers and gazetteer.place_heads[lead] == "region"


def _fits(m: FoundMention, group: Group, gazetteer: Gazetteer) -> int:
    """Whether the description may stand for the thing, and how well."""
    if group.type != m.type:
        return _NO
    if any(r.startswith("is:") and not any(r[3:] in fold(n) for n in group.names) for r in m.refers):
        return _STRONG if group.key and group.key in m.refers else _NO
    if m.type == "PER":
        return _fits_person(m, group, gazetteer)
    if m.country and group.country and m.country != group.country:
        return _NO
    if group.key and group.key in m.refers:
        return _STRONG
    if "kingdom" in m.refers:
        return _STRONG if group.key and group.key.startswith("geo:") and group.key[4:] in _KINGDOMS else _NO
    if "sultanate" in m.refers:
        return _STRONG if group.key == "geo:OM" else _NO
    if not _marks(group, gazetteer) & set(m.refers):
        return _NO
    if group.type == "LOC":
        # «مدينة كذا بريف كذا»: what bears the noun is meant before a town of the lists close behind it.
        return _STRONG if _marks(group, gazetteer) & set(m.refers) - {"city", "capital"} else _WEAK
    return _STRONG if group.key or any(_tells(x, gazetteer) for x in group.members) else _WEAK


def _fits_person(m: FoundMention, group: Group, gazetteer: Gazetteer) -> int:
    """By titles; «الرئيس» is the head of a state before he is the head of a club or a government."""
    if "person" in m.refers:
        return _STRONG if group.gender() != "f" else _NO
    title = fold(m.name).split()[0].removeprefix("ال")
    held = [r for r in group.roles if r.title == title]
    if any(gazetteer.is_a("former", w) for w in fold(m.name).split()) and not any(r.former for r in held):
        return _NO
    if m.country:
        if any(r.country and r.country != m.country for r in held) and not any(r.country == m.country for r in held):
            return _NO
        if group.country not in (None, m.country) and not any(r.country == m.country for r in held):
            return _NO
    if title in group.denied:
        return _NO
    if not _marks(group, gazetteer) & {*m.refers} and not any(r.title in m.refers for r in group.roles):
        return _NO
    if m.country and group.country is None and not any(r.country == m.country for r in held):
        return _NO
    if gazetteer.is_a("own_office", title) and held and all(r.words for r in held):
        return _NO if m.country else _WEAK
    return _STRONG


def _marks(group: Group, gazetteer: Gazetteer) -> set[str]:
    """What a thing may be called by: the nouns and titles that its mentions bear."""
    marks = set(group.heads)
    for x in group.members:
        marks.update(k for k in x.refers if k in ("agency", "outlet", "capital", "city"))
        if x.name:
            marks.add(fold(x.name).split()[0].removeprefix("ال"))
        lead = fold(x.text).split()[0]
        # A word with its article is a mark of its own: «الجيش» is no «جيش كذا».
        marks.update((lead, lead.removeprefix("ال")))
        if lead.startswith("لل"):
            marks.update((lead[2:], f"ا{lead[1:]}"))
        if x.type == "LOC" and x.key and "-" in x.key and x.rule.startswith("list:") and not _two_words(x, gazetteer):
            marks.add("city")
    return marks


def _two_words(m: FoundMention, gazetteer: Gazetteer) -> bool:
    """«البادية السورية»: a landscape, whose second word is an adjective."""
    words = fold(m.text).split()
    return len(words) == 2 and words[0].startswith("ال") and (
        nationality(gazetteer, words[1]) is not None or words[1] in gazetteer.words["directions"]
    )


def _tells(m: FoundMention, gazetteer: Gazetteer) -> bool:
    """Whether a body's name tells one body («لجنة محايدة» is any)."""
    words = fold(m.name).split()
    if len(words) == 2 and words[0].endswith("ه") and words[1].endswith("ه") and not words[1].startswith("ال"):
        return False
    return bool(m.country) or any(w.startswith(("ال", "لل")) or not is_common(w, gazetteer) for w in words[1:] or words)


# -- offices --------------------------------------------------------------------------------------


def hold_offices(groups: Sequence[Group], offices: Sequence[Office]) -> None:
    """Give every person the offices that the articles name beside him."""
    at = {(m.article, m.start): g for g in groups if g.type == "PER" for m in g.members}
    for office in offices:
        group = at.get((office.article, office.holder)) if office.holder is not None else None
        if group is not None:
            group.roles.append(office)
        relative = at.get((office.article, office.kin)) if office.kin is not None else None
        if relative is not None:
            relative.denied.add(office.title)


def lead_offices(
    groups: Sequence[Group], offices: Sequence[Office], gazetteer: Gazetteer, resolved: Resolved, full: bool
) -> list[FoundMention]:
    """Mentions for the bare offices whose only bearer the article, else the story, names; added to him.

    `full` for the offices that words complete; those of a state alone («الرئيس الفلاني») come after the
    descriptions, which look for them too.
    """
    bearers = [g for g in groups if any(r.title not in g.denied for r in g.roles)]
    taken = {(m.article, m.start, m.end) for g in groups for m in g.members}
    made = []
    for office in offices:
        if office.holder is not None or not office.whole or (not office.words and not office.country):
            continue
        if bool(office.words) != full or (not full and (office.article, office.start, office.end) in taken):
            continue
        here = [(g, r) for g in bearers for r in g.roles if r.article == office.article and _held(office, r, False)]
        there = [] if here or gazetteer.is_a("many_bearers", office.title) else [
            (g, r) for g in bearers for r in g.roles if r.article != office.article and _held(office, r, True)
        ]
        found = here or there
        if not found and office.country and not office.words and gazetteer.is_a("any_official", office.title):
            # «المسؤول الأسترالي» is whoever holds an office of that state, where one alone is named.
            found = [
                (g, r) for g in bearers for r in g.roles
                if (r.article, r.country, r.gender) == (office.article, office.country, office.gender) and r.start < office.start
            ]
        exact = [(g, r) for g, r in found if (r.words, r.country) == (office.words, office.country)]
        # «وزير الخارجية» beside «وزير الخارجية بدولة كذا»: the one who is named so.
        found = exact if len({id(g) for g, _ in exact}) == 1 else found
        if len({id(g) for g, _ in found}) != 1:
            continue
        group, role = found[0]
        mention = FoundMention(
            article=office.article, start=office.start, end=office.end, text=office.text, type="PER", kind="description",
            name=fold(office.text), head=office.title, country=office.country, gender=office.gender, rule="office",
        )
        named = next(m for m in group.members if m.article == role.article and m.start == role.holder)
        group.members.append(mention)
        resolved.note(mention, named, OFFICE if role.article == office.article else OFFICE_ELSEWHERE)
        made.append(mention)
    return made


def _held(bare: Office, role: Office, elsewhere: bool) -> bool:
    """Whether the office named bare is the one that somebody holds.

    Elsewhere in the story it must be told by its state or by two words, and told in full.
    """
    if bare.title != role.title or bare.gender != role.gender or bare.former != role.former:
        return False
    if bare.country and role.country and bare.country != role.country:
        return False
    if not bare.words <= role.words or bare.head != role.head:
        return False
    if bare.country and not role.country:
        return len(bare.words) >= 2
    if elsewhere:
        return bare.words == role.words and bare.country == role.country and (bool(bare.country) or len(bare.words) >= 2)
    return True


def without_offices(groups: Sequence[Group], made: Sequence[FoundMention], speaking: str) -> None:
    """Drop speakers that were made of a phrase which turned out to be somebody's office."""
    spans = [(m.article, m.start, m.end) for m in made]
    if not spans:
        return
    for group in groups:
        group.members = [
            m for m in group.members
            if m.rule != speaking or not any(a == m.article and s <= m.start + 2 and m.end <= e + 2 for a, s, e in spans)
        ]
