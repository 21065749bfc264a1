"""What stands around a report on a page: the rows of `furniture.csv` as ready patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import ResourceError
from .normalize import fold
from .tables import Row, read_csv

KINDS = (
    "line", "start", "inline", "any", "lead", "desk", "agency", "place", "caption",
    "outlet_noun", "tell", "common", "date_word", "outlet_word", "end", "tail", "ticker", "template",
)
PARTS = ("navigation", "dateline", "byline", "caption")
_COLUMNS = ("kind", "text", "part", "closes", "example")
_MARKS = re.compile(r"[\s:.،,…«»\"'|/()\[\]<>*•·▪►→←+_=~#\d-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording with the part that it makes of its line; `closes`: the report ends here."""

    text: str
    part: str
    closes: bool
    where: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Wordings in search form by kind, and the patterns made of them."""

    line: Mapping[str, Rule]
    start: Mapping[str, Rule]
    any: Mapping[str, Rule]
    tail: Mapping[str, Rule]
    tickers: frozenset[str]
    tells: frozenset[str]
    common: frozenset[str]
    agencies: frozenset[str]
    desks: frozenset[str]
    places: frozenset[str]
    date_words: frozenset[str]
    outlet_words: frozenset[str]
    start_pattern: re.Pattern[str]
    any_pattern: re.Pattern[str]
    end_pattern: re.Pattern[str]
    tail_pattern: re.Pattern[str]
    template: re.Pattern[str]
    inline: re.Pattern[str]
    lead: re.Pattern[str]
    caption: re.Pattern[str]
    outlet_noun: re.Pattern[str]
    menu: re.Pattern[str]
    examples: tuple[tuple[str, str, str, str], ...]


def key(line: str) -> str:
    """A line in search form without bullets, counts and punctuation, for whole-line lookups."""
    return _MARKS.sub(" ", line).strip()


def load_furniture(folder: Path) -> Furniture:
    """Read `furniture.csv`; raises ResourceError with file and line where a row is broken."""
    by_kind: dict[str, dict[str, Rule]] = {kind: {} for kind in KINDS}
    examples = []
    for row in read_csv(folder / "furniture.csv", _COLUMNS):
        kind = row.choice("kind", KINDS)
        rule_part = row.choice("part", PARTS)
        closes = row.choice("closes", ("yes", "no")) == "yes"
        if not row["example"].strip():
            raise ResourceError(f"{row.where}: no example; add a sentence that shows the rule")
        examples.append((kind, rule_part, row["example"], row.where))
        for wording in _wordings(row):
            folded = fold(wording).strip()
            name = key(folded) if kind == "line" else folded
            by_kind[kind].setdefault(name, Rule(folded, rule_part, closes, row.where))
    return Furniture(
        line=by_kind["line"], start=by_kind["start"], any=by_kind["any"],
        tail=by_kind["tail"],
        tickers=frozenset(word for text in by_kind["ticker"] for word in text.split()),
        tells=frozenset(by_kind["tell"]), common=frozenset(by_kind["common"]),
        agencies=frozenset(by_kind["agency"]), desks=frozenset(by_kind["desk"]),
        places=frozenset(by_kind["place"]),
        date_words=frozenset(word for text in by_kind["date_word"] for word in text.split()),
        outlet_words=frozenset(by_kind["outlet_word"]),
        start_pattern=re.compile(rf"[^\w]*({_any_of(by_kind['start'])})(?!\w)"),
        any_pattern=re.compile(rf"({_any_of(by_kind['any'])})"),
        end_pattern=re.compile(rf"(?<!\w)(?:{_any_of(by_kind['end'])})\W*$"),
        tail_pattern=re.compile(rf"[.؟!»\")][ \t]+({_any_of(by_kind['tail'])})(?!\w)"),
        template=re.compile(_any_of(by_kind["template"])),
        inline=re.compile(rf"(?<!\w)(?:{_any_of(by_kind['inline'])})"),
        lead=re.compile(rf"[^\w]*(?:{_any_of(by_kind['lead'])})(?!\w)[ /|]*(:?)"),
        caption=re.compile(rf"(?<!\w)(?:{_any_of(by_kind['caption'])})(?!\w)"),
        outlet_noun=re.compile(rf"ل?(?:{_any_of(by_kind['outlet_noun'])}) +"),
        menu=re.compile(
            rf"(?<!\w)(?:{_any_of([t for t in [*by_kind['line'], *by_kind['any']] if ' ' in t])})(?!\w)"
        ),
        examples=tuple(examples),
    )


def _wordings(row: Row) -> list[str]:
    found = [wording.strip() for wording in row["text"].split("|")]
    if not all(found):
        raise ResourceError(f"{row.where}: an empty wording between the bars; take a bar away")
    return found


def _any_of(wordings: Iterable[str]) -> str:
    """One alternation, longest first so that the whole of a wording wins over its beginning."""
    listed = sorted(set(wordings), key=lambda text: (-len(text), text))
    return "|".join(re.escape(text) for text in listed)
