"""Killed at any moment: what was confirmed is there, the file is sound, the next run ends as an undisturbed one.

TAWATUR_KILLS sets how often (20; the goal of the project is 100).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from tawatur.collection import create_collection, open_collection
from tawatur.errors import StoreBusyError

from .conftest import SETTINGS
from .invented import news, write_jsonl
from .looking import picture

KILLS = int(os.environ.get("TAWATUR_KILLS", "20"))
_ADDER = Path(__file__).with_name("adder.py")


class Adder:
    """A process that adds a file to a collection; made at the moment in which its work begins. One at a time."""

    def __init__(self, server: subprocess.Popen[str], folder: Path, file: Path, workers: int) -> None:
        assert server.stdin is not None
        assert server.stdout is not None
        pipe = folder.with_name(f"{folder.name}.pipe")
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
        server.stdin.write(f"{folder}\t{file}\t{workers}\t{pipe}\n")
        server.stdin.flush()
        self._ended = server.stdout
        self.pid = int(server.stdout.readline())
        self.told = pipe.open(encoding="utf-8")
        assert self.told.readline() == "ready\n"

    def send(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """How it ended."""
        self.told.close()
        return int(self._ended.readline())


Start = Callable[..., Adder]


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts such processes: forks of one that has loaded what they need, so that it is their work that is hit."""
    with subprocess.Popen([sys.executable, str(_ADDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        yield lambda folder, file, workers=0: Adder(server, folder, file, workers)
        server.terminate()


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("news") / "a.jsonl", news())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, file, start: Start):
    """What a run without trouble gives, and how many steps it tells of."""
    folder = tmp_path_factory.mktemp("calm") / "c"
    create_collection(folder, **SETTINGS).close()
    process = start(folder, file)
    out = process.told.read()
    assert out.endswith("done\n")
    assert process.wait() == 0
    with open_collection(folder, read_only=True) as collection:
        return picture(collection), out.count("step ")


def run_on(process: Adder, steps: int, seconds: float) -> list[str]:
    """Let a process tell so many steps, then go on for a moment, and kill it; all that it told."""
    told = [line for line in islice(process.told, steps) if line.startswith("step ")]
    time.sleep(seconds)
    process.send(signal.SIGKILL)
    return told + [line for line in process.told if line.startswith("step ") and line.endswith("\n")]


def test_killed_at_any_moment_nothing_confirmed_is_lost(undisturbed, file, tmp_path, start: Start) -> None:
    expected, steps = undisturbed
    chance = random.Random(4)
    killed, number = 0, 0
    hit: set[str] = set()
    while killed < KILLS:
        number += 1
        folder = tmp_path / str(number)
        create_collection(folder, **SETTINGS).close()
        confirmed: set[str] = set()
        for _ in range(4):
            # A worker is a program that loads everything anew: in one folder of four.
            process = start(folder, file, workers=int(number % 4 == 1))
            told = run_on(process, chance.randint(0, steps), chance.uniform(0, 0.15))
            killed += process.wait() == -signal.SIGKILL
            hit |= {line.split()[1] for line in told[-1:]}
            confirmed |= {id for line in told for id in line.split()[2:]}
            with open_collection(folder) as collection:
                assert collection.store.check() == []
                there = {e.id for e in collection.store.entries()}
            assert confirmed <= there
        with open_collection(folder) as collection:
            collection.add([file], workers=0)
            assert picture(collection) == expected
            assert (collection.store.check(), collection.store.ungrouped(), collection.store.comparisons.uncompared()) == ([], [], [])
    # Which steps are hit hangs on the machine; that some were must not.
    assert hit, "no run was hit in the middle: the test shows nothing"


def test_ctrl_c_ends_after_the_batch_and_the_next_run_goes_on(undisturbed, file, tmp_path, start: Start) -> None:
    expected, _ = undisturbed
    folder = tmp_path / "c"
    create_collection(folder, **SETTINGS).close()
    process = start(folder, file)
    assert process.told.readline().startswith("step adding")
    process.send(signal.SIGINT)
    assert process.told.read().endswith("stopped\n")
    assert process.wait() == 0
    with open_collection(folder) as collection:
        assert 0 < len(collection.store.entries()) < len(news())
        collection.add([file], workers=0)
        assert picture(collection) == expected


def test_a_second_writer_is_told_who_writes_and_a_reader_goes_on(file, tmp_path, start: Start) -> None:
    folder = tmp_path / "c"
    create_collection(folder, **SETTINGS).close()
    process = start(folder, file)
    assert process.told.readline().startswith("step adding")
    process.send(signal.SIGSTOP)
    try:
        with open_collection(folder) as other:
            assert other.store.entries(), "a reader sees what is confirmed"
            with pytest.raises(StoreBusyError, match=f"process {process.pid}"):
                other.add([file], workers=0)
    finally:
        process.send(signal.SIGCONT)
    assert process.told.read().endswith("done\n")
    assert process.wait() == 0
