"""Learning what tells one event from two: folds that leak nothing, weights that mean something."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from tawatur.stories.features import NAMES, SPEAKS_FOR


def module() -> ModuleType:
    """`training/same_event.py`, which is no part of the package."""
    path = Path(__file__).resolve().parents[2] / "training" / "same_event.py"
    spec = importlib.util.spec_from_file_location("training_same_event", path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


training = module()


def sample(groups: int = 20) -> object:
    """Pairs of made-up measures: same where the first is high; the second runs the wrong way."""
    rng = np.random.default_rng(3)
    pairs, rows, group = [], [], {}
    for g in range(groups):
        for k in range(4):
            same = (g + k) % 2 == 0
            row = rng.uniform(0, 0.2, len(NAMES))
            row[0] += 0.6 * same
            row[1] += 0.3 * (not same)
            a, b = f"a{g}-{k}", f"b{g}-{k}"
            pairs.append(training.Pair(a, b, same, "gold"))
            rows.append(row)
            group |= {a: f"g{g}", b: f"g{g}"}
    return training.Sample(tuple(pairs), np.array(rows), group)


def nothing() -> object:
    return training.Sample((), np.zeros((0, len(NAMES))), {})


def test_a_measure_that_would_speak_against_its_meaning_is_left_out() -> None:
    made = sample()
    found = training.fit(made.rows, made.labels(), np.ones(len(made.pairs)), training.all_columns())
    assert NAMES[1] in SPEAKS_FOR
    assert found.weight[1] == 0.0
    assert found.weight[0] > 0
    for name, weight in zip(NAMES, found.weight, strict=True):
        assert weight >= 0 if name in SPEAKS_FOR else weight <= 0


def test_what_can_be_told_is_learned() -> None:
    made = sample()
    assert training.f1(training.cross_validated(made, nothing(), training.all_columns(), 0) >= 0.5, made.labels()) > 0.95
    blind = training.cross_validated(made, nothing(), [NAMES.index("days apart")], 0)
    assert training.f1(blind >= 0.5, made.labels()) < 0.8


def test_a_fold_is_learned_without_its_articles() -> None:
    made = sample()
    # Further pairs of one group's articles that say the opposite: leaking, they would spoil its fold.
    mine = np.array([made.group[p.a] == "g0" for p in made.pairs])
    liars = tuple(training.Pair(p.a, p.b, not p.same, "cluster") for p, m in zip(made.pairs, mine, strict=True) if m)
    more = training.Sample(liars * 9, np.tile(made.rows[mine], (9, 1)), made.group)
    without, with_liars = (training.cross_validated(made, m, training.all_columns(), 0) for m in (nothing(), more))
    assert (without[mine] == with_liars[mine]).all()
    assert (without[~mine] != with_liars[~mine]).any()


def test_folds_share_no_group_and_are_even() -> None:
    folds = training.divide([f"g{i}" for i in range(23)], 4)
    sizes = np.bincount(list(folds.values()), minlength=training.FOLDS)
    assert sizes.sum() == 23
    assert sizes.max() - sizes.min() <= 1
    assert training.divide([f"g{i}" for i in range(23)], 4) == folds


def test_f1() -> None:
    assert training.f1(np.array([True, True, False]), np.array([True, False, True])) == 0.5
    assert training.f1(np.array([False]), np.array([False])) == 0.0
