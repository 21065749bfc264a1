"""Comparing on demand: one worker program with the models loaded, and a short queue before it.

The first comparison starts the worker, which takes seconds; it stays for the next ones and ends with the application.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec

from ..engine import Failure
from ..engine.single import Single
from ..model import Article, Comparison, Note

if TYPE_CHECKING:
    from ..collection.comparing import Comparer
    from ..config import Config

Why = Literal["busy", "died", "too long", "error", "stopping"]
# So many may wait behind the one that is worked on; the next is told to come again.
LONGEST = 6
_LOOK = 0.2


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Articles to compare. With `kept` the store may hold vectors of their sentences, as it does for its own articles."""

    articles: tuple[Article, ...]
    notes: tuple[Note, ...] = ()
    kept: bool = False


class JobFailed(Exception):
    """Why there is no comparison; `ahead` is how many were before it in the queue."""

    def __init__(self, why: Why, message: str = "", ahead: int = 0) -> None:
        super().__init__(message or why)
        self.why: Why = why
        self.ahead = ahead


class Jobs:
    """The queue and its worker. Threads share it.

    `stopping` tells that serving ends: what waits then gives up. Nothing is started before the first `compare`.
    """

    def __init__(
        self, make: Callable[[], Callable[[Task], bytes]], seconds: float, stopping: Callable[[], bool] = lambda: False, longest: int = LONGEST,
    ) -> None:
        self._worker: Single[Task, bytes] = Single(make, seconds)
        self._stopping, self._longest, self._seconds = stopping, longest, seconds
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._inside = 0

    @property
    def ahead(self) -> int:
        """How many comparisons are under way or wait."""
        return self._inside

    @property
    def pid(self) -> int | None:
        """The worker's process; None where none is up."""
        return self._worker.pid

    def compare(self, task: Task, kept: Callable[[], bytes | None] = lambda: None) -> bytes:
        """The comparison as MessagePack. `kept` is asked once more when its turn has come: another may have made it meanwhile.

        Raises JobFailed, and where no worker can be started WorkerError or what its models raise.
        """
        with self._count:
            ahead = self._inside
            if ahead > self._longest:
                raise JobFailed("busy", ahead=ahead)
            self._inside += 1
        try:
            self._wait(ahead)
            try:
                return kept() or self._done(self._worker.ask(task, self._stopping))
            finally:
                self._turn.release()
        finally:
            with self._count:
                self._inside -= 1

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _wait(self, ahead: int) -> None:
        """Until it is this one's turn; raises JobFailed where that takes longer than the time limit of all before it."""
        until = time.monotonic() + self._seconds * max(1, ahead)
        while not self._turn.acquire(timeout=_LOOK):
            if self._stopping():
                raise JobFailed("stopping")
            if time.monotonic() > until:
                raise JobFailed("busy", ahead=ahead)

    def _done(self, result: bytes | Failure) -> bytes:
        if isinstance(result, bytes):
            return result
        raise JobFailed("stopping" if self._stopping() else result.kind, result.message)


def jobs_for(config: Config, url: str, seconds: float, stopping: Callable[[], bool] = lambda: False) -> Jobs:
    """The queue of a collection with these settings, whose store is at `url`."""
    return Jobs(partial(make_worker, config, url), seconds, stopping)


# In the worker ------------------------------------------------------------------------------------

def make_worker(config: Config, url: str) -> Callable[[Task], bytes]:
    """The work: loads the models of the collection and opens its store to read."""
    from ..collection.comparing import Comparer
    from ..collection.opening import open_to_read
    from ..collection.steps import made_by, open_models
    from ..lang.resources import load_resources

    resources = load_resources()
    return partial(_compare, Comparer(config, resources, open_models(config), open_to_read(url), made_by(config, resources)))


def _compare(comparer: Comparer, task: Task) -> bytes:
    from ..collection.comparing import Kept
    from ..collection.packed import pack_comparison
    from ..pipeline import compare_articles

    models, notes = comparer.models, (*task.notes, *(() if task.kept else comparer.models.notes))
    if task.kept:
        models = Kept(comparer.store).models(models, comparer.resources.gazetteer, comparer.made_by.names)
    return pack_comparison(compare_articles(task.articles, comparer.resources, models, notes))


def unpacked(data: bytes) -> Comparison:
    """A comparison as `Jobs.compare` gives it."""
    from ..collection.packed import unpack_comparison

    return unpack_comparison(data)
