#!/usr/bin/env python3
"""What a comparison costs, held against embedding the sentences of its articles alone.

    python bench/compare.py [FILE ...] [--runs 5] [--most 1.5]

Without files the shipped example is compared. Both are measured in turn in one process, and the
median of the ratios counts, so that a busy machine slows both alike. Exit code 1 where the ratio
is above `--most`. Loading the model and the data files is not counted in either.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tawatur.api import demo_articles
from tawatur.encode import Encoder, default_encoder
from tawatur.ingest import read_inputs
from tawatur.lang.normalize import view
from tawatur.lang.resources import load_resources
from tawatur.lang.tokenize import sentences
from tawatur.model import Article
from tawatur.pipeline import annotate_articles, compare_articles


class Timed:
    """An encoder that adds up the time spent in it and the letters it was given."""

    def __init__(self, encoder: Encoder) -> None:
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


def all_sentences(articles: Sequence[Article]) -> list[str]:
    """The sentences of every part that is read, as the pipeline cuts them."""
    annotated = annotate_articles(articles, load_resources())
    return [
        account.record.text[s.start:s.end]
        for account in annotated.accounts
        for s in sentences(view(account.record.text), account.parts)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=float, default=1.5)
    args = parser.parse_args()
    articles = read_inputs(args.files or demo_articles(), None).articles
    encoder, note = default_encoder()
    if note:
        sys.exit(f"nothing to measure: {note}")
    resources, timed = load_resources(), Timed(encoder)
    lines = all_sentences(articles)
    encoder.embed(lines[:2])
    alone, whole = [], []
    for _ in range(args.runs):
        started = time.perf_counter()
        encoder.embed(lines)
        between = time.perf_counter()
        compare_articles(articles, resources, timed, ())
        alone.append(between - started)
        whole.append(time.perf_counter() - between)
    ratio = statistics.median(w / a for w, a in zip(whole, alone, strict=True))
    inside = timed.seconds / args.runs
    print(f"{len(articles)} articles, {len(lines)} sentences, {sum(map(len, lines))} letters")
    print(f"embedding the sentences alone  {statistics.median(alone):7.3f} s")
    print(f"the whole comparison           {statistics.median(whole):7.3f} s, of which "
          f"{inside:.3f} s embed {timed.letters // args.runs} letters")
    print(f"ratio                          {ratio:7.2f}   (at most {args.most})")
    sys.exit(ratio > args.most)


if __name__ == "__main__":
    main()
