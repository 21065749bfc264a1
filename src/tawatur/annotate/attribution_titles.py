"""Names that follow their title at a distance: «المبعوث إلى المدينة سامر حداد»."""

from __future__ import annotations

from .attribution_kinds import Phrase, describe
from .attribution_words import Words

_REACH = 12


def whole_title(words: Words, phrase: Phrase, limit: int) -> Phrase:
    """The phrase with the name that follows it, where a title comes first and a preposition between."""
    head = words.noun(phrase.start)
    if head is None or head.cls != "role" or phrase.end >= limit or _has_name(words, phrase.start, phrase.end):
        return phrase
    first = words.norm[phrase.end]
    if first not in words.cues.words["title_preposition"] and first[0] not in "لب":
        return phrase
    for k in range(phrase.end, min(limit, phrase.end + _REACH)):
        if _stops(words, k):
            return phrase
        if _is_name(words, k):
            return describe(words, phrase.start, min(limit, words.mention_end[words.mention[k]]), phrase.skip)
    return phrase


def _stops(words: Words, k: int) -> bool:
    if not words.is_word(k):
        return words.norm[k] != "-"
    if words.mention[k] >= 0:
        return False
    if words.is_in(k, "complementiser") or words.is_in(k, "relative") or words.is_in(k, "title_end"):
        return True
    return any(f.kind in ("past", "present") and not f.verb.strict for f in words.forms(k)[0])


def _is_name(words: Words, k: int) -> bool:
    return words.mention_is_word(k) and words.is_name(k)


def _has_name(words: Words, a: int, b: int) -> bool:
    return any(words.is_name(k) for k in range(a, b))
