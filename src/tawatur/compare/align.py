"""Alignment: which claims of different articles tell one fact.

Four steps, each a function below:

1. `score_pairs`  how well two claims of two articles fit: the sense of their words (embedding and
   light stems), words printed in both, and the slots that a fact is made of: who, where, when,
   how many.
2. `match`        best pairs first; a claim is taken once, unless it sums up two sentences of the
   other article.
3. `group`        pairs become groups over all articles; a claim joins a group only if it fits the
   group as a whole, not just one of its claims.
4. `fold`         clauses that both articles tell in the same order in one sentence become one
   statement, so that a shared sentence is shown once.

The rules in plain words, with examples: docs/how-it-decides.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from ..lang.normalize import fold as fold_text
from ..lang.stem import light_stem
from ..model import Claim
from ..stories.reuse import Passage
from .account import Account
from .facts import Facts, facts_of, rarity, tells_the_story
from .slots import slots

# A pair at or above ALIGNED tells one fact; a second sentence joins a matched claim from JOINED on,
# and only where its own words, not just who and when, are alike.
ALIGNED = 0.50
JOINED = 0.70
ALIKE = 0.30
# Scores have three decimals: as whole numbers their sums are exact.
_MILLI = 1000
# To join a group a claim must reach this mean score with those of the other articles inside; claims from
# several sentences of one article, of which one might be enough, this.
COHERENT = 0.45
SEVERAL = 0.55
# From here on nobody would doubt that two claims tell one fact: only then can they contradict each
# other, or have two origins.
FIRM = 0.70
# Two claims are verbatim where at least this share of the shorter one is printed in both.
VERBATIM = 0.60

# What words that are printed in both add to the similarity; what the slots add: `slots.py`.
SHARED_WORDS = 0.35


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
    place = {
        f.claim.id: (number, account.sentence_of(f.core[0]))
        for number, account in enumerate(accounts) for f in facts[account.id]
    }
    groups = fold(group(chosen, scored, place), accounts)
    order = {c.id: i for i, c in enumerate(c for account in accounts for c in account.claims)}
    return tuple(sorted(groups, key=lambda g: min(order[c.id] for c in g.claims)))


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
    """True where two claims may be held against each other, or counted as two origins.

    Where each gives figures, and of nothing that the other counts, they are alike in what goes along with the fact: the toll
    of «الزلزال الذي ضرب المدينة» and its strength.
    """
    return pair.shared >= VERBATIM or (pair.score >= FIRM and not _count_apart(pair))


def _count_apart(pair: Pair) -> bool:
    one, other = ({light_stem(fold_text(n.unit)) for n in c.numbers if n.unit} for c in (pair.a, pair.b))
    return bool(one and other and not one & other)


# 3. ------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class _Fits:
    """How well claims fit each other (thousandths), and where each stands: its article and sentence.

    Claims of one article are not held against each other.
    """

    row: Mapping[str, int]
    score: NDArray[np.int32]
    apart: NDArray[np.bool_]
    place: Sequence[tuple[int, int]]

    def one_fact(self, parts: Sequence[Sequence[str]]) -> bool:
        """True where the claims (ids) of all parts tell one fact.

        The parts fit each other on average, and each claim fits those of all other articles. Claims from
        several sentences of one article must fit better: one of them would do.
        """
        part = {c: number for number, claims in reversed([*enumerate(parts)]) for c in claims}
        rows = [self.row[c] for c in part]
        inside = np.ix_(rows, rows)
        score, apart = self.score[inside], self.apart[inside]
        number = np.array([*part.values()])
        between = apart & (number[:, None] != number[None, :])
        if score[between].sum() < _thousandths(COHERENT) * between.sum():
            return False
        sentences = Counter(article for article, _ in {self.place[r] for r in rows})
        least = [SEVERAL if sentences[self.place[r][0]] > 1 else COHERENT for r in rows]
        return bool((score.sum(axis=1) >= [_thousandths(x) for x in least] * apart.sum(axis=1)).all())


def _thousandths(score: float) -> int:
    return round(score * _MILLI)


def _fits(pairs: Sequence[Pair], scored: Sequence[Pair], place: Mapping[str, tuple[int, int]]) -> _Fits:
    row = {id: i for i, id in enumerate(dict.fromkeys(c.id for p in pairs for c in (p.a, p.b)))}
    score = np.zeros((len(row), len(row)), dtype=np.int32)
    for p in scored:
        if p.a.id in row and p.b.id in row:
            i, j = row[p.a.id], row[p.b.id]
            score[i, j] = score[j, i] = _thousandths(p.score)
    articles = np.array([place[id][0] for id in row])
    return _Fits(row, score, articles[:, None] != articles[None, :], [place[id] for id in row])


def group(pairs: Sequence[Pair], scored: Sequence[Pair], place: Mapping[str, tuple[int, int]]) -> list[Group]:
    """Join pairs into groups, strongest first; what does not fit a whole group stays apart.

    `place` gives the article and the sentence of each claim, as numbers.
    """
    fits = _fits(pairs, scored, place)
    groups: dict[int, tuple[str, ...]] = {}
    homes: dict[str, set[int]] = {id: set() for id in fits.row}
    for number, pair in enumerate(sorted(pairs, key=lambda p: (-p.score, p.a.id, p.b.id))):
        ends = (pair.a.id, pair.b.id)
        if homes[ends[0]] & homes[ends[1]]:
            continue
        joined, way = next(
            ((old, way) for old, way in _ways(ends, groups, homes) if fits.one_fact(way)), ((), None)
        )
        if way is None and all(homes[end] for end in ends):
            continue
        # Where the pair joins nothing, and one of the two has no group yet, the pair is all that it has.
        for gone in joined:
            for id in groups.pop(gone):
                homes[id].discard(gone)
        groups[number] = tuple(dict.fromkeys(id for part in way or (ends,) for id in part))
        for id in groups[number]:
            homes[id].add(number)
    claims = {c.id: c for p in pairs for c in (p.a, p.b)}
    by_claim: dict[str, list[int]] = {}
    for i, p in enumerate(scored):
        if p.score >= COHERENT:
            by_claim.setdefault(p.a.id, []).append(i)
    return [_with_all_pairs([claims[id] for id in g], scored, by_claim) for g in groups.values()]


def _ways(
    ends: tuple[str, str], groups: Mapping[int, tuple[str, ...]], homes: Mapping[str, set[int]]
) -> Iterator[tuple[Sequence[int], Sequence[Sequence[str]]]]:
    """What a pair may join: all groups that it touches, else one of them; and the parts that would make one."""
    touched = sorted(homes[ends[0]] | homes[ends[1]])
    yield touched, [*(groups[n] for n in touched), *((end,) for end in ends if not homes[end])]
    if len(touched) > 1:
        for n in touched:
            yield [n], [groups[n], ends]


def _with_all_pairs(claims: Sequence[Claim], scored: Sequence[Pair], by_claim: Mapping[str, Sequence[int]]) -> Group:
    """The group with every pair of its claims that fits, not only those that brought it together."""
    inside = {c.id for c in claims}
    places = sorted(i for c in claims for i in by_claim.get(c.id, ()) if scored[i].b.id in inside)
    return Group(tuple(claims), tuple(scored[i] for i in places))


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
