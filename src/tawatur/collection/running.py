"""One run of `add`, `fetch` or `update` from the first input to the last comparison."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any

from ..engine import Failure, Pool, processors
from ..ingest.sources import walk
from ..model import ProblemRow, Reading
from . import alerts, comparing, grouping, reading
from .adding import BATCH, Intake
from .packed import lead_key
from .report import AddReport, Progress, Tell
from .steps import MadeBy, made_by

if TYPE_CHECKING:
    from .collection import Collection

_SAME_STORY = "story:"


class Run:
    """The settings of one run; each method is a whole run and gives its report."""

    def __init__(self, collection: Collection, progress: Tell | None, workers: int | None, batch: int | None) -> None:
        self._collection = collection
        self._store = collection.writable()
        self._tell = progress or _say_nothing
        self._workers = processors() if workers is None else workers
        self._batch = batch or BATCH
        self._made_by: MadeBy = made_by(collection.config, collection.resources)
        # This process has the data already; workers are programs of their own and load it themselves.
        self._here = collection.resources if self._workers == 0 else None
        self._now = collection.now()
        self._report = AddReport(workers=self._workers)

    def add(self, inputs: Sequence[Any], since: str | None) -> AddReport:
        """Take in `inputs`, then group and compare what changed."""
        return self.take(lambda intake: intake.run(walk(inputs)), since)

    def take(self, feed: Callable[[Intake], None], since: str | None = None) -> AddReport:
        """The same for whatever `feed` hands to the intake."""
        with self._run() as stopped:
            encoder = self._collection.config.encoder
            with self._readers() as pool:
                intake = Intake(
                    self._store, pool, self._made_by, encoder, self._now, self._tell, self._report,
                    since=since, batch=self._batch, stopped=stopped,
                )
                feed(intake)
                self._group(pool, stopped)
            self._compare(stopped, None)
        return self._report

    def update(self, *, reread: bool) -> AddReport:
        """Read again what other steps have read (where asked to), group what is not grouped, compare what is not compared."""
        with self._run() as stopped:
            with self._readers() as pool:
                if reread:
                    self._reread(pool, stopped)
                self._group(pool, stopped)
            self._compare(stopped, self._made_by.comparing)
        return self._report

    @contextmanager
    def _run(self) -> Iterator[Callable[[], bool]]:
        started = time.perf_counter()
        with _patient() as stopped:
            yield stopped
        if not self._report.stopped:
            alerts.notice(self._collection)
        self._report.outdated = len(self._store.outdated(self._made_by.reading))
        self._report.elapsed = round(time.perf_counter() - started, 3)

    def _readers(self) -> Pool[reading.Task, reading.Read | None]:
        return Pool(partial(reading.make_reader, self._collection.config, self._made_by, self._here), self._workers)

    def _group(self, pool: Pool[reading.Task, reading.Read | None], stopped: Callable[[], bool]) -> None:
        if self._is_stopped(stopped):
            return
        started = time.perf_counter()
        found = grouping.group_new(
            self._store, self._made_by, self._collection.config.encoder, self._now, self._collection.index_folder, pool,
            lambda n: self._tell(Progress(step="grouping", done=0, total=n)),
        )
        self._report.spend("grouping", time.perf_counter() - started)
        self._report.stories_changed += len(found.stories)
        if found.articles:
            self._tell(Progress(step="grouping", done=found.articles, total=found.articles))

    def _compare(self, stopped: Callable[[], bool], made_by: str | None) -> None:
        if self._is_stopped(stopped):
            return
        started = time.perf_counter()

        def tell(done: int, total: int) -> None:
            rate = round(done / max(time.perf_counter() - started, 1e-9), 1)
            self._tell(Progress(step="comparing", done=done, total=total, per_second=rate))

        work = partial(comparing.make_comparer, self._collection.config, self._collection.url, self._made_by, self._here)
        with Pool(work, self._workers, seconds=900.0) as pool:
            self._report.stories_compared, spent = comparing.compare_open(
                self._store, made_by, pool, stopped, tell, self._uncompared
            )
        comparing.count_open(self._store, stopped)
        comparing.count_words(self._store, self._collection.resources.gazetteer, stopped)
        self._report.spend("comparing", spent)
        self._is_stopped(stopped)

    def _uncompared(self, story: str, failure: Failure) -> None:
        row = ProblemRow(input=_SAME_STORY + story, where=story, code=f"not compared: {failure.kind}",
                         message=f"story {story} could not be compared: {failure.message}", seen=self._now)
        self._report.problems.append(row)
        self._store.intake.put((), (row,))

    def _reread(self, pool: Pool[reading.Task, reading.Read | None], stopped: Callable[[], bool]) -> None:
        """New readings for the articles whose reading other steps made, a batch at a time."""
        outdated = self._store.outdated(self._made_by.reading)
        for start in range(0, len(outdated), self._batch):
            if self._is_stopped(stopped):
                return
            part = outdated[start:start + self._batch]
            tasks = [reading.Task(a, self._now[:10]) for a in self._store.articles(part)]
            entries = {e.id: e for e in self._store.entries(part)}
            readings: dict[str, Reading] = {}
            vectors: dict[str, bytes] = {}
            for task, result in zip(tasks, pool.map(tasks), strict=True):
                if isinstance(result, reading.Read):
                    entry = entries[task.article.id]
                    readings[entry.id] = result.reading
                    vectors[lead_key(self._made_by.reading, entry.key, entry.hash)] = result.lead
            self._store.add_vectors(self._collection.config.encoder, vectors)
            self._store.put_readings(readings)
            self._tell(Progress(step="adding", done=start + len(part), total=len(outdated)))

    def _is_stopped(self, stopped: Callable[[], bool]) -> bool:
        self._report.stopped = self._report.stopped or stopped()
        return self._report.stopped


@contextmanager
def _patient() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks once to stop after the batch; a second one breaks off at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _say_nothing(progress: Progress) -> None:
    """Nobody wants to know."""
