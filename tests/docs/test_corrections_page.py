"""docs/corrections.md lists just the columns of the gold, and every answer to what the present run says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from tawatur.export.gold import GOLD
from tawatur.model.desk import Standing

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")


def test_every_column_is_documented() -> None:
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    listed = {s.split("\n", 1)[0]: re.findall(r"^\| `([^`]+)` \| (\w+) \| (.+) \|$", s, re.MULTILINE) for s in sections}
    assert listed == {table: [(c.name, c.kind, c.meaning) for c in columns] for table, columns in GOLD.items()}


def test_every_standing_is_told() -> None:
    before = PAGE.split("# As gold")[0]
    assert re.findall(r"^\| `(\w+)` \|", before, re.MULTILINE)[1:] == list(get_args(Standing))
