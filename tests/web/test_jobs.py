"""Comparing on demand: one at a time, a short queue, the same result as anywhere else."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from tawatur.collection import Collection
from tawatur.collection.packed import pack_comparison
from tawatur.heads.choose import choose_models
from tawatur.model import Article
from tawatur.pipeline import compare_articles
from tawatur.web.jobs import JobFailed, Jobs, Task, jobs_for, make_worker, unpacked


@pytest.fixture(scope="module")
def opened(press) -> Iterator[Collection]:
    from tawatur.collection import open_collection

    with open_collection(press) as collection:
        yield collection


@pytest.fixture(scope="module")
def jobs(opened: Collection) -> Iterator[Jobs]:
    made = jobs_for(opened.config, opened.url, 60)
    yield made
    made.close()


@pytest.fixture
def pair(opened: Collection) -> tuple[Article, ...]:
    return tuple(opened.store.articles([e.id for e in opened.store.entries()][:2]))


def test_texts_are_compared_as_on_the_command_line(jobs: Jobs, opened: Collection, pair: tuple[Article, ...]) -> None:
    here = compare_articles(pair, opened.resources, choose_models("lexical", "rules"))
    assert jobs.compare(Task(articles=pair)) == pack_comparison(here)
    assert unpacked(jobs.compare(Task(articles=pair))).alignments == here.alignments


def test_a_dead_worker_is_replaced(jobs: Jobs, pair: tuple[Article, ...]) -> None:
    first = jobs.compare(Task(articles=pair))
    assert jobs.pid is not None
    os.kill(jobs.pid, signal.SIGKILL)
    os.waitid(os.P_PID, jobs.pid, os.WEXITED | os.WNOWAIT)
    again = jobs.compare(Task(articles=pair))
    assert again == first


def test_what_was_made_while_one_waited_is_taken(jobs: Jobs, pair: tuple[Article, ...]) -> None:
    assert jobs.compare(Task(articles=pair), lambda: b"made by another") == b"made by another"


def test_a_queue_that_is_full_is_said_so(opened: Collection, pair: tuple[Article, ...]) -> None:
    jobs = Jobs(partial(make_worker, opened.config, opened.url), 60, longest=0)
    first = threading.Thread(target=lambda: jobs.compare(Task(articles=pair)))
    first.start()
    while not jobs.ahead:
        time.sleep(0.005)
    with pytest.raises(JobFailed) as caught:
        jobs.compare(Task(articles=pair))
    assert (caught.value.why, caught.value.ahead) == ("busy", 1)
    first.join()
    assert jobs.ahead == 0
    jobs.close()


def test_the_end_of_serving_ends_what_waits(opened: Collection, pair: tuple[Article, ...]) -> None:
    stop = threading.Event()
    jobs = jobs_for(opened.config, opened.url, 60, stop.is_set)
    told: list[str] = []

    def ask() -> None:
        try:
            jobs.compare(Task(articles=pair))
        except JobFailed as failed:
            told.append(failed.why)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    while jobs.ahead < 3:
        time.sleep(0.005)
    stop.set()
    for asker in askers:
        asker.join(20)
    assert told == ["stopping"] * 3
    jobs.close()
