"""The figures of entities: what lies under a floor is named, and the gold holds them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def entities(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("entities")


@pytest.mark.parametrize(("recall", "linking", "merged", "low"), [
    (99, 99, 0, []), (90, 99, 0, ["all"]), (99, 90, 0, ["linking"]), (99, 99, 1, ["merged"]),
])
def test_what_lies_under_its_floor_is_named(entities: ModuleType, recall: int, linking: int, merged: int, low: list[str]) -> None:
    assert entities.under({"all": [recall, 100], "linking": [linking, 100], "merged": [merged, 100]}) == low


@pytest.mark.shared
@pytest.mark.skipif(not (ROOT.parent / "shared").is_dir(), reason="the shared folder is not beside the checkout")
def test_entities_hold_their_floors() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "eval" / "entities.py")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
