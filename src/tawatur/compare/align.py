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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec.structs import replace

from ..model import Claim, Event
from ..stories.reuse import Passage
from .account import Account
from .facts import Facts, facts_of, fits, is_date, like, rarity, tells_the_story

# A pair at or above ALIGNED tells one fact; a second sentence joins a matched claim from JOINED on,
# and only where its own words, not just who and when, are alike.
ALIGNED = 0.50
JOINED = 0.70
ALIKE = 0.30
# Scores have three decimals: as whole numbers their sums are exact.
_MILLI = 1000
# To join a group a claim must reach this mean score with those inside.
COHERENT = 0.45
# From here on nobody would doubt that two claims tell one fact: only then can they contradict each
# other, or have two origins.
FIRM = 0.70
# Two claims are verbatim where at least this share of the shorter one is printed in both.
VERBATIM = 0.60

# What the slots add to the similarity of the words …
SHARED_WORDS = 0.35
SAME_ENTITIES = 0.18
SAME_LIST = 0.20  # four names or more («and Egypt, France, Germany …») say more than one
SAME_VERB = 0.10
SAME_TIMES = 0.08
SAME_LENGTH = 0.10
SAME_NUMBERS = 0.06
SAME_TOLL = 0.30  # both count the dead of what can be one happening, though not to one figure
SAME_UNIT = 0.10  # both count the dead, or the buses, though not to one figure
SAME_COUNT = 0.12
TELLING_COUNT = 0.20  # «31 people» in both says more than «two» in both
# One happening: same type, day and place; or two of day, place, participant and figure.
SAME_EVENT = 0.40
LIKELY_EVENT = 0.20
# … and what they take from it.
ONLY_NAMES = -0.15  # names in common, but not one other word of weight
OTHER_EVENT = -0.15
OTHER_TIMES = -0.10
OTHER_ACTORS = -0.10

# One visit is told as the journey, as the visit or as the talks.
A_VISIT = ("visit", "travel", "meeting")


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
    """Claims that tell one fact, and all pairs among them that fit each other."""

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


def align(
    accounts: Sequence[Account],
    similarity: Mapping[tuple[str, str], float],
    passages: Mapping[tuple[str, str], Sequence[Passage]],
    weights: Mapping[str, float],
) -> tuple[Group, ...]:
    """Groups of claims that tell one fact, in the order of the first account that tells it.

    `similarity` holds 0..1 for pairs of claim ids (absent: 0), `passages` the shared text of each
    pair of article ids, both keyed in the order of `accounts`; `weights` tells common words
    (`encode.words.load_idf`).
    """
    facts = {account.id: facts_of(account, weights) for account in accounts}
    rare = rarity([f for mine in facts.values() for f in mine])
    scored: list[Pair] = []
    chosen: list[Pair] = []
    for one, other in combinations(accounts, 2):
        shared = passages.get((one.id, other.id), ())
        pairs = score_pairs(facts[one.id], facts[other.id], similarity, shared, rare)
        chosen += match(pairs)
        scored += pairs
    groups = group(chosen, scored)
    place = {c.id: i for i, c in enumerate(c for account in accounts for c in account.claims)}
    groups = fold(groups, accounts)
    return tuple(sorted(groups, key=lambda g: min(place[c.id] for c in g.claims)))


# 1. ------------------------------------------------------------------------------------------

def score_pairs(
    one: Sequence[Facts],
    other: Sequence[Facts],
    similarity: Mapping[tuple[str, str], float],
    passages: Sequence[Passage],
    rare: Mapping[str, float],
) -> list[Pair]:
    """All pairs of claims with a score, best first, ties in the order of the text."""
    found = []
    for a in one:
        near = [p for p in passages if p.a_start < a.core[1] and a.core[0] < p.a_end]
        for b in other:
            alike = similarity.get((a.claim.id, b.claim.id), 0.0)
            shared = shared_words(a.core, b.core, near) if near else 0.0
            score = round(alike + SHARED_WORDS * shared + slots(a, b, rare, bool(shared)), 3)
            if score > 0:
                found.append(Pair(a.claim, b.claim, alike, shared, score))
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


