"""Learn what tells one event from two: the weights of `tawatur.stories.same_event`.

    python -m training.same_event [--shared DIR] [--out FILE] [--dry] [--ablate]

Learned from pairs of articles that were read by hand: `gold/stories` of the shared folder (its decided pairs,
and pairs out of its clusters), and `same_event_pairs.csv` beside this file, which names articles of SaudiNewsNet of
July 2015 by id and holds no text. Regularised logistic regression in numpy; a measure that would speak
against its meaning (`features.SPEAKS_FOR`) is left out. Prints the figures of a cross-validation over events
before it writes. Needs the shared folder and the e5 weights; a minute and a half.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import sys
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tawatur.encode.choose import open_encoder
from tawatur.encode.words import load_idf
from tawatur.ingest.dates import day_in_address
from tawatur.lang.resources import load_resources
from tawatur.model import Article
from tawatur.pipeline import annotate_articles, annotation_only
from tawatur.stories.features import NAMES, SPEAKS_FOR, Side, measure, side
from tawatur.stories.same_event import FORMAT
from tawatur.stories.sketch import lead_text, make_sketch

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "tawatur" / "stories" / "same_event.json"
FOLDS = 5
# Strength of the regularisation; pairs of the gold count twice, as their kind is what is asked for.
_RIDGE, _GOLD = 10.0, 2.0
_LEAST_SPREAD = 0.05
# At most so many pairs out of one event of the clusters, so that no event speaks for all.
_OF_ONE_EVENT = 6

Row = NDArray[np.float64]
Fold = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, whether they tell one event, and where the label is from (`gold`, `template`, `cluster`, `more`)."""

    a: str
    b: str
    same: bool
    source: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs with their measures. `group` maps each article to what must stay in one fold with it."""

    pairs: tuple[Pair, ...]
    rows: Row
    group: Mapping[str, str]

    def labels(self) -> NDArray[np.bool_]:
        return np.array([p.same for p in self.pairs], dtype=bool)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Of each measure its mean, its spread and its weight per spread; 0 where it is not used."""

    mean: Row
    spread: Row
    weight: Row
    bias: float

    def probability(self, rows: Row) -> Row:
        found: Row = 1 / (1 + np.exp(-((rows - self.mean) / self.spread @ self.weight + self.bias)))
        return found


# Reading ------------------------------------------------------------------------------------------

def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a TSV or of a CSV with # notes."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ","))


def gold_articles(folder: Path) -> dict[str, Article]:
    """The articles of gold/stories by id."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        return {r["id"]: _article(r["id"], r["outlet"], r["url"], r["date"], r["title"], r["text"])
                for r in map(json.loads, file)}


def july_articles(folder: Path, wanted: frozenset[str]) -> dict[str, Article]:
    """Articles of SaudiNewsNet's daily zips by outlet and first 8 hex of the SHA-1 of the address."""
    found: dict[str, Article] = {}
    for day, record in _records(folder):
        name = f"{record['source']}-{hashlib.sha1(record['url'].encode()).hexdigest()[:8]}"
        if name in wanted and name not in found:
            text = "\n".join(" ".join(line.split()) for line in record["content"].splitlines() if line.strip())
            published = day_in_address(record["url"]) or day
            found[name] = _article(name, record["source"], record["url"], published, record["title"], text)
    return found


def _records(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in sorted(n for n in archive.namelist() if not n.startswith("__MACOSX")):
                for record in json.loads(archive.read(name)):
                    yield path.stem, record


def _article(name: str, outlet: str, url: str, day: str, title: str, text: str) -> Article:
    return Article(id=name, outlet=outlet, outlet_how="given", url=url, published=day,
                   published_how="given", title=title, text=text)


class Reader:
    """Prepared sides and lead vectors of articles, each made once."""

    def __init__(self, articles: Mapping[str, Article], wanted: frozenset[str]) -> None:
        resources, idf = load_resources(), load_idf()
        self.sides: dict[str, Side] = {}
        leads = []
        for name in sorted(wanted):
            article = articles[name]
            annotation = annotation_only(annotate_articles([article], resources), resources, ())
            self.sides[name] = side(make_sketch(annotation, idf, title=article.title))
            leads.append(lead_text(annotation, article.title))
        self._vectors = dict(zip(sorted(wanted), open_encoder("e5").embed(leads), strict=True))

    def meaning(self, a: str, b: str) -> float:
        return float(self._vectors[a] @ self._vectors[b])

    def measures(self, pairs: Sequence[Pair]) -> Row:
        rows = [measure(self.sides[p.a], self.sides[p.b], self.meaning(p.a, p.b)) for p in pairs]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))


