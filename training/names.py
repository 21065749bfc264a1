"""Train the names head: `python -m training.names [--shared DIR] [--seeds 0 1 2] [--out DIR]`.

NewsFANE's sentences without those that are measured on, each in two dresses (see `newsfane`), go
through the encoder that runs later; a BiLSTM-CRF learns tags and how many letters before a name are
proclitics. One net a seed; all are written as halves into `names.npz` with a manifest. The same
seeds on one machine give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from eval import corpora
from tawatur.encode.e5 import E5Encoder
from tawatur.encode.e5.weights import SHA256
from tawatur.heads.names import LAYERS
from tawatur.heads.words import BITS, Unit, bits, pool, units
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.tables import folder

from . import newsfane, overlap
from .model import OFFSETS, TAGS, Tagger
from .spelling import Spelling

ROOT = Path(__file__).resolve().parents[1]
NEWSFANE = "data/ner/newsfane/newsfane_first_80.txt"
MEASURED = "data/ner/cleananercorp/cleananercorp_TRAIN.txt"
EPOCHS, BATCH, RATE, WARM_UP = 12, 32, 2e-3, 60
SQUEEZE, HIDDEN, DROP, DROP_BITS = 128, 96, 0.35, 0.1
OFFSET_WEIGHT = 0.5
_IGNORE = -100


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence in one dress, ready to learn from."""

    states: NDArray[np.float16]
    bits: NDArray[np.float16]
    tags: list[int]
    offsets: list[int]


def dressed(shared: Path) -> tuple[list[list[newsfane.Labelled]], int]:
    """Both dresses of every sentence that may be learnt from, and how many had to stay out.

    Raises RuntimeError where a sentence like a measured one remains.
    """
    joined = [newsfane.join(tokens) for tokens in newsfane.read(shared / NEWSFANE)]
    held = [sample.text for sample in corpora.last_tenth(corpora.conll(shared / MEASURED))]
    spell = Spelling(folder())
    sloppy = [newsfane.dress(words, k, lambda word: word, False) for k, words in enumerate(joined)]
    out = overlap.left_out([s.text for s in sloppy], held)
    kept = [s for s in sloppy if s.number not in out]
    left = overlap.heavy((s.text for s in kept), held)
    if left:
        raise RuntimeError(f"{left} sentences like the measured ones remain in the training data")
    usual = [newsfane.dress(joined[s.number], s.number, spell, True) for s in kept]
    return [list(pair) for pair in zip(kept, usual, strict=True)], len(out)


def example(sentence: newsfane.Labelled, encoder: E5Encoder, gazetteer: Gazetteer) -> Example:
    """States, bits and gold of a sentence."""
    row = units(sentence.text)
    state = encoder.read([sentence.text])[0]
    both = np.concatenate([state.layers[k] for k in LAYERS], axis=1)
    tags, offsets = [0] * len(row), [_IGNORE] * len(row)
    for name in sentence.names:
        inside = [k for k, unit in enumerate(row) if unit.end > name.start and unit.start < name.end]
        while name.type == "PER" and len(inside) > 1 and _title(row[inside[0]].norm, gazetteer):
            # The corpus has some titles inside names; we have none.
            inside = inside[1:]
        for k in inside:
            tags[k] = TAGS.index(f"I-{name.type}")
        tags[inside[0]] = TAGS.index(f"B-{name.type}")
        offsets[inside[0]] = _proclitics(row[inside[0]], max(name.start, row[inside[0]].start))
    return Example(
        pool(row, state.starts, state.ends, both).astype(np.float16),
        bits(row, gazetteer).astype(np.float16), tags, offsets,
    )


def _title(word: str, gazetteer: Gazetteer) -> bool:
    return word not in gazetteer.given and any(w in gazetteer.titles for w in (word, word.removeprefix("ال")))


def _proclitics(unit: Unit, start: int) -> int:
    """Letters before the name; the corpus splits no clitic off the article («بال», «لل»)."""
    off = start - unit.start
    rest = unit.norm[off:]
    joined = (rest.startswith(("بال", "كال")) and len(rest) > 4) or (rest.startswith("لل") and len(rest) > 3)
    return min(off + joined, OFFSETS - 1)


@dataclass(frozen=True, slots=True)
class _Scale:
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]


def _scale(pairs: Sequence[Sequence[Example]]) -> _Scale:
    rows = np.concatenate([e.states for pair in pairs for e in pair]).astype(np.float32)
    return _Scale(rows.mean(axis=0), rows.std(axis=0) + 1e-3)


def _batch(examples: Sequence[Example], scale: _Scale) -> tuple[torch.Tensor, ...]:
    longest = max(len(e.tags) for e in examples)
    size = len(examples)
    states = np.zeros((size, longest, len(scale.mean)), np.float32)
    flags = np.zeros((size, longest, len(BITS)), np.float32)
    tags = np.zeros((size, longest), np.int64)
    offsets = np.full((size, longest), _IGNORE, np.int64)
    mask = np.zeros((size, longest), bool)
    for k, e in enumerate(examples):
        n = len(e.tags)
        states[k, :n] = (e.states.astype(np.float32) - scale.mean) / scale.spread
        flags[k, :n], tags[k, :n], offsets[k, :n], mask[k, :n] = e.bits, e.tags, e.offsets, True
    return tuple(torch.from_numpy(x) for x in (states, flags, tags, offsets, mask))


