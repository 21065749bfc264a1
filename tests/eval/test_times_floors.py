"""The figures of dates against the gold stay over the floors of `eval/times.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.shared
@pytest.mark.skipif(not (ROOT.parent / "shared").is_dir(), reason="the shared folder is not beside the checkout")
def test_dates_hold_their_floors() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "eval" / "times.py")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
