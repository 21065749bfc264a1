"""Source phrases: where the noun phrase of a speaker begins and ends, and what kind it is.

No recogniser is needed: the grammar goes by source nouns, word lists and marks; mentions only
sharpen its borders.
"""

from __future__ import annotations

from .attribution_kinds import Phrase, describe
from .attribution_words import Words

_MOST_WORDS = 16
_NAME_WORDS = 5


def source_phrase(words: Words, at: int, limit: int, proclitics: str = "") -> Phrase | None:
    """The source phrase that begins at word `at`, read up to `limit` at most.

    `proclitics` are letters that belong to the construction, not to the name («وفقا لهشام»).
    """
    if at >= limit or not _may_begin(words, at, proclitics):
        return None
    if words.is_in(at, "ministry_short") and not (at + 1 < limit and words.is_definite(at + 1)):
        # «خسائر مالية فادحة»: without article and complement an adjective.
        return None
    skip = _skip(words, at, proclitics)
    end = _extend(words, at, limit)
    if end <= at:
        return None
    return describe(words, at, end, skip)


def is_known(words: Words, phrase: Phrase) -> bool:
    """Whether lists or the recogniser know the head of a phrase, so that it can surely speak."""
    at = phrase.start
    if at in words.close_of or words.noun(at) is not None or words.is_in(at, "honorific"):
        return True
    if any(words.mention[k] >= 0 for k in range(at, min(at + 3, phrase.end))):
        return True
    return phrase.number == "pl"


def _skip(words: Words, at: int, proclitics: str) -> int:
    word, skip = words.norm[at], 0
    if word[0] == "و" and words.noun_of(word) is not None and word not in words.cues.nouns:
        skip = 1
    if proclitics and word[skip:skip + 1] == proclitics and not words.mention_is_word(at):
        skip += 1
    if words.mention_starts(at):
        skip = max(skip, min(words.mention_skip[words.mention[at]], len(word) - 2))
    return skip


def _may_begin(words: Words, at: int, proclitics: str) -> bool:
    if at in words.close_of:
        return at + 1 < words.close_of[at] <= at + _NAME_WORDS + 1
    if words.is_in(at, "honorific"):
        return True
    if not words.is_word(at) or words.norm[at][0].isdigit():
        return words.norm[at] == "("
    if words.mention_starts(at) or words.noun(at) is not None or _is_pointed_or_son(words, at):
        return True
    if words.is_in(at, "border") or (not proclitics and _tells_how(words, at)):
        return False
    if words.norm[at][0] == "و" and (words.norm[at][1:] in words.cues.words["in_of"] or words.norm[at][1:] in words.cues.words["preposition"] or words.norm[at][1:] in words.cues.words["time"]):
        return False
    if words.is_in(at, "no_source_start") or len(words.norm[at]) < 2:
        return False
    forms, _ = words.forms(at)
    if any(f.kind in ("past", "present", "participle") for f in forms) and not words.is_definite(at):
        return bool(proclitics) and not forms
    return proclitics == "ل" or not words.norm[at].startswith("لل")


def _tells_how(words: Words, at: int) -> bool:
    """«يشير بامتنان إلى», «كما كتب بالعنوان»: an unknown word with «ب» tells how or where."""
    word = words.norm[at]
    return word[0] == "ب" and (word.startswith("بال") or (len(word) > 5 and words.is_masdar(at, word[1:])))


def _is_pointed_or_son(words: Words, at: int) -> bool:
    """«هذا المسؤول», and «يزيد بن فهد», whose first word is also a verb."""
    if at + 1 >= len(words.norm):
        return False
    if words.is_in(at, "this") and words.is_definite(at + 1):
        noun = words.noun(at + 1)
        return noun is not None and noun.cls != "group"
    return words.is_in(at + 1, "son")


