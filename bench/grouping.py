#!/usr/bin/env python3
"""Articles a second from sketches to stories, step by step, beside a plain peer.

    python bench/grouping.py [--articles N] [--days N] [--index N]

Invented news: events of one to twelve articles over some days, told with words drawn by Zipf's law. Measured on one
thread: the search for pairs, their judgement, the groups, and the same again in daily portions by
`regroup`. The peer holds every article against every other one of its window by the cosine of tf-idf vectors:
what the search for pairs saves. `--index` adds the search among so many stories, with numpy and, where it is
installed, with faiss (IVF, 8 bits), and how much of the exact answer that finds.
"""

from __future__ import annotations

import argparse
import os
import time
from datetime import date, timedelta
from itertools import pairwise

# Before numpy is loaded: BLAS reads it once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from tawatur.stories.candidates import candidates, cosines, exact_vectors
from tawatur.stories.cluster import KEEP, group
from tawatur.stories.index import StoryIndex
from tawatur.stories.portrait import Portrait
from tawatur.stories.regroup import News, SameEvent, regroup
from tawatur.stories.sketch import Sketch

_WORDS, _WIDTH, _TERMS, _PRINTS = 40_000, 384, 128, 96
Vectors = dict[str, NDArray[np.float32]]


def invented(articles: int, days: int) -> tuple[list[Sketch], Vectors]:
    """Sketches and vectors of invented news; the same on every run."""
    rng = np.random.default_rng(4)
    first = date(2024, 5, 1)
    sketches: list[Sketch] = []
    vectors: Vectors = {}
    event = 0
    while len(sketches) < articles:
        event += 1
        own = rng.integers(_WORDS // 10, _WORDS, 40)
        prints = np.sort(rng.integers(0, 2**31, _PRINTS))
        centre = rng.normal(size=_WIDTH)
        day = int(rng.integers(0, days))
        for outlet in range(min(12, int(rng.zipf(1.7)))):
            name = f"o{outlet}-{event}"
            common = np.minimum(rng.zipf(1.2, 2 * _TERMS), _WORDS // 10)
            words = list(dict.fromkeys([*rng.permutation(own)[:30].tolist(), *common.tolist()]))[:_TERMS]
            counts = [(min(100, 10 + w // 40), k < 6, k < 30, 1) for k, w in enumerate(words)]
            mine = np.where(rng.random(_PRINTS) < 0.3, prints, np.sort(rng.integers(0, 2**31, _PRINTS)))
            vector = centre + 0.6 * rng.normal(size=_WIDTH)
            vectors[name] = (vector / np.linalg.norm(vector)).astype(np.float32)
            sketches.append(Sketch(
                id=name, outlet=f"o{outlet}", words=300, names=(), numbers=(), days=(), lead_days=0,
                day=(first + timedelta(min(days - 1, day + int(rng.integers(0, 2))))).isoformat(),
                terms=tuple(f"w{w}" for w in words), counts=bytes(n for four in counts for n in four),
                happenings=(), prints=b"".join(int(p).to_bytes(4, "little") for p in sorted(mine.tolist())),
            ))
    return sketches[:articles], vectors


def peer(sketches: list[Sketch], days: int) -> int:
    """Pairs with a tf-idf cosine of .3 inside the window, every pair looked at."""
    column = {t: i for i, t in enumerate(sorted({t for s in sketches for t in s.terms}))}
    ordered = sorted(sketches, key=lambda s: s.day or "")
    number = np.array([date.fromisoformat(s.day or "").toordinal() for s in ordered])
    found = 0
    for day in sorted(set(number.tolist())):
        rows, others = np.flatnonzero(number == day), np.flatnonzero((number >= day - days) & (number <= day))
        found += int((_matrix(ordered, rows, column) @ _matrix(ordered, others, column).T >= 0.3).sum())
    return found


def _matrix(sketches: list[Sketch], rows: NDArray[np.int64], column: dict[str, int]) -> NDArray[np.float32]:
    out = np.zeros((len(rows), len(column)), dtype=np.float32)
    for i, row in enumerate(rows.tolist()):
        s = sketches[row]
        for k, term in enumerate(s.terms):
            out[i, column[term]] = s.counts[4 * k]
    return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), dtype=np.float32)


def in_portions(sketches: list[Sketch], vectors: Vectors) -> int:
    """Day by day, each with what it reaches of the days before; the number of groups made."""
    by_day: dict[str, list[Sketch]] = {}
    for s in sketches:
        by_day.setdefault(s.day or "", []).append(s)
    held: list[str] = []
    judge, made = SameEvent(), 0

    def load(day_from: str, day_to: str) -> News:
        found = [s for day in held if day_from <= day <= day_to for s in by_day[day]]
        return News(found, {s.id: vectors[s.id] for s in found})

    for day in sorted(by_day):
        held.append(day)
        made += len(regroup(by_day[day], load, judge).groups)
    return made


def search(stories: int) -> None:
    """Time of a hundred stories looked up among many: numpy, and faiss where it is there."""
    rng = np.random.default_rng(5)
    centres = rng.normal(size=(stories // 20 + 1, _WIDTH)).astype(np.float32)
    rows = centres[rng.integers(0, len(centres), stories)] + 0.7 * rng.normal(size=(stories, _WIDTH)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    whole = exact_vectors(rows).astype("<i2")
    portraits = [Portrait(f"s{i}", "2024-05-01", "2024-05-01", 1, (), (), row.tobytes()) for i, row in enumerate(whole)]
    index = StoryIndex()
    index.put(portraits)
    started = time.perf_counter()
    exact = index.near(portraits[:100], 0.45)
    spent = time.perf_counter() - started
    print(f"{stories} stories: {10 * spent:.2f} ms a story with numpy, {sum(map(len, exact))} found")
    try:
        import faiss
    except ImportError:
        print("faiss is not installed (pip install faiss-cpu): nothing to compare with")
        return
    faiss.omp_set_num_threads(1)
    cells = max(16, int(4 * stories**0.5))
    quick = faiss.index_factory(_WIDTH, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    started = time.perf_counter()
    quick.train(rows[: 50 * cells])
    quick.add(rows)
    built = time.perf_counter() - started
    quick.nprobe = max(1, cells // 16)
    started = time.perf_counter()
    limits, _, found = quick.range_search(rows[:100], 0.44)
    spent = time.perf_counter() - started
    exact_rows = exact_vectors(rows)
    right = 0
    for i in range(100):
        near = found[limits[i]:limits[i + 1]]
        right += int((cosines(exact_rows[i:i + 1], exact_rows[near])[0] >= 0.45).sum()) - 1
    print(f"    faiss: built in {built:.1f} s, {10 * spent:.2f} ms a story, recall {right / sum(map(len, exact)):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--index", type=int, default=0)
    args = parser.parse_args()
    sketches, vectors = invented(args.articles, args.days)
    by_id, judge = {s.id: s for s in sketches}, SameEvent()
    marks = [time.process_time()]
    pairs = candidates(sketches, [], vectors)
    marks.append(time.process_time())
    judged = {(p.a, p.b): judge(by_id[p.a], by_id[p.b], p.meaning) for p in pairs}
    marks.append(time.process_time())
    groups = group(by_id, {pair: p for pair, p in judged.items() if p >= KEEP}, {s.id: s.outlet for s in sketches})
    marks.append(time.process_time())
    in_portions(sketches, vectors)
    marks.append(time.process_time())
    peer(sketches, 3)
    marks.append(time.process_time())
    find, decide, join, daily, plain = (after - before for before, after in pairwise(marks))
    n = len(sketches)
    print(f"{n} articles of {args.days} days, {len(pairs)} pairs judged, {len(groups)} groups")
    print(f"pairs found   {n / find:8.0f} articles/s   {find / plain:.2f} of a plain tf-idf cosine of all pairs")
    print(f"pairs judged  {n / decide:8.0f} articles/s   {1e6 * decide / max(1, len(pairs)):.0f} us a pair")
    print(f"grouped       {n / max(1e-9, join):8.0f} articles/s")
    print(f"all at once   {n / (find + decide + join):8.0f} articles/s")
    print(f"day by day    {n / daily:8.0f} articles/s   {daily / (find + decide + join):.2f} of all at once")
    if args.index:
        search(args.index)


if __name__ == "__main__":
    main()