def slots(a: Facts, b: Facts, rare: Mapping[str, float], shared: bool = False) -> float:
    """What names, verb, dates, numbers and events say for and against one fact."""
    same_figure = bool({n for n, _ in a.counts} & {n for n, _ in b.counts})
    happening = same_events(a.events, b.events, same_figure)
    score = same_entities(a, b, rare) + happening
    if a.entities & b.entities and not (a.words & b.words or shared or happening > 0):
        score += ONLY_NAMES
    if a.verb and a.verb == b.verb:
        score += SAME_VERB * rare[a.verb]
    told = [fits(x, y) for x in a.dates for y in b.dates if like(x, y)]
    if told:
        score += SAME_TIMES if any(told) else OTHER_TIMES
    if a.lengths & b.lengths:
        score += SAME_LENGTH
    if a.counts & b.counts:
        telling = any(n > 3 for n, _ in a.counts & b.counts)
        score += TELLING_COUNT if telling else SAME_COUNT
    elif same_toll(a, b):
        score += SAME_TOLL
    elif {u for _, u in a.counts if u} & {u for _, u in b.counts if u}:
        score += SAME_UNIT
    elif same_figure:
        score += SAME_NUMBERS
    return score


def same_toll(a: Facts, b: Facts) -> bool:
    """True where both count victims of one kind, of happenings that no date tells apart."""
    return any(
        kind == other_kind and one_day(day, other_day)
        for kind, day in a.tolls for other_kind, other_day in b.tolls
    )


def one_day(one: str | None, other: str | None) -> bool:
    """True for one day, or a day and none; a month or a year counts the victims of other days too."""
    known = [d.split("T")[0] for d in (one, other) if d is not None]
    return len(set(known)) <= 1 and all(len(d) >= 10 for d in known)


def same_entities(a: Facts, b: Facts, rare: Mapping[str, float]) -> float:
    """The weight of the names that both have, against the side that has less."""
    common = a.entities & b.entities
    if not common:
        return OTHER_ACTORS if a.actors and b.actors else 0.0
    least = min(sum(rare[e] ** 2 for e in sorted(side)) for side in (a.entities, b.entities))
    overlap = sum(rare[e] ** 2 for e in sorted(common)) / max(least, 0.1)
    return SAME_ENTITIES * min(1.0, overlap) + (SAME_LIST if len(common) >= 4 else 0.0)


def same_events(one: Sequence[Event], other: Sequence[Event], same_figure: bool) -> float:
    """The best that two sets of events say; happenings of other kinds speak against one fact."""
    if not one or not other:
        return 0.0
    best = max(same_event(x, y, same_figure) for x in one for y in other)
    kinds = {e.plover for e in one} & {e.plover for e in other}
    return best if best or kinds else OTHER_EVENT


def same_event(x: Event, y: Event, same_figure: bool) -> float:
    """What two events say for one fact: nothing unless their types and dates allow it."""
    if x.type != y.type and not (x.type in A_VISIT and y.type in A_VISIT):
        return 0.0
    days = [d for d in (x.date, y.date) if d is not None and is_date(d)]
    known = len(days) == 2 and like(*days)
    if known and not fits(*days):
        return 0.0
    same_day = known and all(len(d) >= 10 for d in days)
    same_place = x.place is not None and x.place == y.place
    if same_day and same_place:
        return SAME_EVENT
    people = {p.entity for p in x.participants} & {p.entity for p in y.participants}
    return LIKELY_EVENT if same_day + same_place + bool(people) + same_figure >= 2 else 0.0


# 2. ------------------------------------------------------------------------------------------