def _extend(words: Words, at: int, limit: int) -> int:
    """The end of the phrase; never past a comma that opens a new clause, a cue, a time word."""
    head = words.noun(at)
    role_seen = head is not None and head.cls in ("role", "group")
    named = False
    i = at
    while i < limit and i - at < _MOST_WORDS:
        if i in words.close_of:
            close = words.close_of[i]
            if close >= limit or close - i - 1 > _NAME_WORDS:
                break
            i, named = close + 1, True
            continue
        if head is not None and head.cls == "document" and words.is_in(i, "published_by") and i + 1 < limit:
            # «صادر عن الوزارة» as well as «نشرته الوزارة».
            publisher = source_phrase(words, i + 1 + words.is_in(i + 1, "about"), limit)
            return publisher.end if publisher is not None else i
        if words.norm[i] == "(":
            after = _bracket(words, i, limit)
            if after == i:
                # «سامر (أ)(من دون إغلاق»: a bracket that nothing closes.
                break
            i = after
            continue
        if i > at and _stops(words, at, i, limit, named, role_seen):
            break
        if words.mention[i] >= 0:
            if named and words.mention_starts(i) and words.mention_skip[words.mention[i]] and words.norm[i][0] == "ل":
                # «قال سامر لنبيل: »: who hears it.
                break
            person = words.is_name(i)
            named = named or person
            i = min(limit, max(i + 1, words.mention_end[words.mention[i]]))
            if (head is None or person) and i < limit and _after_name(words, i):
                break
            continue
        named = named or (i > at and head is None)
        i += 1
    i = _apposition(words, at, i, limit, role_seen and not named)
    while i > at and (words.norm[i - 1] in ("-", "/", "و", ".", "\\", "،") or (words.is_in(i - 1, "in_of") and i - 1 > at)):
        i -= 1
    return i


def _after_name(words: Words, i: int) -> bool:
    """Whether the word after a recognised name no longer belongs to it («سامر حديثه»)."""
    word = words.norm[i]
    if not words.is_word(i) or words.mention[i] >= 0 or words.is_definite(i) or words.noun(i) is not None:
        return False
    if words.is_in(i - 1, "name_particle") or _is_second_name(words, i):
        return False
    return not word.endswith(("ي", "يه")) and word[0] != "و"


def _is_second_name(words: Words, i: int) -> bool:
    """«سامر حداد،»: a recognised first name and one more word before a mark or the content."""
    if words.mention_starts(i - 1) is False or words.norm[i].endswith(("ه", "ها", "هم", "ا")) or words.forms(i)[0]:
        return False
    if words.is_in(i, "border") or words.is_in(i, "in_of_that") or words.norm[i][0] in "ول":
        return False
    return i + 1 >= len(words.norm) or words.norm[i + 1] in "،:(" or words.is_in(i + 1, "complementiser")


def _bracket(words: Words, i: int, limit: int) -> int:
    for j in range(i + 1, min(i + 7, limit)):
        if words.norm[j] == ")":
            return j + 1
    return i


def _stops(words: Words, at: int, i: int, limit: int, named: bool, role_seen: bool) -> bool:
    word = words.norm[i]
    if word == "." and len(words.norm[i - 1]) == 1 and i + 1 < limit:
        return False
    if not words.is_word(i):
        return word not in ("-", "/", ".") or i + 1 >= limit or not words.is_word(i + 1) or words.end[i] != words.start[i + 1]
    if words.mention[i] >= 0 and not words.mention_starts(i):
        return False
    if word in words.cues.words["in_of"]:
        return _stops_at_preposition(words, at, i, limit, named)
    if _begins_object(words, at, i):
        return True
    if _only_looks_like_time(words, at, i):
        return False
    if words.is_in(i, "border"):
        return True
    return _leaves(words, at, i, named) or _is_other(words, at, i, named, role_seen)


