"""One worker that somebody waits for: it stays, is replaced where it fails, and lets go at once when told to."""

from __future__ import annotations

import os
import threading
import time

import pytest

from tawatur.engine import Failure
from tawatur.engine.pool import WorkerError
from tawatur.engine.single import Single
from tawatur.errors import ResourceError


def _gone(pid: int) -> bool:
    """True as soon as the process is there no more; False where it still is after some seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_it_is_started_when_asked_and_stays(works) -> None:
    single = Single(works.doubler)
    assert single.pid is None
    assert single.ask(3) == 6
    first = single.ask("who")
    assert first == single.ask("who") == single.pid
    single.close()
    assert _gone(first)
    assert isinstance(single.ask(3), Failure)


@pytest.mark.parametrize(("item", "kind"), [("die", "died"), ("leave", "died"), ("raise", "error")])
def test_what_fails_costs_itself_alone(works, item, kind) -> None:
    single = Single(works.doubler)
    before = single.ask("who")
    failure = single.ask(item)
    assert isinstance(failure, Failure)
    assert failure.kind == kind
    assert single.ask(4) == 8
    assert (single.ask("who") == before) is (kind == "error")
    single.close()


def test_what_takes_too_long_is_ended(works) -> None:
    single = Single(works.doubler, seconds=0.3)
    hanging = single.ask("who")
    failure = single.ask("hang")
    assert isinstance(failure, Failure)
    assert failure.kind == "too long"
    assert _gone(hanging)
    assert single.ask(5) == 10
    single.close()


def test_it_gives_up_when_told_to(works) -> None:
    single = Single(works.doubler)
    worker = single.ask("who")
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    failure = single.ask("hang", stop.is_set)
    assert isinstance(failure, Failure)
    assert stop.is_set()
    assert _gone(worker)
    single.close()


def test_closing_ends_what_is_under_way(works) -> None:
    single = Single(works.doubler)
    worker = single.ask("who")
    threading.Timer(0.2, single.close).start()
    assert isinstance(single.ask("hang"), Failure)
    assert _gone(worker)


def test_what_cannot_travel_is_told_at_once(works) -> None:
    single = Single(works.doubler, seconds=600)
    with pytest.raises(WorkerError, match="pickle"):
        single.ask(lambda: None)
    assert single.ask(3) == 6
    single.close()


def test_a_worker_that_cannot_begin_says_why(works) -> None:
    broken = Single(works.broken)
    with pytest.raises(ResourceError, match=r"words\.csv:3"):
        broken.ask(1)
    gone = Single(works.gone)
    failure = gone.ask(1)
    assert isinstance(failure, Failure)
    assert failure.kind == "died"
    broken.close()
    gone.close()
