"""Objects over a pipe between two processes of ours: eight bytes of length, then a pickle."""

from __future__ import annotations

import pickle
from typing import IO, Any

_LENGTH = 8


def write(pipe: IO[bytes], value: object) -> None:
    """Raises OSError or ValueError where the other side is gone."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "little"))
    pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes]) -> Any:
    """The next object; EOFError where the other side is gone, be it in the middle of one."""
    size = int.from_bytes(_exactly(pipe, _LENGTH), "little")
    return pickle.loads(_exactly(pipe, size))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
