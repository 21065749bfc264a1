"""docs/mcp.md lists just the tools that there are, with what each takes, and figures as they are in force."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.machine.tools import TOOLS
from tawatur.machine.witness import LONGEST_QUOTE, ROOM

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")


def test_the_table_of_tools() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (tool.name, tool.description.removesuffix(" Reads alone; nothing is stored."), ", ".join(f"`{name}`" for name in tool.takes.__struct_fields__))
        for tool in TOOLS.values()
    ]


def test_figures() -> None:
    assert f"more than {LONGEST_QUOTE:,} characters" in PAGE
    assert f"about {ROOM:,} bytes" in PAGE
