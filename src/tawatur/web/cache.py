"""Pages that were made, kept as long as what they were made of stays the same.

The one place where the served application keeps anything: whole pages (`rendering.page`, keyed by their stamp), answers of
REST and files of a story (keyed by their ETag), and what several pages add up (`memo.remembered`, keyed by the revision).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class PageCache:
    """The last pages by key, at most `room` bytes together. The key holds the stamp of what the page tells, so none is ever old."""

    room: int = 64_000_000
    _pages: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)
    _making: dict[Hashable, list[Lock]] = field(default_factory=dict)

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[None]:
        """One thread at a time makes what lies under a key; others that want the same wait, and look again whether it is kept."""
        with self._lock:
            waiting = self._making.setdefault(key, [])
            mine = waiting[0] if waiting else Lock()
            waiting.append(mine)
        try:
            with mine:
                yield
        finally:
            with self._lock:
                waiting.pop()
                if not waiting:
                    del self._making[key]

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: bytes) -> None:
        """Keep a page; the ones that were longest not asked for make room."""
        if len(page) > self.room // 4:
            return
        with self._lock:
            self._size += len(page) - len(self._pages.pop(key, b""))
            self._pages[key] = page
            while self._size > self.room:
                _, old = self._pages.popitem(last=False)
                self._size -= len(old)
