"""Work for several hosts side by side, one thing at a time for each."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from queue import Full, Queue
from typing import Generic, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Lanes(Generic[Job, Result]):
    """A queue a host. `work` runs in threads; what it gives comes out of `results` as it gets ready.

    Within a host the order is that of `put`. Whoever takes the results may put more. An exception of
    `work` is raised where the results are taken. Call `stop` at the end.
    """

    def __init__(self, work: Callable[[Job], Result], workers: int) -> None:
        self._work = work
        self._change = threading.Condition()
        self._waiting: dict[str, deque[Job]] = {}
        self._busy: set[str] = set()
        self._open = 0
        self._stopped = False
        # A bound, so that pages do not pile up where they are read slower than fetched.
        self._done: Queue[tuple[Job, Result | None, BaseException | None]] = Queue(workers * 4)
        self._threads = [threading.Thread(target=self._run, name=f"fetch-{n}", daemon=True) for n in range(workers)]
        self._started = 0

    def stop(self) -> None:
        """Begin nothing more; what is in the middle of a request ends by itself."""
        with self._change:
            self._stopped = True
            self._waiting.clear()
            self._change.notify_all()

    def put(self, host: str, job: Job) -> None:
        """Add `job` to the lane of `host`."""
        with self._change:
            self._waiting.setdefault(host, deque()).append(job)
            self._open += 1
            # Threads start as there is work for them; two feeds need no sixteen.
            if self._started < min(len(self._threads), self._open):
                self._threads[self._started].start()
                self._started += 1
            self._change.notify()

    def results(self) -> Iterator[tuple[Job, Result]]:
        """Each job with its result, until nothing is left."""
        while self._open:
            job, result, error = self._done.get()
            self._open -= 1
            if error is not None:
                raise error
            yield job, result  # type: ignore[misc]

    def _run(self) -> None:
        while (taken := self._take()) is not None:
            host, job = taken
            result, error = None, None
            try:
                result = self._work(job)
            except BaseException as raised:
                error = raised
            # The host is free once its result is in the row: results of one host keep their order.
            self._hand_over((job, result, error))
            with self._change:
                self._busy.discard(host)
                self._change.notify_all()

    def _take(self) -> tuple[str, Job] | None:
        with self._change:
            while not self._stopped:
                for host, jobs in self._waiting.items():
                    if host not in self._busy:
                        job = jobs.popleft()
                        # To the end of the row, so that every host gets its turn.
                        del self._waiting[host]
                        if jobs:
                            self._waiting[host] = jobs
                        self._busy.add(host)
                        return host, job
                self._change.wait()
            return None

    def _hand_over(self, done: tuple[Job, Result | None, BaseException | None]) -> None:
        while not self._stopped:
            try:
                return self._done.put(done, timeout=0.5)
            except Full:
                continue


