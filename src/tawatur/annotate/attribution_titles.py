"""Names that follow their title at a distance: «المبعوث إلى المدينة سامر حداد»."""

from __future__ import annotations

from .attribution_kinds import Phrase, describe
from .attribution_words import Words

_REACH = 12
_NAME_WORDS = 4


def whole_title(words: Words, phrase: Phrase, limit: int) -> Phrase:
    """The phrase with the name that follows it, where a title comes first and a preposition between."""
    head = words.noun(phrase.start)
    if head is None or head.cls != "role" or phrase.end >= limit or _has_name(words, phrase.start, phrase.end):
        return phrase
    first = words.norm[phrase.end]
    if first not in words.cues.words["title_preposition"] and first[0] not in "لب":
        return phrase
    for k in range(phrase.end, min(limit, phrase.end + _REACH)):
        if words.norm[k] == "،" and (named := _past_apposition(words, k + 1, limit)) > k:
            return describe(words, phrase.start, named, phrase.skip)
        if _stops(words, k):
            break
        if _is_name(words, k):
            return describe(words, phrase.start, min(limit, words.mention_end[words.mention[k]]), phrase.skip)
    end = next((k for k in range(phrase.end, limit) if _stops(words, k)), limit)
    return describe(words, phrase.start, end, phrase.skip) if ends_with_name(words, phrase.start, end) else phrase


def _past_apposition(words: Words, k: int, limit: int) -> int:
    """Past the name after the comma of «النائب الأول لرئيس المجلس، كريم نصار،», or 0."""
    if k >= limit:
        return 0
    if _is_name(words, k):
        return min(limit, words.mention_end[words.mention[k]])
    end = next((n for n in range(k, limit) if not _may_be_name(words, n)), limit)
    closes = end == limit or words.norm[end] in "،:"
    return end if closes and 2 <= end - k <= _NAME_WORDS and all(words.mention[n] < 0 and not words.is_definite(n) for n in range(k, end)) else 0


def ends_with_name(words: Words, at: int, end: int) -> bool:
    """«المبعوث إلى الملف المحلي كريم نصار»: unknown words behind a title and its complement are a name.

    Two to four words without article, after a preposition and a complement that has one.
    """
    head = words.noun(at)
    if head is None or head.cls != "role" or head.number != "sg" or not words.is_definite(at):
        return False
    last = next((k for k in range(end - 1, at, -1) if words.is_definite(k)), at)
    held = any(words.is_in(k, "title_preposition") for k in range(at + 1, last))
    return held and 2 <= end - last - 1 <= _NAME_WORDS and all(_may_be_name(words, k) for k in range(last + 1, end))


def _may_be_name(words: Words, k: int) -> bool:
    if not words.is_word(k) or words.norm[k][0].isdigit() or (words.mention[k] >= 0 and not words.is_name(k)):
        return False
    listed = words.is_in(k, "border") or words.is_in(k, "in_of") or words.is_in(k, "no_source_start") or words.is_in(k, "not_b_content")
    return not listed and words.noun(k) is None and not words.is_masdar(k) and not words.forms(k)[0]


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
