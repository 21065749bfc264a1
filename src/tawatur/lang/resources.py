"""All data of one language, loaded and validated once, and a digest that tells its version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from .calendar import Calendar, load_calendar
from .contrasts import Contrasts, load_contrasts
from .cues import Cues, load_cues
from .distancing import FramingRules, load_framing
from .frames import Frames, load_frames
from .furniture import Furniture, load_furniture
from .gazetteer import Gazetteer, load_gazetteer
from .tables import folder


@dataclass(frozen=True, slots=True)
class Resources:
    """What the annotators take. `digest` changes when any data file does."""

    language: str
    digest: str
    furniture: Furniture
    calendar: Calendar
    gazetteer: Gazetteer
    cues: Cues
    frames: Frames
    framing: FramingRules
    contrasts: Contrasts


def load_resources(language: str = "ar") -> Resources:
    """Read and check every data file; raises ResourceError with file and line."""
    path = folder(language)
    return Resources(
        language=language,
        digest=_digest(path),
        furniture=load_furniture(path),
        calendar=load_calendar(path),
        gazetteer=load_gazetteer(path),
        cues=load_cues(path),
        frames=load_frames(path),
        framing=load_framing(path),
        contrasts=load_contrasts(path),
    )


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.suffix in (".csv", ".toml")):
        digest.update(file.relative_to(path).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
