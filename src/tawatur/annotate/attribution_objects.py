"""Noun objects of verbs of saying: where the source ends and what is said begins.

«أكدت مصادر محلية وجود تسرب», «أعلنت الشركة، أمس، وصول السفينة», «تبنت الجماعة الهجوم».
"""

from __future__ import annotations

from ..lang.cues import Verb
from .attribution_frames import is_body
from .attribution_titles import ends_with_name
from .attribution_words import Words

# A day of a month in figures.
_DAY_DIGITS = 2


def split_object(words: Words, a: int, limit: int, verb: Verb) -> tuple[int, int] | None:
    """(end of the source, start of the object) where a noun object follows a subject.

    Equal to (a, a) where the object stands right after the verb.
    """
    if a >= limit:
        return None
    news = verb.masdar and words.is_in(a, "pointer_any") and a + 1 < limit and words.is_in(a + 1, "claimed")
    if news or words.is_masdar(a) or (verb.obj and (words.is_in(a, "demonstrative") or words.is_in(a, "claimed"))):
        return (a, a)
    if a in words.close_of and a + 1 < limit and words.is_masdar(a + 1):
        return (a, a)
    for k in range(a + 1, min(limit, a + 14)):
        if words.norm[k] == "،" and (split := _split_at_comma(words, a, k, limit, verb)) is not None:
            return split
        if words.norm[k] in "،:.؛" or words.is_in(k, "complementiser") or words.is_in(k, "relative"):
            return None
        if not words.is_word(k) or (words.quote[k] >= 0 and words.quote[k] == words.quote[k - 1] and k - 1 not in words.close_of):
            if k in words.close_of and words.is_masdar(min(k + 1, limit - 1)) and _complete(words, a, k):
                return (k, k)
            continue
        if words.is_in(k - 1, "moment"):
            continue
        if _is_month_of_day(words, k):
            continue
        time_before = words.is_in(k - 1, "time") or words.norm[k - 1].isdigit() or words.is_in(k - 2, "moment") or _is_month_of_day(words, k - 1)
        if _starts_object(words, a, k, verb, time_before) and (time_before or _complete(words, a, k)):
            return (k, k)
    return None


def _is_month_of_day(words: Words, k: int) -> bool:
    """«تعلن النتائج في 14 تشرين الثاني», «أعلنت الشركة يوم 14 أيار وصول ...»: a word behind a day is its month, no object."""
    day = words.norm[k - 1]
    dated = day.isdigit() and len(day) <= _DAY_DIGITS and (words.is_in(k - 2, "in_on") or words.is_in(k - 2, "time"))
    return dated and words.is_word(k) and words.mention[k] < 0 and not words.is_in(k, "noun_object")


def _split_at_comma(words: Words, a: int, k: int, limit: int, verb: Verb) -> tuple[int, int] | None:
    """An object after the comma at word `k`: «، ما ...», «، أمس، وصول ...», «، حالة الاستنفار»."""
    if verb.obj and k + 2 < limit and words.is_in(k + 1, "what") and not words.is_in(k + 2, "no_object_after_what"):
        return (k, k + 1)
    if (after := past_time(words, k, limit)) is not None:
        return (after - 1 if _is_apposition(words, k + 1) else k, after)
    if verb.masdar and k - a >= 2 and k + 2 < limit and words.is_masdar(k + 1) and _complete(words, a, k):
        return (k, k + 1)
    return None


def past_time(words: Words, comma: int, limit: int) -> int | None:
    """«أعلنت س، أمس، وصول ...»: the object after a time between commas."""
    if comma + 2 >= limit or not (words.is_in(comma + 1, "time") or words.is_in(comma + 1, "in_on") or _is_apposition(words, comma + 1)):
        return None
    for k in range(comma + 2, min(limit - 1, comma + 24)):
        if words.norm[k] == "،":
            if words.is_masdar(k + 1) or (words.is_in(k + 1, "demonstrative") and not words.is_in(k + 1, "pointer_any")) or _is_what_was_said(words, k + 1, limit):
                return k + 1
            if not (words.is_in(k + 1, "time") or words.is_in(k + 1, "in_during_on")):
                return None
        if words.is_masdar(k) and (words.is_in(k - 1, "time") or words.norm[k - 1] == ")"):
            return k
    return None


def _is_apposition(words: Words, k: int) -> bool:
    """A role, an honorific, a name or «التابعة لـ» after a comma goes on naming the source."""
    belongs = words.norm[k].removeprefix("ال") in words.cues.words["belonging"]
    return belongs or _is_role(words, k) or words.is_name(k) or words.is_in(k, "honorific")


