"""Readers of served pages, for `bench/web.py`: so many at once, each over a connection of its own, in one process.

A reader opens the list of stories, reads it for a while, opens a story from it, reads, goes on; now and then to another page of
the list, and every so often to a bare page of the same framework, so that both stand in one run. Times go from the first byte
of a request to the last of its answer.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

_STORY = re.compile(rb'href="(/stories/[^"#?/]+)"')
# Of a hundred steps so many go to the list, to a story, to the bare page.
_STEPS = (("stories", 35), ("story", 55), ("bare", 10))
# Lists that a reader looks at: mostly the first page, sometimes further ones or what several outlets tell.
_LISTS = (("/stories", 60), ("/stories?page=2", 12), ("/stories?min_outlets=2", 20), ("/stories?min_outlets=2&page=3", 8))
_AWAY, _STUCK, _IDLE = 1.0, 30.0, 4.0


@dataclass
class Seen:
    """Milliseconds of each kind of page, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind, _ in _STEPS})
    errors: list[str] = field(default_factory=list)
    size: dict[str, int] = field(default_factory=lambda: dict.fromkeys((kind for kind, _ in _STEPS), 0))


class Line:
    """One kept-alive connection to one port of this machine (HTTP/1.1 as our server answers it: with Content-Length)."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.used = 0.0

    async def get(self, path: str) -> tuple[int, bytes]:
        # The server closes a connection that was not used for five seconds; a browser knows and opens another.
        if time.monotonic() - self.used > _IDLE:
            await self.close()
        self.used = time.monotonic()
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: text/html\r\nAccept-Language: ar\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head.split(b" ", 2)[1])
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        body = await reader.readexactly(int(fields.get(b"content-length", b"0")))
        if fields.get(b"connection") == b"close":
            await self.close()
        return status, body

    async def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


def drawn(draw: random.Random, choices: Sequence[tuple[str, int]]) -> str:
    """One of these, by their weights."""
    return draw.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


async def reader(number: int, ports: dict[str, int], until: float, pause: tuple[float, float] | None, seen: Seen) -> None:
    """One reader, until the clock says so; its seed is its number."""
    draw = random.Random(number)
    lines = {name: Line(port) for name, port in ports.items()}
    stories: list[str] = []
    # Not all begin in the same moment.
    await asyncio.sleep(draw.uniform(0, _AWAY))
    while time.monotonic() < until:
        kind = drawn(draw, _STEPS)
        if kind == "story" and not stories:
            kind = "stories"
        path = draw.choice(stories) if kind == "story" else "/" if kind == "bare" else drawn(draw, _LISTS)
        began = time.perf_counter()
        line = lines["bare" if kind == "bare" else "ours"]
        try:
            status, body = await asyncio.wait_for(line.get(path), _STUCK)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            seen.errors.append(f"{path}: {type(error).__name__}")
            await line.close()
            continue
        seen.times[kind].append((time.perf_counter() - began) * 1000)
        seen.size[kind] += len(body)
        if status != 200:
            seen.errors.append(f"{path}: {status}")
        elif kind == "stories":
            stories = [found.decode() for found in dict.fromkeys(_STORY.findall(body))] or stories
        if pause is not None:
            await asyncio.sleep(draw.uniform(*pause))
    for line in lines.values():
        await line.close()


async def main(readers: int, seconds: float, ports: dict[str, int], pause: tuple[float, float] | None) -> Seen:
    """All readers for so many seconds."""
    seen = Seen()
    until = time.monotonic() + seconds
    await asyncio.gather(*(reader(n, ports, until, pause, seen) for n in range(readers)))
    return seen


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    found = asyncio.run(main(asked["readers"], asked["seconds"], asked["ports"], asked["pause"]))
    print(json.dumps({"times": found.times, "errors": found.errors, "size": found.size}))
