"""A story's portrait does not depend on the order of its articles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace

from tawatur.stories.candidates import exact_vectors
from tawatur.stories.portrait import portrait
from tawatur.stories.sketch import Sketch

Make = Callable[..., Sketch]


def test_days_terms_and_the_mean_of_vectors(sketch: Make) -> None:
    first = sketch("a-1", "حريق المصنع", "احترق المصنع فجرا", day="2024-05-10")
    second = sketch("b-1", "حريق كبير", day="2024-05-12")
    vectors = {"a-1": np.array([1, 0], np.float32), "b-1": np.array([0, 1], np.float32)}
    made = portrait("s1", [second, first], vectors)
    assert made == portrait("s1", [first, second], vectors)
    assert (made.first, made.last, made.articles) == ("2024-05-10", "2024-05-12", 2)
    weights = dict(made.terms)
    assert made.terms[0][0] == "حريق"
    assert abs(sum(w * w for w in weights.values()) - 1) < 0.001
    assert set(made.opening) == set(first.terms)
    mean = exact_vectors(np.array([0.5**0.5, 0.5**0.5], np.float32))
    assert made.vector == mean.astype("<i2").tobytes()


def test_articles_without_vectors_leave_the_mean_to_the_others(sketch: Make) -> None:
    one, two = sketch("a-1", "حريق"), sketch("b-1", "حريق")
    assert portrait("s1", [one, two], {}).vector == b""
    alone = {"a-1": np.array([1, 0], np.float32)}
    assert portrait("s1", [one, two], alone).vector == portrait("s1", [one], alone).vector


def test_articles_without_a_day_come_last(sketch: Make) -> None:
    dated, undated = sketch("b-1", "حريق المصنع", day="2024-05-10"), replace(sketch("a-1", "مباراة ودية"), day=None)
    made = portrait("s1", [undated, dated], {})
    assert (made.first, made.last) == ("2024-05-10", "2024-05-10")
    assert set(made.opening) == set(dated.terms)
    assert (portrait("s2", [undated], {}).first, portrait("s2", [undated], {}).last) == ("", "")