def _is_what_was_said(words: Words, k: int, limit: int) -> bool:
    """«نفى المدير، سامر حداد، ما تداوله السكان»: a relative clause with a verb is the object."""
    return words.is_in(k, "what") and k + 1 < limit and not words.is_in(k + 1, "no_object_after_what")


def _starts_object(words: Words, a: int, k: int, verb: Verb, time_before: bool) -> bool:
    if words.mention[k] >= 0 and not words.mention_starts(k):
        return False
    if words.is_masdar(k) or _is_end_of_something(words, k):
        return True
    if _is_told(words, k, verb):
        return True
    if not (verb.obj or verb.whole_object):
        return False
    if words.is_in(k, "demonstrative") or (verb.obj and words.is_in(k, "claimed")):
        return True
    return not (words.is_in(k, "time") or words.is_in(k, "preposition") or words.is_in(k, "in_of")) and _starts_bare_object(words, a, k, verb, time_before)


def _starts_bare_object(words: Words, a: int, k: int, verb: Verb, time_before: bool) -> bool:
    """Whether word `k`, which no list knows, is the object of a verb that takes any noun."""
    after_name = words.mention[k - 1] >= 0 and words.mention_end[words.mention[k - 1]] == k
    if after_name and not words.is_definite(k) and words.mention[k] < 0 and len(words.norm[k]) > 2:
        return not words.is_adjective(k) and not _is_role(words, k) and not words.is_in(k, "in_the_name")
    if k == a + 1 and verb.whole_object and _is_role(words, a) and words.is_definite(a) and words.is_definite(k) and is_body(words, k):
        return True
    if k == a + 1 and words.noun(a) is not None and words.is_definite(a) and words.is_definite(k):
        return not words.norm[k].endswith(("ي", "يه")) and words.noun(k) is None and not _adjective_follows(words, k)
    if after_name and words.is_definite(k) and k + 1 < len(words.norm) and words.is_in(k + 1, "itself"):
        return True
    if time_before:
        return words.noun(k) is None and not words.norm[k][0].isdigit() and not words.is_adjective(k)
    if words.is_definite(k) and words.is_definite(k - 1) and words.norm[k - 1].endswith(("ي", "يه")):
        belongs = words.norm[k].endswith(("ي", "يه", "يين", "يون")) or words.norm[k].removeprefix("ال") in words.cues.words["belonging"]
        return not belongs and not words.is_in(k, "fixed_adjective") and words.noun(k) is None
    return False


def _is_told(words: Words, k: int, verb: Verb) -> bool:
    """«أكد المدير سامر حداد الخبر، مضيفا أن»: news behind a name, with which the clause ends."""
    if not verb.masdar or not words.is_in(k, "claimed") or not words.is_definite(k) or not words.is_name(k - 1):
        return False
    return k + 1 >= len(words.norm) or not words.is_word(k + 1) or any(f.kind == "participle" for f in words.forms(k + 1)[0])


def _is_end_of_something(words: Words, k: int) -> bool:
    """«أعلن المدير نهاية الأزمة»: no time, unlike «نهاية الشهر»."""
    if not words.is_in(k, "end_or_start") or k + 1 >= len(words.norm):
        return False
    following = words.norm[k + 1]
    return (words.is_definite(k + 1) or k + 1 in words.close_of) and not words.is_in(k + 1, "time") and following.removeprefix("ال") not in words.cues.words["period"]


def _adjective_follows(words: Words, k: int) -> bool:
    """«الجماعة المسلحة الهجوم»: with a further definite noun the second word was an adjective."""
    return words.is_in(k, "fixed_adjective") or (
        words.norm[k].endswith("ه") and k + 1 < len(words.norm) and words.is_definite(k + 1)
        and not words.norm[k + 1].endswith(("ي", "يه"))
    )


def _is_role(words: Words, k: int) -> bool:
    noun = words.noun(k)
    return noun is not None and noun.cls == "role"


def _complete(words: Words, a: int, k: int) -> bool:
    """Whether the noun phrase `[a, k)` needs no further word."""
    last = k - 1
    if last in words.open_of or words.norm[last] == ")" or words.is_definite(last):
        return True
    if words.mention[last] >= 0:
        return words.mention_end[words.mention[last]] <= k
    head = words.noun(a)
    if (head is not None and head.cls in ("anonymous", "group")) or ends_with_name(words, a, k):
        return True
    return k - a >= 2 and (words.is_adjective(last) or words.is_in(a, "honorific") or head is None)
