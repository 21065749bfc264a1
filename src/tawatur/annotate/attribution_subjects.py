"""Subjects that stand before their verb, and where the clause of a verb begins."""

from __future__ import annotations

from dataclasses import replace

from ..lang.cues import Form
from .attribution_kinds import Phrase, describe
from .attribution_sources import source_phrase
from .attribution_titles import whole_title
from .attribution_words import Clause, Words

_LEFT_WORDS = 25
_COORDINATED = 16
_PRIOR_WORDS = 16


def at_clause_start(words: Words, clause: Clause, i: int, off: int) -> bool:
    if i == clause.start or off > 0 or words.norm[i - 1] == "و":
        return True
    before = words.norm[i - 1]
    if words.is_in(i - 1, "complementiser") and before.endswith(("ه", "ها", "هم", "هما")):
        return True
    if before in "،:-.؛«\"()|" or words.is_in(i - 1, "clause_start") or words.is_in(i - 1, "relative"):
        return True
    return i - 1 in words.open_of or _subject_spans(words, clause, i)


def _subject_spans(words: Words, clause: Clause, i: int) -> bool:
    a = _clause_left(words, clause, i)
    if i - a > 12 or a >= i:
        return False
    phrase = source_phrase(words, a, i)
    return phrase is not None and phrase.end == i


def _clause_left(words: Words, clause: Clause, i: int) -> int:
    """Where the clause that holds word `i` begins: after a complementiser, a mark, a conjunction."""
    a = i
    while a > clause.start and i - a < _LEFT_WORDS:
        k = a - 1
        if words.is_in(k, "complementiser") or words.is_in(k, "then_that") or words.norm[k] in ":؛.":
            break
        if k in words.open_of and words.open_of[k] >= clause.start:
            if k - words.open_of[k] > 6:
                break
            a = words.open_of[k]
            continue
        if words.is_in(k, "clause_left"):
            break
        a = k
    return a


def subject_before(words: Words, clause: Clause, i: int, off: int, form: Form) -> Phrase | None:
    """The subject where it stands before its verb; None after «و» or without one that agrees."""
    if off > 0 or i == clause.start:
        return None
    if words.is_in(i - 1, "relative") or (words.is_in(i - 1, "already") and words.is_in(i - 2, "relative")):
        return _antecedent_of_relative(words, clause, i - 1)
    several = coordinated_before(words, clause, i, form) or _subject_in_turn(words, clause, i, form)
    if several is not None:
        return several
    if form.number == "pl" and words.norm[i - 1].endswith(("ين", "ون")) and words.is_word(i - 1):
        return describe(words, i - 1, i, 1 if words.norm[i - 1][0] == "و" else 0)
    left = _clause_left(words, clause, i)
    while left < i and (words.norm[left] in ("،", "-") or words.is_in(left, "particle") or (words.is_in(left, "clause_start") and words.noun(left) is None)):
        left += 1
    verb_first = left + 1 < i and words.noun(left) is None and words.mention[left] < 0 and not words.is_definite(left) and left not in words.close_of and (words.mention_starts(left + 1) or words.noun(left + 1) is not None)
    for a in (left + 1,) if verb_first else (left, left + 1):
        phrase = source_phrase(words, a, i) if a < i else None
        if phrase is not None and agrees(phrase, form.gender, form.number):
            if words.noun(a) is None and words.mention[a] < 0:
                phrase = _nearer_subject(words, a, i, form) or phrase
            if a == left and words.norm[a][0] == "و" and phrase.skip == 0 and words.norm[a][1:].startswith("ال"):
                phrase = describe(words, phrase.start, phrase.end, 1)
            return whole_title(words, phrase, i)
        if words.noun(left) is not None or words.mention[min(left, i)] >= 0:
            break
    return None