def _begins_object(words: Words, at: int, i: int) -> bool:
    """«بعثة المنظمة «س» مقتل», «أجرى الوزير اتصالا», «وكالة البحر تفاصيلها»: the verb's object begins."""
    word = words.norm[i]
    if words.mention[i] >= 0 or words.is_definite(i):
        return False
    if words.is_in(i, "noun_object") and i - at >= 2 and (i - 1 in words.open_of or words.is_definite(i - 1) or words.is_adjective(i - 1)):
        return True
    if _is_state(words, i):
        return True
    if word.endswith("ا") and i - 1 == at and words.is_definite(at) and words.is_masdar(i, word[:-1]):
        return True
    closed = words.mention[i - 1] >= 0 or words.is_definite(i - 1) or i - 1 in words.open_of
    return closed and len(word) > 4 and word.endswith(("ها", "ته")) and words.noun(i) is None and word[0] != "و"


def _is_state(words: Words, i: int) -> bool:
    """«المصدر مفضلا عدم ذكر اسمه», «لرويترز طالبا عدم كشف هويته»: an accusative participle tells how he spoke."""
    word = words.norm[i]
    wish = i + 1 < len(words.norm) and words.is_masdar(i + 1)
    how = wish or (word[0] == "م" and words.noun(i) is None)
    return len(word) > 4 and how and word[-1] == "ا" and (words.is_definite(i - 1) or words.mention[i - 1] >= 0)


def _only_looks_like_time(words: Words, at: int, i: int) -> bool:
    """«المدير العام» is no year, «الشيخ صباح الخالد» no morning."""
    word = words.norm[i]
    if i - 1 != at:
        return False
    if word in words.cues.words["year_or_first"]:
        return words.noun(at) is not None and words.is_definite(at)
    return words.is_in(at, "honorific") and word in words.cues.words["morning_name"]


def _leaves(words: Words, at: int, i: int, named: bool) -> bool:
    """Particles, numbers, datives and conjoined clauses end the phrase."""
    word = words.norm[i]
    if word[0].isdigit() or word in words.cues.words["source_end"]:
        return True
    if word[0] == "ل" and _is_dative(words, at, i):
        return True
    if word[0] == "ب" and len(word) > 3 and _leaves_with_b(words, at, i, named):
        return True
    if word.endswith("ات") and len(word) > 5 and not words.is_definite(i) and words.is_definite(i - 1) and words.noun(i) is None:
        return True
    return word[0] == "و" and _starts_new(words, i)


def _leaves_with_b(words: Words, at: int, i: int, named: bool) -> bool:
    """A word with the preposition ب ends the phrase; «مكتب بيدرو» and «مسؤول بشمال» go on."""
    word = words.norm[i]
    if i - 1 == at and words.noun(at) is not None and not words.is_definite(at) and at not in words.close_of:
        return False
    if word in words.cues.words["in_the_name"] or _may_hold_place(words, at, i, named) or words.mention_starts(i) or any(word.startswith(son) for son in words.cues.words["son"]):
        return False
    known = words.noun_of(word) is not None or words.is_adjective(i)
    return not known or any(word.startswith(that) for that in words.cues.words["that_b_start"])


def _may_hold_place(words: Words, at: int, i: int, named: bool) -> bool:
    """«مسؤول الأمن بشمال البلاد»: a place inside the naming of an unnamed speaker."""
    head = words.noun(at)
    word = words.norm[i]
    if word.startswith("بال") and words.mention[i] < 0 and word[3:] not in words.cues.words["place_word"]:
        return False
    return head is not None and head.cls in ("role", "anonymous", "group") and not named and not words.is_in(i, "not_b_content")


def _is_other(words: Words, at: int, i: int, named: bool, role_seen: bool) -> bool:
    """A cue, or a title that follows a whole name («سامر حداد مدير المتحف»)."""
    forms, _ = words.forms(i)
    if forms and not words.is_definite(i) and words.mention[i] < 0:
        for form in forms:
            if form.kind != "noun" and not (form.verb.strict and form.kind != "participle" and i - at < 2):
                return True
            if form.kind == "noun" and form.suffix and form.verb.that and i + 1 < len(words.norm) and words.is_in(i + 1, "complementiser"):
                return True
    if words.is_in(i, "the_saying_definite"):
        return True
    if _leaves_body(words, at, i):
        return True
    noun = words.noun(i)
    if noun is None or noun.cls != "role" or words.is_in(i, "honorific"):
        return False
    if named:
        return not words.is_definite(i) or words.norm[i][2:] in words.cues.words["role_after_name"]
    head = words.noun(at)
    honorific = words.is_in(at, "honorific")
    return (head is None or honorific) and i - at >= (3 if honorific else 2)


