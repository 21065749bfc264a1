"""What `add`, `fetch` and `update` tell while they run, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from ..model import ProblemRow

Step = Literal["reading", "annotating", "embedding", "storing", "grouping", "comparing"]
STEPS: tuple[Step, ...] = ("reading", "annotating", "embedding", "storing", "grouping", "comparing")


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Where the work stands. `confirmed` are the ids of articles that were just put on the disk for good.

    `done` counts articles (of `adding`) or stories (of `comparing`), `total` is None as long as it
    is not known; `input` is what is being read.
    """

    step: Literal["adding", "grouping", "comparing"]
    done: int
    total: int | None = None
    per_second: float = 0.0
    confirmed: tuple[str, ...] = ()
    input: str | None = None


Tell = Callable[[Progress], None]


class AddReport(msgspec.Struct, kw_only=True):
    """What came of a call. `seconds` by step; `annotating` and `embedding` are those of all workers together.

    `files` were seen, of which `unchanged` had been read before; `older` articles lay before `since`;
    `problems` says of everything that was left out why; `outdated` articles were read by an
    earlier version (`tawatur doctor --repair` reads them again). `stopped` tells that the user broke
    off: what was confirmed stays, the next call goes on from there. `elapsed` is in seconds.
    """

    files: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    feeds: int = 0
    skipped: int = 0
    outdated: int = 0
    stories_changed: int = 0
    stories_compared: int = 0
    stopped: bool = False
    elapsed: float = 0.0
    workers: int = 0
    problems: list[ProblemRow] = []
    seconds: dict[Step, float] = {}

    @property
    def articles(self) -> int:
        """Articles that were taken in, new or in a new version."""
        return self.new + self.changed

    @property
    def per_second(self) -> float:
        return round(self.articles / self.elapsed, 1) if self.elapsed else 0.0

    def spend(self, step: Step, seconds: float) -> None:
        self.seconds[step] = self.seconds.get(step, 0.0) + seconds
