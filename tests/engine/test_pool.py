"""Workers: order, bounds, and what becomes of items that kill them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tawatur.engine import Failure, Given, Pool, processors
from tawatur.engine.pool import WorkerError
from tawatur.errors import ResourceError


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_results_come_in_the_order_of_the_items(works, workers) -> None:
    with Pool(works.doubler, workers) as pool:
        assert list(pool.map([(3, 0.2), (2, 0.0), (1, 0.05), 5])) == [3, 2, 1, 10]
        assert list(pool.map([1, "a"])) == [2, "aa"]
        assert list(pool.map([])) == []


@pytest.mark.parametrize("workers", [0, 2])
def test_what_needs_no_work_takes_its_place_all_the_same(works, workers) -> None:
    with Pool(works.doubler, workers) as pool:
        found = list(pool.map([Given("first"), (1, 0.1), Given("a"), Given("b"), 2, Given("last")], ahead=2))
    assert found == ["first", 1, "a", "b", 4, "last"]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_item_that_kills_its_worker_costs_itself_alone(works, workers) -> None:
    with Pool(works.doubler, workers) as pool:
        found = list(pool.map([1, "die", 2, "leave", "die", 3]))
    assert [found[i] for i in (0, 2, 5)] == [2, 4, 6]
    assert [f.kind for f in found if isinstance(f, Failure)] == ["died"] * 3
    assert "signal 9" in found[1].message
    assert "exit code 3" in found[3].message


def test_an_item_that_hangs_is_given_up(works) -> None:
    with Pool(works.doubler, 1, seconds=0.5) as pool:
        found = list(pool.map([1, "hang", 2]))
    assert found[0] == 2
    assert found[1].kind == "too long"
    assert found[2] == 4


@pytest.mark.parametrize("workers", [0, 1])
def test_an_error_in_the_work_is_told(works, workers) -> None:
    with Pool(works.doubler, workers) as pool:
        found = list(pool.map(["raise", 4]))
    assert found == [Failure("error", "ValueError: no good"), 8]


def test_large_items_and_results_block_nobody(works) -> None:
    big = "x" * 3_000_000
    with Pool(works.doubler, 2) as pool:
        assert [len(r) for r in pool.map([big] * 6)] == [6_000_000] * 6


def test_only_so_many_items_are_taken_ahead(works) -> None:
    taken = []

    def items():
        for n in range(30):
            taken.append(n)
            yield n

    with Pool(works.doubler, 2) as pool:
        results = pool.map(items(), ahead=4)
        assert next(results) == 0
        assert len(taken) <= 5
        assert list(results) == [2 * n for n in range(1, 30)]


def test_a_call_that_was_broken_off_leaves_nothing_to_the_next(works) -> None:
    with Pool(works.doubler, 2) as pool:
        first = pool.map([(n, 0.05) for n in range(20)])
        assert next(first) == 0
        first.close()
        assert list(pool.map([100, 200])) == [200, 400]


def test_what_the_workers_need_and_have_not_got_is_told_once(works) -> None:
    with Pool(works.broken, 2) as pool, pytest.raises(ResourceError, match=r"words\.csv:3: broken"):
        list(pool.map([1, 2, 3]))
    with Pool(works.gone, 1) as pool, pytest.raises(WorkerError, match="exit code 9"):
        list(pool.map([1]))


def test_workers_are_processes_with_one_blas_thread(works) -> None:
    with Pool(works.doubler, 2) as pool:
        found = list(pool.map(["who", "threads"]))
    assert found[0] != os.getpid()
    assert found[1] == ("1", False)


def test_a_worker_leaves_when_its_parent_is_killed(works, tmp_path) -> None:
    script = tmp_path / "parent.py"
    # No guard around it: workers must not run the script again.
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import os, works\nfrom tawatur.engine import Pool\n"
        "pool = Pool(works.doubler, 1)\n"
        "print(next(pool.map(['who'])), flush=True)\n"
        "next(pool.map([('x', 60)]))\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").exists() and " Z " in Path(f"/proc/{worker}/stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail("the worker goes on without its parent")


def test_processors() -> None:
    assert processors() >= 1
