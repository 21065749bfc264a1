"""Would a trained head say who said what better than the rules? `python -m training.attribution`.

    python -m training.attribution [--shared DIR] [--more DIR ...] [--blind DIR ...]
                                  [--teachers gold english rules]

Learns, word by word, three rows of tags (source, cue, content) from the encoder's states of layers
6 and 8: from PolNeAR's 84 English articles (Newell et al., LREC 2018), from what the rules find
surely in NewsFANE's sentences, and from the Arabic gold without the article that is read (or, with
`--blind`, all of it, to read gold that neither rules nor head have seen). Prints
recall and precision of cues, sources and of words of content beside those of the rules, and how
many cues that the rules miss the head finds. Nothing is shipped from here: docs/model-card.md
tells the figures and why the rules stay alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tawatur.encode.e5 import E5Encoder
from tawatur.heads.names import LAYERS
from tawatur.heads.words import pool, units
from tawatur.lang.resources import Resources, load_resources
from tawatur.lang.tables import folder
from tawatur.model import Article
from tawatur.pipeline import annotate_articles

from . import newsfane, overlap
from .spelling import Spelling

ROOT = Path(__file__).resolve().parents[1]
ROWS = ("source", "cue", "content")
POLNEAR = "data/attribution_en/polnear/dev"
_LABELS = {"Source": "source", "Cue": "cue", "Content": "content"}
_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’')]*(?=\s+[\"“A-Z])|$)", re.MULTILINE)
_BLOCK = 12  # sentences of NewsFANE that the rules read together
_EPOCHS, _BATCH, _RATE, _HIDDEN, _FOLDS = 5, 16, 1.5e-3, 128, 5
_LONGEST = 220  # words of a sentence
_IGNORE = -100

Piece = tuple[str, int, int]  # row, start, end in the article


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its sentences and the pieces of its attributions."""

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...]
    by_rules: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: states (words, width), gold tags and the rules' tags, three rows each."""

    name: str
    states: NDArray[np.float16]
    tags: NDArray[np.int64]
    rules: NDArray[np.int64]


