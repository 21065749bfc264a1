"""Complement frames: from a verb of saying to the content that it introduces.

A word counts as a cue only where one of the complements that `cues.csv` gives it follows; «نقل
التنظيم قياداته إلى» has none and is no cue.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..lang.cues import Verb
from .attribution_kinds import Phrase
from .attribution_words import Clause, Words

_MOST_REGION = 40
_NAME_WORDS = 5
_SPEECH_WORDS = 4
_HARD_STOPS = "؛؟!"


@dataclass(slots=True)
class Found:
    """One attribution in the making; `cue` and `content` are offsets of the search view."""

    at: int
    cue: tuple[int, int]
    content: tuple[int, int]
    rule: str
    clause: Clause
    verb: Verb | None = None
    kind: str = ""
    gender: str = "?"
    number: str = "?"
    source: Phrase | None = None
    more: list[tuple[int, int]] = field(default_factory=list)
    told_to: tuple[int, int] | None = None
    medium: str | None = None
    conjoined: bool = False
    backward: bool = False
    direct: bool = False
    outer: Found | None = None
    antecedent: tuple[int, int] | None = None
    antecedent_phrase: Phrase | None = None
    carried: bool = False
    from_found: Found | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """What introduces the content: `at` ends the region of the source, content begins at `offset`."""

    kind: str
    at: int
    offset: int
    token: int


def is_body(words: Words, k: int) -> bool:
    """Whether word `k` heads an outlet or a body."""
    noun = words.noun(k)
    return noun is not None and noun.cls in ("outlet", "body")


def is_speech(
    words: Words, i: int, near: bool, limit: int, preps: frozenset[str] = frozenset()
) -> bool:
    """Whether the quotation that opens at word `i` is something said, not a name."""
    close = words.close_of[i]
    count = sum(1 for j in range(i + 1, close) if words.is_word(j))
    if i > 0 and ((words.noun(i - 1) is not None and words.is_word(i - 1) and is_body(words, i - 1) and (count <= 2 or not words.is_definite(i - 1))) or words.norm[i - 1] in ("ل", "ب")) and count <= _NAME_WORDS:
        return False
    after = close + 1
    governed = near and count <= 3 and after < limit and words.norm[after] not in "،.؛"
    if governed and any(words.norm[k] in preps for k in range(after, min(limit, after + 8))):
        return False
    if count <= _NAME_WORDS and after < limit:
        for j in range(after, min(limit, after + 12)):
            if words.norm[j][0] == "و" and any(f.kind == "past" for f in words.forms(j)[0]):
                # «قالت "لن نغلق هذا الجسر" وأضافت "..."»
                break
            if words.norm[j] == "،" and not (j + 1 < limit and words.is_in(j + 1, "complementiser")):
                break
            if words.is_in(j, "complementiser") or words.norm[j] == ":" or words.is_in(j, "about") or j in words.close_of:
                return False
    return count >= _SPEECH_WORDS or (near and count >= 2) or (count >= 2 and after >= limit)


def scan(words: Words, i: int, limit: int, verb: Verb) -> Marker | None:
    """The first complement after word `i` that the verb takes, or None."""
    j = i + 1
    relative = False
    while j < limit and j - i < _MOST_REGION:
        word = words.norm[j]
        if j in words.close_of:
            if verb.say and is_speech(words, j, j == i + 1 or (j == i + 2 and not words.is_word(i + 1)), limit, verb.preps):
                return Marker("quote", j, words.end[j], j + 1)
            j = words.close_of[j] + 1
            continue
        if word == "(":
            j = _past_bracket(words, j, limit)
            continue
        if word == "-" and (after := _past_dashes(words, j, limit)) > j:
            j = after
            continue
        if word in "«\"" and verb.say and j + 3 < limit and words.quote[j] < 0:
            # A quotation that is never closed: all the rest of the sentence.
            return Marker("colon", j, words.start[j + 1], j + 1)
        if word == "،" and j + 1 < limit and j > i + 1 and (_breaks_off(words, j + 1) or (not relative and _new_clause(words, j + 1))):
            return None
        if word in _HARD_STOPS or _comes_in(words, j) or (word == "." and not _inside_word(words, j)):
            return None
        marker = _marker_at(words, i, j, limit, verb)
        if marker is not None:
            return marker if marker.kind != "none" else None
        if words.is_in(j, "relative"):
            relative = True
        elif j > i + 1 and _other_cue(words, i, j, limit, relative):
            return None
        j += 1
    return None


def _new_clause(words: Words, k: int) -> bool:
    """«، و...»: a conjoined clause, but for a conjoined name or title."""
    word = words.norm[k]
    if word in words.cues.phrases or word[0] != "و" or len(word) < 3 or word in words.cues.words["aside"] or word in words.cues.nouns or words.mention[k] >= 0:
        return False
    return words.noun(k) is None and not words.is_definite(k)


def _breaks_off(words: Words, k: int) -> bool:
    """«، مما يعني أن»: what follows the comma is no longer under the verb."""
    return words.is_in(k, "break")


def _comes_in(words: Words, k: int) -> bool:
    """«نشر بيانا جاء فيه أن»: the content is that of the text."""
    return words.is_in(k, "came") and k + 1 < len(words.norm) and words.is_in(k + 1, "in_it")


def _inside_word(words: Words, j: int) -> bool:
    return (
        (j + 1 < len(words.norm) and words.end[j] == words.start[j + 1])
        or (j > 0 and len(words.norm[j - 1]) == 1)
    )


def _past_dashes(words: Words, j: int, limit: int) -> int:
    """«طالب س - وفق وكالة ص - بـ...»: past an aside between dashes, or `j`."""
    if j + 2 >= limit:
        return j
    close = next((k for k in range(j + 2, min(j + _MOST_REGION, limit)) if words.norm[k] == "-" and words.end[k - 1] < words.start[k]), j)
    if close == j or close + 1 >= limit:
        return j
    if words.norm[j + 1] in words.cues.phrases:
        return close + 1 if close < j + 10 else j
    # «أكد س - خلال لقائه ص على الساحل - أن»: whatever the aside, the content follows it.
    spaced = words.end[j - 1] < words.start[j]
    return close + 1 if spaced and words.is_in(close + 1, "complementiser") else j


def _past_bracket(words: Words, j: int, limit: int) -> int:
    for k in range(j + 1, min(j + 12, limit)):
        if words.norm[k] == ")":
            return k + 1
    return j + 1


def _marker_at(words: Words, i: int, j: int, limit: int, verb: Verb) -> Marker | None:
    word = words.norm[j]
    if word == ":" and (verb.say or verb.that):
        return _after_colon(words, j, limit)
    if verb.asks_what and words.is_in(j, "question") and not _is_partitive(words, i, j):
        return Marker("question", j, words.start[j], j)
    if words.is_in(j, "complementiser"):
        before = words.norm[j - 1]
        if j + 1 < limit and words.is_in(j + 1, "if_god_wills"):
            return None
        if before in words.cues.words["contrast"] or (before in words.cues.words["on"] and "" in verb.whole_object):
            return Marker("none", j, 0, j)
        if before in words.cues.words["not_that"] and j > i + 1:
            return None
        if not (verb.that or "ب" in verb.preps | verb.object_preps or verb.reports):
            return None
        end = j - 1 if before in words.cues.words["before_that"] and j - 1 > i else j
        return Marker("that", end, words.start[j + 1], j + 1) if j + 1 < limit else None
    if word == "ب" and j + 1 < limit and (words.is_in(j + 1, "complementiser") or j + 1 in words.close_of) and "ب" in verb.preps | verb.object_preps:
        return Marker("that", j, words.start[j + 1], j + 1)
    return _preposition_at(words, i, j, limit, verb)


def _after_colon(words: Words, j: int, limit: int) -> Marker | None:
    k = j + 1
    if k == limit < len(words.norm) and limit - 1 == j and words.view.norm.startswith("\n", words.end[j]):
        # «وقال:» at the end of a line: the next line is what he said.
        return Marker("colon", j, words.start[k], k)
    if k >= limit or (words.norm[j - 1].isdigit() and words.norm[k].isdigit()):
        return None
    if k in words.close_of:
        return Marker("quote", j, words.end[k], k + 1)
    if words.is_in(k, "complementiser") and k + 1 < limit:
        return Marker("that", j, words.start[k + 1], k + 1)
    return Marker("colon", j, words.start[k], k)


def _preposition_at(words: Words, i: int, j: int, limit: int, verb: Verb) -> Marker | None:
    word = words.norm[j]
    preps = verb.preps | verb.object_preps
    if not preps or j + 1 >= limit:
        return None
    if word in preps and word not in ("ب", "ل"):
        if words.is_in(j + 1, "complementiser") or _again_with_that(words, j, limit) or _is_partitive(words, i, j) or words.is_in(j - 1, "with_on"):
            return None
        if word in words.cues.words["in_of"] and j > i + 1 and not _region_is_named(words, i + 1, j):
            return None
        return Marker("prep", j, words.start[j + 1], j + 1)
    if "ب" in preps and word[0] == "ب" and (len(word) > 3 or word[1:] in words.cues.words["noun_object"]) and not words.is_in(j, "not_b_content"):
        if _later_that(words, j, limit) and j > i + 1:
            return None
        if words.mention_is_word(j) or _is_where(words, j) or (j == i + 1 and words.noun(j) is not None and word in words.cues.nouns):
            return None
        if word in words.cues.nouns:
            return None
        return Marker("prep", j, words.start[j] + 1, j)
    if "ل" in verb.object_preps and word[0] == "ل" and j > i + 1 and words.is_masdar(j):
        return Marker("prep", j, words.start[j] + 1, j)
    return None


def _is_where(words: Words, j: int) -> bool:
    """«نصح المركز بالعراق السكان بـ»: a place with «بـ» tells where."""
    mention = words.mention_at(j)
    return mention is not None and mention.type == "LOC" and words.mention_starts(j) and words.mention_skip[words.mention[j]] > 0


def _later_that(words: Words, j: int, limit: int) -> bool:
    """«صرح الوزير بعد لقائه بالمدير بأن»: the «ب» before «أن» is the verb's."""
    for k in range(j + 1, min(limit, j + 10)):
        if words.norm[k] in "،؛.:":
            return False
        if words.is_in(k, "that_with_b"):
            return True
    return False


