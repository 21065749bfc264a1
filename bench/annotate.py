#!/usr/bin/env python3
"""How many articles of 300 words a second one core annotates, without embeddings.

    python bench/annotate.py [FILE ...] [--articles 50] [--profile] [--least 50]

Texts are made by repeating the bodies of the shipped example (or of the files) up to 300 words.
A plain baseline runs in turn in the same process (folding, cutting into words, stemming each and
counting), so that the ratio of the two can be compared between machines. Exit code 1 under
`--least` articles a second.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import pstats
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tawatur.api import demo_articles
from tawatur.ingest import read_inputs
from tawatur.lang.normalize import view
from tawatur.lang.resources import load_resources
from tawatur.lang.stem import light_stem
from tawatur.lang.tokenize import tokens
from tawatur.model import Article
from tawatur.pipeline import annotate_articles

WORDS = 300
BATCH = 4  # articles annotated together, as a comparison does


def made_articles(sources: Sequence[Article], count: int) -> list[Article]:
    """`count` articles of about 300 words: each starts at another line of the sources."""
    lines = [line for a in sources for line in a.text.split("\n") if len(line.split()) > 7]
    made = []
    for n in range(count):
        text, words = [], 0
        for line in itertools.islice(itertools.cycle(lines), n % len(lines), None):
            text.append(line)
            words += len(line.split())
            if words >= WORDS:
                break
        made.append(Article(id=f"bench{n:03}", text="\n".join(text), published="2024-05-16",
                            published_how="given", language="ar"))
    return made


def plain(articles: Sequence[Article]) -> int:
    """The baseline: fold, cut into words, stem, count."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(light_stem(token.norm) for token in tokens(view(article.text)))
    return len(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--least", type=float, default=50)
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    args = parser.parse_args()
    articles = made_articles(read_inputs(args.files or demo_articles(), None).articles, args.articles)
    batches = [articles[i:i + BATCH] for i in range(0, len(articles), BATCH)]
    resources = load_resources()

    def annotate() -> None:
        for batch in batches:
            annotate_articles(batch, resources)

    annotate_articles(batches[0], resources)
    if args.profile:
        profiler = cProfile.Profile()
        profiler.runcall(annotate)
        for order in ("tottime", "cumulative"):
            pstats.Stats(profiler).sort_stats(order).print_stats(30)
        return
    speeds, ratios = [], []
    for _ in range(args.runs):
        started = time.process_time()
        plain(articles)
        between = time.process_time()
        annotate()
        spent = time.process_time() - between
        speeds.append(len(articles) / spent)
        ratios.append(spent / (between - started))
    words = sum(len(a.text.split()) for a in articles) / len(articles)
    print(f"{len(articles)} articles of {words:.0f} words, {BATCH} at a time")
    print(f"annotated   {statistics.median(speeds):8.1f} a second a core   (at least {args.least:g})")
    print(f"that is     {statistics.median(ratios):8.1f} times the plain baseline")
    sys.exit(statistics.median(speeds) < args.least)


if __name__ == "__main__":
    main()
