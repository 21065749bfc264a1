"""Files that appear whole or not at all. Knows nothing of ours."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream into a new file that takes the place of `path` when all is written; what stood there is kept if anything fails.

    The file has the rights of the one it replaces, else the usual ones. Raises OSError.
    """
    rights = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    temporary = path.parent / f".{path.name[:50]}.{secrets.token_hex(8)}"
    # The system takes off what the user's mask says: to ask for the mask is to change it, for all threads.
    opener = partial(os.open, mode=0o666 if rights is None else 0o600)
    try:
        with open(temporary, "xb", opener=opener) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if rights is not None:
            os.chmod(temporary, rights)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
