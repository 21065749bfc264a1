"""How well names are read: CLEANANERCorp's last tenth, and CAraNER's persons.

    python eval/names.py [--misses] [--rules | --head | --vote] [--wojood] [--folder DIR]

Exact spans of words. Of the reader's mentions count those that name (not descriptions), the outer
one where two are nested, because the corpora nest nothing. CLEANANERCorp's sentences stand in the
order of its articles, so ten are read as one; CAraNER's are shuffled, each is read alone. Both are
for measuring only: nothing was trained on them (see docs/model-card.md). Wojood has no floor and is read where it is asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import corpora
from corpora import Sample

from tawatur.annotate.entities import find_mentions
from tawatur.encode.e5 import E5Encoder
from tawatur.heads.names import NamesHead
from tawatur.heads.reading import Models, article_names
from tawatur.lang.gazetteer import load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Article, Sentence

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "ner"
CLEAN = SHARED / "cleananercorp" / "cleananercorp_TRAIN.txt"
CARANER = SHARED / "caraner" / "caraner_first_half.csv"
WOJOOD = SHARED / "wojood_sample" / "data" / "val.txt"
# Asked for were .75 and .84; floors only rise.
FLOORS = {"cleananercorp": 0.765, "caraner": 0.85}
NO_DATA = 2

Spans = set[tuple[str, int, int]]
Reader = Callable[[Sequence[Sample]], list[Spans]]


def reader_of(mode: str, weights: Path | None = None) -> Reader:
    """`vote` is the whole default reader; `rules` and `head` are its halves."""
    gazetteer = load_gazetteer(folder())
    encoder = E5Encoder()
    models = Models(encoder, encoder, NamesHead.load(weights) if mode != "rules" else None)

    def read(samples: Sequence[Sample]) -> list[Spans]:
        text = "\n".join(s.text for s in samples)
        sentences, at = [], 0
        for number, sample in enumerate(samples):
            sentences.append(Sentence(at, at + len(sample.text), "body", number))
            at += len(sample.text) + 1
        names = article_names(text, sentences, models, gazetteer)
        if mode == "head":
            found = [(n.type, n.start, n.end) for n in names]
        else:
            mentions = find_mentions(Article(id="x", text=text), view(text), sentences, gazetteer, names)
            found = [(m.type, m.start, m.end) for m in mentions if m.kind in ("name", "short")]
        return [_words(sample, s.start, found) for sample, s in zip(samples, sentences, strict=True)]

    return read


def _words(sample: Sample, at: int, found: Sequence[tuple[str, int, int]]) -> Spans:
    """The spans in a sentence that begins at `at`, in words of the corpus; only the outer ones."""
    spans: Spans = set()
    edges = []
    for word in sample.words:
        edges.append((at, at + len(word)))
        at += len(word) + 1
    for kind, start, end in found:
        inside = [k for k, (a, b) in enumerate(edges) if b > start and a < end]
        if inside:
            spans.add((kind, inside[0], inside[-1] + 1))
    return {
        s for s in spans
        if not any(o != s and o[1] <= s[1] and s[2] <= o[2] and o[2] - o[1] > s[2] - s[1] for o in spans)
    }


class Tally:
    """Right, wrong and missed names by type."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, sample: Sample, found: Spans, misses: bool) -> None:
        """Count one sentence."""
        for span in sorted(found | sample.names):
            kind = self.right if span in found and span in sample.names else self.wrong if span in found else self.missed
            kind[span[0]] += 1
            if misses and kind is not self.right:
                label = "wrong " if kind is self.wrong else "missed"
                before, name = sample.words[max(0, span[1] - 3):span[1]], sample.words[span[1]:span[2]]
                print(f"  {label} {span[0]} {' '.join(before)} [{' '.join(name)}] {' '.join(sample.words[span[2]:span[2] + 2])}")

    def figures(self, types: Sequence[str]) -> tuple[float, float, float]:
        """F1, recall and precision over some types."""
        right, wrong, missed = (sum(c[t] for t in types) for c in (self.right, self.wrong, self.missed))
        recall, precision = right / max(1, right + missed), right / max(1, right + wrong)
        return 2 * right / max(1, 2 * right + wrong + missed), recall, precision


def measure(read: Reader, samples: Sequence[Sample], size: int, types: Sequence[str], misses: bool) -> Tally:
    """Read `size` sentences at a time and count the types that the corpus labels as we do."""
    tally = Tally()
    for low in range(0, len(samples), size):
        part = samples[low:low + size]
        for sample, found in zip(part, read(part), strict=True):
            wanted = Sample(sample.words, frozenset(n for n in sample.names if n[0] in types))
            tally.add(wanted, {s for s in found if s[0] in types}, misses)
    return tally


def line(name: str, tally: Tally, types: Sequence[str]) -> str:
    """One line of figures: all types together, then each."""
    parts = [f"{t} {f:.3f} (R {r:.3f} P {p:.3f})" for t in types for f, r, p in [tally.figures([t])]]
    return f"{name}: F1 {tally.figures(types)[0]:.3f}  " + "  ".join(parts)


def main() -> int:
    """Print all figures; 1 where one lies under its floor, 2 where nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rules", dest="mode", action="store_const", const="rules", default="vote")
    parser.add_argument("--head", dest="mode", action="store_const", const="head")
    parser.add_argument("--vote", dest="mode", action="store_const", const="vote")
    parser.add_argument("--wojood", action="store_true", help="its sample too, for information")
    parser.add_argument("--folder", type=Path, help="the head in another folder")
    args = parser.parse_args()
    if not CLEAN.is_file() or not CARANER.is_file():
        print(f"names: skipped, {SHARED} is missing")
        return NO_DATA
    read = reader_of(args.mode, args.folder)
    figures = {}
    wojood = args.wojood and WOJOOD.is_file()
    for name, samples, size, types in (
        ("cleananercorp", corpora.last_tenth(corpora.conll(CLEAN)), 10, corpora.TYPES),
        ("caraner", corpora.caraner(CARANER), 1, ("PER",)),
        *([("wojood", corpora.conll(WOJOOD), 1, corpora.TYPES)] if wojood else []),
    ):
        tally = measure(read, samples, size, types, args.misses)
        figures[name] = tally.figures(types)[0]
        print(line(f"{name} ({args.mode})", tally, types))
    if args.mode != "vote":
        return 0
    low = [f"{name} {figures[name]:.3f} < {floor}" for name, floor in FLOORS.items() if round(figures[name], 3) < floor]
    if low:
        print("under the floor: " + ", ".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
