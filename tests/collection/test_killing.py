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


def start(folder: Path, file: Path, workers: int = 0) -> subprocess.Popen[str]:
    """The process, at the moment in which its work begins."""
    process = subprocess.Popen(
        [sys.executable, str(_ADDER), str(folder), str(file), str(workers)], stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("news") / "a.jsonl", news())


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, file):
    """What a run without trouble gives, and how many steps it tells of."""
    folder = tmp_path_factory.mktemp("calm") / "c"
    create_collection(folder, **SETTINGS).close()
    out, _ = start(folder, file).communicate(timeout=300)
    assert out.endswith("done\n")
    with open_collection(folder, read_only=True) as collection:
        return picture(collection), out.count("step ")


def run_on(process: subprocess.Popen[str], steps: int, seconds: float) -> list[str]:
    """Let a process tell so many steps, then go on for a moment, and kill it; all that it told."""
    assert process.stdout is not None
    told = [line for line in islice(process.stdout, steps) if line.startswith("step ")]
    time.sleep(seconds)
    process.kill()
    told += [line for line in process.stdout if line.startswith("step ") and line.endswith("\n")]
    process.wait()
    return told


def test_killed_at_any_moment_nothing_confirmed_is_lost(undisturbed, file, tmp_path) -> None:
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
            process = start(folder, file, workers=number % 2)
            told = run_on(process, chance.randint(0, steps), chance.uniform(0, 0.15))
            killed += process.returncode == -signal.SIGKILL
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


def test_ctrl_c_ends_after_the_batch_and_the_next_run_goes_on(undisturbed, file, tmp_path) -> None:
    expected, _ = undisturbed
    folder = tmp_path / "c"
    create_collection(folder, **SETTINGS).close()
    process = start(folder, file)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("step adding")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    assert out.endswith("stopped\n")
    with open_collection(folder) as collection:
        assert 0 < len(collection.store.entries()) < len(news())
        collection.add([file], workers=0)
        assert picture(collection) == expected


def test_a_second_writer_is_told_who_writes_and_a_reader_goes_on(file, tmp_path) -> None:
    folder = tmp_path / "c"
    create_collection(folder, **SETTINGS).close()
    process = start(folder, file)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("step adding")
    process.send_signal(signal.SIGSTOP)
    try:
        with open_collection(folder) as other:
            assert other.store.entries(), "a reader sees what is confirmed"
            with pytest.raises(StoreBusyError, match=f"process {process.pid}"):
                other.add([file], workers=0)
    finally:
        process.send_signal(signal.SIGCONT)
    assert process.communicate(timeout=300)[0].endswith("done\n")
