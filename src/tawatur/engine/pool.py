"""A pool of worker processes that gives results in the order of the items.

Workers are programs of their own (`worker.py`), not forks: they need no guard in the user's script,
inherit no lock or thread, and are killed without harm to the rest. A worker that dies, or that
sits on one item for too long, costs that item alone: it is answered by a `Failure`, a new worker
goes on with the next.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Generic, Literal, TypeVar

from ..errors import TawaturError
from . import frames

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 120.0
"""How long one item may take."""

_LOOK = 0.2
_ROOT = str(Path(__file__).resolve().parents[2])
# Items handed to a worker ahead of the one it works on, so that it never waits for the parent.
_AHEAD = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result: its worker died, it took too long, or the work raised an error."""

    kind: Literal["died", "too long", "error"]
    message: str


@dataclass(frozen=True, slots=True)
class Given(Generic[R]):
    """An item that needs no work: `value` is its result and takes its place in the order."""

    value: R


class WorkerError(TawaturError):
    """No worker could be started, or what it needs could not be loaded in it."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[T, R]):
    """Workers that live until the pool is closed; use it as a context manager.

    `make` is called once in every worker and gives the function that is applied to the items; it,
    the items and the results travel as pickles, so `make` must be a function of a module (or a
    `functools.partial` of one), not of the script itself. With `workers=0` everything runs in
    this process, where nothing guards against a crash. `seconds` caps the time of one item.
    """

    def __init__(self, make: Callable[[], Callable[[T], R]], workers: int, seconds: float = SECONDS) -> None:
        self._make, self._count, self._seconds = make, workers, seconds
        self._here: Callable[[T], R] | None = None
        self._tasks: queue.SimpleQueue[tuple[int, int, T] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[int, int, R | Failure | BaseException]] = queue.SimpleQueue()
        self._handlers: list[_Handler] = []
        self._round = 0

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, those in the middle of an item too."""
        for handler in self._handlers:
            handler.stop()
        for _ in self._handlers:
            self._tasks.put(None)
        for handler in self._handlers:
            handler.thread.join(timeout=5)
        self._handlers = []

    def map(self, items: Iterable[T | Given[R]], ahead: int | None = None) -> Iterator[R | Failure]:
        """The result of each item, or why it has none, in order; what is `Given` is handed through.

        At most `ahead` items (four a worker by default) are taken from `items` before their results
        were handed out. Raises WorkerError (or what `make` raised, where it is an error of ours) where workers can't be started.
        """
        if self._count == 0:
            return self._map_here(items)
        return self._map(items, ahead or 4 * self._count)

    def _map_here(self, items: Iterable[T | Given[R]]) -> Iterator[R | Failure]:
        for item in items:
            if isinstance(item, Given):
                yield item.value
                continue
            if self._here is None:
                self._here = self._make()
            try:
                result: R | Failure = self._here(item)
            except Exception as error:
                result = Failure("error", f"{type(error).__name__}: {error}")
            yield result

    def _map(self, items: Iterable[T | Given[R]], ahead: int) -> Iterator[R | Failure]:
        self._round += 1
        mine = self._round
        feed = enumerate(items)
        done: dict[int, R | Failure] = {}
        given = handed = 0
        more = True
        while True:
            while more and given - handed < ahead:
                number, item = next(feed, (-1, None))
                more = number >= 0
                if not more:
                    break
                given += 1
                if isinstance(item, Given):
                    done[number] = item.value
                else:
                    self._tasks.put((mine, number, item))  # type: ignore[arg-type]
                    self._grow(given - handed - len(done))
            if handed in done:
                yield done.pop(handed)
                handed += 1
            elif handed == given:
                return
            else:
                self._collect(mine, done)

    def _grow(self, waiting: int) -> None:
        """A worker is started when there is something for it to do."""
        if len(self._handlers) < min(self._count, waiting):
            handler = _Handler(self._make, self._tasks, self._answers)
            self._handlers.append(handler)
            handler.thread.start()

    def _collect(self, mine: int, done: dict[int, R | Failure]) -> None:
        try:
            turn, number, answer = self._answers.get(timeout=_LOOK)
        except queue.Empty:
            for handler in self._handlers:
                handler.look(self._seconds)
            return
        if isinstance(answer, BaseException):
            raise answer
        # What a call that was broken off had still under way is thrown away.
        if turn == mine:
            done[number] = answer


