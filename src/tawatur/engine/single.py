"""One worker program for somebody who waits for an answer: it is started when it is first asked and stays, ready.

Where `Pool` goes through many items, this takes one at a time. The worker is the same (`worker.py`): one that dies
or takes too long costs that item, and the next one starts another.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ..errors import TawaturError
from . import frames
from .pool import SECONDS, Failure, WorkerError, end_program, start_program

T = TypeVar("T")
R = TypeVar("R")

# Loading what the work needs may take so many seconds, which don't count as work.
STARTING = 60.0
_LOOK = 0.1
_Answers = queue.SimpleQueue[tuple[str, Any]]


class Single(Generic[T, R]):
    """A worker that answers `ask`; `make` as for `Pool`. One thread may ask at a time; `close` may come from another."""

    def __init__(self, make: Callable[[], Callable[[T], R]], seconds: float = SECONDS) -> None:
        self._make, self._seconds = make, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that is up; None where none is."""
        return self._process.pid if self._process is not None else None

    def ask(self, item: T, given_up: Callable[[], bool] = lambda: False) -> R | Failure:
        """The result of an item, or why it has none. `given_up` is looked at while it is worked on: True ends the work.

        Raises WorkerError (or what `make` raised, where it is an error of ours) where no worker can be started.
        """
        if self._closed:
            return Failure("died", "no more work is taken")
        process, until = self._process, time.monotonic() + self._seconds
        fresh = process is None or process.poll() is not None
        if process is None or fresh:
            self._end()
            process = self._process = start_program()
            until += STARTING
        answers: _Answers = queue.SimpleQueue()
        threading.Thread(target=_exchange, args=(process, self._make if fresh else None, item, answers), daemon=True).start()
        while True:
            try:
                kind, value = answers.get(timeout=_LOOK)
            except queue.Empty:
                if self._closed or given_up():
                    self._end()
                    return Failure("died", "the work was given up")
                if time.monotonic() > until:
                    self._end()
                    return Failure("too long", "took longer than it may")
                continue
            if kind == "ready":
                until = time.monotonic() + self._seconds
                continue
            return self._told(kind, value)

    def _told(self, kind: str, value: Any) -> R | Failure:
        if kind == "done":
            result: R = value
            return result
        if kind == "failed":
            return Failure("error", value)
        self._end()
        if kind == "broken":
            raise value if isinstance(value, TawaturError) else WorkerError(f"a worker could not begin: {value}")
        return Failure("died", "ended the process that worked on it")

    def close(self) -> None:
        """End the worker, also in the middle of an item."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            end_program(process)


def _exchange(process: subprocess.Popen[bytes], make: Callable[..., Any] | None, item: Any, answers: _Answers) -> None:
    """Hand over an item and wait for what comes of it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        if make is not None:
            frames.write(process.stdin, list(sys.path))
            frames.write(process.stdin, make)
            kind, value = frames.read(process.stdout)
            answers.put((kind, value))
            if kind == "broken":
                return
        frames.write(process.stdin, item)
        answers.put(frames.read(process.stdout))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        answers.put(("died", None))
    except Exception as error:
        # What can't travel: nobody would ever answer.
        answers.put(("broken", error))
