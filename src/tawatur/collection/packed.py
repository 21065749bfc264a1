"""How comparisons and vectors lie in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..model import Comparison

if TYPE_CHECKING:
    from ..store import Store


def pack_comparison(comparison: Comparison) -> bytes:
    """MessagePack of the fields of `Comparison`; packed small by the store itself."""
    return msgspec.msgpack.encode(comparison)


def unpack_comparison(data: bytes) -> Comparison:
    """Raises msgspec.ValidationError where it was packed by a version with other fields."""
    return msgspec.msgpack.decode(data, type=Comparison)


def annotations_of(store: Store, ids: Sequence[str]) -> Iterator[Comparison]:
    """What was read out of each of these articles alone, one after another."""
    for _, packed in store.annotations(ids):
        yield unpack_comparison(packed)


def pack_vector(vector: NDArray[np.float32]) -> bytes:
    """Half precision, little-endian: 768 bytes for 384 numbers."""
    return vector.astype("<f2").tobytes()


def unpack_vector(data: bytes) -> NDArray[np.float32]:
    return np.frombuffer(data, dtype="<f2").astype(np.float32)


def rounded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """As they come back from the store, so that fresh and kept vectors give the same results."""
    return vectors.astype("<f2").astype(np.float32)


def digest_of(*parts: str | bytes) -> str:
    """A short digest of several texts; where one ends counts."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.hexdigest()


def text_key(text: str) -> str:
    """Under which the vector of a text lies."""
    return digest_of(text)


def lead_key(steps: str, key: str, hash: str) -> str:
    """Under which the vector of an article's lead lies: made by these steps of this version of it."""
    return digest_of("lead", steps, key, hash)


def stacked(vectors: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.stack(vectors) if vectors else np.zeros((0, 1), dtype=np.float32)
