"""Is this word a finite verb? A guesser for news Arabic without vowels: a list of verbs with all
their forms, and shapes that are verbs nearly always (يـ…, …ـوا, …ـت, استفعل).

It works on search forms. It does not know the sentence: the caller leaves out words that lie in
a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

PAST, PRESENT, FUTURE = "past", "present", "future"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني")
_SHAPE_PAST = re.compile(r"است[^ا]{3}|ان[^ا][^اي][^ايه]")
_SHAPE_PLURAL = re.compile(r"[^\W\d_]{2,}وا")
_SHAPE_FEMININE = re.compile(r"(?!ال|بال|لل|مت|م.{3,}ات)[^\W\d_]{2,}[^اي]ت")
_SHAPE_FUTURE = re.compile(r"ست[^\W\d_]{3,5}(?<![هن])")
_SHAPE_PRESENT = re.compile(r"ي[^\W\d_]{2,}")


class VerbForm(msgspec.Struct, frozen=True):
    """A finite verb: `lemma` is the past base where listed, else the word; `tense` as above.

    `prefix` counts the letters of و or ف before it; `sure` tells a listed form from a guess by
    shape; `feminine` is True, False, or None where the form does not say; `pronoun` where it
    ends in an object pronoun; `loose` where the same letters are as often a noun (دعم, تقدم): the
    words around it must decide.
    """

    lemma: str
    tense: str
    prefix: int = 0
    sure: bool = True
    feminine: bool | None = None
    pronoun: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verb list in all its forms, and the words that only look like verbs."""

    forms: dict[str, VerbForm]
    not_present: frozenset[str]
    not_past: frozenset[str]


def past_forms(base: str) -> Iterable[tuple[str, bool | None, bool]]:
    """`(form, feminine, ends in a pronoun)` of a past base (3rd person masculine singular)."""
    weak = base.endswith(("ي", "ا"))
    stem = base[:-1] if weak else base
    yield base, False, False
    yield stem + "ت", True, False
    yield stem + "وا", None, False
    yield (base + "تا" if not weak else stem + "تا"), True, False
    if not weak or base.endswith("ي"):
        yield base + "ا", None, False
    if base.endswith("ا"):  # بدأ: the hamza was folded away
        yield base + "ت", True, False
        yield base + "وا", None, False
    with_object = stem + "ا" if weak else base
    for pronoun in _PRONOUNS:
        yield with_object + pronoun, False, True
        yield stem + "ت" + pronoun, True, True
        yield stem + "و" + pronoun, None, True


def present_forms(base: str) -> Iterable[tuple[str, bool | None, bool]]:
    """As `past_forms`, of a present base (يـ…); feminine ones begin in تـ, future ones in سـ."""
    rest = base[1:]
    weak = rest.endswith(("ي", "و", "ا"))
    stem = rest[:-1] if weak else rest
    for letter, feminine in (("ي", False), ("ت", True), ("ن", None)):
        yield letter + rest, feminine, False
        yield letter + stem + "ون", None, False
        yield letter + stem + "وا", None, False
        yield letter + rest + "ان", None, False
        yield letter + stem + "ن", None, False
        if weak and rest[-1] != "ا":  # يقرأ keeps its hamza, يرمي loses its ي
            yield letter + stem, feminine, False
        elif len(rest) == 3 and rest[1] in "ويا":
            yield letter + rest[0] + rest[2], feminine, False
        open_end = stem + "ا" if rest.endswith("ي") and len(rest) < 3 else rest
        for pronoun in _PRONOUNS:
            yield letter + open_end + pronoun, feminine, True
            yield letter + stem + "ون" + pronoun, None, True


