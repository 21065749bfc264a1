"""The quality gate itself: what it reads from the checker, and that a figure under its floor fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRINTED = """\
evidence.exact            1.000  1/1
times.recall              0.500  2/4
times.precision           1.000  3/3
mean of 3 figures: 0.833

times: A «أمس» = 2020-01-01, got []
"""


@pytest.fixture(scope="module")
def acceptance(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("acceptance")


def test_sums_figures_over_articles(acceptance: ModuleType) -> None:
    result = acceptance.Result("x")
    result.add(PRINTED, "one ")
    result.add(PRINTED.replace("2/4", "4/4"), "two ")
    assert result.figures["times.recall"] == (6, 8)
    assert result.value("times.recall") == 0.75
    assert result.value("mean") == pytest.approx((1 + 0.75 + 1) / 3)
    assert result.misses == ["one times: A «أمس» = 2020-01-01, got []", "two times: A «أمس» = 2020-01-01, got []"]


@pytest.mark.parametrize(("floors", "low"), [
    ({"times.recall": 0.5}, []),
    ({"times.recall": 0.51}, ["times.recall"]),
    ({"mean": 0.9}, ["mean"]),
    ({"never.counted": 0.1}, ["never.counted"]),
])
def test_a_figure_under_its_floor_is_named(acceptance: ModuleType, floors: dict[str, float], low: list[str]) -> None:
    result = acceptance.Result("x")
    result.add(PRINTED)
    assert acceptance.under(result, floors) == low
    assert any("UNDER" in line for line in acceptance.table(result, floors)) == bool(low)


def test_every_set_has_floors(acceptance: ModuleType) -> None:
    floors = acceptance.read_floors()
    # The groups of articles have theirs in the same file (clusters.py).
    assert set(floors) == {*acceptance.SETS, "clusters"}
    assert all(0 < f <= 1 for figures in floors.values() for f in figures.values())
    assert floors["london"]["origins.never_over"] == floors["deirezzor"]["origins.never_over"] == 1


def test_without_the_shared_folder_the_gate_says_why_and_passes(tmp_path: Path) -> None:
    lone = tmp_path / "checkout" / "eval"
    lone.mkdir(parents=True)
    for name in ("__main__.py", "acceptance.py", "floors.toml"):
        (lone / name).write_bytes((ROOT / "eval" / name).read_bytes())
    done = subprocess.run([sys.executable, "-m", "eval"], cwd=lone.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "skipped" in done.stdout
    assert "shared is missing" in done.stdout


def test_an_unknown_set_is_a_usage_error() -> None:
    done = subprocess.run([sys.executable, "-m", "eval", "nowhere"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such set: nowhere" in done.stderr