def _leaves_body(words: Words, at: int, i: int) -> bool:
    """«رئاسة البلدية هنأت»: after a definite word no new indefinite one belongs to a body's name."""
    head = words.noun(at)
    if head is None or head.cls != "body" or i - at < 2 or not words.is_definite(i - 1):
        return False
    word = words.norm[i]
    return not (words.is_definite(i) or words.mention[i] >= 0 or words.is_adjective(i) or word[0] in "ول") and word[0].isalpha()


def _starts_new(words: Words, i: int) -> bool:
    rest = words.norm[i][1:]
    if words.norm[i] in words.cues.nouns:
        return False
    before = words.noun(i - 1)
    if before is not None and before.cls == "outlet" and words.norm[i - 1].lstrip("ول") in words.cues.nouns:
        # «موقع ويكيليكس», «صحيفة واشنطن بوست»: the letter belongs to the name.
        return False
    if words.mention_starts(i) or (words.noun_of(rest) is not None and not words.forms(i)[0]):
        return False
    if rest.startswith("ال"):
        return False
    return not (words.is_adjective(i) and not words.forms(i)[0])


def _stops_at_preposition(words: Words, at: int, i: int, limit: int, named: bool) -> bool:
    if i + 1 >= limit:
        return True
    head = words.noun(at)
    following = words.norm[i + 1]
    for name in ("medium_statement", "medium_social", "medium_speech", "medium_letter", "medium_interview", "time", "demonstrative", "complementiser"):
        if following in words.cues.words[name]:
            return True
    if following.endswith(("ها", "هم", "ته")) and words.mention[i + 1] < 0:
        return True
    if not following[0].isalpha() and i + 1 not in words.close_of:
        return True
    if named or head is None:
        return True
    return words.is_in(i, "of") and head.cls not in ("anonymous", "group", "role")


def _is_dative(words: Words, at: int, i: int) -> bool:
    """«لوكالة», «للصحافيين», «لـ«النشرة»»: told to whom; but «وكالة البحر للأنباء» is a name."""
    word = words.norm[i]
    if words.mention_starts(i):
        return not words.mention_is_word(i) and not word.startswith("لل")
    noun = words.noun_of(word)
    if word.startswith("لل"):
        rest = word[2:]
        if rest in words.cues.words["hearer"]:
            return True
        return noun is not None and noun.cls == "outlet" and not words.is_in(i - 1, "minister")
    rest = word[1:]
    if noun is not None and words.noun(at) is None and word not in words.cues.nouns:
        return True
    if noun is not None and word not in words.cues.nouns:
        return noun.cls in ("outlet", "group") or (words.noun(at) is not None and words.noun(at).cls != "document")  # type: ignore[union-attr]
    return rest in words.cues.words["hearer"] or (i + 1 < len(words.norm) and i + 1 in words.close_of)


def _apposition(words: Words, at: int, i: int, limit: int, wanted: bool) -> int:
    """«مدير المتحف، سامر حداد، ...»: a name after a comma belongs to an unnamed title."""
    if not wanted or i + 1 >= limit or words.norm[i] != "،" or words.norm[i + 1][0] == "و":
        return i
    if words.forms(i + 1)[0] or not _may_begin(words, i + 1, "") or (words.noun(i + 1) is not None and not words.is_in(i + 1, "honorific")):
        return i
    end = _extend(words, i + 1, min(limit, i + 1 + _NAME_WORDS))
    closes = end >= limit or words.norm[end] == "،" or words.is_in(end, "complementiser") or words.norm[end] in (":", "(")
    starts_name = words.mention[i + 1] >= 0 or not words.is_adjective(i + 1)
    return end if closes and starts_name and end > i + 1 else i
