"""Is this Arabic? Told by letters and function words; Persian, Urdu, Kurdish and English are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..lang.tables import folder, read_csv

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class Language:
    """What tells one language from others; `own_letters` are those that Arabic lacks."""

    code: str
    name: str
    words: frozenset[str]
    own_letters: str
    example: str


def load_languages(path: Path | None = None) -> tuple[Language, ...]:
    """The rows of `languages.csv`; raises ResourceError where one is broken."""
    rows = read_csv(path or folder().parent / "languages.csv", ("code", "name", "words", "own_letters", "example"))
    return tuple(
        Language(row["code"], row["name"], frozenset(row["words"].split()), row["own_letters"], row["example"])
        for row in rows
    )


def name_of(code: str, languages: Sequence[Language]) -> str:
    """The English name of a language code that `detect` gives."""
    return next((one.name for one in languages if one.code == code), "one that is not written in Arabic letters")


def detect(text: str, languages: Sequence[Language] | None = None) -> str:
    """The code of a language of `languages.csv`, or `und`.

    Text in Arabic letters in which nothing speaks for another language counts as Arabic.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return UNKNOWN
    listed = load_languages() if languages is None else languages
    words = Counter(_WORD.findall(sample.lower()))
    scores = {one.code: sum(words[word] for word in one.words) for one in listed}
    if len(_ARABIC_LETTER.findall(sample)) < 0.5 * letters:
        best = max((one.code for one in listed if one.code != "ar" and _is_latin(one)), key=lambda c: scores[c])
        return best if scores[best] else UNKNOWN
    marks = {one.code: sum(sample.count(letter) for letter in one.own_letters) for one in listed}
    # Words such as من and با are shared; a language must clearly win over Arabic.
    weight = {code: scores[code] + marks[code] // 4 for code in scores}
    rival = max((one.code for one in listed if one.own_letters), key=lambda code: weight[code])
    if weight[rival] > 1.5 * scores["ar"] and (weight[rival] >= 3 or marks[rival] >= 3):
        return rival
    return "ar"


def _is_latin(language: Language) -> bool:
    return all(word.isascii() for word in language.words)
