"""Facts: the slots of a claim by which it is compared: who, where, when, how many, what was done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..encode.words import match_stem, skeleton
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..lang.tokenize import tokens
from ..model import Claim, Event, Link
from .account import Account

# Words that are rarer in the language than this weigh something (`weights`, 0..1).
OF_WEIGHT = 0.35
BESIDE_THE_STORY = ("title", "teaser", "header", "caption", "navigation", "byline", "dateline")


@dataclass(frozen=True, slots=True)
class Facts:
    """The slots of one claim: who, where, when, how many, what was done, which happening.

    `tolls` holds what kind of victims are counted, and the date of their happening where it is told.
    """

    claim: Claim
    core: tuple[int, int]
    words: frozenset[str]
    entities: frozenset[str]
    actors: frozenset[str]
    dates: tuple[str, ...]
    lengths: frozenset[str]
    counts: frozenset[tuple[float, str]]
    verb: str | None
    events: tuple[Event, ...]
    tolls: frozenset[tuple[str, str | None]]


def tells_the_story(claim: Claim) -> bool:
    """Titles and teasers repeat the body, a caption tells of its photo: they are not compared."""
    return claim.part not in BESIDE_THE_STORY


def facts_of(account: Account, weights: Mapping[str, float]) -> list[Facts]:
    """The slots of every claim that is compared."""
    return [_facts(account, c, weights) for c in account.claims if tells_the_story(c)]


def _facts(account: Account, claim: Claim, weights: Mapping[str, float]) -> Facts:
    start, end = core = account.core(claim)
    inside = [x for x in account.links if start <= x.start and x.end <= end]
    times = [t.value for t in account.times if t.id in set(claim.times)]
    told = account.happenings(claim)
    return Facts(
        claim=claim,
        core=core,
        words=plain_words(account, core, inside, weights),
        entities=frozenset(x.entity for x in inside),
        actors=frozenset(x.entity for x in inside if x.type != "LOC"),
        dates=tuple(t for t in times if is_date(t)),
        lengths=frozenset(t for t in times if re.fullmatch(r"P\d+[DWMY]", t)),
        counts=frozenset((n.value, light_stem(fold(n.unit))) for n in claim.numbers),
        verb=skeleton(claim.lemma) if claim.lemma else None,
        events=told,
        tolls=frozenset(
            (v.kind, e.date if e.date and is_date(e.date) else None)
            for e in told for v in e.victims if start <= v.span.start < end
        ),
    )


def plain_words(
    account: Account, core: tuple[int, int], names: Sequence[Link], weights: Mapping[str, float]
) -> frozenset[str]:
    """Rough roots of the words that weigh something and belong to no name."""
    stems = [
        match_stem(t.norm) for t in tokens(account.view, *core)
        if len(t.norm) > 2 and not any(x.start <= t.start < x.end for x in names)
    ]
    return frozenset(skeleton(s) for s in stems if weights.get(s, 1.0) >= OF_WEIGHT)


def rarity(facts: Sequence[Facts]) -> dict[str, float]:
    """How much an entity or verb tells claims apart: near 1 where few have it, near 0 where all do."""
    named = Counter(x for f in facts for x in (*f.entities, f.verb) if x)
    return {x: 1 - n / (len(facts) + 1) for x, n in named.items()}


def is_date(value: str) -> bool:
    """True for calendar dates: 2020-01-30, 2020-01, and without the year XXXX-01-30, XXXX-WXX-2."""
    return value[:1].isdigit() or value.startswith("XXXX-")


def like(one: str, other: str) -> bool:
    """True where two dates can be held against each other: both with a year, or neither."""
    return one[:1].isdigit() == other[:1].isdigit() and ("W" in one) == ("W" in other)


def fits(one: str, other: str) -> bool:
    """True where one TIMEX3 date can lie in the other: 2020-01 and 2020-01-30."""
    short, long = sorted((one.split("T")[0], other.split("T")[0]), key=len)
    return long.startswith(short)
