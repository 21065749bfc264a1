"""A process that adds a file to a collection, for tests that kill it: `python adder.py DIR FILE WORKERS`."""

from __future__ import annotations

import sys

from tawatur.collection import Progress, open_collection


def main(folder: str, file: str, workers: str) -> None:
    # Loaded before the clock of the test runs: it is the work that shall be hit.
    import tawatur.collection.running  # noqa: F401

    with open_collection(folder) as collection:
        assert collection.resources
        print("ready", flush=True)

        def tell(progress: Progress) -> None:
            print("step", progress.step, *progress.confirmed, flush=True)

        report = collection.add([file], workers=int(workers), batch=2, progress=tell)
        print("stopped" if report.stopped else "done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
