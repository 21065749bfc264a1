"""Three invented articles on one event: the second brings another origin, the third a contradiction."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tawatur.model import Article

_LINES = (Path(__file__).parents[2] / "bridge.jsonl").read_bytes()
FIRST, SECOND, THIRD = msgspec.json.Decoder(Article).decode_lines(_LINES)
