"""What may stand between a verb of saying and its subject or object, and speakers that are counted."""

from __future__ import annotations

from .attribution_kinds import Phrase
from .attribution_media import past_media
from .attribution_sources import source_phrase
from .attribution_words import Words

_SAME = ("ذاته", "نفسه", "عينه", "ذاتها", "نفسها", "عينها")
_POINTERS = ("هذا", "هذه", "ذلك", "تلك")
_GLUED = ("بهذا", "بهذه", "بذلك", "لهذا")
_PER_CENT = ("المائه", "المئه", "الميه")
_COUNT_WORDS = 8


def past_adverbials(words: Words, k: int, limit: int) -> int:
    """Past «أمس», «في الوقت ذاته», «في هذا السياق», «بهذا الصدد», «في بيان صحفي» and closing marks."""
    before = -1
    while k < limit and k != before:
        before = k
        if words.norm[k] in _GLUED and k + 1 < limit and words.is_definite(k + 1):
            k += 2
        elif (after := past_media(words, k, limit)) > k:
            k = after
        elif words.norm[k] in ("في", "خلال", "عبر", "علي") and k + 2 < limit:
            k = _past_preposition(words, k, limit)
        elif (words.is_in(k, "time") and not words.mention_starts(k)) or k in words.open_of:
            k += 1
    return k


def _past_preposition(words: Words, k: int, limit: int) -> int:
    if words.norm[k + 2] in _SAME or (words.norm[k + 1] == "وقت" and words.norm[k + 2] in ("سابق", "لاحق", "مبكر")) or (words.norm[k + 1] in _POINTERS and words.is_definite(k + 2)):
        return k + 3
    if words.norm[k + 1] in ("المقابل", "الاثناء", "السياق"):
        return k + 2
    return k


def counted(words: Words, at: int, limit: int) -> Phrase | None:
    """«43 في المائة من المشاركين», «ثلاثة من سكان الحي», «12 نائبا»: a number heads the source."""
    k = at
    while k < limit and (words.norm[k][0].isdigit() or words.is_in(k, "quantity") or words.norm[k] in ("%", ",", ".")):
        k += 1
    if k == at or k >= limit or k - at > 4 or any(words.mention[n] >= 0 for n in range(at, k)):
        return None
    if k + 1 < limit and words.norm[k] == "في" and words.norm[k + 1] in _PER_CENT:
        k += 2
    elif words.norm[k] in ("بالمائه", "بالمئه"):
        k += 1
    of = k < limit and words.norm[k] == "من"
    k += of
    if of and k + 1 < limit and words.norm[k] in ("اصل", "كل", "بين"):
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