def match(pairs: Sequence[Pair]) -> list[Pair]:
    """Take the best pairs first, down to ALIGNED; a claim that is taken may still be joined."""
    taken_a: dict[str, Pair] = {}
    taken_b: dict[str, Pair] = {}
    chosen: list[Pair] = []
    for pair in pairs:
        if pair.score < ALIGNED:
            break
        first_a, first_b = taken_a.get(pair.a.id), taken_b.get(pair.b.id)
        if first_a is None and first_b is None:
            taken_a[pair.a.id] = taken_b[pair.b.id] = pair
            chosen.append(pair)
        elif (first_a is None) != (first_b is None) and joins(pair):
            taken_a.setdefault(pair.a.id, pair)
            taken_b.setdefault(pair.b.id, pair)
            chosen.append(pair)
    return chosen


def joins(pair: Pair) -> bool:
    """True where a pair is strong enough to join a claim that is spoken for."""
    return pair.score >= JOINED and (pair.similarity >= ALIKE or pair.shared >= VERBATIM)


def surely_one_fact(pair: Pair) -> bool:
    """True where two claims may be held against each other, or counted as two origins."""
    return pair.score >= FIRM or pair.shared >= VERBATIM


# 3. ------------------------------------------------------------------------------------------

@dataclass(slots=True)
class _Growing:
    """A group while it grows: its claims by id, and the scores between articles in it (thousandths) with their number."""

    claims: dict[str, Claim]
    total: int
    count: int


def group(pairs: Sequence[Pair], scored: Sequence[Pair]) -> list[Group]:
    """Join pairs into groups, strongest first; groups that do not cohere stay apart."""
    known: dict[str, dict[str, int]] = {}
    for p in scored:
        known.setdefault(p.a.id, {})[p.b.id] = known.setdefault(p.b.id, {})[p.a.id] = round(p.score * _MILLI)
    groups: list[_Growing] = []
    for pair in sorted(pairs, key=lambda p: (-p.score, p.a.id, p.b.id)):
        touched = [g for g in groups if pair.a.id in g.claims or pair.b.id in g.claims]
        grown = _joined(touched, pair, known)
        if not touched or coherent(grown):
            groups = [g for g in groups if not any(g is t for t in touched)]
            groups.append(grown)
        else:
            # The claims are spoken for elsewhere; the pair still tells one fact of its own.
            groups.append(_joined([], pair, known))
    by_claim: dict[str, list[int]] = {}
    for place, p in enumerate(scored):
        if p.score >= COHERENT:
            by_claim.setdefault(p.a.id, []).append(place)
    return [_with_all_pairs(g, scored, by_claim) for g in groups]


def _joined(touched: Sequence[_Growing], pair: Pair, known: Mapping[str, Mapping[str, int]]) -> _Growing:
    """The groups that a pair touches and the pair itself as one group."""
    grown = _Growing(dict(touched[0].claims), touched[0].total, touched[0].count) if touched else _Growing({}, 0, 0)
    for claim in (*(c for g in touched[1:] for c in g.claims.values()), pair.a, pair.b):
        if claim.id in grown.claims:
            continue
        scores = known.get(claim.id, {})
        for other in grown.claims.values():
            if other.span.article != claim.span.article:
                grown.total += scores.get(other.id, 0)
                grown.count += 1
        grown.claims[claim.id] = claim
    return grown


def _with_all_pairs(group: _Growing, scored: Sequence[Pair], by_claim: Mapping[str, Sequence[int]]) -> Group:
    """The group with every pair of its claims that fits, not only those that brought it together."""
    inside = group.claims
    places = sorted(i for id in inside for i in by_claim.get(id, ()) if scored[i].b.id in inside)
    return Group(tuple(inside.values()), tuple(scored[i] for i in places))


def coherent(group: _Growing) -> bool:
    """True where the claims that meet fit, on the whole, those of the other articles."""
    return group.total >= round(COHERENT * _MILLI) * group.count


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
