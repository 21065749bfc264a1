"""Do two headlines clash? The judge of clashes on ANS dev: `python eval/clash.py [--misses]`.

ANS (Khouja 2020): pairs of headlines of which the second paraphrases the first or was corrupted by
hand to contradict it. `ans_dev_pairs.csv` names the pairs by their rows in the dev set's claim file. Nothing
was trained on these headlines. Exit 1 where a figure lies under its floor, 2 where the shared folder is missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from tawatur.encode.e5 import E5Encoder
from tawatur.heads.clash import ClashHead, Verdict
from tawatur.heads.clash_words import load_lexicon
from tawatur.lang.resources import load_resources

HERE = Path(__file__).resolve().parent
CLAIMS = HERE.parents[1] / "shared" / "data" / "claims" / "ans" / "dev.csv"
PAIRS = HERE / "ans_dev_pairs.csv"
FLOORS = {"words and states": 0.81, "words alone": 0.77}
NO_DATA = 2

Row = tuple[str, str, bool]


def read() -> list[Row]:
    """`(first, second, do they clash)` of every pair that is told to agree or to disagree."""
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        texts = [row["claim_s"] for row in csv.DictReader(file)]
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [(texts[int(r["a"])], texts[int(r["b"])], r["label"] == "disagree") for r in rows if r["label"] != "other"]


def main() -> int:
    """Print accuracy, what it is made of, and which hints the misses show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not CLAIMS.exists():
        print(f"skipped, {CLAIMS} is missing")
        return NO_DATA
    rows = read()
    head = ClashHead.load(load_lexicon(load_resources()))
    texts = sorted({text for a, b, _ in rows for text in (a, b)})
    states = dict(zip(texts, E5Encoder().read(texts), strict=True))
    clashes = sum(clash for *_, clash in rows)
    print(f"{len(rows)} pairs, {clashes} clash; always «clash»: {max(clashes, len(rows) - clashes) / len(rows):.3f}")
    failed = False
    for name, floor in FLOORS.items():
        known = name == "words and states"
        verdicts = [head.judge(a, b, (states[a], states[b]) if known else None) for a, b, _ in rows]
        figure = sum(v.clash == clash for v, (*_, clash) in zip(verdicts, rows, strict=True)) / len(rows)
        failed |= round(figure, 3) < floor
        print(f"{name}: accuracy {figure:.3f} (floor {floor}), {_confusion(rows, verdicts)}")
        if known:
            _hints(rows, verdicts)
            if args.misses:
                _misses(rows, verdicts)
    return int(failed)


def _confusion(rows: list[Row], verdicts: list[Verdict]) -> str:
    table = Counter((clash, v.clash) for v, (*_, clash) in zip(verdicts, rows, strict=True))
    return (f"clash found {table[True, True]} missed {table[True, False]}, "
            f"agreement left alone {table[False, False]} taken for a clash {table[False, True]}")


def _hints(rows: list[Row], verdicts: list[Verdict]) -> None:
    """How often each hint is the weightiest of a verdict «clash», and how often that is right."""
    found: Counter[tuple[str, bool]] = Counter(
        (v.reasons[0].name, clash) for v, (*_, clash) in zip(verdicts, rows, strict=True) if v.clash and v.reasons
    )
    for name in sorted({name for name, _ in found}, key=lambda n: (-found[n, True], n)):
        print(f"  first reason «{name}»: {found[name, True]} right, {found[name, False]} wrong")


def _misses(rows: list[Row], verdicts: list[Verdict]) -> None:
    for v, (a, b, clash) in zip(verdicts, rows, strict=True):
        if v.clash != clash:
            print(f"  {'missed' if clash else 'false'} {v.score:.3f} {[r.name for r in v.reasons]}\n    {a}\n    {b}")


if __name__ == "__main__":
    sys.exit(main())
