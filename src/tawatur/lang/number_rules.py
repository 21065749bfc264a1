"""Number words, units, what bounds a figure, and what befalls those who are counted: numbers.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from ..errors import ResourceError
from .normalize import fold
from .stem import light_stem
from .tables import Row, read_csv

Bound = Literal["approx", "low", "high"]
_NUMBERS = ("value", "scale", "vague")
_UNITS = ("unit", "person")
_BOUNDS = ("approx", "low", "high")
_WORDS = ("label", "no unit", "match")
_KINDS = (*_NUMBERS, *_UNITS, *_BOUNDS, *_WORDS, "fate", "approx after", "low after", "high after")


@dataclass(frozen=True, slots=True)
class NumberRules:
    """Number words; `units` gives for every form of a unit its name and how many it means.

    `bare` leads from a number word or unit with proclitics to the same without. `fates` leads from
    what befalls people (قتل, إصابة) to the noun that counts them (قتيل, جريح); `things` are units
    that are no people, `persons` those that are. `bound_words`: all words of `bounds`;
    `bounds_after` follow the number (على الأقل);
    `matches` are words for matches, beside which «3-1» is a result. `words` are the lists of
    claim_words.toml; `other_stems` the stems of its list `others`, `score_joint` the word of the list so called.
    """

    values: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, float]
    bounds: dict[str, Bound]
    bound_pattern: re.Pattern[str]
    bound_words: frozenset[str]
    bounds_after: dict[str, Bound]
    units: dict[str, tuple[str, int]]
    labels: frozenset[str]
    bare: dict[str, str]
    fates: dict[str, str]
    things: frozenset[str]
    persons: frozenset[str]
    not_units: frozenset[str]
    matches: frozenset[str]
    examples: tuple[tuple[str, str], ...]
    words: dict[str, frozenset[str]]
    other_stems: frozenset[str]
    score_joint: str


def load_numbers(path: Path, words: dict[str, frozenset[str]]) -> NumberRules:
    """Read numbers.csv; ResourceError names file and line where it is broken.

    `words` are the lists of claim_words.toml; of `score_joint` the first word is taken.
    """
    tables: dict[str, dict[str, float]] = {kind: {} for kind in _NUMBERS}
    bounds: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    units: dict[str, tuple[str, int]] = {}
    named: dict[str, set[str]] = {kind: set() for kind in (*_UNITS, *_WORDS)}
    fates: dict[str, str] = {}
    examples = []
    single = ""
    for row in read_csv(path, ("word", "kind", "value", "example")):
        kind = row.choice("kind", _KINDS)
        forms = [fold(w) for w in row["word"].split("|")]
        examples.append((forms[0], row["example"]))
        value = _value(row)
        if kind in _UNITS:
            single = forms[0] if value == 1 else single
            named[kind].add(single)
            for form in forms:
                units.setdefault(form, (single, int(value)))
        elif kind in _NUMBERS:
            for form in forms:
                tables[kind].setdefault(form, value)
        elif kind == "fate":
            _glue(forms, forms[0], fates)
        elif kind in _WORDS:
            named[kind].update(forms)
        else:
            where = after if kind.endswith(" after") else bounds
            where.update(dict.fromkeys(forms, cast(Bound, kind.split()[0])))
    pattern = re.compile(rf"(?<!\w)(?:{alternation(bounds)})\s+$")
    return NumberRules(
        tables["value"], tables["scale"], tables["vague"], bounds, pattern,
        frozenset(word for phrase in bounds for word in phrase.split()), after, units,
        frozenset(named["label"]), _with_proclitics(*tables.values(), units), fates,
        frozenset(named["unit"]), frozenset(named["person"]), frozenset(named["no unit"]),
        frozenset(_glue(named["match"])), tuple(examples), words,
        frozenset(map(light_stem, words["others"])), min(words["score_joint"]),
    )


def _value(row: Row) -> float:
    try:
        return float(row["value"])
    except ValueError:
        raise ResourceError(f"{row.where}: value is {row['value']!r}; write a number") from None


def _glue(forms: Iterable[str], name: str = "", into: dict[str, str] | None = None) -> dict[str, str]:
    """Forms with the particles written in one with them, each leading to `name`."""
    out = {} if into is None else into
    for form in forms:
        for proclitic in ("", "و", "ف", "ب", "ل", "ال", "وال", "بال"):
            out.setdefault(proclitic + form, name)
    return out


def _with_proclitics(*known: Iterable[str]) -> dict[str, str]:
    """Every word of `known` with the particles that may be written in one with it."""
    words = [w for table in known for w in table if len(w) > 1]
    out = {w: w for w in words}
    for proclitic in ("و", "ب", "ل", "ف", "ال", "وال", "بال", "وب", "ول"):
        for word in words:
            out.setdefault(proclitic + word, word)
    return out


def alternation(words: Iterable[str]) -> str:
    """A regex branch for each phrase, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
