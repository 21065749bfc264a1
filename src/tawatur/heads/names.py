"""Names of persons, places and bodies, read by a BiLSTM-CRF on the encoder's states of layers 6 and 8.

Lample et al. 2016 on frozen states, with bits that tell what the project's lists know of a word.
The weights (`resources/heads/names.npz`, its manifest `names.json`) are those of `script/train`;
several nets are averaged. numpy alone runs them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..encode import NameSpan, TokenStates
from ..errors import ResourceError
from ..lang.gazetteer import Gazetteer
from ..model import EntityType
from .crf import Lattice, Scores, best_row
from .words import BITS, Unit, bits, pool, units

__all__ = ["LAYERS", "NameSpan", "NamesHead"]

LAYERS = (6, 8)
# Rounded so that the last bits of a processor decide nothing.
DECIMALS = 3
_BATCH = 32
_TYPES: Mapping[str, EntityType] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
_Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Row:
    """One sentence made ready: its units, their vectors and bits."""

    units: list[Unit]
    states: _Array
    bits: _Array


class NamesHead:
    """The trained head; `load` it once and hand it to every reader. Holds no state."""

    name = "head"

    def __init__(self, nets: Sequence[Mapping[str, _Array]], tags: Sequence[str]) -> None:
        self._nets = nets
        self._tags = tuple(tags)
        self._move = _mean([n["move"] for n in nets])
        self._start = _mean([n["start"] for n in nets])

    @classmethod
    def load(cls, folder: Path | None = None) -> NamesHead:
        """Read the weights of a folder (the shipped ones by default).

        Raises OSError where they are missing, ResourceError where they are of another format.
        """
        base = folder or Path(str(resources.files("tawatur") / "resources" / "heads"))
        manifest = json.loads((base / "names.json").read_text(encoding="utf-8"))
        if tuple(manifest.get("bits", ())) != BITS:
            raise ResourceError(f"{base / 'names.json'}: trained for other bits than this version has: run script/train")
        with np.load(base / "names.npz", allow_pickle=False) as file:
            nets = [
                {key.split(".", 1)[1]: file[key].astype(np.float32) for key in file.files if key.startswith(f"{n}.")}
                for n in range(int(manifest["nets"]))
            ]
        return cls(nets, manifest["tags"])

    def find(
        self, sentences: Sequence[str], states: Sequence[TokenStates], gazetteer: Gazetteer
    ) -> list[list[NameSpan]]:
        """Names of each sentence in order; `states` are those of the same sentences."""
        rows = [_ready(text, state, gazetteer) for text, state in zip(sentences, states, strict=True)]
        found: list[list[NameSpan]] = [[] for _ in rows]
        order = sorted((k for k, row in enumerate(rows) if row.units), key=lambda k: (len(rows[k].units), k))
        for low in range(0, len(order), _BATCH):
            part = order[low:low + _BATCH]
            tags, offsets = self._scores([rows[k] for k in part])
            for at, k in enumerate(part):
                size = len(rows[k].units)
                found[k] = self._spans(rows[k].units, tags[at, :size], offsets[at, :size])
        return found

    def _scores(self, rows: Sequence[_Row]) -> tuple[Scores, Scores]:
        """Mean scores of tags and of proclitic letters: (rows, longest, tags), (rows, longest, 3)."""
        longest = max(len(row.units) for row in rows)
        states = np.zeros((len(rows), longest, rows[0].states.shape[1]), np.float32)
        flags = np.zeros((len(rows), longest, len(BITS)), np.float32)
        sizes = np.array([len(row.units) for row in rows])
        for k, row in enumerate(rows):
            states[k, :sizes[k]], flags[k, :sizes[k]] = row.states, row.bits
        outputs = [_run(net, states, flags, sizes) for net in self._nets]
        return _mean([tags for tags, _ in outputs]), _mean([offsets for _, offsets in outputs])

    def _spans(self, row: list[Unit], scores: Scores, offsets: Scores) -> list[NameSpan]:
        best = best_row(scores, self._move, self._start)
        if not any(best):
            return []
        lattice = Lattice(scores, self._move, self._start)
        found = []
        k = 0
        while k < len(best):
            part, _, kind = self._tags[best[k]].partition("-")
            end = k + 1
            if part == "O":
                k = end
                continue
            inside = self._tags.index(f"I-{kind}")
            while end < len(best) and best[end] == inside:
                end += 1
            if kind in _TYPES:
                score = round(lattice.span(k, end, best[k], inside), DECIMALS)
                start = row[k].start + min(int(offsets[k].argmax()), max(0, row[k].end - row[k].start - 2))
                found.append(NameSpan(start, row[end - 1].end, _TYPES[kind], score))
            k = end
        return found


def _mean(arrays: Sequence[_Array]) -> Scores:
    return np.asarray(np.stack(arrays).astype(np.float64).mean(axis=0))


def _ready(text: str, state: TokenStates, gazetteer: Gazetteer) -> _Row:
    row = units(text)
    both = np.concatenate([state.layers[layer] for layer in LAYERS], axis=1)
    return _Row(row, pool(row, state.starts, state.ends, both), bits(row, gazetteer))


def _run(net: Mapping[str, _Array], states: _Array, flags: _Array, sizes: NDArray[np.int64]) -> tuple[_Array, _Array]:
    squeezed: _Array = np.tanh(states @ net["squeeze.w"] + net["squeeze.b"])
    x = np.concatenate([squeezed, flags], axis=2)
    forward = _lstm(x, net, "forward")
    # The row read from its end: each sentence turned round within its own length.
    turn = np.arange(x.shape[1])[None, :]
    turn = np.where(turn < sizes[:, None], sizes[:, None] - 1 - turn, turn)
    rows = np.arange(len(x))[:, None]
    backward = _lstm(x[rows, turn], net, "backward")[rows, turn]
    h = np.concatenate([forward, backward, flags], axis=2)
    return h @ net["tags.w"] + net["tags.b"], h @ net["offsets.w"] + net["offsets.b"]


def _lstm(x: _Array, net: Mapping[str, _Array], way: str) -> _Array:
    """One direction of an LSTM (gates in the order in, forget, cell, out) over (rows, n, width)."""
    gates = x @ net[f"{way}.in"] + net[f"{way}.b"]
    again = net[f"{way}.again"]
    size = again.shape[0]
    h: _Array = np.zeros((len(x), size), np.float32)
    c: _Array = np.zeros((len(x), size), np.float32)
    out: _Array = np.empty((len(x), x.shape[1], size), np.float32)
    half = np.float32(0.5)
    for k in range(x.shape[1]):
        now: _Array = gates[:, k] + h @ again
        # The logistic function by way of tanh, which never overflows.
        opened: _Array = half * np.tanh(half * now) + half
        c = opened[:, size:2 * size] * c + opened[:, :size] * np.tanh(now[:, 2 * size:3 * size])
        h = opened[:, 3 * size:] * np.tanh(c)
        out[:, k] = h
    return out
