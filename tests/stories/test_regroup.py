"""What a change reaches, with the decision as it is shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tawatur.stories.regroup import News, SameEvent, regroup
from tawatur.stories.same_event import same_event
from tawatur.stories.sketch import Sketch

from .conftest import make

Make = Callable[..., Sketch]
FIRE = "حريق هائل يلتهم مصنع النسيج بضاحية الزهور"
FAIR = "افتتاح معرض الكتاب التاسع في ميناء الياسمين"


def judge(a: Sketch, b: Sketch, meaning: float) -> float:
    return 0.9 if {*a.terms} & {*b.terms} else 0.0


def loader(sketches: list[Sketch], asked: list[str]) -> Callable[[str, str], News]:
    def load(day_from: str, day_to: str) -> News:
        asked.append(day_from)
        return News([s for s in sketches if day_from <= (s.day or "") <= day_to], {})
    return load


def test_only_what_hangs_on_the_new_article_is_grouped(sketch: Make) -> None:
    held = [sketch("a-1", FIRE), sketch("b-1", FIRE), sketch("a-2", FAIR), sketch("b-2", FAIR)]
    new = sketch("c-1", FIRE)
    region = regroup([new], loader([*held, new], []), judge)
    assert region.groups == (("a-1", "b-1", "c-1"),)
    assert set(region.edges) == {("a-1", "b-1"), ("a-1", "c-1"), ("b-1", "c-1")}


def test_the_walk_goes_on_beyond_the_window_of_the_new_article(sketch: Make) -> None:
    row = [sketch(f"o{n}-{n}", FIRE, day=f"2024-05-{10 + 2 * n}") for n in range(8)]
    asked: list[str] = []
    region = regroup([row[0]], loader(row, asked), judge)
    assert sorted(n for g in region.groups for n in g) == [s.id for s in row]
    assert len(asked) == len(set(asked)), "no day is read twice while the walk goes one way"


def test_what_a_former_version_held_together_is_grouped_again(sketch: Make) -> None:
    bridge = sketch("x-1", f"{FIRE} {FAIR}")
    now = replace(sketch("x-1", "مباراة ودية"), id="x-1")
    held = [sketch("a-1", FIRE), sketch("b-1", FAIR), now]
    region = regroup([now], loader(held, []), judge, gone=News([bridge], {}))
    assert region.groups == (("a-1",), ("b-1",), ("x-1",))


def test_a_removed_article_leaves_the_rest_grouped(sketch: Make) -> None:
    held = [sketch("a-1", FIRE), sketch("b-1", FIRE)]
    region = regroup([], loader(held, []), judge, gone=News([sketch("c-1", FIRE)], {}))
    assert region.groups == (("a-1", "b-1"),)


def test_nothing_new_reaches_nothing() -> None:
    assert regroup([], loader([], []), judge).groups == ()


def test_the_shipped_judge_is_same_event_and_sees_new_versions(sketch: Make) -> None:
    decide = SameEvent()
    one, two = sketch("a-1", FIRE, FIRE), sketch("b-1", FIRE, FIRE)
    assert decide(one, two, 0.8) == same_event(one, two, 0.8).probability == decide(two, one, 0.8)
    other = sketch("b-1", FAIR, FAIR)
    assert decide(one, other, 0.1) == same_event(one, other, 0.1).probability


class Held:
    """All articles and their leads, as a collection holds them."""

    def __init__(self, sketches: list[Sketch]) -> None:
        self.sketches = {s.id: s for s in sketches}
        self.vectors = {s.id: sense(s) for s in sketches}

    def leads(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        return {id: self.vectors[id] for id in ids}

    def alike(self, vectors: Mapping[str, np.ndarray], least: float, undated: bool) -> News:
        found = [
            s for s in self.sketches.values()
            if (s.day is None or not undated) and any(v @ self.vectors[s.id] >= least for v in vectors.values())
        ]
        return News(found, {s.id: self.vectors[s.id] for s in found})

    def load(self, day_from: str, day_to: str) -> News:
        # As a store does: what has no day lies on the one on which it was taken in.
        found = [s for s in self.sketches.values() if day_from <= (s.day or "2024-05-14") <= day_to]
        return News(found, {s.id: self.vectors[s.id] for s in found})


def sense(sketch: Sketch) -> np.ndarray:
    return np.array([1, 0] if set(FIRE.split()[:1]) & set(sketch.terms) else [0, 1], dtype=np.float32)


def undated(made: Sketch) -> Sketch:
    return replace(made, day=None)


@pytest.mark.parametrize("late", range(4))
def test_an_article_without_a_day_finds_its_story_whichever_comes_last(sketch: Make, late: int) -> None:
    held = [
        sketch("a-1", FIRE, day="2019-02-03"), sketch("b-1", FIRE, day="2019-02-04"), undated(sketch("c-1", FIRE)),
        undated(sketch("d-1", FIRE)), undated(sketch("e-1", FAIR)), sketch("f-1", FAIR, day="2019-02-03"),
    ]
    news = Held(held)
    region = regroup([held[late]], news.load, judge, far=news)
    assert region.groups == (("a-1", "b-1", "c-1", "d-1"),)
    assert region.edges == regroup(held[:4], news.load, judge, far=news).edges


def test_what_a_version_without_a_day_held_together_is_grouped_again(sketch: Make) -> None:
    news = Held([sketch("a-1", FIRE, day="2019-02-03"), sketch("b-1", FIRE, day="2021-02-04")])
    bridge = undated(sketch("x-1", FIRE))
    region = regroup([], news.load, judge, gone=News([bridge], {"x-1": sense(bridge)}), far=news)
    assert region.groups == (("a-1",), ("b-1",))


@given(st.lists(st.tuples(st.sampled_from((FIRE, FAIR, f"{FIRE} {FAIR}")), st.sampled_from((None, 3, 5, 9, 20))), min_size=2, max_size=9),
       st.randoms(use_true_random=False))
def test_portions_change_nothing_with_articles_without_days(rows: list[tuple[str, int | None]], rng: Random) -> None:
    made = [
        replace(make(f"o{n}-{n}", words), day=None if day is None else f"2024-05-{day:02d}") for n, (words, day) in enumerate(rows)
    ]
    everything = Held(made)
    whole = regroup(made, everything.load, judge, far=everything)
    order = list(made)
    rng.shuffle(order)
    cut = rng.randrange(1, len(order))
    before = Held(order[:cut])
    groups = {*regroup(order[:cut], before.load, judge, far=before).groups}
    after = regroup(order[cut:], everything.load, judge, far=everything)
    reached = {id for group in after.groups for id in group}
    groups = {g for g in groups if not reached & {*g}} | {*after.groups}
    assert groups == {*whole.groups}
