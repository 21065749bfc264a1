#!/usr/bin/env python3
"""How many articles a second a collection takes in, and in which step the time goes.

    python bench/collection.py INPUT... [--names rules] [--encoder lexical] [--workers 2] [--first 500] [--keep DIR]

Everything from reading files to the comparison of every story is counted. `processor` seconds are those of all
processes together, so a machine that is busy with other things changes them little; `clock` seconds
are what a user waits. The goal of the project is 12 articles a second on two processors. Each step stands beside
the plain baseline of this run: JSON decoding of the same articles.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import msgspec

from tawatur.collection import AddReport, create_collection
from tawatur.collection.report import STEPS
from tawatur.ingest.sources import walk
from tawatur.model import Article


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--encoder", default="e5")
    parser.add_argument("--names", default="head")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--first", type=int, help="take so many articles only")
    parser.add_argument("--keep", help="make the collection here and leave it")
    args = parser.parse_args()
    inputs: list[object] = args.inputs
    if args.first:
        inputs = list(islice(_articles(args.inputs), args.first))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(args.keep or scratch) / "collection"
        before = _processor()
        with create_collection(folder, encoder=args.encoder, names=args.names) as collection:
            report = collection.add(inputs, workers=args.workers, progress=None)
            stories = collection.stories()
        tell(report, _processor() - before, stories and sum(len(s.articles) > 1 for s in stories), len(stories))
        print(f"decoding the same articles from JSON: {_plain(inputs):.0f} articles a second")


def tell(report: AddReport, processor: float, several: int, stories: int) -> None:
    """The figures as a table."""
    rate = report.articles / max(report.elapsed, 1e-9)
    print(f"{report.articles} articles in, {report.skipped} left out, {stories} stories, {several} of several articles")
    print(f"clock {report.elapsed:8.1f} s  {rate:6.1f} articles a second with {report.workers} workers")
    print(f"processor {processor:4.1f} s  {2 * report.articles / max(processor, 1e-9):6.1f} articles a second on two processors of their own")
    whole = sum(report.seconds.values()) or 1.0
    for step in STEPS:
        seconds = report.seconds.get(step, 0.0)
        each = 1000 * seconds / max(report.articles, 1)
        print(f"  {step:<11} {seconds:8.1f} s  {100 * seconds / whole:5.1f} %  {each:7.1f} ms an article")


def _articles(inputs: list[str]) -> object:
    for item in walk(inputs):
        if hasattr(item, "records"):
            yield from (r.article for r in item.records(0) if r.article is not None)


def _plain(inputs: list[object]) -> float:
    articles = [a for a in inputs if isinstance(a, Article)] or list(_articles(inputs))  # type: ignore[arg-type]
    coded = [msgspec.json.encode(a) for a in articles]
    started = time.perf_counter()
    for data in coded:
        msgspec.json.decode(data, type=Article)
    return len(coded) / max(time.perf_counter() - started, 1e-9)


def _processor() -> float:
    """Seconds of the processor, this process and the workers that have ended."""
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    sys.exit(main())
