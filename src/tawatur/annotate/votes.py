"""Rules and a trained reader vote on names.

Who is right where they differ was counted on sentences of NewsFANE that the reader had not seen
(docs/model-card.md): where both see a name but not its ends or its type, the reader is right four
times in five; names that weak rules alone see are wrong more often than not; names of the lists
keep their type unless the reader is very sure. What a rule knows of a name beside its span (title,
country, gender, identity) it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ..lang.gazetteer import Gazetteer
from .entity_words import Candidate, Words, definite
from .lettered import LATIN, SPELT
from .trained import Voice, informed

# The least score of a name that no rule sees at all.
ALONE = {"PER": 0.6, "ORG": 0.6, "LOC": 0.85}
# The least score that overrules a rule, and one that overrules a list's place or body, or the family
# name of somebody whom the article names in full.
OVER, _OVER_PLACE, _OVER_BODY, _OVER_FAMILY = 0.5, 0.75, 0.9, 0.9
_SURE_PERSON = 0.8
_SURE = 0.9
_QUOTED = frozenset({"quoted after noun", "told to", SPELT, LATIN})
# Rules that see names by weak signs: without the reader's voice they are silent.
_WEAK = frozenset({"foreign name", "parts of a name", "in a row of names", "place after preposition"})
# Of these a single everyday word is silent («الأسد», «النساء», the town معسكر).
_WEAK_IN_EVERYDAY_WORDS = frozenset({"speaks", "after title", "list:city"})


def full_names(voices: Sequence[Voice]) -> list[Candidate]:
    """Persons whom the reader names in full and surely enough to know them again by one part."""
    return [v.name for v in voices if v.name.type == "PER" and v.name.j > v.name.i + 1 and v.score >= _SURE_PERSON]


def vote(
    words: Words, gazetteer: Gazetteer, found: Sequence[Candidate], voices: Sequence[Voice],
    bearers: Set[int] = frozenset(),
) -> list[Candidate]:
    """The rules' candidates that stay, and the trained names that no candidate answers for.

    `bearers` are words of persons after whom something is called: nobody is named there.
    """
    if not voices:
        return list(found)
    at: dict[int, Voice] = {}
    for voice in voices:
        for k in range(voice.name.i, voice.name.j):
            at[k] = voice
    kept: list[Candidate] = []
    answered: set[int] = set()
    full = set(gazetteer.known_surnames).union(*(v.name.name.split() for v in voices if v.name.type == "PER"))
    # Family names alone come last: they stand on the full names that have stayed.
    for c in sorted(found, key=lambda c: c.rule == "family name"):
        near = {id(at[k]): at[k] for k in range(c.i, c.j) if k in at}
        stays, heard = _stays(words, c, list(near.values()), full)
        answered.update(heard)
        if stays:
            kept.append(c)
            full.update(c.name.split() if c.type == "PER" else ())
    for voice in voices:
        t = voice.name
        contested = any(c.i < t.j and t.i < c.j for c in found)
        named_after = t.type == "PER" and not bearers.isdisjoint(range(t.i, t.j))
        if id(voice) not in answered and not named_after and voice.score >= (OVER if contested else ALONE[t.type]):
            kept.append(informed(words, voice, found, gazetteer))
    return kept


def echoes(words: Words, voices: Sequence[Voice], found: Sequence[Candidate]) -> list[Candidate]:
    """Names that the reader was sure of once, wherever else the article has the same words."""
    taken = {k for c in found for k in range(c.i, c.j)}
    kept = {(c.i, c.j, c.type) for c in found}
    sure: dict[str, list[Voice]] = {}
    for v in voices:
        t = v.name
        plain = t.j == t.i + 1 and (words.common[t.i] or len(t.name) < 4)
        if v.score >= _SURE and (t.i, t.j, t.type) in kept and not plain:
            sure.setdefault(t.name.split()[0], []).append(v)
    out: list[Candidate] = []
    for i in range(len(words)):
        for off, form in words.readings[i] if i not in taken else ():
            hit = next((v for v in sure.get(form, ()) if _same_words(words, v.name, i, taken)), None)
            if hit is not None:
                j = i + hit.name.j - hit.name.i
                out.append(replace(hit.name, i=i, j=j, off=off, rule=f"trained {hit.score:.2f} elsewhere"))
                taken.update(range(i, j))
                break
    return out


def _same_words(words: Words, name: Candidate, i: int, taken: Set[int]) -> bool:
    """Whether the words after `i` are those of the name, side by side and in no other name."""
    rest = name.name.split()[1:]
    span = range(i + 1, i + 1 + len(rest))
    return span.stop <= len(words) and taken.isdisjoint(span) and all(
        words.norm[k] == word and words.adjacent[k] for k, word in zip(span, rest, strict=True))


def _stays(words: Words, c: Candidate, near: Sequence[Voice], full: Set[str]) -> tuple[bool, set[int]]:
    """Whether a rule's candidate stays, and (by id) the voices that it answers for.

    `full` are the parts of all persons' names that the article holds, and of public names.
    """
    if c.kind == "description":
        return True, set()
    same = {id(v) for v in near if (v.name.i, v.name.j, v.name.type) == (c.i, c.j, c.type)}
    if same:
        return True, same
    if not near:
        return not _silent(words, c, full), set()
    heard: set[int] = set()
    for v in near:
        if _nested(c, v.name) or _nested(v.name, c):
            continue
        if v.score >= _needed(c, v.name) and not _answers(c, v.name):
            return False, set()
        heard.add(id(v))
    return True, heard


def _silent(words: Words, c: Candidate, full: Set[str]) -> bool:
    """Whether a rule that nobody seconds had better be silent."""
    if c.rule in _WEAK or _vague(words, c):
        return True
    if c.rule == "family name":
        return not all(part in full for part in c.name.split())
    everyday = all(words.common[c.i:c.j])
    return everyday and (c.rule in _WEAK_IN_EVERYDAY_WORDS or (c.off > 0 and c.rule == "list:place"))


def _vague(words: Words, c: Candidate) -> bool:
    """A body told by words without the article that no list knows: «اتحاد طوعي», «سلاح بدائي»."""
    return c.rule == "body with complement" and c.key is None and c.country is None and not any(
        definite(word) for word in words.norm[c.i:c.j])


def _needed(c: Candidate, t: Candidate) -> float:
    """How sure the reader must be to overrule a rule; above 1: never."""
    if c.rule in _QUOTED and t.type == "ORG":
        return 2.0  # the marks show where the name begins and ends
    if c.rule.startswith("list:"):
        if c.type == "ORG" and (t.i, t.j) == (c.i, c.j):
            return 2.0  # what kind of thing a listed body is, the list knows
        return _OVER_PLACE if c.type == "LOC" else _OVER_BODY
    return _OVER_FAMILY if c.rule == "family name" else OVER


def _nested(inner: Candidate, outer: Candidate) -> bool:
    """A person or a place in a body's name: both stay."""
    return outer.type == "ORG" and inner.type != "ORG" and outer.i <= inner.i and inner.j <= outer.j and (
        outer.j - outer.i > inner.j - inner.i)


def _answers(c: Candidate, t: Candidate) -> bool:
    """Whether the rule's longer span is what we call the name that the reader saw in part."""
    if t.type != c.type or not (c.i <= t.i and t.j <= c.j):
        return False
    if c.type == "PER":
        # Right behind a title the name begins, even with an everyday word.
        return c.rule == "after title" and t.j == c.j
    # «محافظة فلانة», «جمهورية ...»: the reader leaves the noun out, we don't.
    return c.rule.startswith(("list:", "place with"))