def train(pairs: Sequence[Sequence[Example]], scale: _Scale, seed: int) -> Tagger:
    """One net. Each epoch takes each sentence once, in one of its dresses."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Tagger(len(scale.mean), len(BITS), SQUEEZE, HIDDEN, DROP, DROP_BITS)
    steps = EPOCHS * -(-len(pairs) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=1e-2)
    done = 0
    for epoch in range(EPOCHS):
        net.train()
        order = sorted(range(len(pairs)), key=lambda k: len(pairs[k][0].tags) * (0.8 + 0.4 * chance.random()))
        batches = [order[low:low + BATCH] for low in range(0, len(order), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            done += 1
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, done / WARM_UP) * (1 - done / (steps + 1)) ** 0.9
            states, flags, tags, offsets, mask = _batch([pairs[k][chance.randrange(2)] for k in batch], scale)
            scores, letters = net(states, flags, mask)
            loss = net.loss(scores, tags, mask) + OFFSET_WEIGHT * torch.nn.functional.cross_entropy(
                letters.reshape(-1, OFFSETS), offsets.reshape(-1), ignore_index=_IGNORE, reduction="sum")
            loss = loss / len(batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            total += loss.item()
        print(f"  seed {seed} epoch {epoch + 1}/{EPOCHS} loss {total / len(batches):.3f}", flush=True)
    return net.eval()


def weights(net: Tagger, scale: _Scale) -> dict[str, NDArray[np.float16]]:
    """A net as the arrays that `tawatur.heads.names` reads; scaling goes into the first layer."""
    state = {key: value.detach().numpy().astype(np.float64) for key, value in net.state_dict().items()}
    squeeze = state["squeeze.weight"].T / scale.spread[:, None]
    found = {
        "squeeze.w": squeeze, "squeeze.b": state["squeeze.bias"] - scale.mean @ squeeze,
        "move": np.maximum(state["move"] + state["no_move"], -1e4), "start": state["start"] + state["no_start"],
    }
    for way, suffix in (("forward", ""), ("backward", "_reverse")):
        found[f"{way}.in"] = state[f"lstm.weight_ih_l0{suffix}"].T
        found[f"{way}.again"] = state[f"lstm.weight_hh_l0{suffix}"].T
        found[f"{way}.b"] = state[f"lstm.bias_ih_l0{suffix}"] + state[f"lstm.bias_hh_l0{suffix}"]
    for name in ("tags", "offsets"):
        found[f"{name}.w"], found[f"{name}.b"] = state[f"{name}.weight"].T, state[f"{name}.bias"]
    return {key: value.astype(np.float16) for key, value in found.items()}


def write(nets: Sequence[dict[str, NDArray[np.float16]]], manifest: dict[str, object], out: Path) -> None:
    """`names.npz` and `names.json`; the same arrays give the same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / "names.npz", **{f"{n}.{key}": value for n, net in enumerate(nets) for key, value in net.items()})
    manifest = {"sha256": _digest(out / "names.npz"), **manifest}
    (out / "names.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_figures(out: Path) -> None:
    """Measure the head that was written to `out` and keep the figures in its manifest."""
    figures = []
    for mode in ("--head", "--rules", "--vote"):
        run = subprocess.run(
            [sys.executable, str(ROOT / "eval" / "names.py"), mode, "--wojood", "--folder", str(out)],
            capture_output=True, text=True, check=False,
        )
        figures += [line for line in run.stdout.splitlines() if "F1" in line]
    path = out / "names.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"figures": figures}
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Train all seeds and write the head; 1 where data are missing."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "tawatur" / "resources" / "heads")
    args = parser.parse_args()
    missing = [name for name in (NEWSFANE, MEASURED) if not (args.shared / name).is_file()]
    if missing:
        print(f"training: not in {args.shared}: {', '.join(missing)}. NewsFANE Gold 2014 (CC BY-SA 3.0) is what the "
              "head learns from; CLEANANERCorp tells which sentences must stay out.", file=sys.stderr)
        return 1
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    sentences, out = dressed(args.shared)
    print(f"{len(sentences)} sentences to learn from; {out} left out, which are measured on or lie between such")
    gazetteer, encoder = load_gazetteer(folder()), E5Encoder()
    pairs = [[example(sentence, encoder, gazetteer) for sentence in pair] for pair in sentences]
    scale = _scale(pairs)
    nets = [weights(train(pairs, scale, seed), scale) for seed in args.seeds]
    write(nets, {
        "nets": len(nets), "tags": TAGS, "bits": BITS, "layers": LAYERS, "seeds": args.seeds, "epochs": EPOCHS,
        "sentences": len(sentences), "left_out": out,
        "licence": "CC BY-SA 3.0: trained on NewsFANE Gold 2014 (F. Alotaibi, M. Lee), shared alike; see docs/model-card.md",
        "data": {NEWSFANE.rsplit("/", 1)[1]: _digest(args.shared / NEWSFANE)},
        "encoder": {"name": encoder.name, "sha256": SHA256},
    }, args.out)
    add_figures(args.out)
    print(f"written: {args.out / 'names.npz'}, {(args.out / 'names.npz').stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
