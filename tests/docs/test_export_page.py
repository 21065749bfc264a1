"""docs/export.md lists just the columns that an export has."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.export.columns import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "export.md"


def test_every_column_is_documented() -> None:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    listed = {s.split("\n", 1)[0]: re.findall(r"^\| `([^`]+)` \| (\w+) \| (.+) \|$", s, re.MULTILINE) for s in sections}
    assert listed == {table: [(c.name, c.kind, c.meaning) for c in columns] for table, columns in TABLES.items()}
