"""Serving a collection: fifty readers while articles are being added, beside a bare page of the same framework in the same run.

Four processes: the server (as `tawatur serve` runs it), a bare FastAPI page, the readers (`web_reading.py`), and one that adds
articles all the time (`Collection.add`, ten a round, half a second between rounds).

    python bench/web.py [--articles 20000] [--collection DIR] [--readers 50] [--seconds 60]

First readers as people are: each reads a page for one to three seconds before it opens the next. Then, for what the
machine can do, the same without any pause. Without `--collection` one of invented articles is made (some minutes; `--keep DIR`
keeps it for another run); with it a copy of DIR is served. Leaves with exit code 1 where a reader who reads waits longer than
150 ms for the list or 300 ms for a story (95th percentile), or anything went wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

WANTED_MS = {"stories": 150.0, "story": 300.0}
PAUSE = (1.0, 3.0)
REST = 0.5


def serve(folder: Path, port: int) -> None:
    """The server process."""
    from tawatur.collection import open_collection
    from tawatur.web.serving import serve as run
    from tawatur.web.settings import WebSettings

    with open_collection(folder) as collection:
        run(collection, WebSettings(folder=folder, port=port), log=False, tell=lambda line: print(line, file=sys.stderr, flush=True))


def bare(port: int) -> None:
    """A page of the same framework on the same server that says next to nothing."""
    import uvicorn
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse

    app = FastAPI(openapi_url=None)

    @app.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse("<!DOCTYPE html><title>bare</title><p>bare")

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, http="h11")


def add(folder: Path) -> None:
    """Add invented articles in rounds until standard input is closed; prints how many."""
    import random
    import threading
    from datetime import timedelta

    import msgspec
    from web_filling import DAYS, FIRST, invented

    from tawatur.collection import open_collection

    done = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        done.set()

    threading.Thread(target=wait, daemon=True).start()
    draw, number, added = random.Random(11), 0, 0
    with open_collection(folder) as collection:
        while not done.is_set():
            batch = [a for n in range(3) for a in invented(number + n, (5, 3, 2)[n], draw, mark=f"new{number + n}x")]
            # Of a later day each round: what is there already is no candidate to belong to it.
            day = (FIRST + timedelta(days=DAYS + 30 + 20 * (number // 3))).isoformat()
            added += collection.add([msgspec.structs.replace(a, published=day) for a in batch], workers=0).new
            number += 3
            done.wait(REST)
    print(json.dumps({"added": added}))


def start(stack: ExitStack, what: str, *arguments: str) -> subprocess.Popen[str]:
    """This file again, as one of the processes; ended with the stack."""
    process = subprocess.Popen(
        [sys.executable, __file__, "--as", what, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )

    def end() -> None:
        process.terminate()
        process.wait(30)

    stack.callback(end)
    return process


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def until_there(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"nothing listens at {port}")


def until_answers(port: int) -> None:
    """Wait for the first page: the socket is there before the program is."""
    from urllib.request import urlopen

    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=120) as answer:
        answer.read()


def memory(process: subprocess.Popen[str]) -> float:
    """Megabytes that a process holds now (Linux)."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def spent(process: subprocess.Popen[str]) -> float:
    """Processor seconds that a process took so far, on all its threads (Linux)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[max(0, -(-len(times) * int(share * 100) // 100) - 1)] if times else 0.0


def read(readers: int, seconds: float, ports: dict[str, int], pause: tuple[float, float] | None) -> dict[str, Any]:
    asked = json.dumps({"readers": readers, "seconds": seconds, "ports": ports, "pause": pause})
    script = Path(__file__).with_name("web_reading.py")
    told = subprocess.run([sys.executable, str(script), asked], check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told))


def report(title: str, seen: dict[str, Any], seconds: float) -> bool:
    """Print one run; True where it is as quick as wanted and nothing went wrong."""
    count = sum(map(len, seen["times"].values()))
    print(f"{title}: {count} pages in {seconds:.0f} s ({count / seconds:.0f} a second), {len(seen['errors'])} errors")
    print(f"  {'ms':10}{'pages':>8}{'p50':>9}{'p95':>9}{'most':>9}{'kB':>8}")
    good = not seen["errors"]
    for kind, times in seen["times"].items():
        p95 = percentile(times, 0.95)
        size = seen["size"][kind] / max(1, len(times)) / 1000
        print(f"  {kind:10}{len(times):8}{percentile(times, 0.5):9.1f}{p95:9.1f}{max(times, default=0):9.1f}{size:8.1f}")
        good = good and p95 <= WANTED_MS.get(kind, p95)
    for error in seen["errors"][:5]:
        print("  ", error)
    return good


def measure(folder: Path, readers: int, seconds: float) -> int:
    with ExitStack() as stack:
        ports = {"ours": free_port(), "bare": free_port()}
        server = start(stack, "serve", str(folder), str(ports["ours"]))
        start(stack, "bare", str(ports["bare"]))
        for port in ports.values():
            until_there(port)
        until_answers(ports["ours"])
        began, clock = memory(server), spent(server)
        adder = start(stack, "add", str(folder))
        good = report(f"{readers} readers who read a page for {PAUSE[0]:.0f} to {PAUSE[1]:.0f} s", read(readers, seconds, ports, PAUSE), seconds)
        middle = memory(server)
        print(f"  the server took {spent(server) - clock:.1f} s of processor time meanwhile, for all that it does")
        report(f"{readers} readers without a pause", read(readers, seconds / 2, ports, None), seconds / 2)
        ended = memory(server)
        added = json.loads(adder.communicate()[0] or "{}").get("added")
        print(f"articles added meanwhile: {added}; memory of the server: {began:.0f} MB at first, {middle:.0f} MB, {ended:.0f} MB")
    return int(not good or not added)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="time to serve pages to many readers while articles are added")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--collection", type=Path, help="a collection to serve a copy of")
    parser.add_argument("--keep", type=Path, help="where the invented collection is made, or lies from an earlier run")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "collection"
        source = options.collection or options.keep
        if options.collection is None and not (source or folder).exists():
            from web_filling import fill

            fill(source or folder, options.articles)
        if source is not None:
            shutil.copytree(source, folder)
        return measure(folder, options.readers, options.seconds)


PROCESSES: dict[str, Callable[..., None]] = {
    "serve": lambda folder, port: serve(Path(folder), int(port)), "bare": lambda port: bare(int(port)), "add": lambda folder: add(Path(folder)),
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--as"]:
        PROCESSES[sys.argv[2]](*sys.argv[3:])
        sys.exit(0)
    sys.exit(main())