def build_verbs(
    pairs: Iterable[str], not_present: Iterable[str], not_past: Iterable[str],
    firm: frozenset[str] = frozenset(), never: frozenset[str] = frozenset(),
) -> Verbs:
    """All forms of `past/present` pairs; the first pair that makes a form keeps it.

    `firm` bases are short and still no noun (كان); `never` forms are function words (قبل, غير).
    """
    forms: dict[str, VerbForm] = {}
    made: dict[tuple[str, str, bool | None, bool, bool], VerbForm] = {}

    def add(form: str, lemma: str, tense: str, feminine: bool | None, pronoun: bool, loose: bool) -> None:
        if form in forms:
            return
        key = (lemma, tense, feminine, pronoun, loose)
        if key not in made:
            made[key] = VerbForm(lemma, tense, 0, True, feminine, pronoun, loose)
        forms[form] = made[key]

    listed = [(past, present, _passive(past)) for past, _, present in (p.partition("/") for p in pairs)]
    for past, _, passive in listed:
        for form, feminine, pronoun in past_forms(past):
            loose = feminine is False and (len(past) <= 3 or past[0] == "ت") and past not in firm
            loose = loose or form == past + "ا"  # سافرا, also an adjective in the accusative
            if form not in never:
                add(form, past, PAST, feminine, pronoun, loose)
        for form, feminine, pronoun in past_forms(passive) if passive else ():
            add(form, past, PAST, feminine, pronoun, False)
    for past, present, passive in listed:
        for form, feminine, pronoun in present_forms(present):
            loose = form[0] in "تن" and len(form) == 4 and not pronoun
            add(form, past, PRESENT, feminine, pronoun, loose)
            add("س" + form, past, FUTURE, feminine, pronoun, False)
        if passive:
            for form, feminine, pronoun in present_forms(present[:-2] + "ا" + present[-1]):
                add(form, past, PRESENT, feminine, pronoun, form[0] in "تن")
    return Verbs(forms, frozenset(not_present), frozenset(not_past))


def _passive(past: str) -> str | None:
    """The passive of hollow verbs is written otherwise (أعاد: أعيد; استعاد: استعيد); of others it is not."""
    hollow = len(past) > 3 and past[0] == "ا" and past[-2] == "ا"
    return past[:-2] + "ي" + past[-1] if hollow else None


def base_of(present: str) -> str:
    """The past base that a guessed present form most likely belongs to (يقترب: اقترب).

    Endings and what no pattern tells are left as they are.
    """
    rest = present[1:]
    if len(rest) >= 5 and rest.startswith("ست"):
        return "ا" + (rest[:-2] + "ا" + rest[-1] if rest[-2] == "ي" else rest)
    if len(rest) == 4 and (rest[0] == "ن" or rest[1] == "ت"):
        return "ا" + rest
    if len(rest) in (4, 5) and (rest[0] == "ت" or (rest[1] == "ا" and len(rest) == 4)):
        return rest
    if len(rest) == 3 and rest[1] == "ي":
        return "ا" + rest[0] + "ا" + rest[2]
    return rest if len(rest) == 3 else present


def read_verb(word: str, verbs: Verbs) -> VerbForm | None:
    """The verb form of a search-form word, or None. O(1)."""
    form = verbs.forms.get(word)
    if form is not None:
        return form
    if word[0] in "وف" and len(word) > 3 and word not in verbs.not_present:
        inner = verbs.forms.get(word[1:]) or _by_shape(word[1:], verbs)
        if inner is not None and (inner.sure or word[0] == "و"):
            return VerbForm(inner.lemma, inner.tense, 1, inner.sure, inner.feminine, inner.pronoun,
                            inner.loose)
    return _by_shape(word, verbs)


def _by_shape(word: str, verbs: Verbs) -> VerbForm | None:
    """A guess at a word that is not listed; its first and last letter tell which shapes to try."""
    if len(word) < 3:
        return None
    if word[0] == "ي" and _SHAPE_PRESENT.fullmatch(word):
        if word in verbs.not_present or word.endswith(("يه", "يا")):
            return None
        return VerbForm(base_of(word), PRESENT, 0, False, False)
    if word[0] == "س" and word not in verbs.not_present:
        if len(word) > 4 and word[1] == "ي":
            return VerbForm(base_of(word[1:]), FUTURE, 0, False, False)
        if _SHAPE_FUTURE.fullmatch(word):
            return VerbForm(base_of(word[1:]), FUTURE, 0, False, True)
    if word[-1] == "ا" and len(word) > 4 and _SHAPE_PLURAL.fullmatch(word):
        return VerbForm(word[:-2], PAST, 0, False, None)
    if word[-1] == "ت" and len(word) <= 7 and word not in verbs.not_past and _SHAPE_FEMININE.fullmatch(word):
        return VerbForm(word[:-1], PAST, 0, False, True)
    if word[0] == "ا" and _SHAPE_PAST.fullmatch(word):
        return VerbForm(word, PAST, 0, False, False)
    return None
