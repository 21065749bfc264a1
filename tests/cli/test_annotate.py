"""`tawatur annotate`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tawatur import api
from tawatur.cli.highlight import highlight

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_annotate(run: Run, files: list[Path]) -> None:
    report = json.loads(run("annotate", files[0], "--format", "json").out)
    assert report["alignments"] == []
    assert report["attributions"]
    text = run("annotate", *files).out
    assert "who said what" in text
    assert "one.txt" in text


def test_annotate_in_colour_marks_without_changing_the_text(files: list[Path]) -> None:
    shown = highlight(api.annotate([files[0]]), 80, True)
    assert "\x1b[1;33m" in shown
    assert files[0].read_text(encoding="utf-8").rstrip("\n") in re.sub(r"\x1b\[[0-9;]*m", "", shown)