# Samples ------------------------------------------------------------------------------------------

def load(shared: Path) -> tuple[Sample, Sample]:
    """The decided pairs of the gold, and what else there is to learn from."""
    folder = shared / "gold" / "stories"
    articles = gold_articles(folder)
    clusters = {r["id"]: r["event"] for r in read_table(folder / "clusters.tsv")}
    rows = read_table(folder / "pairs.tsv")
    templates = {(r["id1"], r["id2"]) for r in read_table(folder / "pairs_meta.tsv") if r["source"] == "template"}
    gold = [
        Pair(r["id1"], r["id2"], r["event"] == "same", "template" if (r["id1"], r["id2"]) in templates else "gold")
        for r in rows if r["event"] != "unsure"
    ]
    more = [Pair(r["id1"], r["id2"], r["event"] == "same", "more") for r in read_table(HERE / "same_event_pairs.csv")]
    articles |= july_articles(shared / "data" / "news" / "saudinewsnet", frozenset(i for p in more for i in (p.a, p.b)))
    missing = sorted({i for p in more for i in (p.a, p.b)} - articles.keys())
    if missing:
        print(f"training: {len(missing)} articles of same_event_pairs.csv are not in the zips, e.g. {missing[0]}", file=sys.stderr)
    more = [p for p in more if p.a in articles and p.b in articles]
    wanted = frozenset({i for p in (*gold, *more) for i in (p.a, p.b)} | clusters.keys())
    reader = Reader(articles, wanted)
    group = _groups([(r["id1"], r["id2"]) for r in rows], clusters)
    found = _of_clusters(clusters, reader) + more
    return (Sample(tuple(gold), reader.measures(gold), group), Sample(tuple(found), reader.measures(found), group))


def _groups(linked: Sequence[tuple[str, str]], clusters: Mapping[str, str]) -> dict[str, str]:
    """Each article with the name of its component: linked by pairs and by events of the clusters."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for a, b in linked:
        parent[root(a)] = root(b)
    for article, event in clusters.items():
        if event != "-":
            parent[root(article)] = root(f"event {event}")
    return {x: root(x) for x in list(parent)}


def _of_clusters(clusters: Mapping[str, str], reader: Reader) -> list[Pair]:
    """Some pairs inside each event, and each article with its nearest neighbour in meaning outside of it."""
    members: dict[str, list[str]] = defaultdict(list)
    for article, event in sorted(clusters.items()):
        members[event].append(article)
    found = []
    rng = random.Random(1)
    for event, inside in sorted(members.items()):
        if event != "-":
            pairs = [(a, b) for a, b in combinations(inside, 2) if reader.sides[a].sketch.outlet != reader.sides[b].sketch.outlet]
            found += [Pair(a, b, True, "cluster") for a, b in rng.sample(pairs, min(_OF_ONE_EVENT, len(pairs)))]
    for article, event in sorted(clusters.items()):
        outside = [x for x in sorted(clusters) if x != article and (event == "-" or clusters[x] != event)]
        nearest = max(outside, key=lambda x: (round(reader.meaning(article, x), 4), x))
        found.append(Pair(article, nearest, False, "cluster"))
    return found


# Learning -----------------------------------------------------------------------------------------

def fit(rows: Row, same: NDArray[np.bool_], weight: Row, columns: Sequence[int]) -> Fitted:
    """Logistic regression with a ridge on the chosen columns, without those whose sign contradicts them."""
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), _LEAST_SPREAD)
    scaled = (rows - mean) / spread
    kept = list(columns)
    while True:
        found = _newton(scaled[:, kept], same, weight)
        wrong = [(abs(found[i]), k) for i, k in enumerate(kept) if (found[i] < 0) == (NAMES[k] in SPEAKS_FOR)]
        if not wrong:
            break
        kept.remove(max(wrong)[1])
    weights = np.zeros(rows.shape[1])
    weights[kept] = found[:-1]
    return Fitted(mean, spread, weights, float(found[-1]))


def _newton(scaled: Row, same: NDArray[np.bool_], weight: Row) -> Row:
    """The weights and the bias, by Newton's method."""
    design = np.column_stack([scaled, np.ones(len(scaled))])
    ridge = np.full(design.shape[1], _RIDGE)
    ridge[-1] = 1e-6
    found = np.zeros(design.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weight * (p - same)) + ridge * found
        curve = (design.T * (weight * p * (1 - p))) @ design + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        found = found - step
        if np.abs(step).max() < 1e-8:
            break
    return found


