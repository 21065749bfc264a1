"""Exit codes of the command line are told in the help and in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur import errors
from tawatur.cli.exits import HELP, INTERRUPTED, PARTIAL, UNHEALTHY

ROOT = Path(__file__).resolve().parents[2]


ERRORS = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.TawaturError)}
CODES = sorted({0, PARTIAL, UNHEALTHY, INTERRUPTED, *ERRORS})


def test_help_lists_every_code_once_in_order() -> None:
    codes = [int(code) for code in re.findall(r"(?:^ *|[;,] +)(\d+) ", HELP, re.MULTILINE)]
    assert codes == CODES


def test_help_keeps_its_lines() -> None:
    assert HELP.startswith("\b\n"), "click would run the lines together"


def test_the_documentation_tells_them_too() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    for code in CODES:
        assert re.search(rf"^\| *`?{code}`? *\|", page, re.MULTILINE), f"{code} is not in docs/exit-codes.md"
