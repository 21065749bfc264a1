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
        # All nets run in step: each array has them along its first axis.
        self._nets: dict[str, _Array] = {key: np.stack([net[key] for net in nets]) for key in nets[0]}
        self._tags = tuple(tags)
        self._move = _mean(self._nets["move"])
        self._start = _mean(self._nets["start"])

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
        known: dict[str, _Array] = {}
        rows = [_ready(text, state, gazetteer, known) for text, state in zip(sentences, states, strict=True)]
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
        tags, offsets = _run(self._nets, states, flags, sizes)
        return _mean(tags), _mean(offsets)

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


def _mean(arrays: _Array) -> Scores:
    return np.asarray(arrays.astype(np.float64).mean(axis=0))


def _ready(text: str, state: TokenStates, gazetteer: Gazetteer, known: dict[str, _Array]) -> _Row:
    row = units(text)
    both = np.concatenate([state.layers[layer] for layer in LAYERS], axis=1)
    return _Row(row, pool(row, state.starts, state.ends, both), bits(row, gazetteer, known))


def _run(
    nets: Mapping[str, _Array], states: _Array, flags: _Array, sizes: NDArray[np.int64]
) -> tuple[_Array, _Array]:
    """Scores of tags and of proclitic letters of every net: (nets, rows, longest, ...)."""
    count = len(nets["squeeze.w"])
    squeezed: _Array = np.tanh(_linear(np.broadcast_to(states, (count, *states.shape)), nets, "squeeze"))
    every = np.broadcast_to(flags, (count, *flags.shape))
    x = np.concatenate([squeezed, every], axis=3)
    forward = _lstm(x, nets, "forward")
    # The row read from its end: each sentence turned round within its own length.
    turn = np.arange(x.shape[2])[None, :]
    turn = np.where(turn < sizes[:, None], sizes[:, None] - 1 - turn, turn)
    rows = np.arange(len(states))[:, None]
    backward = _lstm(x[:, rows, turn], nets, "backward")[:, rows, turn]
    h = np.concatenate([forward, backward, every], axis=3)
    return _linear(h, nets, "tags"), _linear(h, nets, "offsets")


def _linear(x: _Array, nets: Mapping[str, _Array], layer: str) -> _Array:
    return np.asarray(x @ nets[f"{layer}.w"][:, None] + nets[f"{layer}.b"][:, None, None])


def _lstm(x: _Array, nets: Mapping[str, _Array], way: str) -> _Array:
    """One direction of an LSTM (gates in the order in, forget, cell, out) over (nets, rows, n, width)."""
    gates = x @ nets[f"{way}.in"][:, None] + nets[f"{way}.b"][:, None, None]
    again = nets[f"{way}.again"]
    count, rows, length, size = *x.shape[:3], again.shape[1]
    h: _Array = np.zeros((count, rows, size), np.float32)
    c: _Array = np.zeros((count, rows, size), np.float32)
    out: _Array = np.empty((count, rows, length, size), np.float32)
    half = np.float32(0.5)
    for k in range(length):
        now: _Array = gates[:, :, k] + h @ again
        # The logistic function by way of tanh, which never overflows.
        opened: _Array = half * np.tanh(half * now) + half
        c = opened[..., size:2 * size] * c + opened[..., :size] * np.tanh(now[..., 2 * size:3 * size])
        h = opened[..., 3 * size:] * np.tanh(c)
        out[:, :, k] = h
    return out
