"""Bodies that go without their noun: ministries («أعلنت الخارجية»), picture credits («(الفرنسية)»),
clubs («برشلونة الإسباني»)."""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer
from .entity_words import Candidate, Words, definite

_MINISTRIES = frozenset({"الخارجيه", "الداخليه"})
_FOR_THEM = frozenset({"باسم", "بيان", "بلسان", "لسان"})
_CREDITS = {"الفرنسيه": "org:afp", "الاوروبيه": "org:epa", "الالمانيه": "org:dpa"}
# Nouns before a club's name that don't take its adjective.
_OF_A_CLUB = frozenset({
    "لاعب", "مدرب", "مهاجم", "حارس", "مدافع", "نجم", "قائد", "نادي", "فريق", "صفوف", "مرمي", "ضيفه", "مضيفه",
    "نظيره", "رئيس", "لاعبي", "لاعبو", "هداف", "جناح", "ظهير", "جماهير", "ملعب", "عقد", "قميص", "غريمه", "منافسه",
})


def short_bodies(words: Words, gazetteer: Gazetteer, found: list[Candidate]) -> list[Candidate]:
    """Bodies named by one word, and clubs called by their town; marks the town of a club as none."""
    out: list[Candidate] = []
    for i, word in enumerate(words.norm):
        if word in _MINISTRIES and _ministry(words, gazetteer, i):
            out.append(Candidate(i, i + 1, 0, "ORG", "ministry alone", 50, name=word, head=word[2:]))
        elif word in _CREDITS and words.opens(i) and words.after(i).strip()[:1] in (")", "-"):
            key = _CREDITS[word]
            out.append(Candidate(i, i + 1, 0, "ORG", "picture credit", 50, name=word, key=key, refers=("agency",)))
    for c in found:
        if c.type == "LOC" and c.rule.startswith("list:"):
            club = _club(words, gazetteer, c)
            if club:
                c.refers = ("inside region",)
                out.append(club)
    return out


def _ministry(words: Words, gazetteer: Gazetteer, i: int) -> bool:
    if i == 0 or not words.adjacent[i]:
        return False
    if i + 1 < len(words) and words.adjacent[i + 1] and definite(words.norm[i + 1]):
        return False
    before = words.norm[i - 1]
    said = before.endswith("ت") and any(gazetteer.is_a("said", f) for _, f in words.readings[i - 1])
    return said or before in _FOR_THEM


def _club(words: Words, gazetteer: Gazetteer, c: Candidate) -> Candidate | None:
    """«برشلونة الإسباني»: a town is feminine, so a masculine nationality belongs to its club."""
    j = c.j
    if j >= len(words) or not words.adjacent[j] or not words.norm[j].startswith("ال"):
        return None
    adjective = gazetteer.adjectives.get(words.norm[j][2:])
    if adjective is None or adjective.feminine or adjective.plural:
        return None
    if adjective.country != c.country and c.rule != "list:city":
        return None
    if c.i and words.adjacent[c.i] and not c.off:
        before = words.norm[c.i - 1]
        free = definite(before) or any(
            f in _OF_A_CLUB or gazetteer.is_a("function", f) or gazetteer.is_a("verb", f)
            for _, f in words.readings[c.i - 1]
        )
        if not free:
            return None
    return Candidate(c.i, j + 1, c.off, "ORG", "club of a town", 58, name=f"{c.name} {words.norm[j]}", head="نادي", country=adjective.country)
