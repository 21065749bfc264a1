"""`python -m tawatur` is the command."""

from __future__ import annotations

import subprocess
import sys

from tawatur import __version__


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "tawatur", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"tawatur, version {__version__}\n"), done.stderr
