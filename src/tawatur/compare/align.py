"""Alignment: which claims of different articles tell one fact.

Four steps, each a function below:

1. `score_pairs`  how well two claims of two articles fit: the sense of their words (embedding and
   light stems), words printed in both, and the slots that a fact is made of: who, where, when,
   how many.
2. `match`        best pairs first; a claim is taken once, unless it sums up two sentences of the
   other article.
3. `group`        pairs become groups over all articles; a claim joins a group only if it fits the
   claims that are in it already, not just one of them.
4. `fold`         clauses that both articles tell in the same order in one sentence become one
   statement, so that a shared sentence is shown once.

The rules in plain words, with examples: docs/how-it-decides.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec.structs import replace

from ..model import Claim, Event
from ..stories.reuse import Passage
from .account import Account

# A pair at or above ALIGNED tells one fact; a second sentence joins a matched claim from JOINED on.
ALIGNED = 0.55
JOINED = 0.70
# To join a group a claim must reach this mean score with those inside.
COHERENT = 0.45
# Two claims are verbatim where at least this share of the shorter one is printed in both.
VERBATIM = 0.60

# What the slots add to, or take from, the similarity of the words.
SHARED_WORDS = 0.35
SAME_ENTITIES = 0.18
# A list of the same names («and Egypt, France, Germany …») says more than one name does.
SAME_LIST = 0.20
SAME_TIMES = 0.08
SAME_NUMBERS = 0.06
# One happening: same type, and two (or all three) of day, place and participant.
SAME_EVENT = 0.40
LIKELY_EVENT = 0.20
OTHER_EVENT = -0.15
OTHER_TIMES = -0.10
OTHER_ENTITIES = -0.12

HEADLINES = ("title", "teaser", "header", "navigation", "byline", "dateline")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of two articles: how alike in sense, how much is printed in both, and the sum."""

    a: Claim
    b: Claim
    similarity: float
    shared: float
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that tell one fact. `strands` are the clause-by-clause pairings of a folded group."""

    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(sorted({c.span.article for c in self.claims}))

    @property
    def score(self) -> float:
        return round(sum(p.score for p in self.pairs) / len(self.pairs), 3)

    @property
    def verbatim(self) -> bool:
        """True where at least two of the accounts print the same words."""
        return any(p.shared >= VERBATIM for p in self.pairs)

    def of(self, article: str) -> tuple[Claim, ...]:
        return tuple(c for c in self.claims if c.span.article == article)


def tells_the_story(claim: Claim) -> bool:
    """Titles and teasers repeat the body: they are not compared a second time."""
    return claim.part not in HEADLINES


def align(
    accounts: Sequence[Account],
    similarity: Mapping[tuple[str, str], float],
    passages: Mapping[tuple[str, str], Sequence[Passage]],
) -> tuple[Group, ...]:
    """Groups of claims that tell one fact, in the order of the first account that tells it.

    `similarity` holds 0..1 for pairs of claim ids (absent: 0), `passages` the shared text of each
    pair of article ids, both keyed in the order of `accounts`.
    """
    rare = rarity(accounts)
    pairs: list[Pair] = []
    for one, other in combinations(accounts, 2):
        shared = passages.get((one.id, other.id), ())
        pairs += match(score_pairs(one, other, similarity, shared, rare))
    groups = group(pairs)
    place = {c.id: i for i, c in enumerate(c for account in accounts for c in account.claims)}
    groups = fold(groups, accounts)
    return tuple(sorted(groups, key=lambda g: min(place[c.id] for c in g.claims)))


# 1. ------------------------------------------------------------------------------------------

def score_pairs(
    one: Account,
    other: Account,
    similarity: Mapping[tuple[str, str], float],
    passages: Sequence[Passage],
    rare: Mapping[str, float],
) -> list[Pair]:
    """All pairs of claims that reach ALIGNED, best first, ties in the order of the text."""
    found = []
    for a in filter(tells_the_story, one.claims):
        for b in filter(tells_the_story, other.claims):
            alike = similarity.get((a.id, b.id), 0.0)
            shared = shared_words(one.core(a), other.core(b), passages)
            score = alike + SHARED_WORDS * shared + slots(one, a, other, b, rare)
            if score >= ALIGNED:
                found.append(Pair(a, b, alike, shared, round(score, 3)))
    return sorted(found, key=lambda p: (-p.score, p.a.span.start, p.b.span.start))


def shared_words(
    a: tuple[int, int], b: tuple[int, int], passages: Sequence[Passage]
) -> float:
    """The share (0..1) of the shorter stretch that is printed in both.

    A passage may run over several clauses, so what lies in `a` must stand in the same part of the
    passage as what lies in `b`.
    """
    total = 0.0
    for p in passages:
        length_a, length_b = p.a_end - p.a_start, p.b_end - p.b_start
        low = max((a[0] - p.a_start) / length_a, (b[0] - p.b_start) / length_b, 0.0)
        high = min((a[1] - p.a_start) / length_a, (b[1] - p.b_start) / length_b, 1.0)
        total += max(0.0, high - low) * min(length_a, length_b)
    return min(1.0, total / max(1, min(a[1] - a[0], b[1] - b[0])))


def rarity(accounts: Sequence[Account]) -> dict[str, float]:
    """How much an entity tells claims apart: near 1 where few claims name it, near 0 where all do."""
    claims = [c for account in accounts for c in account.claims if tells_the_story(c)]
    named = Counter(e for c in claims for e in set(c.entities))
    return {e: 1 - n / (len(claims) + 1) for e, n in named.items()}


def slots(
    one: Account, a: Claim, other: Account, b: Claim, rare: Mapping[str, float]
) -> float:
    """What entities, dates, numbers and events say for and against one fact."""
    score = same_entities(set(a.entities), set(b.entities), rare)
    times_a, times_b = dates(one, a), dates(other, b)
    if times_a and times_b:
        agree = any(fits(x, y) for x in times_a for y in times_b)
        score += SAME_TIMES if agree else OTHER_TIMES
    if {n.value for n in a.numbers} & {n.value for n in b.numbers}:
        score += SAME_NUMBERS
    return score + same_events(one.happenings(a), other.happenings(b))


def same_events(one: Sequence[Event], other: Sequence[Event]) -> float:
    """The best that two sets of events say; happenings of other kinds speak against one fact."""
    if not one or not other:
        return 0.0
    best = max(same_event(x, y) for x in one for y in other)
    kinds = {e.plover for e in one} & {e.plover for e in other}
    return best if best or kinds else OTHER_EVENT


def same_entities(one: set[str], other: set[str], rare: Mapping[str, float]) -> float:
    """The weight of the entities that both name, against the side that names less."""
    if not one or not other:
        return 0.0
    common = one & other
    if not common:
        return OTHER_ENTITIES
    least = min(sum(rare[e] ** 2 for e in side) for side in (one, other))
    overlap = sum(rare[e] ** 2 for e in common) / max(least, 0.1)
    return SAME_ENTITIES * min(1.0, overlap) + (SAME_LIST if len(common) >= 4 else 0.0)


def dates(account: Account, claim: Claim) -> list[str]:
    """The calendar dates (TIMEX3 values) that a claim names."""
    wanted = set(claim.times)
    return [t.value for t in account.times if t.id in wanted and t.value[:1].isdigit()]


def fits(one: str, other: str) -> bool:
    """True where one TIMEX3 date can lie in the other: 2020-01 and 2020-01-30."""
    short, long = sorted((one.split("T")[0], other.split("T")[0]), key=len)
    return long.startswith(short)


def same_event(x: Event, y: Event) -> float:
    """What two events say for one fact: nothing unless type and date allow it."""
    if x.plover != y.plover or x.plover is None:
        return 0.0
    days = [d for d in (x.date, y.date) if d is not None and d[:1].isdigit()]
    if len(days) == 2 and not fits(*days):
        return 0.0
    same_day = len(days) == 2 and all(len(d) >= 10 for d in days)
    same_place = x.place is not None and x.place == y.place
    people = {p.entity for p in x.participants} & {p.entity for p in y.participants}
    together = same_day + same_place + bool(people)
    return SAME_EVENT if together == 3 or (same_day and same_place) else \
        LIKELY_EVENT if together == 2 else 0.0


def dates(account: Account, claim: Claim) -> list[str]:
    """The calendar dates (TIMEX3 values) that a claim names."""
    wanted = set(claim.times)
    return [t.value for t in account.times if t.id in wanted and t.value[:1].isdigit()]


def fits(one: str, other: str) -> bool:
    """True where one TIMEX3 date can lie in the other: 2020-01 and 2020-01-30."""
    short, long = sorted((one.split("T")[0], other.split("T")[0]), key=len)
    return long.startswith(short)


# 2. ------------------------------------------------------------------------------------------

def match(pairs: Sequence[Pair]) -> list[Pair]:
    """Take the best pairs first; a claim that is taken may still be joined by a near sentence."""
    taken_a: dict[str, Pair] = {}
    taken_b: dict[str, Pair] = {}
    chosen: list[Pair] = []
    for pair in pairs:
        first_a, first_b = taken_a.get(pair.a.id), taken_b.get(pair.b.id)
        if first_a is None and first_b is None:
            taken_a[pair.a.id] = taken_b[pair.b.id] = pair
            chosen.append(pair)
        elif (first_a is None) != (first_b is None) and pair.score >= JOINED:
            taken_a.setdefault(pair.a.id, pair)
            taken_b.setdefault(pair.b.id, pair)
            chosen.append(pair)
    return chosen


# 3. ------------------------------------------------------------------------------------------

def group(pairs: Sequence[Pair]) -> list[Group]:
    """Join pairs into groups, strongest first; groups that do not cohere stay apart."""
    groups: list[Group] = []
    for pair in sorted(pairs, key=lambda p: (-p.score, p.a.id, p.b.id)):
        touched = [g for g in groups if pair.a in g.claims or pair.b in g.claims]
        if not touched:
            groups.append(Group((pair.a, pair.b), (pair,)))
        elif coherent(touched, pair, pairs):
            claims = dict.fromkeys([c for g in touched for c in g.claims] + [pair.a, pair.b])
            inside = [p for g in touched for p in g.pairs] + [pair]
            groups = [g for g in groups if g not in touched]
            groups.append(Group(tuple(claims), tuple(inside)))
        else:
            # The claims are spoken for elsewhere; the pair still tells one fact of its own.
            groups.append(Group((pair.a, pair.b), (pair,)))
    return groups


def coherent(touched: Sequence[Group], pair: Pair, pairs: Sequence[Pair]) -> bool:
    """True where the new claims fit, on the whole, those of other articles in the groups."""
    known = {(p.a.id, p.b.id): p.score for p in pairs}
    inside = dict.fromkeys([c for g in touched for c in g.claims])
    scores = []
    for new in (pair.a, pair.b):
        for old in inside:
            if old.span.article != new.span.article and old != new:
                scores.append(max(known.get((new.id, old.id), 0), known.get((old.id, new.id), 0)))
    return not scores or sum(scores) / len(scores) >= COHERENT


# 4. ------------------------------------------------------------------------------------------

def fold(groups: Sequence[Group], accounts: Sequence[Account]) -> list[Group]:
    """Make one statement of clauses that stand side by side, in the same order, in all accounts."""
    order = {c.id: (account.id, account.sentence_of(account.core(c)[0]), i)
             for account in accounts
             for i, c in enumerate(x for x in account.claims if tells_the_story(x))}
    first = sorted(groups, key=lambda g: [order[c.id] for c in g.claims])
    folded: list[Group] = []
    for g in first:
        before = next((f for f in folded if follows(f, g, order)), None)
        if before is None:
            folded.append(g)
            continue
        folded[folded.index(before)] = Group(before.claims + g.claims, before.pairs + g.pairs)
    return folded


def follows(
    before: Group, after: Group, order: Mapping[str, tuple[str, int, int]]
) -> bool:
    """True where `after` continues `before` in the same sentence of every article of both."""
    if before.articles != after.articles:
        return False
    for article in before.articles:
        last = max(order[c.id] for c in before.of(article))
        next_ = min(order[c.id] for c in after.of(article))
        if last[:2] != next_[:2] or next_[2] - last[2] != 1:
            return False
    return True


def statement(claims: Sequence[Claim], text: str) -> Claim:
    """One claim for clauses of one article that were folded: from the first word to the last."""
    first = min(claims, key=lambda c: c.span.start)
    end = max(c.span.end for c in claims)
    span = replace(first.span, end=end, text=text[first.span.start:end])
    return replace(
        first,
        span=span,
        entities=tuple(dict.fromkeys(e for c in claims for e in c.entities)),
        times=tuple(dict.fromkeys(t for c in claims for t in c.times)),
        numbers=tuple(dict.fromkeys(n for c in claims for n in c.numbers)),
    )
