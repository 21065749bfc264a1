"""Stories are a function of the set of articles: any order, any portions, the same groups."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.encode.words import stems
from tawatur.stories.candidates import CandidateRules, candidates
from tawatur.stories.cluster import KEEP, group
from tawatur.stories.regroup import News, regroup
from tawatur.stories.sketch import Sketch

RULES = CandidateRules(days=2, shared=2.0)
# Events are told with some of these words, so that they overlap and bridges occur.
WORDS = ["زلزال", "مرفأ", "وزير", "مباراة", "محكمة", "قطار", "سيول", "مصنع", "جسر", "مدرسة", "سفينة", "نفط"]
DAYS = [f"2024-05-{day:02}" for day in range(10, 20)]

articles = st.lists(
    st.tuples(st.sets(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(DAYS)),
    min_size=1, max_size=24,
)


def sketch(number: int, words: set[str], day: str) -> Sketch:
    terms = tuple(sorted(s for w in words for s in stems(w)))
    return Sketch(
        id=f"o{number % 5}-{number:02}", outlet=f"o{number % 5}", day=day, words=len(terms), terms=terms,
        counts=bytes([100, 1, 1, 1] * len(terms)), names=(), numbers=(), days=(), lead_days=0,
        happenings=(), prints=b"",
    )


def vector(s: Sketch) -> np.ndarray:
    out = np.zeros(16, dtype=np.float32)
    for term in s.terms:
        out[sum(map(ord, term)) % 16] += 1
    return out / np.linalg.norm(out)


def judge(a: Sketch, b: Sketch, meaning: float) -> float:
    """Between 0 and 1 by words and meaning, with many ties."""
    shared = len({*a.terms} & {*b.terms}) / min(len(a.terms), len(b.terms))
    return round(0.7 * shared + 0.3 * max(meaning, 0.0), 1)


class Collection:
    """The least that a collection does: sketches by day, and the groups as they stand."""

    def __init__(self) -> None:
        self.sketches: dict[str, Sketch] = {}
        self.groups: set[tuple[str, ...]] = set()

    def load(self, day_from: str, day_to: str) -> News:
        found = [s for s in self.sketches.values() if day_from <= (s.day or "") <= day_to]
        return News(found, {s.id: vector(s) for s in found})

    def put(self, batch: list[Sketch], removed: tuple[str, ...] = ()) -> None:
        lost = [self.sketches.pop(name) for name in (*removed, *(s.id for s in batch)) if name in self.sketches]
        self.sketches |= {s.id: s for s in batch}
        gone = News(lost, {s.id: vector(s) for s in lost})
        region = regroup(batch, self.load, judge, gone=gone, rules=RULES)
        touched = {name for found in region.groups for name in found} | {s.id for s in lost}
        kept = {g for g in self.groups if not touched & {*g}}
        # A story is reached whole or not at all.
        assert {n for g in kept for n in g} | touched >= {n for g in self.groups for n in g}
        self.groups = kept | {*region.groups}


def at_once(sketches: list[Sketch]) -> set[tuple[str, ...]]:
    by_id = {s.id: s for s in sketches}
    pairs = candidates(sketches, [], {s.id: vector(s) for s in sketches}, RULES)
    judged = {(p.a, p.b): judge(by_id[p.a], by_id[p.b], p.meaning) for p in pairs}
    return {*group(by_id, {pair: p for pair, p in judged.items() if p >= KEEP}, {s.id: s.outlet for s in sketches})}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles, st.data())
def test_any_order_and_any_portions_give_the_groups_of_all_at_once(
    drawn: list[tuple[set[str], str]], data: st.DataObject
) -> None:
    sketches = [sketch(n, words, day) for n, (words, day) in enumerate(drawn)]
    order = data.draw(st.permutations(sketches))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(order)), max_size=5)) | {0, len(order)})
    collection = Collection()
    for low, high in pairwise(cuts):
        collection.put(order[low:high])
    assert collection.groups == at_once(sketches)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles, articles, st.data())
def test_new_versions_and_removals_leave_no_trace(
    before: list[tuple[set[str], str]], after: list[tuple[set[str], str]], data: st.DataObject
) -> None:
    first = [sketch(n, *article) for n, article in enumerate(before)]
    second = [sketch(n, *article) for n, article in enumerate(after)]
    removed = tuple(data.draw(st.sets(st.sampled_from([s.id for s in first]))))
    collection = Collection()
    collection.put(first)
    collection.put(second, removed)
    wanted = {s.id: s for s in first if s.id not in removed} | {s.id: s for s in second}
    assert collection.groups == at_once([*wanted.values()])


@given(articles)
def test_pairs_do_not_depend_on_company(drawn: list[tuple[set[str], str]]) -> None:
    sketches = [sketch(n, words, day) for n, (words, day) in enumerate(drawn)]
    vectors = {s.id: vector(s) for s in sketches}
    together = {*candidates(sketches, [], vectors, RULES)}
    alone = {
        pair for i, a in enumerate(sketches) for b in sketches[:i]
        for pair in candidates([a], [b], vectors, RULES)
    }
    assert together == alone
