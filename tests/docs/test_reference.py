"""docs/reference.md is what script/reference writes now."""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_is_in_step_with_the_code() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "script" / "reference"), "--print"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )
    want = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8").splitlines()
    diff = "\n".join(difflib.unified_diff(want, done.stdout.splitlines(), "docs/reference.md", "code", lineterm="", n=0))
    assert not diff, f"run script/reference\n{diff}"
