"""The quality gate: `python -m eval [SET ...] [--misses] [--all]` from the root of the checkout.

Runs the acceptance sets (see `acceptance.py`) and the measures of single steps beside this file.
Exit 1 where a figure lies under its floor (`floors.toml`, or the step's own), 0 where all hold or
where the shared folder is missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from . import acceptance

HERE = Path(__file__).resolve().parent
STEPS = ("parts", "names", "times", "date_phrases", "entities", "attribution", "events", "reuse", "clash", "stories", "clusters")
# Minutes of embedding: measured by hand, with --all.
SLOW = ("similarity",)
NO_DATA = 2
_TIMEOUT = 300


def step(name: str, misses: bool) -> bool:
    """Run the measure of one step; True where its own floors hold or there is nothing to measure."""
    path = HERE / f"{name}.py"
    if not path.exists():
        print(f"\n{name}: skipped, there is no {path.name}")
        return True
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, check=False,
        cwd=HERE.parent, timeout=_TIMEOUT,
        # Threads of BLAS gain nothing on matrices as small as a sentence and wait for each other.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    lines = done.stdout.strip().splitlines()
    shown = lines if misses else lines[:40]
    print(f"\n{name} ({time.perf_counter() - began:.1f} s)")
    print("\n".join(f"  {line}" for line in shown))
    if len(shown) < len(lines):
        print(f"  ... {len(lines) - len(shown)} more lines with: python eval/{path.name}")
    if done.returncode not in (0, NO_DATA):
        print(f"  FAILED with exit code {done.returncode} {done.stderr.strip()[-600:]}")
        return False
    return True


def main() -> int:
    """Run what was asked for; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__.splitlines()[0])
    names = [*acceptance.SETS, *STEPS, *SLOW]
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"any of: {', '.join(names)}")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--all", action="store_true", help="the slow measures too")
    args = parser.parse_args()
    unknown = [name for name in args.sets if name not in names]
    if unknown:
        parser.error(f"no such set: {', '.join(unknown)}; there are {', '.join(names)}")
    if not acceptance.SHARED.is_dir():
        print(f"eval: skipped, {acceptance.SHARED} is missing (real articles are not part of the project)")
        return 0
    wanted = args.sets or [*acceptance.SETS, *STEPS, *(SLOW if args.all else ())]
    floors = acceptance.read_floors()
    failed = []
    for name in wanted:
        if name not in acceptance.SETS:
            if not step(name, args.misses):
                failed.append(name)
            continue
        began = time.perf_counter()
        result = acceptance.SETS[name]()
        print("\n".join(acceptance.table(result, floors[name])))
        print(f"  ({time.perf_counter() - began:.1f} s)")
        if args.misses:
            print("\n".join(f"    {line}" for line in result.misses))
        low = acceptance.under(result, floors[name])
        failed += [f"{name} {figure}" for figure in low]
    print(f"\neval: {'all floors hold' if not failed else 'under the floor: ' + ', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