class _Handler:
    """A thread of the parent that feeds one worker and replaces it where it fails."""

    def __init__(
        self, make: Callable[[], Callable[[Any], Any]], tasks: queue.SimpleQueue[Any], answers: queue.SimpleQueue[Any]
    ) -> None:
        self._make, self._tasks, self._answers = make, tasks, answers
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._since: float | None = None
        self._late = False
        self._stopped = False
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def stop(self) -> None:
        self._stopped = True
        self._kill()

    def look(self, seconds: float) -> None:
        """Kill the worker where its item takes too long."""
        with self._lock:
            since = self._since
            if since is None or time.monotonic() - since <= seconds:
                return
            self._late = True
        self._kill()

    def _kill(self) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()

    def _serve(self) -> None:
        under_way: list[tuple[int, int, Any]] = []
        try:
            while not self._stopped:
                if not under_way and not self._take(under_way, wait=True):
                    break
                if self._process is None:
                    self._start()
                    for _, _, item in under_way:
                        self._send(item)
                if len(under_way) <= _AHEAD and self._take(under_way, wait=False):
                    self._send(under_way[-1][2])
                self._receive(under_way)
        except BaseException as error:
            if not self._stopped:
                self._answers.put((0, 0, error))
        finally:
            self._end()

    def _take(self, under_way: list[tuple[int, int, Any]], wait: bool) -> bool:
        try:
            task = self._tasks.get(block=wait)
        except queue.Empty:
            return False
        if task is None:
            self._stopped = True
            return False
        under_way.append(task)
        if self._process is not None and wait:
            self._send(task[2])
        return True

    def _send(self, item: Any) -> None:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        # A worker that is gone shows when its answer is read.
        with _broken_pipe():
            frames.write(process.stdin, item)

    def _receive(self, under_way: list[tuple[int, int, Any]]) -> None:
        process = self._process
        assert process is not None
        assert process.stdout is not None
        with self._lock:
            self._since = time.monotonic()
        try:
            kind, value = frames.read(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            failure = self._failure()
            self._end()
            if not self._stopped:
                turn, number, _ = under_way.pop(0)
                self._answers.put((turn, number, failure))
            return
        finally:
            with self._lock:
                self._since = None
        turn, number, _ = under_way.pop(0)
        self._answers.put((turn, number, value if kind == "done" else Failure("error", value)))
        with self._lock:
            late, self._late = self._late, False
        if late:  # it was done in the moment in which it was killed
            self._end()

    def _failure(self) -> Failure:
        process = self._process
        assert process is not None
        code = process.wait()
        with self._lock:
            late, self._late = self._late, False
        if late:
            return Failure("too long", "took longer than an article may")
        return Failure("died", f"ended the process that read it (signal {-code})" if code < 0
                       else f"ended the process that read it (exit code {code})")

    def _start(self) -> None:
        process = start_program()
        self._process = process
        if self._stopped:
            self._kill()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            frames.write(process.stdin, list(sys.path))
            frames.write(process.stdin, self._make)
            kind, value = frames.read(process.stdout)
        except (EOFError, OSError) as error:
            raise WorkerError(
                f"a worker process ended before it began (exit code {process.wait()}); try again with --workers 0"
            ) from error
        if kind == "broken":
            raise value if isinstance(value, TawaturError) else WorkerError(f"a worker could not begin: {value}")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        end_program(process)


def start_program() -> subprocess.Popen[bytes]:
    """A worker that waits for `sys.path` and the function that makes its work. Raises WorkerError."""
    # One thread for BLAS: many workers with many threads each stand in each other's way.
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
           # Found where this one was found, and never in the folder in which the user happens to be.
           "PYTHONPATH": _ROOT, "PYTHONSAFEPATH": "1"}
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "tawatur.engine.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=env, **_own_group(),
        )
    except OSError as error:
        raise WorkerError(f"no worker process can be started ({error.strerror}); try again with --workers 0") from error


def end_program(process: subprocess.Popen[bytes]) -> None:
    """End a worker, whatever it does."""
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            _close(pipe)


class _broken_pipe:
    """Nothing is said of a pipe whose reader is gone."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, OSError | ValueError)


def _close(pipe: IO[bytes]) -> None:
    with _broken_pipe():
        pipe.close()


def _own_group() -> dict[str, Any]:
    """Ctrl-C goes to the parent alone, which lets the workers end in order."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
