"""The decision: one event or two, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tawatur.encode.words import match_stem
from tawatur.errors import ResourceError
from tawatur.stories.features import NAMES, SPEAKS_FOR, side
from tawatur.stories.same_event import judge, load_weights, same_event, score
from tawatur.stories.sketch import Name, Sketch

Make = Callable[..., Sketch]
SHIPPED = Path(__file__).parents[2] / "src" / "tawatur" / "stories" / "same_event.json"


@pytest.fixture(scope="module")
def fire(sketch: Make) -> Callable[..., Sketch]:
    """A fire in a market of a town."""

    def of(name: str, town: str, **more: object) -> Sketch:
        place = Name("LOC", town, (match_stem(town),), 2, True)
        text = f"اندلع حريق ضخم في سوق القماش بمدينة {town} وأخمدته فرق الإطفاء بعد ساعات"
        return replace(sketch(name, f"حريق يلتهم سوق القماش في {town}", text, names=(place,)), **more)

    return of


def test_one_fire_told_twice(fire: Make) -> None:
    found = same_event(fire("a-1", "سنجار"), fire("b-1", "سنجار"), 0.9)
    assert found.same
    assert found.probability > 0.9


def test_another_fire_in_another_town_on_another_day(fire: Make) -> None:
    one = fire("a-1", "سنجار", days=("2024-05-14",), lead_days=1)
    other = fire("b-1", "المكلا", day="2024-05-17", days=("2024-05-17",), lead_days=1)
    found = same_event(one, other, 0.8)
    assert not found.same
    against = {r.name for r in found.reasons if r.weight < 0}
    assert {"days apart", "other places", "same form, other day"} <= against


def test_reasons_explain_the_probability(fire: Make) -> None:
    weights = load_weights()
    one, other = fire("a-1", "سنجار"), fire("b-1", "المكلا")
    found = same_event(one, other, 0.7, weights)
    odds = weights.meaning.bias + sum(r.weight for r in found.reasons)
    assert found.probability == pytest.approx(1 / (1 + 2.718281828 ** -odds), abs=0.01)
    assert [abs(r.weight) for r in found.reasons] == sorted((abs(r.weight) for r in found.reasons), reverse=True)
    assert {r.name for r in found.reasons} <= set(NAMES)


@pytest.mark.parametrize("meaning", [0.7, None])
def test_the_order_of_the_two_changes_nothing(fire: Make, meaning: float | None) -> None:
    one, other = fire("a-1", "سنجار"), fire("b-1", "المكلا", day="2024-05-16")
    assert same_event(one, other, meaning) == same_event(other, one, meaning)


def test_score_is_the_probability_of_the_judgement(fire: Make) -> None:
    weights, one, other = load_weights(), side(fire("a-1", "سنجار")), side(fire("b-1", "المكلا"))
    for meaning in (0.2, 0.7, None):
        assert score(one, other, meaning, weights) == judge(one, other, meaning, weights).probability


def test_without_vectors_the_other_measures_decide(fire: Make) -> None:
    assert same_event(fire("a-1", "سنجار"), fire("b-1", "سنجار"), None).same
    stranger = fire("b-1", "المكلا", terms=("مباراه", "فريق", "هدف"), counts=bytes([100, 1, 1, 1] * 3))
    found = same_event(fire("a-1", "سنجار"), stranger, None)
    assert not found.same
    assert "meaning" not in {r.name for r in found.reasons}


@pytest.mark.parametrize("part", ["meaning", "words"])
def test_no_measure_speaks_against_its_meaning(part: str) -> None:
    for name, (_, weight) in json.loads(SHIPPED.read_text(encoding="utf-8"))[part]["features"].items():
        assert weight >= 0 if name in SPEAKS_FOR else weight <= 0, name


def test_more_likeness_never_makes_it_less_probable(fire: Make) -> None:
    one, other = fire("a-1", "سنجار"), fire("b-1", "سنجار")
    found = [same_event(one, other, m).probability for m in (0.0, 0.3, 0.6, 0.9)]
    assert found == sorted(found)
    assert found[0] < found[-1]


@pytest.mark.parametrize(("text", "says"), [
    ("no json", "can't be read"),
    ('{"format": "tawatur/same-event/0"}', "another version"),
    ('{"format": "tawatur/same-event/2"}', "can't be read"),
])
def test_weights_that_do_not_fit(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "weights.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=says):
        load_weights(file)