def english(shared: Path) -> list[Text]:
    """PolNeAR's articles (one annotation each)."""
    found: dict[str, Text] = {}
    for path in sorted((shared / POLNEAR / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        body = shared / POLNEAR / "text" / f"{name}.txt"
        if name in found or not body.exists():
            continue
        text = body.read_text(encoding="utf-8")
        pieces = []
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            kind, _, places = cells[1].partition(" ")
            if cells[0].startswith("T") and kind in _LABELS:
                pieces += [(_LABELS[kind], *map(int, place.split())) for place in places.split(";")]
        cuts = tuple((m.start(), m.end()) for m in _SENTENCE.finditer(text))
        found[name] = Text(name, text, cuts, tuple(pieces))
    return list(found.values())


def gold(folders: Sequence[Path], resources: Resources) -> list[Text]:
    """Arabic articles with gold, and what the rules find in them."""
    found = []
    for path in sorted(p for f in folders for p in (*f.glob("*gold.json"), *f.glob("*/gold.json"))):
        data = json.loads(path.read_text(encoding="utf-8"))
        for letter, text in _texts(path, data).items():
            pieces = [
                (row, span["start"], span["end"])
                for a in data["attributions"]
                for key, row in (("source_span", "source"), ("cue", "cue"), ("content", "content"),
                                 ("content_more", "content"))
                for span in _listed(a.get(key)) if span["article"] == letter
            ]
            cuts, by_rules = read_by_rules(text, resources)
            found.append(Text(f"{path.parent.name}/{path.name}", text, cuts, tuple(pieces), by_rules))
    return found


def _listed(value: object) -> list[dict]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def _texts(path: Path, data: dict) -> dict[str, str]:
    lines = path.parent / "articles.jsonl"
    if lines.exists():
        records = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
        texts = {r["id"]: r["text"] for r in records}
        return {letter: texts.get(letter) or texts[name] for letter, name in data["files"].items()} \
            if "files" in data else texts
    return {k: (path.parent / n).read_text(encoding="utf-8") for k, n in data["files"].items()}


def read_by_rules(text: str, resources: Resources) -> tuple[tuple[tuple[int, int], ...], tuple[Piece, ...]]:
    """Sentences of an article, and the pieces of the attributions that the rules find."""
    account = annotate_articles([Article(id="a", text=text)], resources).accounts[0]
    pieces: list[Piece] = []
    for a in account.attributions:
        pieces.append(("cue", a.cue.start, a.cue.end))
        pieces.append(("content", a.content.start, a.content.end))
        if a.source.span:
            pieces.append(("source", a.source.span.start, a.source.span.end))
    return tuple((s.start, s.end) for s in account.sentences), tuple(pieces)


def by_rules(shared: Path, resources: Resources) -> list[Text]:
    """NewsFANE's sentences in usual spelling, a dozen together, tagged by the rules."""
    spell = Spelling(folder())
    joined = [newsfane.join(tokens) for tokens in newsfane.read(shared / "data/ner/newsfane/newsfane_first_80.txt")]
    lines = [newsfane.dress(words, k, spell, True).text for k, words in enumerate(joined)]
    found = []
    for k in range(0, len(lines), _BLOCK):
        text = "\n".join(lines[k:k + _BLOCK])
        cuts, pieces = read_by_rules(text, resources)
        found.append(Text(f"newsfane/{k}", text, cuts, pieces, pieces))
    return found


def examples(texts: Iterable[Text], encoder: E5Encoder) -> list[Example]:
    """Sentences ready to learn from; those without a word are left out."""
    found = []
    for t in texts:
        for start, end in t.sentences:
            row = units(t.text[start:end])[:_LONGEST]
            if not row:
                continue
            state = encoder.read([t.text[start:end]])[0]
            both = np.concatenate([state.layers[k] for k in LAYERS], axis=1)
            places = [(start + u.start, start + u.end) for u in row]
            found.append(Example(t.name, pool(row, state.starts, state.ends, both).astype(np.float16),
                                 _tags(places, t.pieces), _tags(places, t.by_rules)))
    return found


def _tags(places: Sequence[tuple[int, int]], pieces: Iterable[Piece]) -> NDArray[np.int64]:
    """(3, words): 0 outside, 1 first word, 2 inside."""
    tags = np.zeros((len(ROWS), len(places)), np.int64)
    for row, start, end in sorted(pieces, key=lambda p: p[1] - p[2]):
        inside = [k for k, (a, b) in enumerate(places) if a < end and b > start]
        tags[ROWS.index(row), inside] = 2
        tags[ROWS.index(row), inside[:1]] = 1
    return tags


class Tagger(nn.Module):
    """States -> three rows of O, B, I."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.squeeze, self.drop = nn.Linear(width, _HIDDEN), nn.Dropout(0.3)
        self.lstm = nn.LSTM(_HIDDEN, _HIDDEN, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * _HIDDEN, 3 * len(ROWS))

    def forward(self, states: Tensor) -> Tensor:
        h, _ = self.lstm(torch.relu(self.squeeze(self.drop(states))))
        return self.out(self.drop(h)).view(*states.shape[:2], len(ROWS), 3)


def fit(data: Sequence[Example], seed: int = 0) -> Tagger:
    """A tagger that has seen every example `_EPOCHS` times."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    net = Tagger(data[0].states.shape[1])
    steps = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=0.01)
    slower = torch.optim.lr_scheduler.ExponentialLR(steps, 0.8)
    for _ in range(_EPOCHS):
        ordered = sorted(data, key=lambda e: e.tags.shape[1] * dice.uniform(0.8, 1.2))
        batches = [ordered[i:i + _BATCH] for i in range(0, len(ordered), _BATCH)]
        dice.shuffle(batches)
        for batch in batches:
            longest = max(e.tags.shape[1] for e in batch)
            x = torch.zeros(len(batch), longest, data[0].states.shape[1])
            y = torch.full((len(batch), longest, len(ROWS)), _IGNORE)
            for i, e in enumerate(batch):
                x[i, :len(e.states)] = torch.from_numpy(e.states.astype(np.float32))
                y[i, :len(e.states)] = torch.from_numpy(e.tags.T)
            loss = nn.functional.cross_entropy(net(x).reshape(-1, 3), y.reshape(-1), ignore_index=_IGNORE)
            steps.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
        slower.step()
    return net.eval()


def spans(row: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The runs of one row of tags."""
    starts = [k for k, tag in enumerate(row) if tag == 1 or (tag == 2 and (k == 0 or row[k - 1] == 0))]
    found = []
    for k in starts:
        end = k + 1
        while end < len(row) and row[end] == 2:
            end += 1
        found.append((k, end))
    return found


def _touched(of: Sequence[tuple[int, int]], by: Sequence[tuple[int, int]]) -> int:
    return sum(any(a < d and c < b for c, d in by) for a, b in of)


class Count:
    """Spans right, wanted and claimed, a row each."""

    def __init__(self) -> None:
        self.rows = {row: [0, 0, 0, 0] for row in ROWS}
        self.missed = [0, 0]
        self.added = [0, 0]

    def add(self, gold_tags: NDArray[np.int64], found: NDArray[np.int64], rules: NDArray[np.int64]) -> None:
        for k, row in enumerate(ROWS):
            want, got = spans(gold_tags[k]), spans(found[k])
            for at, more in enumerate((_touched(want, got), len(want), _touched(got, want), len(got))):
                self.rows[row][at] += more
        want, got, had = (spans(t[1]) for t in (gold_tags, found, rules))
        unseen = [w for w in want if not _touched([w], had)]
        new = [g for g in got if not _touched([g], had)]
        self.missed[0] += _touched(unseen, got)
        self.missed[1] += len(unseen)
        self.added[0] += _touched(new, want)
        self.added[1] += len(new)

    def lines(self, name: str) -> list[str]:
        found = []
        for row, (right, of, good, claimed) in self.rows.items():
            found.append(f"  {name:6s} {row:8s} recall {right / max(1, of):.3f} of {of}"
                         f"  precision {good / max(1, claimed):.3f} of {claimed}")
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further folders with gold")
    parser.add_argument("--blind", type=Path, nargs="*", default=[], help="measure on these folders alone")
    parser.add_argument("--teachers", nargs="*", default=["gold", "english", "rules"])
    args = parser.parse_args()
    torch.set_num_threads(1)
    resources, encoder = load_resources(), E5Encoder()
    shared = args.shared
    texts = gold([shared / "gold" / "attribution", shared / "acceptance", *args.more], resources)
    wanted = examples(texts, encoder)
    teachers: list[Example] = []
    if "english" in args.teachers:
        teachers += examples(english(shared), encoder)
    if "rules" in args.teachers:
        silver = by_rules(shared, resources)
        out = overlap.left_out([t.text for t in silver], [t.text for t in texts])
        teachers += examples((t for k, t in enumerate(silver) if k not in out), encoder)
    blind = examples(gold(args.blind, resources), encoder)
    names = sorted({e.name for e in wanted})
    head, rules = Count(), Count()
    folds = [set(names[k::_FOLDS]) for k in range(_FOLDS)] if not blind else [set()]
    for held in folds:
        own = [e for e in wanted if e.name not in held] if "gold" in args.teachers else []
        net = fit([*teachers, *own, *own, *own])
        for e in blind or (e for e in wanted if e.name in held):
            with torch.no_grad():
                tags = net(torch.from_numpy(e.states.astype(np.float32))[None])[0].argmax(-1).numpy().T
            head.add(e.tags, tags, e.rules)
            rules.add(e.tags, e.rules, e.rules)
    read = len({e.name for e in blind}) if blind else len(names)
    print(f"{read} articles read by nets that have not seen them, {len(teachers)} sentences of teachers")
    print("\n".join((*rules.lines("rules"), *head.lines("head"))))
    print(f"  cues that the rules miss: {head.missed[1]}, of them found by the head: {head.missed[0]}")
    print(f"  cues that only the head claims: {head.added[1]}, of them right: {head.added[0]}")


if __name__ == "__main__":
    main()
