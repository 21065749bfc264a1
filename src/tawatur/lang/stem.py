"""A light stemmer for matching, not for display (after Larkey et al. 2002, light10).

It works on search forms (`normalize.fold`), takes off one row of proclitics and one row of endings,
and keeps at least three letters: والاجتماعات gives اجتماع.
"""

from __future__ import annotations

_PREFIXES = ("وبال", "وكال", "وفال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("هما", "تان", "تين", "يون", "يين", "اته", "ها", "ان", "ات", "ون", "ين", "يه", "هم", "هن", "نا", "ية", "ه", "ي", "ا")


def light_stem(word: str) -> str:
    """The light stem of a normalised word."""
    stem = word
    for prefix in _PREFIXES:
        if stem.startswith(prefix) and len(stem) - len(prefix) >= 3:
            stem = stem[len(prefix):]
            break
    else:
        if stem[:1] in ("و", "ف") and len(stem) >= 5:
            stem = stem[1:]
            for prefix in ("ال", "لل"):
                if stem.startswith(prefix) and len(stem) - 2 >= 3:
                    stem = stem[2:]
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= 3:
            stem = stem[: -len(suffix)]
            break
    return stem


def proclitic_forms(word: str) -> list[tuple[int, str]]:
    """Ways to read a normalised word as proclitics + rest: `(letters taken off, rest)`.

    «وبروكسل» gives (0, whole), (1, بروكسل); «للتحالف» gives (1, لتحالف), (2, التحالف): where ال
    melted into لل the rest is given with its article back.
    """
    forms = [(0, word)]
    rest, off = word, 0
    if rest[:1] in ("و", "ف") and len(rest) > 2:
        rest, off = rest[1:], 1
        forms.append((off, rest))
    if rest[:1] in ("ب", "ل", "ك", "س") and len(rest) > 2:
        if rest.startswith("لل") and len(rest) > 3:
            forms.append((off + 1, "ال" + rest[2:]))
        forms.append((off + 1, rest[1:]))
    return forms
