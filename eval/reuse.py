#!/usr/bin/env python3
"""How well shared passages tell pairs of articles that share text from those that do not.

    python eval/reuse.py [--misses] [--shared DIR]

Reads gold/stories/pairs.tsv (verbatim and partial against none) and prints precision, recall and F1
of "at least one passage", by stratum of label, and the time a pair takes.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path

from tawatur.encode.words import load_idf
from tawatur.lang.normalize import view
from tawatur.stories.reuse import Words, prepare, shared_words

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    folder = args.shared / "gold" / "stories"
    if not folder.is_dir():
        raise SystemExit(f"{folder} is missing: nothing to measure")
    idf = load_idf()
    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        texts = {a["id"]: a["text"] for a in map(json.loads, file)}
    views = {name: view(text) for name, text in texts.items()}
    with (folder / "pairs.tsv").open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    ready: dict[str, Words] = {}
    started = time.perf_counter()
    for name in sorted({p[key] for p in pairs for key in ("id1", "id2")}):
        ready[name] = prepare(views[name], (), idf)
    prepared = time.perf_counter() - started
    tally = {"hit": 0, "miss": 0, "false": 0, "right none": 0}
    spent = 0.0
    for pair in pairs:
        one, two = ready[pair["id1"]], ready[pair["id2"]]
        started = time.perf_counter()
        found = shared_words(one, two)
        spent += time.perf_counter() - started
        want = pair["reuse"] != "none"
        kind = ("hit" if found else "miss") if want else ("false" if found else "right none")
        tally[kind] += 1
        if args.misses and kind in ("miss", "false"):
            print(f"{kind:6} {pair['id1']} {pair['id2']} {pair['event']} {pair['reuse']} {pair['note']}")
            for p in found:
                print(f"       {p.score} {p.words} «{texts[pair['id1']][p.a_start:p.a_end]}»\n"
                      f"              «{texts[pair['id2']][p.b_start:p.b_end]}»")
    precision = tally["hit"] / max(1, tally["hit"] + tally["false"])
    recall = tally["hit"] / max(1, tally["hit"] + tally["miss"])
    print(tally)
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")
    print(f"{1000 * prepared / len(ready):.2f} ms to prepare an article, {1000 * spent / len(pairs):.2f} ms a pair")


if __name__ == "__main__":
    main()
