"""What may stand between a verb of saying and its subject or object, and speakers that are counted."""

from __future__ import annotations

from .attribution_kinds import Phrase
from .attribution_media import past_media
from .attribution_sources import source_phrase
from .attribution_words import Words

_COUNT_WORDS = 8


def past_adverbials(words: Words, k: int, limit: int) -> int:
    """Past «أمس», «في الوقت ذاته», «في هذا السياق», «بهذا الصدد», «في بيان صحفي» and closing marks."""
    before = -1
    while k < limit and k != before:
        before = k
        if words.is_in(k, "pointer_glued") and k + 1 < limit and words.is_definite(k + 1):
            k += 2
        elif (after := past_media(words, k, limit)) > k:
            k = after
        elif words.is_in(k, "in_on_through") and k + 2 < limit:
            k = _past_preposition(words, k, limit)
        elif (words.is_in(k, "time") and not words.mention_starts(k)) or k in words.open_of or (words.is_in(k, "time_adjective") and words.is_in(k - 1, "time")):
            k += 1
    return k


def _past_preposition(words: Words, k: int, limit: int) -> int:
    if words.is_in(k + 2, "same") or (words.is_in(k + 1, "moment") and words.is_in(k + 2, "moment_adjective")) or (words.is_in(k + 1, "pointer") and words.is_definite(k + 2)):
        return k + 3
    if words.is_in(k + 1, "adverbial_noun"):
        return k + 2
    return k


def counted(words: Words, at: int, limit: int) -> Phrase | None:
    """«43 في المائة من المشاركين», «ثلاثة من سكان الحي», «12 نائبا»: a number heads the source."""
    k = at
    while k < limit and (words.norm[k][0].isdigit() or words.is_in(k, "quantity") or words.norm[k] in ("%", ",", ".")):
        k += 1
    if k == at or k >= limit or k - at > 4 or any(words.mention[n] >= 0 for n in range(at, k)):
        return None
    if k + 1 < limit and words.is_in(k, "in") and words.is_in(k + 1, "per_cent"):
        k += 2
    elif words.is_in(k, "per_cent_glued"):
        k += 1
    of = k < limit and words.is_in(k, "of")
    k += of
    if of and k + 1 < limit and words.is_in(k, "of_whom"):
        k += 2
    if k >= limit or k - at > _COUNT_WORDS or words.is_in(k, "time"):
        return None
    phrase = source_phrase(words, k, limit)
    if phrase is None or not (phrase.number == "pl" or _is_crowd(words, k, of)):
        return None
    return Phrase(at, phrase.end, 0, "anonymous", "m", "pl", False, words.norm[k])


def _is_crowd(words: Words, k: int, of: bool) -> bool:
    noun = words.noun(k)
    if noun is not None:
        return noun.cls in ("role", "group", "anonymous") or of
    return words.is_definite(k) and words.norm[k].endswith(("ين", "ون"))
