#!/usr/bin/env python3
"""Articles to stories: how well the groups match those that a careful reader made.

    python eval/clusters.py [--gold DIR] [--part PART] [--words-only] [--misses]

Reads `clusters.tsv` (id, event; `-` for an article that belongs to none; `part` where there is one) and
`articles.jsonl` of DIR, reads and embeds the articles, and groups them as `add` does. Prints BCubed
(Bagga and Baldwin 1998) and pairwise precision, recall and F1, beside the plain baseline: average link on
the TF-IDF of normalised words, at the threshold that serves it best. The shipped weights were learned
from pairs of some of these articles, so the figure is a little kind to itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from tawatur.encode import default_encoder, embed_unique
from tawatur.encode.words import load_idf
from tawatur.lang.normalize import fold
from tawatur.lang.resources import load_resources
from tawatur.model import Article
from tawatur.pipeline import annotate_articles, annotation_only
from tawatur.stories.candidates import candidates
from tawatur.stories.cluster import KEEP, group
from tawatur.stories.regroup import SameEvent
from tawatur.stories.sketch import Sketch, lead_text, make_sketch

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent.parent / "shared" / "gold" / "stories"
NO_DATA = 2
_DRAW = 2
Figures = tuple[float, float, float]
Groups = Sequence[Sequence[str]]


def read_gold(folder: Path, part: str | None) -> dict[str, str]:
    """Event of each article; one that belongs to none is an event of its own."""
    with (folder / "clusters.tsv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file, delimiter="\t") if part in (None, r.get("part"))]
    return {r["id"]: r["event"] if r["event"] != "-" else f"alone {r['id']}" for r in rows}


def read_articles(folder: Path, wanted: Mapping[str, str]) -> list[Article]:
    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["id"] in wanted]
    return [
        Article(id=r["id"], text=r["text"], title=r["title"] or None, outlet=r["outlet"], outlet_how="given",
                url=r["url"], published=r["date"], published_how="given")
        for r in rows
    ]


def bcubed(gold: Mapping[str, str], groups: Groups) -> Figures:
    """Means over articles of precision and recall of the group that each is in, and F1 of these means."""
    events = defaultdict(set)
    for name, event in gold.items():
        events[event].add(name)
    precision = recall = 0.0
    for found in groups:
        for name in found:
            both = len({*found} & events[gold[name]])
            precision += both / len(found)
            recall += both / len(events[gold[name]])
    return _with_f1(precision / len(gold), recall / len(gold))


def pairwise(gold: Mapping[str, str], groups: Groups) -> Figures:
    """Precision, recall and F1 over pairs of articles in one group."""
    found = {pair for g in groups for pair in combinations(sorted(g), 2)}
    wanted = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    both = len(found & wanted)
    return _with_f1(both / max(1, len(found)), both / max(1, len(wanted)))


def _with_f1(precision: float, recall: float) -> Figures:
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def read_all(
    articles: Sequence[Article], embed: bool
) -> tuple[list[Sketch], dict[str, NDArray[np.float32]]]:
    """Sketches, and vectors of the leads where `embed`."""
    resources, weights = load_resources(), load_idf()
    sketches, leads = [], []
    for article in articles:
        annotation = annotation_only(annotate_articles([article], resources), resources, ())
        sketches.append(make_sketch(annotation, weights, title=article.title, day=article.published))
        leads.append(lead_text(annotation, article.title))
    if not embed:
        return sketches, {}
    vectors = embed_unique(default_encoder()[0], leads)
    return sketches, {s.id: v for s, v in zip(sketches, vectors, strict=True)}


def groups_of(sketches: Sequence[Sketch], vectors: Mapping[str, NDArray[np.float32]]) -> Groups:
    """The groups as `add` makes them."""
    by_id, judge = {s.id: s for s in sketches}, SameEvent()
    judged = {
        (p.a, p.b): judge(by_id[p.a], by_id[p.b], p.meaning)
        for p in candidates(sketches, [], vectors)
    }
    return group(by_id, {pair: p for pair, p in judged.items() if p >= KEEP}, {s.id: s.outlet for s in sketches})


def half_undated(
    articles: Sequence[Article], sketches: Sequence[Sketch], embed: bool
) -> tuple[list[Sketch], dict[str, NDArray[np.float32]]]:
    """The same, every second article (drawn once and for all) read without its day."""
    drawn = set(random.Random(_DRAW).sample(sorted(s.id for s in sketches), len(sketches) // 2))
    bare = [
        msgspec.structs.replace(a, published=None, published_how=None, url=None) for a in articles if a.id in drawn
    ]
    read, vectors = read_all(bare, embed)
    # What the text alone hints at does not count as its day.
    return [*(s for s in sketches if s.id not in drawn), *(msgspec.structs.replace(s, day=None) for s in read)], vectors


def baseline(articles: Sequence[Article], join: float) -> Groups:
    """Average link on the cosine of TF-IDF vectors of normalised words, counted over these articles."""
    bags = [Counter(fold(f"{a.title or ''} {a.text}").split()) for a in articles]
    spread = Counter(word for bag in bags for word in bag)
    column = {word: i for i, word in enumerate(sorted(spread))}
    matrix = np.zeros((len(bags), len(column)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            matrix[row, column[word]] = (1 + math.log(count)) * math.log(len(bags) / spread[word])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    cosine = matrix @ matrix.T
    names = [a.id for a in articles]
    edges = {
        (names[i], names[j]): float(cosine[i, j]) for i, j in combinations(range(len(names)), 2)
    }
    return group(names, edges, join=join)


def line(name: str, gold: Mapping[str, str], groups: Groups) -> str:
    b, p = bcubed(gold, groups), pairwise(gold, groups)
    return (f"{name:24} BCubed P {b[0]:.3f} R {b[1]:.3f} F1 {b[2]:.3f}   "
            f"pairs P {p[0]:.3f} R {p[1]:.3f} F1 {p[2]:.3f}   {len(groups)} groups")


def misses(gold: Mapping[str, str], groups: Groups, articles: Sequence[Article]) -> list[str]:
    """Groups that hold several events, and events that fell apart, with titles."""
    titles = {a.id: a.title or a.text[:60] for a in articles}
    lines = []
    for found in groups:
        if len({gold[n] for n in found}) > 1:
            lines += ["several events:", *(f"    {gold[n]:28} {n} {titles[n]}" for n in found)]
    home = {n: i for i, found in enumerate(groups) for n in found}
    for event in sorted(set(gold.values())):
        members = sorted((n for n in gold if gold[n] == event), key=lambda n: home[n])
        if len({home[n] for n in members}) > 1:
            lines += [f"fell apart, {event}:", *(f"    {home[n]:4} {n} {titles[n]}" for n in members)]
    return lines


def main() -> int:
    """Print the figures; 1 where one is under its floor, 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--part", help="only articles of this part")
    parser.add_argument("--words-only", action="store_true", help="without embeddings")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not args.gold.is_dir():
        print(f"{args.gold} is missing: nothing to measure")
        return NO_DATA
    gold = read_gold(args.gold, args.part)
    articles = read_articles(args.gold, gold)
    started = time.perf_counter()
    sketches, vectors = read_all(articles, not args.words_only)
    read = time.perf_counter()
    groups = groups_of(sketches, vectors)
    grouped = time.perf_counter()
    print(line("stories", gold, groups))
    bare, leads = half_undated(articles, sketches, not args.words_only)
    undated = groups_of(bare, vectors | leads)
    print(line("half without a day", gold, undated))
    best = max((baseline(articles, t / 100) for t in range(10, 60, 2)), key=lambda g: bcubed(gold, g)[2])
    print(line("words, best threshold", gold, best))
    print(f"{len(articles)} articles: {len(articles) / (read - started):.0f}/s read and embedded, "
          f"{len(articles) / (grouped - read):.0f}/s grouped")
    if args.misses:
        print("\n".join(misses(gold, groups, articles)))
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["clusters"]
    figures = {
        "bcubed.f1": bcubed(gold, groups)[2], "pairs.f1": pairwise(gold, groups)[2],
        "undated.bcubed.f1": bcubed(gold, undated)[2], "undated.pairs.f1": pairwise(gold, undated)[2],
    }
    low = [name for name, value in figures.items() if value < floors[name]]
    if low and args.gold == GOLD and not args.words_only:
        print(f"under the floor: {', '.join(low)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
