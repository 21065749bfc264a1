"""One worker process: `python -m tawatur.engine.worker`, fed through stdin, answering on stdout.

The first frame holds `sys.path` of the parent, the second the function that makes the work; every
other frame is one item. A worker leaves when its parent is gone, even in the middle of an item.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from . import frames


def main() -> None:
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # Whatever prints shall not get between the frames.
    os.dup2(2, 1)
    sys.path[:] = frames.read(incoming)
    try:
        work = frames.read(incoming)()
    except Exception as error:
        frames.write(outgoing, ("broken", error))
        return
    frames.write(outgoing, ("ready", None))
    items: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(incoming, items), daemon=True).start()
    while True:
        item = items.get()
        try:
            answer = ("done", work(item))
        except Exception as error:
            answer = ("failed", f"{type(error).__name__}: {error}")
        frames.write(outgoing, answer)


def _listen(incoming: IO[bytes], items: queue.Queue[Any]) -> None:
    """Items are taken in while one is worked on, so that the parent never waits with writing."""
    try:
        while True:
            items.put(frames.read(incoming))
    except (EOFError, OSError):
        # The parent is gone or wants no more: nobody will read an answer.
        os._exit(0)


if __name__ == "__main__":
    # Where the parent is gone nobody wants an answer, nor a complaint.
    with suppress(EOFError, BrokenPipeError):
        main()
    os._exit(0)
