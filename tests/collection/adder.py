"""Processes that add a file to a collection, for tests that kill them; what each of them needs is loaded once, before they part.

For each line `FOLDER FILE WORKERS PIPE` (tabs between) a child is forked, which tells its steps into the named pipe. The child's number is
printed at once, and how it ended (a negative number: by that signal) when it has.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import IO

import tawatur.collection.running  # noqa: F401
from tawatur.collection import Progress, open_collection
from tawatur.lang.resources import Resources, load_resources


def add(folder: str, file: str, workers: int, resources: Resources, out: IO[str]) -> None:
    with open_collection(folder) as collection:
        collection._data = resources
        print("ready", file=out, flush=True)

        def tell(progress: Progress) -> None:
            print("step", progress.step, *progress.confirmed, file=out, flush=True)

        report = collection.add([file], workers=workers, batch=2, progress=tell)
        print("stopped" if report.stopped else "done", file=out, flush=True)


def main() -> None:
    resources = load_resources()
    for line in sys.stdin:
        folder, file, workers, pipe = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            ended = 1
            try:
                with open(pipe, "w", encoding="utf-8") as out:
                    add(folder, file, int(workers), resources, out)
                ended = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(ended)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
