"""What a change reaches, with the decision as it is shipped."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tawatur.stories.regroup import News, SameEvent, regroup
from tawatur.stories.same_event import same_event
from tawatur.stories.sketch import Sketch

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
