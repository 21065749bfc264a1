"""Slots: what names, dates, numbers and happenings say for and against one fact."""

import pytest

from tawatur.compare.facts import Facts
from tawatur.compare.slots import SAME_TOLL, slots


def toll(kind: str, day: str | None, workshop) -> Facts:
    """A claim that counts victims of one kind and has no other slot."""
    none = frozenset()
    claim = workshop.build("a", "أ", workshop.said("سقط ضحايا")).claims[0]
    return Facts(claim=claim, core=(0, 1), words=none, entities=none, actors=none, dates=(), lengths=none, counts=none,
                 verb=None, events=(), tolls=frozenset({(kind, day)}))


@pytest.mark.parametrize(("one", "other", "adds"), [
    (("killed", "2024-05-16"), ("killed", "2024-05-16TMO"), SAME_TOLL),
    (("killed", "2024-05-16"), ("killed", None), SAME_TOLL),
    (("killed", "2024-05-16"), ("killed", "2024-05-17"), 0),
    (("killed", "2024-05-16"), ("killed", "2024-05"), 0),
    (("killed", None), ("killed", "2024"), 0),
    (("killed", None), ("wounded", None), 0),
])
def test_two_figures_of_the_dead_of_one_day_can_tell_one_fact(one, other, adds, workshop):
    assert slots(toll(*one, workshop), toll(*other, workshop), {}) == adds
