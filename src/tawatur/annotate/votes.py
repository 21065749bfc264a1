"""Rules and a trained reader vote on names.

Who is right where they differ was counted on sentences of NewsFANE that the reader had not seen
(docs/model-card.md): where both see a name but not its ends or its type, the reader is right four
times in five; a lone rule of a weak kind is right less often than not; what a rule knows of a name
beside its span (title, country, gender, identity) it keeps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..encode import NameSpan
from ..lang.gazetteer import Gazetteer
from ..model import EntityType
from .entity_words import Candidate, Words
from .persons import title_at

# The least score of a name that no rule sees at all, and of one that overrules a rule.
ALONE = {"PER": 0.5, "ORG": 0.6, "LOC": 0.85}
OVER = 0.5
# A country or capital that the reader takes for a team or a person: it must be surer.
_OVER_LIST = 0.75
# Rules that see names by weak signs: without the reader's voice they are silent.
_WEAK = frozenset({
    "speaks", "foreign name", "parts of a name", "in a row of names", "place after preposition",
})
_WEAK_ALONE = frozenset({"list:place", "list:city"})
_OPENING, _CLOSING = "«([", "»)]"
_RANK = 50


def trained_names(
    words: Words, names: Sequence[NameSpan], gazetteer: Gazetteer
) -> list[tuple[Candidate, float]]:
    """What the trained reader found, as candidates on the article's words, with its scores.

    A span that begins inside a word leaves the letters before it out as proclitics. Spans are
    trimmed to what we call a name: no title before a person, nothing behind a bracket or quotation
    mark that closes what the name did not open, no nationality behind a place.
    """
    found = []
    view = words.view
    for name in names:
        i = bisect_right(words.end, name.start)
        j = bisect_left(words.start, name.end)
        i, j = _trimmed(words, gazetteer, i, j, name.type)
        if i >= j:
            continue
        off = max(0, view.to_norm(name.start) - view.to_norm(words.start[i]))
        off = off if off < len(words.norm[i]) - 1 else 0
        rule = f"trained {name.score:.2f}"
        found.append((Candidate(i, j, off, name.type, rule, _RANK, name=_bare(words, i, j, off)), name.score))
    return found


def _trimmed(words: Words, g: Gazetteer, i: int, j: int, kind: EntityType) -> tuple[int, int]:
    depth = 0
    for k in range(i + 1, j):
        for mark in words.gap[k] or "":
            depth += (mark in _OPENING) - (mark in _CLOSING)
        if depth < 0:
            j = k
            break
    if kind == "PER":
        while i < j - 1:
            hit = title_at(words, g, i)
            if hit is None or hit[0] >= j or words.norm[i] in g.given:
                break
            i = hit[0]
    while kind == "LOC" and j > i and _nationality(words.norm[j - 1], g) and not _is_listed(words, g, i, j):
        j -= 1
    return i, j


def _nationality(word: str, g: Gazetteer) -> bool:
    return word.startswith("ال") and word[2:] in g.adjectives


def _is_listed(words: Words, g: Gazetteer, i: int, j: int) -> bool:
    """Whether words `[i, j)` are a name of the lists («المملكة العربية السعودية»)."""
    rest = tuple(words.norm[i + 1:j])
    return any(
        entry.words[1:] == rest and entry.type == "LOC" and not (off == 0 and form in g.adjectives)
        for off, form in words.readings[i] for entry in g.first.get(form, ())
    )


def _bare(words: Words, i: int, j: int, off: int) -> str:
    first = words.norm[i][off:]
    if off and words.norm[i][off - 1] == "ل" and first.startswith("ل") and len(first) > 2:
        # «للحزب»: the article lost its alif behind the preposition.
        first = "ا" + first
    return " ".join([first, *words.norm[i + 1:j]])


def vote(words: Words, found: Sequence[Candidate], trained: Sequence[tuple[Candidate, float]]) -> list[Candidate]:
    """The candidates of the rules after the vote, and what the reader adds; rules keep their names."""
    if not trained:
        return list(found)
    at: dict[int, tuple[Candidate, float]] = {}
    for one in trained:
        for k in range(one[0].i, one[0].j):
            at[k] = one
    kept: list[Candidate] = []
    answered: set[int] = set()
    for c in found:
        rivals = {id(at[k][0]): at[k] for k in range(c.i, c.j) if k in at}
        stays, heard = _stays(c, list(rivals.values()))
        answered.update(heard)
        if stays:
            kept.append(c)
    for t, score in trained:
        rival = any(c.i < t.j and t.i < c.j for c in found)
        if id(t) not in answered and score >= (OVER if rival else ALONE[t.type]):
            kept.append(_informed(words, t, found))
    return kept


def _stays(c: Candidate, rivals: Sequence[tuple[Candidate, float]]) -> tuple[bool, set[int]]:
    """Whether a rule's candidate stays, and the trained names that it answers for."""
    same = {id(t) for t, _ in rivals if (t.i, t.j, t.type) == (c.i, c.j, c.type)}
    if same or c.kind == "description":
        return True, same
    listed = c.rule.startswith("list:")
    if not rivals:
        return c.rule not in _WEAK and not (c.rule in _WEAK_ALONE and c.j == c.i + 1), set()
    strong = [t for t, score in rivals if score >= (_OVER_LIST if listed and c.type == "LOC" else OVER)]
    heard: set[int] = set()
    for t in (t for t, _ in rivals):
        if _answers(c, t, listed):
            heard.add(id(t))
            strong = [s for s in strong if s is not t]
        elif _nested(c, t) or _nested(t, c):
            strong = [s for s in strong if s is not t]
    if listed and c.type == "LOC" and not strong:
        heard.update(id(t) for t, score in rivals if (t.i, t.j) == (c.i, c.j))
    return not strong, heard


def _nested(inner: Candidate, outer: Candidate) -> bool:
    """A person or a place in a body's name: both stay."""
    return outer.type == "ORG" and inner.type != "ORG" and outer.i <= inner.i and inner.j <= outer.j and (
        outer.j - outer.i > inner.j - inner.i)


def _answers(c: Candidate, t: Candidate, listed: bool) -> bool:
    """Whether the rule's longer span is what we call the name that the reader saw in part."""
    if t.type != c.type or not (c.i <= t.i and t.j <= c.j):
        return False
    if c.type == "LOC":
        # «محافظة فلانة», «جمهورية ...»: the reader leaves the noun out, we don't.
        return listed or c.rule.startswith("place with")
    if c.type == "PER":
        # Right behind a title the name begins, even with an everyday word.
        return c.rule == "after title" and t.j == c.j
    return listed


def _informed(words: Words, t: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A trained name with what the rules know of it: proclitics, title, country, gender."""
    for c in found:
        if c.type != t.type or not (c.i < t.j and t.i < c.j):
            continue
        off = c.off if c.i == t.i else t.off
        t = replace(t, off=off, name=_bare(words, t.i, t.j, off), head=t.head or c.head,
                    country=t.country or c.country, gender=c.gender if t.gender == "?" else t.gender)
    return t
