"""Bodies that go without their noun: ministries («أعلنت الخارجية»), picture credits («(الفرنسية)»),
clubs («برشلونة الإسباني»)."""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer
from .entity_words import Candidate, Words, definite
from .places import in_conflict


def short_bodies(words: Words, gazetteer: Gazetteer, found: list[Candidate]) -> list[Candidate]:
    """Bodies named by one word, and clubs called by their town; marks the town of a club as none."""
    out: list[Candidate] = []
    ministries, news = gazetteer.words["lone_ministries"], gazetteer.words["news_endings"]
    credits_, coalition = gazetteer.keys["picture_credits"], gazetteer.term("coalition_nouns")
    for i, word in enumerate(words.norm):
        if word in ministries and _ministry(words, gazetteer, i):
            out.append(Candidate(i, i + 1, 0, "ORG", "ministry alone", 50, name=word, head=word[2:]))
        elif word in credits_ and words.opens(i) and words.after(i).strip()[:1] in (")", "-"):
            out.append(Candidate(i, i + 1, 0, "ORG", "picture credit", 50, name=word, key=credits_[word], refers=("agency",)))
        elif word.endswith(coalition) and (key := _coalition(words, gazetteer, i)):
            off = len(word) - len(coalition)
            if off <= 1:
                out.append(Candidate(i, i + 1, off, "ORG", "coalition by its leader", 50, name=coalition, key=key, head=coalition.removeprefix("ال")))
        elif word in news and i and words.adjacent[i] and _press_name(words, gazetteer, i - 1):
            out.append(Candidate(i - 1, i + 1, 0, "ORG", "news by name", 50, name=f"{words.norm[i - 1]} {word}", head="outlet"))
    out += _in_short(words, gazetteer, found)
    for c in found:
        if c.type == "LOC" and c.rule.startswith("list:"):
            club = _club(words, gazetteer, c)
            if club:
                c.refers = ("inside region",)
                out.append(club)
    return out


def _in_short(words: Words, gazetteer: Gazetteer, found: list[Candidate]) -> list[Candidate]:
    """«ضد البيان» after «حركة البيان»: the body's one word, where no everyday noun can stand."""
    known = {c.name.split()[1]: c for c in found if _follows_one(c, gazetteer)}
    taken = {k for c in found if c.type == "ORG" for k in range(c.i, c.j)}
    out: list[Candidate] = []
    for i in range(len(words)) if known else ():
        for off, form in words.readings[i] if i not in taken else ():
            if form in known and in_conflict(words, gazetteer, i, i + 1, off):
                c = known[form]
                out.append(Candidate(i, i + 1, off, "ORG", "body in short", 56, name=form, head=c.head, country=c.country))
                break
    return out


def _follows_one(c: Candidate, gazetteer: Gazetteer) -> bool:
    """«حركة البيان», «جماعة البيان»: a following and one word with the article."""
    name = c.name.split()
    return c.type == "ORG" and c.key is None and len(name) == 2 and gazetteer.is_a("followings", name[0]) and definite(name[1])


def _coalition(words: Words, gazetteer: Gazetteer, i: int) -> str | None:
    """Which coalition «التحالف الذي تقوده ...» is, by the state that leads it."""
    if i + 3 >= len(words) or not words.adjacent[i + 3] or not gazetteer.is_a("coalition_which", words.norm[i + 1]):
        return None
    if not gazetteer.is_a("led_by", words.norm[i + 2]):
        return None
    return gazetteer.keys["coalition_leaders"].get(words.norm[i + 3])


def _press_name(words: Words, gazetteer: Gazetteer, k: int) -> bool:
    """Whether word `k` before «نيوز» can be its name: no function word, no noun of press bodies."""
    word = words.norm[k]
    return not (gazetteer.is_a("function", word) or gazetteer.is_a("verb", word) or word in gazetteer.org_heads or word[0].isdigit())


def _ministry(words: Words, gazetteer: Gazetteer, i: int) -> bool:
    if i == 0 or not words.adjacent[i]:
        return False
    if i + 1 < len(words) and words.adjacent[i + 1] and definite(words.norm[i + 1]):
        return False
    before = words.norm[i - 1]
    said = before.endswith("ت") and any(gazetteer.is_a("said", f) for _, f in words.readings[i - 1])
    return said or gazetteer.is_a("for_a_ministry", before)


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
            gazetteer.is_a("of_a_club", f) or gazetteer.is_a("function", f) or gazetteer.is_a("verb", f)
            for _, f in words.readings[c.i - 1]
        )
        if not free:
            return None
    return Candidate(c.i, j + 1, c.off, "ORG", "club of a town", 58, name=f"{c.name} {words.norm[j]}", head=gazetteer.term("clubs"), country=adjective.country)