def _nearer_subject(words: Words, a: int, i: int, form: Form) -> Phrase | None:
    """A known noun after «و» that ends right before the verb beats an unknown first word."""
    for k in range(i - 1, a, -1):
        if words.norm[k][0] == "و" and words.noun(k) is not None and words.norm[k] not in words.cues.nouns:
            phrase = source_phrase(words, k, i)
            if phrase is not None and phrase.end == i and agrees(phrase, form.gender, form.number):
                return phrase
    return None


def _subject_in_turn(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """«المدير من جانبه قال»: who stands before «من جانبه» is the subject."""
    end = i
    while end > clause.start and (words.is_in(end - 1, "turn") or (end < i and (words.norm[end - 1] == "،" or words.is_in(end - 1, "of")))):
        end -= 1
    if end == i or end <= clause.start:
        return None
    left = _clause_left(words, clause, end)
    if end - left > _COORDINATED:
        return None
    phrase = source_phrase(words, left, end)
    return phrase if phrase is not None and phrase.end == end and agrees(phrase, form.gender, form.number) else None


def subject_of_pluperfect(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """«وكانت الأمم المتحدة قد دعت»: who stands between «كان» and «قد» is the subject."""
    if not words.is_in(i - 1, "already") or i - 2 <= clause.start:
        return None
    for k in range(i - 2, max(clause.start - 1, i - _LEFT_WORDS), -1):
        if words.norm[k] in ".:؛؟!" or words.is_in(k, "complementiser"):
            return None
        if words.norm[k].lstrip("وف") not in words.cues.words["be"]:
            continue
        if k == i - 2:
            return _topic_before(words, clause, k, form)
        phrase = source_phrase(words, k + 1, i - 1)
        if phrase is None:
            return None
        phrase = whole_title(words, phrase, i - 1)
        return phrase if agrees(phrase, form.gender, form.number) or words.noun(phrase.start) is None else None
    return None


def _topic_before(words: Words, clause: Clause, k: int, form: Form) -> Phrase | None:
    """«محافظ المدينة سامر حداد، كان قد قال»: the subject stands before the verb «كان»."""
    end = k
    while end > clause.start and words.norm[end - 1] in "،-":
        end -= 1
    left = _clause_left(words, clause, end)
    if end == left or words.is_in(end - 1, "relative"):
        return None
    phrase = source_phrase(words, left, end)
    return phrase if phrase is not None and phrase.end == end and agrees(phrase, form.gender, form.number) else None


def subject_of_prior(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """«سبق لمدير المتحف سامر حداد أن أعلن»: who stands with «ل» after «سبق» is the subject."""
    if i - 3 < clause.start or not words.is_in(i - 1, "that") or form.kind != "past":
        return None
    for k in range(i - 3, max(clause.start - 1, i - _PRIOR_WORDS), -1):
        if words.norm[k] in ".:؛؟!":
            return None
        if words.is_in(k, "prior") and words.norm[k + 1][0] == "ل":
            phrase = source_phrase(words, k + 1, i - 1, "ل")
            return phrase if phrase is not None and agrees(phrase, form.gender, form.number) else None
    return None


def some_who(words: Words, clause: Clause, i: int) -> Phrase | None:
    """«هناك من قال إن»: somebody, whom nobody names, and not the speaker before."""
    if i - 2 < clause.start or not words.is_in(i - 1, "of") or not words.is_in(i - 2, "there_are"):
        return None
    return Phrase(i - 1, i, 0, "anonymous", "m", "sg", False, words.norm[i - 1])


def subject_of_relative(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """«ألقى س كلمة أكد فيها»: the subject of the clause that the verb with «فيها» hangs on."""
    if i + 1 >= clause.end or not words.is_in(i + 1, "in_it") or i == clause.start:
        return None
    if i + 2 < clause.end and (words.mention_starts(i + 2) or words.noun(i + 2) is not None):
        # «في وقت قال فيه الوزير»
        return None
    # Inside a quotation, closed or not, the subject is one that the quotation names.
    left = _clause_left(words, clause, i)
    opener = next((k for k in range(i - 1, left - 1, -1) if words.norm[k] in "«\"" and k not in words.open_of and words.close_of.get(k, i) >= i), left - 1)
    for k in range(opener + 1, i):
        noun = words.noun(k)
        title = noun is not None and noun.cls == "role" and k + 1 < i and (words.is_definite(k + 1) or words.noun(k + 1) is not None)
        known = words.mention_starts(k) or title or (noun is not None and words.is_definite(k)) or words.is_in(k, "honorific")
        governed = k > clause.start and (words.is_in(k - 1, "preposition") or words.is_in(k - 1, "governor"))
        glued = words.norm[k][0] in "بل" and not words.mention_is_word(k) and words.norm[k] not in words.cues.nouns
        if not known or governed or glued or words.is_in(k, "time"):
            continue
        # «الوزير مؤتمرا»: the object is no part of the subject.
        end = next((n for n in range(k + 1, i) if words.mention[n] < 0 and words.norm[n].endswith("ا") and not words.is_definite(n)), i)
        phrase = source_phrase(words, k, end)
        if phrase is not None and agrees(phrase, form.gender, form.number):
            return phrase
    return None


def coordinated_before(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """«الشاب سامر حداد والخطاط نبيل عيسى أكدوا»: several who are named before a plural verb."""
    if form.number != "pl" or i == clause.start:
        return None
    a = _clause_left(words, clause, i)
    while a < i and (not words.is_word(a) or words.is_in(a, "clause_start")):
        a += 1
    inside = range(a, i)
    if not 3 <= len(inside) <= _COORDINATED or not any(words.is_name(k) for k in inside):
        return None
    if any(words.is_in(k, "preposition") or words.is_in(k, "relative") or words.norm[k] == "،" or words.is_in(k, "in_of_already") for k in inside):
        return None
    joined = any(words.norm[k][0] == "و" and words.norm[k] not in words.cues.nouns and not words.mention_is_word(k) for k in inside[1:])
    starts = words.mention_starts(a) or words.noun(a) is not None or words.is_definite(a)
    if not joined or not starts:
        return None
    return replace(describe(words, a, i, 1 if words.norm[a][0] == "و" and not words.mention_is_word(a) else 0), kind="person", gender="m", number="pl", named=True)


def subject_at_left(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """A subject right before a verb whose object follows it («الشركة أبلغت زبائنها بأن»)."""
    left = _clause_left(words, clause, i)
    while left < i and words.is_in(left, "clause_start") and words.noun(left) is None:
        left += 1
    if left >= i or words.norm[left].lstrip("و") in words.cues.words["in_of"]:
        return None
    phrase = source_phrase(words, left, i)
    if phrase is not None and phrase.end == i and agrees(phrase, form.gender, form.number):
        return phrase
    return None


def _antecedent_of_relative(words: Words, clause: Clause, k: int) -> Phrase | None:
    end = k
    while end > clause.start and not words.is_word(end - 1) and end - 1 not in words.open_of:
        end -= 1
    if end - 1 in words.open_of:
        opener = words.open_of[end - 1]
        known = any(words.mention[n] >= 0 for n in range(opener, end)) or (opener > clause.start and words.noun(opener - 1) is not None)
        return describe(words, opener, end) if known else None
    low = max(clause.start, end - 10)
    for a in range(low, end):
        if words.noun(a) is not None or words.mention_starts(a):
            phrase = source_phrase(words, a, end)
            if phrase is not None and phrase.end == end:
                return phrase
    return None


def agrees(phrase: Phrase, gender: str, number: str) -> bool:
    """Whether a phrase can be the subject of a form that stands after it."""
    if number in ("pl", "du"):
        return phrase.number in ("pl", "?") or number == "du"
    if phrase.number == "pl":
        return False
    return "?" in (phrase.gender, gender) or phrase.gender == gender
