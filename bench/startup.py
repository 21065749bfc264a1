"""How long `tawatur --help` takes, as a multiple of an empty click program (at most 3).

    python bench/startup.py [--runs 15] [--limit 3]

Both are started alternately in fresh processes; the medians are compared. Exit 1 above the limit.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

EMPTY = "import click\n@click.command()\ndef main(): pass\nmain(['--help'])"
OURS = "from tawatur.cli import main\nmain(['--help'])"


def seconds(code: str) -> float:
    """Wall seconds of one fresh interpreter that runs `code`."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def ratio(runs: int) -> float:
    """The median time of ours over the median time of the empty program."""
    seconds(EMPTY), seconds(OURS)
    pairs = [(seconds(EMPTY), seconds(OURS)) for _ in range(runs)]
    empty, ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"empty click program {empty * 1000:.0f} ms, tawatur --help {ours * 1000:.0f} ms, ratio {ours / empty:.2f}")
    return ours / empty


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--limit", type=float, default=3.0)
    given = parser.parse_args()
    sys.exit(ratio(given.runs) > given.limit)