def _is_partitive(words: Words, i: int, j: int) -> bool:
    """«شكا عدد من السكان من أن»: the first «من» counts people."""
    return words.is_in(j, "of") and any(
        words.norm[k].removeprefix("ال") in words.cues.words["count_noun"] or words.is_in(k, "quantity") for k in (j - 1, j - 2) if k > i
    )


def _again_with_that(words: Words, j: int, limit: int) -> bool:
    """«شدد في بيان نشر على موقعه على أن»: the second preposition is the verb's."""
    for k in range(j + 1, min(limit - 1, j + 10)):
        if words.norm[k] in "،؛.:":
            return False
        if words.norm[k] == words.norm[j] and words.is_in(k + 1, "complementiser"):
            return True
    return False


def _region_is_named(words: Words, a: int, b: int) -> bool:
    return any(words.mention[k] >= 0 or words.is_definite(k) or words.noun(k) is not None for k in range(a, b))


def _other_cue(words: Words, i: int, j: int, limit: int, relative: bool) -> bool:
    """Another verb of saying with a complement of its own ends the search."""
    if words.mention[j] >= 0 or words.is_in(j, "aside") or words.is_in(j - 1, "what"):
        return False
    forms, off = words.forms(j)
    for form in forms:
        if form.kind == "participle" and words.norm[j - 1] == "،":
            return j > i + 2
        if form.kind in ("past", "present") and not form.suffix:
            if not form.verb.strict and not relative:
                return True
            if j + 1 < limit and (words.is_in(j + 1, "complementiser") or words.norm[j + 1] == ":") and (off or relative or words.norm[j - 1] == "،"):
                return True
    return False
