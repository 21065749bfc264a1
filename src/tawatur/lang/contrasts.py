"""Words that tell two accounts apart: purpose, direction, beginning, opposites (contrasts.toml, opposites.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import ResourceError
from .normalize import fold
from .stem import light_stem
from .tables import read_csv, read_toml

_EDGE = r"(?<![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Compiled for search forms. `opposites` holds pairs of sets of light stems.

    `wide` holds more pairs, of folded words that exclude each other said of one thing; they are
    a sign of a clash beside others. `denials` are the single words of negation, `undoing` words
    by which what was to happen does not («ألغى», «تجاهل»). `within` stands between a place and the
    larger one it lies in, `part` before a figure that counts a part of another, `deictic` are days
    counted from the paper's own, `tolls` stems of units that only grow; `period` words of a count over a time;
    `is_not` the verb that only denies, what it denies stands behind it; `put_off` what was announced is not held as announced.
    """

    purpose: re.Pattern[str]
    direction: re.Pattern[str]
    location: re.Pattern[str]
    content: re.Pattern[str]
    since: re.Pattern[str]
    official: re.Pattern[str]
    negation: re.Pattern[str]
    not_party: re.Pattern[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    wide: tuple[tuple[frozenset[str], frozenset[str]], ...]
    denials: frozenset[str]
    undoing: frozenset[str]
    within: re.Pattern[str]
    part: re.Pattern[str]
    deictic: re.Pattern[str]
    tolls: frozenset[str]
    period: re.Pattern[str]
    is_not: re.Pattern[str]
    put_off: re.Pattern[str]

    def opposed(self, one: str | None, other: str | None) -> bool:
        """True where two predicates (search forms) deny each other."""
        if one is None or other is None:
            return False
        one, other = light_stem(one), light_stem(other)
        return any(
            (one in left and other in right) or (one in right and other in left)
            for left, right in self.opposites
        )


def _any(words: list[str]) -> str:
    return "|".join(sorted((re.escape(fold(w)) for w in words), key=len, reverse=True))


def _wide(path: Path) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The rows of opposites.csv, each side as folded words."""
    rows = read_csv(path, ("one", "other", "example"))
    return tuple(
        (frozenset(fold(w) for w in row["one"].split("|")), frozenset(fold(w) for w in row["other"].split("|")))
        for row in rows
    )


def load_contrasts(folder: Path) -> Contrasts:
    """Read `contrasts.toml` and `opposites.csv`; raises ResourceError where one is missing or broken."""
    path = folder / "contrasts.toml"
    data = read_toml(path)
    try:
        purpose, direction = data["purpose"], data["direction"]
        nouns = _any(purpose["verbal_nouns"])
        start = rf"(?:و?(?:{_any(purpose['phrases'])})\b|ل(?:{nouns})\b|لل(?:{nouns})\b)"
        words = _any(direction["words"])
        return Contrasts(
            re.compile(rf"{_EDGE}{start}[^،؛.\n]{{3,120}}"),
            re.compile(rf"(?:{_any(direction['after'])})(?: [^\W\d_]+){{0,3}}? ((?:(?:{words}) ?)+)"),
            re.compile(rf"(?:^|\W)[وف]?(?:{_any(data['location']['words'])})\s?$"),
            re.compile(rf"[بل]?(?:{_any(data['content']['words'])})|:"),
            re.compile(rf"{_EDGE}(?:{_any(data['since']['words'])})\s+$"),
            re.compile(rf"{_EDGE}(?:ال|لل)?(?:{_any(data['official']['words'])})(?![^\W\d_])"),
            re.compile(rf"{_EDGE}[وف]?(?:{_any(data['negation']['words'])})(?![^\W\d_])"),
            re.compile(rf"{_EDGE}[وفبل]?(?:ال|لل)?(?:{_any(data['not_party']['words'])})"
                       r"(?: [^\W\d_]+){0,2} ?[بل]?$"),
            tuple(
                (frozenset(light_stem(fold(w)) for w in row["one"]),
                 frozenset(light_stem(fold(w)) for w in row["other"]))
                for row in data["opposites"]
            ),
            _wide(folder / "opposites.csv"),
            frozenset(fold(w) for w in data["negation"]["words"] if " " not in w),
            frozenset(map(fold, data["undoing"]["words"])),
            re.compile(rf"\s*(?:{_any(data['within']['words'])})\s*"),
            re.compile(rf"{_EDGE}(?:{_any(data['part']['words'])})\s+$"),
            re.compile(rf"(?:{_any(data['deictic']['words'])})"),
            frozenset(light_stem(fold(w)) for w in data["tolls"]["words"]),
            re.compile(rf"{_EDGE}[وف]?(?:{_any(data['period']['words'])})(?![^\W\d_])"),
            re.compile(rf"[وف]?(?:{_any(data['is_not']['words'])})"),
            re.compile(rf"{_EDGE}[وفبل]?(?:ال|لل)?(?P<word>{_any(data['put_off']['words'])})(?![^\W\d_])"),
        )
    except (KeyError, TypeError) as error:
        raise ResourceError(f"{path}: the table or key {error} is missing; restore it") from error
