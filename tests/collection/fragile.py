"""A reader that one article kills and another one breaks; a module of its own, since workers find it by its name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from tawatur.collection.reading import Read, Task, make_reader
from tawatur.collection.steps import MadeBy
from tawatur.config import Config
from tawatur.lang.resources import Resources


def make_fragile_reader(config: Config, made_by: MadeBy, resources: Resources | None = None) -> Callable[[Task], Read]:
    read = make_reader(config, made_by, resources)

    def work(task: Task) -> Read:
        if task.article.id.endswith("-100"):
            os.kill(os.getpid(), signal.SIGKILL)
        if task.article.id.endswith("-101"):
            raise MemoryError("far too long")
        return read(task)

    return work
