"""In what form something was said and to whom: «في بيان», «في حسابه على تويتر», «لوكالة البحر»."""

from __future__ import annotations

from .attribution_sources import source_phrase
from .attribution_words import Words

_MEDIA = (
    ("medium_social", "social media"), ("medium_statement", "statement"),
    ("medium_letter", "letter"), ("medium_interview", "interview"), ("medium_speech", "speech"),
)
_MEDIA_NAMES = tuple(name for name, _ in _MEDIA)
_CARRIER_WORDS = 4
_NAME_WORDS = 3


def past_media(words: Words, k: int, limit: int) -> int:
    """Past «في بيان صحفي», «في حسابها على موقع «تويتر» للتواصل الاجتماعي», «عبر منصة إكس», or `k`."""
    while k + 1 < limit and words.is_in(k, "medium_opener") and _is_medium(words, k + 1, limit):
        k = _past_words(words, k + 2, limit)
    return k


def _is_medium(words: Words, k: int, limit: int) -> bool:
    """A medium at word `k`, or a site or a page whose platform follows; «في موقع الحادث» is none."""
    word = words.norm[k]
    if any(_listed(words, k, name) for name in _MEDIA_NAMES):
        return True
    if word.removeprefix("ال") not in words.cues.words["carrier"]:
        return False
    return any(
        _listed(words, n, "medium_social") or any(words.norm[n].removeprefix("ال").startswith(stem) for stem in words.cues.words["platform_stem"])
        for n in range(k + 1, min(limit, k + _CARRIER_WORDS))
    )


def _listed(words: Words, k: int, name: str) -> bool:
    word = words.norm[k]
    return word in words.cues.words[name] or (word.startswith("ال") and word[2:] in words.cues.words[name])


def _past_words(words: Words, k: int, limit: int) -> int:
    """Past adjectives, the platform's name and its epithets («للتواصل الاجتماعي») after a medium."""
    own = words.norm[k - 1].endswith(("ه", "ها", "هم")) and not words.norm[k - 1].endswith("له")
    owned = own or words.is_definite(k - 1)
    while k < limit:
        if k in words.close_of and words.close_of[k] - k <= _NAME_WORDS:
            k = words.close_of[k] + 1
        elif _listed(words, k, "medium_social") or words.is_in(k, "carrier") or words.is_in(k, "carrier_epithet") or _is_epithet(words, k, owned):
            k += 1
        else:
            break
    return k


def _is_epithet(words: Words, k: int, owned: bool) -> bool:
    """«مقتضب», and after «حسابه» a definite adjective too; «في بيان السعودي» names a speaker."""
    if words.is_in(k, "medium_opener") or words.mention[k] >= 0:
        return False
    return words.is_adjective(k) and (owned or not words.is_definite(k))


def _is_body(words: Words, k: int) -> bool:
    noun = words.noun(k)
    return noun is not None and noun.cls == "body"


def medium_of(words: Words, a: int, b: int) -> str | None:
    """In what form it was said, from the words between verb and content."""
    for j in range(a, b):
        if words.is_in(j, "in_on_through") or words.norm[j].startswith("ب"):
            for name, medium in _MEDIA:
                for k in range(j if words.norm[j].startswith("ب") else j + 1, min(j + 3, b)):
                    word = words.norm[k]
                    if k == j + 2 and _is_body(words, j + 1):
                        # «قيادي في حزب المؤتمر»
                        break
                    if word in words.cues.words[name] or (word.startswith("ال") and word[2:] in words.cues.words[name]):
                        return medium
    return None


def told_to_of(words: Words, a: int, b: int) -> tuple[int, int] | None:
    """Offsets of the hearer: «لـ«النشرة»», «لوكالة البحر», «في حديث لموقع ...»."""
    for j in range(a, b):
        word = words.norm[j]
        if word == "ل" and j + 1 in words.close_of and words.close_of[j + 1] < b:
            return words.start[j + 2], words.start[words.close_of[j + 1]]
        if word[0] != "ل" or len(word) < 4:
            continue
        noun = words.noun_of(word)
        near = j == a or words.norm[j - 1] in words.cues.words["medium_interview"] or words.norm[j - 1] in words.cues.words["medium_statement"]
        rest = word[2:] if word.startswith("لل") else word[1:]
        if j == a and noun is None and words.mention[j] < 0 and word.endswith(("ه", "ها", "هم")) and word not in words.cues.nouns and not word.startswith("لل"):
            return words.start[j] + 1, words.end[_hearer_end(words, j, b) - 1]
        if (noun is not None and (noun.cls == "outlet" or (j == a and noun.cls in ("role", "group", "body"))) and word not in words.cues.nouns) or rest in words.cues.words["hearer"] or (near and words.mention_starts(j) and not words.mention_is_word(j)) or (j == a and rest in words.places and not words.mention_is_word(j) and word not in words.cues.nouns):
            if word.startswith("لل") and j > a and words.noun(a) is not None and j - a <= 3 and not (noun and noun.cls == "outlet") and rest not in words.cues.words["hearer"]:
                continue
            phrase = source_phrase(words, j, b, "ل")
            end = phrase.end if phrase is not None else j + 1
            return words.start[j] + 1, words.end[end - 1]
    return None


def _hearer_end(words: Words, j: int, b: int) -> int:
    """«لنظيره الفرنسي سامر حداد»: the words up to the content or a mark."""
    k = j + 1
    while k < b and words.is_word(k) and (words.is_definite(k) or words.mention[k] >= 0):
        k += 1
    return k
