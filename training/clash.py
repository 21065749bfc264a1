"""Learn the judge of clashes: `python -m training.clash [--shared DIR] [--out DIR] [--dry] [--ablate]` (scikit-learn needed).

The headline pairs of ANS (Khouja 2020, Apache-2.0): which rows of its claim file make a pair, and
whether the second contradicts the first, lies in `ans_pairs.csv` as numbers only. `how` tells where a
pair is from: `published` is one of the corpus's own stance pairs, `neighbour` was made here from the
claim file: a corrupted headline with the two true ones nearest to it (clash), two true ones that
are each other's nearest (agree). A headline that the dev set holds too takes no part.

Prints cross-validated figures (five folds; headlines that are joined by any pair stay in one fold);
then fits on all and writes `clash.json` to `--out`, unless `--dry`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from tawatur.encode.e5 import E5Encoder
from tawatur.heads.clash import LAYERS, ClashHead, Weights
from tawatur.heads.clash_features import FEATURES, Sides, features, marks
from tawatur.heads.clash_words import Lexicon, load_lexicon, read_words
from tawatur.heads.words import Unit, pool
from tawatur.lang.resources import load_resources

ROOT = Path(__file__).resolve().parents[1]
ANS = Path("data") / "claims" / "ans"
# What the judge sees without token states.
STATES = (
    "partners, lower", "partners, higher", "meaning", "replaced, likeness", "swapped, share", "swapped, likeness",
)
WORDS = tuple(name for name in FEATURES if name not in STATES)
# Two clashes to each agreement, as in the published pairs.
PRIOR = 2.0
_FOLDS, _REGULAR, _LEAST_SPREAD = 5, 0.3, 0.05


@dataclass(frozen=True, slots=True)
class Pair:
    """Two headlines by their rows in the claim file; `clash` 1 where the second contradicts."""

    a: int
    b: int
    clash: int
    published: bool
    group: int


def read_pairs(path: Path, headlines: Sequence[str], kept_out: frozenset[str]) -> list[Pair]:
    """The pairs of an index file whose headlines are not in `kept_out`, grouped by joined headlines."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(line for line in file if not line.startswith("#")) if r["label"] != "other"]
    rows = [r for r in rows if not {headlines[int(r["a"])], headlines[int(r["b"])]} & kept_out]
    parent = list(range(len(headlines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in rows:
        parent[root(int(r["a"]))] = root(int(r["b"]))
    return [
        Pair(int(r["a"]), int(r["b"]), int(r["label"] == "disagree"), r["how"] == "published", root(int(r["a"])))
        for r in rows
    ]


def read_headlines(path: Path) -> list[str]:
    """The headlines of an ANS claim file in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row["claim_s"] for row in csv.DictReader(file)]


def means_of(headlines: Sequence[str], lexicon: Lexicon, encoder: E5Encoder) -> dict[int, NDArray[np.float32]]:
    """The mean state of all words, layer by layer."""
    sums = {layer: np.zeros(384) for layer in LAYERS}
    count = 0
    for start in range(0, len(headlines), 64):
        block = headlines[start:start + 64]
        for text, states in zip(block, encoder.read(block), strict=True):
            words = [Unit(w.start, w.end, w.norm) for w in read_words(text, lexicon)]
            count += len(words)
            for layer in LAYERS:
                sums[layer] += pool(words, states.starts, states.ends, states.layers[layer]).sum(axis=0)
    return {layer: np.round(total / count, 4).astype(np.float32) for layer, total in sums.items()}


def rows_of(
    pairs: Sequence[Pair], headlines: Sequence[str], head: ClashHead, encoder: E5Encoder
) -> NDArray[np.float64]:
    """(pairs, features); each headline is read once."""
    wanted = sorted({i for p in pairs for i in (p.a, p.b)})
    states = dict(zip(wanted, encoder.read([headlines[i] for i in wanted]), strict=True))
    ready: list[Sides] = [
        head.sides(headlines[p.a], headlines[p.b], (states[p.a], states[p.b])) for p in pairs
    ]
    return np.array([features(s, marks(s)) for s in ready])


def fit(rows: NDArray[np.float64], y: NDArray[np.int64], names: Sequence[str]) -> Weights:
    """Logistic regression on the chosen features."""
    chosen = rows[:, [FEATURES.index(n) for n in names]]
    mean, spread = chosen.mean(axis=0), np.maximum(chosen.std(axis=0), _LEAST_SPREAD)
    share = PRIOR * (y == 0).sum() / max(1, (y == 1).sum())
    model = LogisticRegression(C=_REGULAR, max_iter=1000, class_weight={0: 1.0, 1: share})
    model.fit((chosen - mean) / spread, y)
    return Weights(tuple(names), mean, spread, model.coef_[0], float(model.intercept_[0]))


def logits(weights: Weights, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The score of every row before it is squashed."""
    chosen = rows[:, [FEATURES.index(n) for n in weights.names]]
    out: NDArray[np.float64] = (chosen - weights.mean) / weights.spread @ weights.weight + weights.bias
    return out


def cross_validated(rows: NDArray[np.float64], pairs: Sequence[Pair], names: Sequence[str]) -> NDArray[np.float64]:
    """Each pair's score by weights that saw none of its headlines."""
    y = np.array([p.clash for p in pairs])
    groups = sorted({p.group for p in pairs})
    order = np.random.default_rng(0).permutation(len(groups))
    fold = {groups[g]: k % _FOLDS for k, g in enumerate(order)}
    folds = np.array([fold[p.group] for p in pairs])
    out = np.zeros(len(pairs))
    for k in range(_FOLDS):
        out[folds == k] = logits(fit(rows[folds != k], y[folds != k], names), rows[folds == k])
    return out


def report(name: str, z: NDArray[np.float64], pairs: Sequence[Pair]) -> None:
    y = np.array([p.clash for p in pairs])
    own = np.array([p.published for p in pairs])
    lines = []
    for label, which in (("published", own), ("neighbours", ~own)):
        right = (z > 0) == y
        clash, agree = right[which & (y == 1)].mean(), right[which & (y == 0)].mean()
        # As if there were two clashes to an agreement, whatever the file holds.
        lines.append(f"{label}: {(2 * clash + agree) / 3:.3f} (clash {clash:.3f}, agree {agree:.3f})")
    print(f"{name:34s} {'; '.join(lines)}")


def main() -> int:
    """Print the figures and write the weights; 1 where the headlines are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "tawatur" / "resources" / "heads")
    parser.add_argument("--dry", action="store_true", help="print the figures, write nothing")
    parser.add_argument("--ablate", action="store_true", help="the figures without each feature in turn")
    args = parser.parse_args()
    ans = args.shared / ANS
    if not (ans / "train.csv").is_file() or not (ans / "dev.csv").is_file():
        print(f"training: not in {args.shared}: {ANS}/train.csv, {ANS}/dev.csv (ANS, Apache-2.0)", file=sys.stderr)
        return 1
    lexicon, encoder = load_lexicon(load_resources()), E5Encoder()
    headlines = read_headlines(ans / "train.csv")
    pairs = read_pairs(Path(__file__).parent / "ans_pairs.csv", headlines, frozenset(read_headlines(ans / "dev.csv")))
    means = means_of(headlines, lexicon, encoder)
    blank = Weights((), np.zeros(0), np.ones(0), np.zeros(0), 0.0)
    rows = rows_of(pairs, headlines, ClashHead(lexicon, blank, blank, means), encoder)
    y = np.array([p.clash for p in pairs])
    print(f"{len(pairs)} pairs, {int(y.sum())} clash, {sum(p.published for p in pairs)} published")
    report("words and states", cross_validated(rows, pairs, FEATURES), pairs)
    report("words alone", cross_validated(rows, pairs, WORDS), pairs)
    report("states alone", cross_validated(rows, pairs, STATES), pairs)
    for name in FEATURES if args.ablate else ():
        report(f"without {name}", cross_validated(rows, pairs, [f for f in FEATURES if f != name]), pairs)
    if not args.dry:
        write(fit(rows, y, FEATURES), fit(rows, y, WORDS), means, args.out / "clash.json")
    return 0


def write(states: Weights, words: Weights, means: dict[int, NDArray[np.float32]], out: Path) -> None:
    """The weights as JSON: for each feature its mean, spread and weight."""
    def table(w: Weights) -> dict[str, object]:
        columns = zip(w.names, w.mean, w.spread, w.weight, strict=True)
        return {"bias": round(w.bias, 4), "features": {n: [round(float(v), 4) for v in row] for n, *row in columns}}

    data = {
        "format": "tawatur/clash/1",
        "source": "ANS (Khouja 2020, Apache-2.0), training/clash.py",
        "states": table(states), "words": table(words),
        "means": {str(k): [round(float(x), 4) for x in v] for k, v in means.items()},
    }
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n", encoding="utf-8")
    print(f"wrote {out}")


if __name__ == "__main__":
    sys.exit(main())
