"""What the workers of these tests do; a module, since work travels by its name."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable


def doubler() -> Callable[[object], object]:
    def work(item: object) -> object:
        print("noise on stdout")
        if item == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "leave":
            os._exit(3)
        if item == "hang":
            time.sleep(600)
        if item == "raise":
            raise ValueError("no good")
        if item == "who":
            return os.getpid()
        if item == "threads":
            return os.environ["OPENBLAS_NUM_THREADS"], "numpy" in sys.modules
        if isinstance(item, tuple):
            time.sleep(item[1])
            return item[0]
        return item * 2  # type: ignore[operator]

    return work


def broken() -> Callable[[object], object]:
    from tawatur.errors import ResourceError

    raise ResourceError("words.csv:3: broken")


def gone() -> Callable[[object], object]:
    os._exit(9)
