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
    "outlet_noun", "tell", "common", "date_word", "weekday", "outlet_word", "end", "tail", "ticker", "template",
    "particle", "home", "ago", "ago_unit", "desk_joined",
    "rights", "rights_for", "source_line", "told_to", "speaks", "knew", "reported",
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
    weekdays: frozenset[str]
    outlet_words: frozenset[str]
    particles: frozenset[str]
    home: frozenset[str]
    reported: frozenset[str]
    speaks: tuple[str, ...]
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
    clock: re.Pattern[str]
    segment: re.Pattern[str]
    told: re.Pattern[str]
    knew: re.Pattern[str]
    rights: re.Pattern[str]
    source_line: re.Pattern[str]
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
        date_words=frozenset(word for kind in ("date_word", "weekday") for text in by_kind[kind] for word in text.split()),
        weekdays=frozenset(by_kind["weekday"]),
        outlet_words=frozenset(by_kind["outlet_word"]),
        particles=frozenset(by_kind["particle"]), home=frozenset(by_kind["home"]),
        reported=frozenset(by_kind["reported"]), speaks=tuple(by_kind["speaks"]),
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
        **_lines(by_kind),
        examples=tuple(examples),
    )


def _lines(by_kind: Mapping[str, Mapping[str, Rule]]) -> dict[str, re.Pattern[str]]:
    """Patterns of the lines and clauses that tell the hour, the writer and the outlet."""
    one = {kind: _any_of(rules) for kind, rules in by_kind.items()}
    name = r"[«\"]([^«»\"\n]{2,30})[»\"]"
    return {
        "clock": re.compile(rf"\d{{1,2}}:\d\d|(?<!\w)(?:{one['ago']}) (?:\d|{one['ago_unit']})"),
        "segment": re.compile(rf"[-/|،,+:()\[\]«»\"]+| و(?=(?:{one['desk_joined']})\b)"),
        "told": re.compile(rf"(?<!\w)(?:ل ?|(?:{one['told_to']}) ){name}"),
        "knew": re.compile(rf"(?<!\w)[وف]?(?:{one['knew']}) {name}"),
        "rights": re.compile(
            rf"(?:{one['rights']}) *(?:©|\(c\))? *(?:(?:{one['rights_for']}) |ل)? *([^©|\n\d(]{{2,60}})"
        ),
        "source_line": re.compile(rf"^[^\w]*(?:{one['source_line']}) *: *(.+)$"),
    }


def _wordings(row: Row) -> list[str]:
    found = [wording.strip() for wording in row["text"].split("|")]
    if not all(found):
        raise ResourceError(f"{row.where}: an empty wording between the bars; take a bar away")
    return found


def _any_of(wordings: Iterable[str]) -> str:
    """One alternation, longest first so that the whole of a wording wins over its beginning."""
    listed = sorted(set(wordings), key=lambda text: (-len(text), text))
    return "|".join(re.escape(text) for text in listed)
