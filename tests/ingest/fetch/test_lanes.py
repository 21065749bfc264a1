"""Side by side between hosts, in order within one."""

from __future__ import annotations

import threading

import pytest

from tawatur.ingest.fetch.lanes import Lanes


def test_order_within_a_host_and_nothing_lost() -> None:
    lanes: Lanes[tuple[str, int], int] = Lanes(lambda job: job[1] * 2, 4)
    for number in range(50):
        lanes.put(f"h{number % 3}", (f"h{number % 3}", number))
    done = list(lanes.results())
    lanes.stop()
    for host in ("h0", "h1", "h2"):
        mine = [job[1] for job, _ in done if job[0] == host]
        assert mine == sorted(mine)
    assert sorted(result for _, result in done) == [number * 2 for number in range(50)]


def test_one_at_a_time_within_a_host_and_several_hosts_at_once() -> None:
    """Two hosts must be at work together for the barrier to open; two jobs of one host never are."""
    barrier = threading.Barrier(2, timeout=5)
    busy: set[str] = set()
    clashes: list[str] = []

    def work(job: str) -> None:
        if job in busy:
            clashes.append(job)
        busy.add(job)
        barrier.wait()
        busy.discard(job)

    lanes: Lanes[str, None] = Lanes(work, 6)
    for _ in range(5):
        lanes.put("a", "a")
        lanes.put("b", "b")
    assert len(list(lanes.results())) == 10
    lanes.stop()
    assert clashes == []


def test_more_may_be_put_while_taking() -> None:
    lanes: Lanes[int, int] = Lanes(lambda job: job, 2)
    lanes.put("a", 3)
    seen = []
    for job, _ in lanes.results():
        seen.append(job)
        if job:
            lanes.put("a", job - 1)
    lanes.stop()
    assert seen == [3, 2, 1, 0]


def test_an_error_comes_out_where_results_are_taken() -> None:
    def work(job: int) -> int:
        raise KeyError(job)

    lanes: Lanes[int, int] = Lanes(work, 1)
    lanes.put("a", 7)
    with pytest.raises(KeyError, match="7"):
        list(lanes.results())
    lanes.stop()


def test_after_stop_nothing_more_begins() -> None:
    begun: list[int] = []
    hold, first = threading.Event(), threading.Event()

    def work(job: int) -> int:
        begun.append(job)
        first.set()
        hold.wait(5)
        return job

    lanes: Lanes[int, int] = Lanes(work, 1)
    for number in range(5):
        lanes.put("a", number)
    assert first.wait(5)
    lanes.stop()
    hold.set()
    for thread in threading.enumerate():
        if thread.name.startswith("fetch-"):
            thread.join(5)
    assert begun == [0]