def learn(gold: Sample, more: Sample, columns: Sequence[int], outside: tuple[int, Fold] | None = None) -> Fitted:
    """Fit on all pairs, or on those of which no article lies in the fold `outside`."""
    samples = [(gold, _GOLD), (more, 1.0)]
    keep = [
        np.array([outside is None or all(outside[1](x) != outside[0] for x in (p.a, p.b)) for p in sample.pairs], dtype=bool)
        for sample, _ in samples
    ]
    rows = np.concatenate([s.rows[k] for (s, _), k in zip(samples, keep, strict=True)])
    same = np.concatenate([s.labels()[k] for (s, _), k in zip(samples, keep, strict=True)])
    weight = np.concatenate([np.full(int(k.sum()), w) for (_, w), k in zip(samples, keep, strict=True)])
    return fit(rows, same, weight, columns)


def divide(groups: Sequence[str], seed: int) -> dict[str, int]:
    """Each group with its fold."""
    order = list(groups)
    random.Random(seed).shuffle(order)
    return {name: k % FOLDS for k, name in enumerate(order)}


def cross_validated(gold: Sample, more: Sample, columns: Sequence[int], seed: int) -> Row:
    """Each gold pair's probability by weights that saw nothing of its events."""
    folds = divide(sorted({gold.group[p.a] for p in gold.pairs}), seed)

    def fold(article: str) -> int | None:
        return folds.get(gold.group.get(article, ""))

    found = np.zeros(len(gold.pairs))
    mine = np.array([fold(p.a) for p in gold.pairs])
    for k in range(FOLDS):
        found[mine == k] = learn(gold, more, columns, (k, fold)).probability(gold.rows[mine == k])
    return found.round(3)


def f1(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> float:
    """F1 of `same`."""
    return float(2 * (said & same).sum() / max(1, said.sum() + same.sum()))


def figures(gold: Sample, more: Sample, columns: Sequence[int], repeats: int = 10) -> dict[str, tuple[float, float, float]]:
    """Mean, least and most over several divisions into folds: F1, and the share of template pairs that are kept apart."""
    same = gold.labels()
    template = np.array([p.source == "template" for p in gold.pairs])
    runs = [cross_validated(gold, more, columns, seed) >= 0.5 for seed in range(repeats)]
    table = {"same event": [f1(run, same) for run in runs],
             "hard negatives": [float((~run)[template].mean()) for run in runs]}
    return {name: (float(np.mean(v)), min(v), max(v)) for name, v in table.items()}


def all_columns(without: str = "") -> list[int]:
    return [k for k, name in enumerate(NAMES) if name != without]


def report(name: str, gold: Sample, more: Sample, columns: Sequence[int]) -> None:
    shown = [f"{k} {m:.3f} ({low:.3f}-{high:.3f})" for k, (m, low, high) in figures(gold, more, columns).items()]
    print(f"{name:34s} {'; '.join(shown)}")


def write(parts: Mapping[str, Fitted], out: Path) -> None:
    """The weights as JSON: for each measure its mean and its weight for a step of 1."""
    tables = {
        name: {"bias": round(f.bias, 4),
               "features": {n: [round(float(f.mean[k]), 4), round(float(f.weight[k] / f.spread[k]), 4)] for k, n in enumerate(NAMES)}}
        for name, f in parts.items()
    }
    data = {"format": FORMAT, "source": "pairs read by hand, see training/same_event.py", **tables}
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {out}")


def main() -> int:
    """Print the figures and write the weights; 1 where the gold is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--dry", action="store_true", help="print the figures, write nothing")
    parser.add_argument("--ablate", action="store_true", help="the figures without each measure in turn")
    args = parser.parse_args()
    if not (args.shared / "gold" / "stories").is_dir():
        print(f"training: {args.shared / 'gold' / 'stories'} is missing", file=sys.stderr)
        return 1
    gold, more = load(args.shared)
    print(f"{len(gold.pairs)} pairs of the gold ({int(gold.labels().sum())} same), {len(more.pairs)} more ({int(more.labels().sum())} same)")
    wordy = all_columns("meaning")
    report("all measures", gold, more, all_columns())
    report("without meaning", gold, more, wordy)
    for name in NAMES if args.ablate else ():
        report(f"without {name}", gold, more, all_columns(name))
    if not args.dry:
        write({"meaning": learn(gold, more, all_columns()), "words": learn(gold, more, wordy)}, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
