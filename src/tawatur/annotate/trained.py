"""What a trained reader found, put on an article's words and trimmed to what we call a name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from ..encode import NameSpan
from ..lang.gazetteer import Gazetteer
from ..model import EntityType
from .entity_words import Candidate, Words, definite
from .persons import title_at
from .places import adjectival

_OPENING, _CLOSING = "«([", "»)]"
_CLITICS = "وفبلك"
_RANK = 50
# Below this score the rest of the article tells the type of a name better.
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Voice:
    """A trained name as a candidate, and how sure the reader is (0..1)."""

    name: Candidate
    score: float


def trained_names(words: Words, names: Sequence[NameSpan], gazetteer: Gazetteer) -> list[Voice]:
    """The names in order. A span that begins inside a word leaves the letters before it out."""
    found: list[Voice] = []
    view = words.view
    for name in names:
        low, high = bisect_right(words.end, name.start), bisect_left(words.start, name.end)
        i, j = _ends(words, gazetteer, low, high, name.type)
        if i >= j or (found and i < found[-1].name.j):
            continue
        k = _second(words, gazetteer, i, j) if name.type == "PER" else j
        off = max(0, view.to_norm(name.start) - view.to_norm(words.start[i]))
        off = off if off < len(words.norm[i]) - 1 else 0
        if i < low:
            off = _proclitics(words, gazetteer, i)
        rule = f"trained {name.score:.2f}"
        for a, b, out in ((i, k, off), (k, j, 1)):
            if a < b:
                found.append(Voice(Candidate(a, b, out, name.type, rule, _RANK, name=bare(words, a, b, out)), name.score))
    return _in_one_voice(found)


def bare(words: Words, i: int, j: int, off: int) -> str:
    """The name in words `[i, j)` without its proclitics."""
    first = words.norm[i][off:]
    if off and words.norm[i][off - 1] == "ل" and first.startswith("ل") and len(first) > 2:
        # «للحزب»: the article lost its alif behind the preposition.
        first = "ا" + first
    return " ".join([first, *words.norm[i + 1:j]])


def _in_one_voice(voices: list[Voice]) -> list[Voice]:
    """One name has one type in an article: the one that the reader is surest of in sum."""
    sums: dict[str, dict[EntityType, float]] = {}
    for v in voices:
        by_type = sums.setdefault(v.name.name, {})
        by_type[v.name.type] = by_type.get(v.name.type, 0.0) + v.score
    for v in voices:
        by_type = sums[v.name.name]
        best = max(sorted(by_type), key=lambda kind: round(by_type[kind], 3))
        if best != v.name.type and by_type[best] >= 2 * by_type[v.name.type]:
            v.name.type = best
    return voices


def _ends(words: Words, g: Gazetteer, i: int, j: int, kind: EntityType) -> tuple[int, int]:
    """First word and end after trimming; an empty range where nothing is left."""
    j = _before_closing(words, i, j)
    while j > i + 1 and len(words.norm[j - 1]) == 1 and words.norm[j - 1] in _CLITICS and words.norm[j - 2][-1:] and len(words.norm[j - 2]) > 1:
        # «فلان ب - "..."» in tokenised text: a preposition on its own.
        j -= 1
    while j > i + 1 and g.is_a("time", words.norm[j - 1]) and not _is_listed(words, g, i, j):
        j -= 1
    if kind == "PER":
        return _person(words, g, i, j)
    if kind == "LOC":
        j = _listed_end(words, g, i, j)
        if j == i + 1 and g.is_a("also_adjectives", words.norm[i]) and adjectival(words, g, i, 0):
            return i, i  # «مقاتلة سورية»
        while j > i and _nationality(words.norm[j - 1], g) and not _is_listed(words, g, i, j):
            j -= 1
        return i, j
    while kind == "ORG" and j > i + 2 and words.norm[j - 1].isascii() and words.norm[j - 1].isalpha() and not words.norm[i].isascii():
        # «الهيئة الوطنية للمياه NWA»: a second name of its own.
        j -= 1
    if j == i + 2 and _any_of(words.norm[i], words.norm[i + 1], g) and not _is_listed(words, g, i, j):
        return i, i
    if j > i + 1 and _nationality(words.norm[j - 1], g) and _is_listed(words, g, i, j - 1):
        j -= 1
    return i, j


def _any_of(noun: str, word: str, g: Gazetteer) -> bool:
    """«صندوق ماليزي»: a noun for bodies and a nationality without the article name none."""
    return noun in g.org_heads and not definite(noun) and word in g.adjectives


def _listed_end(words: Words, g: Gazetteer, i: int, j: int) -> int:
    """«عمان مندوبو ...», «جنيف الثالث»: a listed place ends where no adjective of its own follows."""
    for k in range(j - 1, i, -1):
        ends = not definite(words.norm[k]) or g.is_a("ordinal", words.norm[k]) or g.is_a("pick", words.norm[k])
        if ends and _is_listed(words, g, i, k):
            return k
    return j


def _before_closing(words: Words, i: int, j: int) -> int:
    """Where a bracket or quotation mark closes that opened before the name, the name ends."""
    depth = 0
    for k in range(i + 1, j):
        for mark in words.gap[k] or "":
            depth += (mark in _OPENING) - (mark in _CLOSING)
        if depth < 0:
            return k
    return j


def _person(words: Words, g: Gazetteer, i: int, j: int) -> tuple[int, int]:
    """Without titles before; «أبو», «بن», «عبد» keep what belongs to them."""
    while i < j - 1:
        hit = title_at(words, g, i)
        if hit is None or hit[0] >= j or words.norm[i] in g.given:
            break
        i = hit[0]
    if j == i + 1 and words.norm[i][:-1] in g.titles and words.norm[i][-1] in "وي":
        return i, i  # «مندوبو الدول»
    openers = g.words["before_surname"] | g.words["servant"]
    if j > i and words.norm[j - 1] in openers and j < len(words) and words.adjacent[j]:
        j += 1
    while i and words.adjacent[i] and any(form in openers for _, form in words.readings[i - 1]):
        i -= 1
    return i, j


def _second(words: Words, g: Gazetteer, i: int, j: int) -> int:
    """Where «و» and a known name open a second person («فلان وفلان» read as one); `j` where none does."""
    def known(word: str) -> bool:
        return word in g.given or word in g.surnames or word in g.foreign

    for k in range(i + 1, j):
        word = words.norm[k]
        if word.startswith("و") and len(word) > 3 and known(word[1:]) and not known(word):
            return k
    return j


def _proclitics(words: Words, g: Gazetteer, i: int) -> int:
    openers = g.words["before_surname"] | g.words["servant"]
    return next(off for off, form in words.readings[i] if form in openers)


def _nationality(word: str, g: Gazetteer) -> bool:
    return word.startswith("ال") and word[2:] in g.adjectives


def _is_listed(words: Words, g: Gazetteer, i: int, j: int) -> bool:
    """Whether words `[i, j)` are a name of the lists («المملكة العربية السعودية»)."""
    rest = tuple(words.norm[i + 1:j])
    return any(
        entry.words[1:] == rest and not (j == i + 1 and words.norm[i][2:] in g.adjectives)
        for _, form in words.readings[i] for entry in g.first.get(form, ())
    )


def grown(words: Words, g: Gazetteer, found: Sequence[Candidate], voices: Sequence[Voice]) -> list[Voice]:
    """The voices, of which a person's name that has grown together with the place before it is cut.

    «زار بيروت كريم البستاني»: cut where the words behind a place of the lists are a full name that
    the rules read there or that the article has elsewhere.
    """
    places = {c.i: c for c in found if c.type == "LOC" and c.rule.startswith("list:")}
    full = {v.name.name for v in voices if v.name.type == "PER"} | {
        c.name for c in found if c.type == "PER" and c.kind == "name"}
    return [v if (k := _grown(words, g, v.name, places.get(v.name.i), full)) is None else replace(
        v, name=replace(v.name, i=k, off=0, name=bare(words, k, v.name.j, 0))) for v in voices]


def of_known_type(words: Words, found: Sequence[Candidate], voices: Sequence[Voice]) -> list[Voice]:
    """The voices, of which those that are not sure take the type that the article tells elsewhere.

    «فارنون» is a place after «بلدة فارنون», a body after «جامعة فارنون»; the last words of a body of
    the lists are that body.
    """
    places = {c.name for c in found if c.type == "LOC" and c.rule == "place after noun"}
    bodies = {c.name.split()[1] for c in found if c.type == "ORG" and c.head and len(c.name.split()) == 2} | {
        v.name.name.split()[1] for v in voices if v.name.type == "ORG" and len(v.name.name.split()) == 2 and v.score >= _SURE}
    tails = {" ".join(words.norm[k:c.j]) for c in found if c.type == "ORG" and c.key for k in range(c.i + 1, c.j - 1)} - {
        " ".join(words.norm[c.i:c.j]) for c in found if c.type == "LOC"}
    people = {part for c in found if c.type == "PER" for part in c.name.split()}
    out = []
    for v in voices:
        t, kind = v.name, v.name.type
        if v.score < _SURE and " " not in t.name:
            kind = "LOC" if t.name in places else "ORG" if kind == "PER" and t.name in bodies and t.name not in people else kind
        if kind == "LOC" and t.name in tails:
            kind = "ORG"
        out.append(v if kind == t.type else replace(v, name=replace(t, type=kind), score=_SURE))
    return out


def _grown(words: Words, g: Gazetteer, name: Candidate, place: Candidate | None, full: Set[str]) -> int | None:
    """Where the person's name begins behind the place at its head; None where nothing is to be cut."""
    if name.type != "PER" or place is None or place.j >= name.j - 1 or name.name.split()[0] in g.given:
        return None
    return place.j if bare(words, place.j, name.j, 0) in full else None


def informed(words: Words, voice: Voice, found: Sequence[Candidate], g: Gazetteer) -> Candidate:
    """A trained name with what rules and lists know of it: proclitics, title, gender, identity."""
    t = voice.name
    for c in found:
        if c.type != t.type or not (c.i < t.j and t.i < c.j):
            continue
        off = c.off if c.i == t.i else t.off
        t = replace(t, off=off, name=bare(words, t.i, t.j, off), head=t.head or c.head,
                    country=t.country or c.country, gender=c.gender if t.gender == "?" else t.gender)
    want = tuple(t.name.split())
    entries = [e for e in g.first.get(want[0], ()) if e.words == want and e.type == t.type]
    if len({e.key for e in entries}) == 1:
        # A list may know the name without trusting it alone: here the reader vouches for it.
        t = replace(t, key=entries[0].key, country=entries[0].country or t.country)
    if t.type == "ORG" and t.head is None and t.j > t.i + 1 and want[0] in g.org_heads:
        t = replace(t, head=want[0].removeprefix("ال"))
    return t
