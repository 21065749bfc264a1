"""The trained weights that the wheel carries."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

FOLDER = Path(str(resources.files("tawatur") / "resources" / "heads"))
WEIGHTS = sorted(p for p in FOLDER.iterdir() if p.name != "SOURCES.md")


def test_all_heads_together_are_small() -> None:
    assert len(WEIGHTS) >= 3
    assert sum(p.stat().st_size for p in WEIGHTS) < 5_000_000


def test_every_head_tells_its_data_and_licence() -> None:
    told = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert [p.name for p in WEIGHTS if f"`{p.name}`" not in told] == []
