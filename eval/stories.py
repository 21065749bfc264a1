#!/usr/bin/env python3
"""Do two articles tell one event, and do they share text: `python eval/stories.py [--misses] [--shared DIR]`.

Pairs of gold/stories that a reader decided. Each is judged by weights that saw nothing of its events
(five folds over events; five divisions into folds, of which mean, least and most are printed), beside the cosines of
plain TF-IDF and of character 4-grams that come with the gold (threshold learned on the same folds). Shared text:
verbatim or partial against none. Exit 1 where a figure lies under its floor, 2 where the shared folder is missing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tawatur.encode.words import load_idf  # noqa: E402
from tawatur.lang.normalize import view  # noqa: E402
from tawatur.lang.resources import load_resources  # noqa: E402
from tawatur.pipeline import annotate_articles  # noqa: E402
from tawatur.stories.reuse import Words, prepare, share_text  # noqa: E402
from training import same_event as training  # noqa: E402

FLOORS = {"same event": 0.90, "hard negatives": 0.80, "without meaning": 0.88, "shared text": 0.94}
BASELINES = {"plain TF-IDF of words": "word_cos", "character 4-grams": "char_cos"}
NO_DATA = 2
_REPEATS = 5
Figures = dict[str, float]


def pairs(shared: Path, misses: bool) -> Figures:
    """F1 of `same`, the share of hard negatives that are kept apart, F1 without vectors; printed with baselines."""
    gold, more = training.load(shared)
    same = gold.labels()
    print(f"same event or not: {len(gold.pairs)} decided pairs, {int(same.sum())} same; {len(more.pairs)} more to learn from")
    meta = {(r["id1"], r["id2"]): r for r in training.read_table(shared / "gold" / "stories" / "pairs_meta.tsv")}
    for name, column in BASELINES.items():
        cosines = np.array([float(meta[p.a, p.b][column]) for p in gold.pairs])
        print(f"  {name:34s} F1 {baseline(gold, cosines):.3f}")
    found = training.figures(gold, more, training.all_columns(), _REPEATS)
    wordy = training.figures(gold, more, training.all_columns("meaning"), _REPEATS)
    rows = {"same event": found["same event"], "hard negatives": found["hard negatives"],
            "without meaning": wordy["same event"]}
    for name, (mean, low, high) in rows.items():
        print(f"  {name:34s} {'right' if name == 'hard negatives' else 'F1'} {mean:.3f} (least {low:.3f}, most {high:.3f})")
    if misses:
        show_misses(gold, more)
    return {name: mean for name, (mean, _, _) in rows.items()}


def baseline(gold: training.Sample, cosines: training.Row) -> float:
    """F1 of a cosine from the threshold that was best on the other folds; mean over the divisions."""
    same, groups = gold.labels(), sorted({gold.group[p.a] for p in gold.pairs})
    found = []
    for seed in range(_REPEATS):
        folds = training.divide(groups, seed)
        mine = np.array([folds[gold.group[p.a]] for p in gold.pairs])
        said = np.zeros(len(same), dtype=bool)
        for k in range(training.FOLDS):
            inside = mine != k
            best = max(sorted(set(cosines[inside])), key=lambda t: training.f1(cosines[inside] >= t, same[inside]))
            said[~inside] = cosines[~inside] >= best
        found.append(training.f1(said, same))
    return float(np.mean(found))


def show_misses(gold: training.Sample, more: training.Sample) -> None:
    found = training.cross_validated(gold, more, training.all_columns(), 0)
    for p, probability, row in zip(gold.pairs, found, gold.rows, strict=True):
        if (probability >= 0.5) != p.same:
            shown = ", ".join(f"{n} {v:.2f}" for n, v in zip(training.NAMES, row, strict=True) if v)
            print(f"  {'same' if p.same else 'different':9} {probability:.2f} {p.a} {p.b} {p.source}: {shown}")


def reuse(shared: Path, misses: bool) -> Figures:
    """F1 of `shares text` over all pairs, undecided ones too."""
    folder = shared / "gold" / "stories"
    articles = training.gold_articles(folder)
    rows = training.read_table(folder / "pairs.tsv")
    resources, idf = load_resources(), load_idf()
    ready: dict[str, Words] = {}
    for name in sorted({r[key] for r in rows for key in ("id1", "id2")}):
        account = annotate_articles([articles[name]], resources).accounts[0]
        ready[name] = prepare(view(account.record.text), account.parts, idf)
    began = time.perf_counter()
    said = np.array([share_text(ready[r["id1"]], ready[r["id2"]]) for r in rows])
    spent = 1000 * (time.perf_counter() - began) / len(rows)
    shares = np.array([r["reuse"] != "none" for r in rows])
    figure = training.f1(said, shares)
    print(f"shared text: {len(rows)} pairs, {int(shares.sum())} share\n"
          f"  {'shared text':34s} F1 {figure:.3f} ({int((said & ~shares).sum())} too many, {int((shares & ~said).sum())} missed, {spent:.2f} ms a pair)")
    for r, got, want in zip(rows, said, shares, strict=True):
        if misses and got != want:
            print(f"  {'too many' if got else 'missed':9} {r['id1']} {r['id2']} {r['event']} {r['reuse']} {r['note']}")
    return {"shared text": figure}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args(arguments)
    if not (args.shared / "gold" / "stories").is_dir():
        print(f"{args.shared / 'gold' / 'stories'} is missing: nothing to measure")
        return NO_DATA
    found = pairs(args.shared, args.misses) | reuse(args.shared, args.misses)
    low = [f"{name} {found[name]:.3f} is under its floor {floor}" for name, floor in FLOORS.items() if found[name] < floor]
    print("\n".join(low or ["all floors hold"]))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
