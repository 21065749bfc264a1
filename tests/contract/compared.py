"""A comparison as the store keeps it; what is not given is the same in all of them."""

from __future__ import annotations

from typing import Any

from tawatur.model import OriginCount
from tawatur.store import Compared


def compared(story: str, origins: tuple[int, int] = (1, 1), **given: Any) -> Compared:
    return Compared(**{
        "story": story, "digest": "d", "made_by": "m", "comparison": b"c", "origins": OriginCount(*origins), "title": story, "summary": b"",
        **given,
    })
