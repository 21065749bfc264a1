"""docs/export.md lists just the columns that an export has, and every form with all that stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.export.claimrows import COLUMNS
from tawatur.export.columns import TABLES
from tawatur.export.forms import STORY_FORMS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "export.md"
TEXT = PAGE.read_text(encoding="utf-8")


def sections() -> dict[str, str]:
    """The parts of the page by their headings."""
    return {s.split("\n", 1)[0]: s for s in re.split(r"^##? ", TEXT, flags=re.MULTILINE)[1:]}


def test_every_column_is_documented() -> None:
    listed = {key: found for key, s in sections().items() if (found := re.findall(r"^\| `([^`]+)` \| (\w+) \| (.+) \|$", s, re.MULTILINE))}
    tables = {**TABLES, "csv": COLUMNS}
    assert listed == {table: [(c.name, c.kind, c.meaning) for c in columns] for table, columns in tables.items()}


def test_every_form_is_documented_with_its_ending_and_type() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \| .+ \|$", sections()["The forms of a story"], re.MULTILINE)
    assert rows == [(f.name, f.ending, f.media_type) for f in STORY_FORMS]
    assert {f.name for f in STORY_FORMS} - {"parquet"} <= set(sections())
