"""Pages that were made, kept as long as what they were made of stays the same.

The one place where the served application keeps anything: whole pages (`rendering.page`, keyed by their stamp), answers of
REST and files of a story (keyed by their ETag), and what several pages add up (`memo.remembered`, keyed by the revision).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
# What an entry takes beside its page and its key (bytes, CPython on 64 bits): the objects, its place in the table.
_BESIDE = 400


@dataclass(slots=True)
class PageCache:
    """The last pages by key, at most `room` bytes together. The key holds the stamp of what the page tells, so none is ever old."""

    room: int = 64_000_000
    _pages: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)
    _making: dict[Hashable, list[Lock]] = field(default_factory=dict)

    def made_once(self, key: Hashable, make: Callable[[], bytes | T], question: Hashable = None) -> bytes | T:
        """What lies under a key, else what `make` gives, which is kept if it is bytes.

        One thread at a time makes it; others that want the same wait and take it from here. What is the same `question` (by
        default: the same key) is made by one thread at a time too, also where its stamp moves on meanwhile.
        """
        kept = self.get(key)
        if kept is not None:
            return kept
        with self._alone(key if question is None else question):
            kept = self.get(key)
            if kept is not None:
                return kept
            made = make()
            if isinstance(made, bytes):
                self.put(key, made)
            return made

    @contextmanager
    def _alone(self, question: Hashable) -> Iterator[None]:
        with self._lock:
            waiting = self._making.setdefault(question, [])
            mine = waiting[0] if waiting else Lock()
            waiting.append(mine)
        try:
            with mine:
                yield
        finally:
            with self._lock:
                waiting.pop()
                if not waiting:
                    del self._making[question]

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: bytes) -> None:
        """Keep a page; the ones that were longest not asked for make room."""
        size = _size(key, page)
        if size > self.room // 4:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._size += size - (_size(key, old) if old is not None else 0)
            self._pages[key] = page
            while self._size > self.room:
                self._size -= _size(*self._pages.popitem(last=False))


def _size(key: Hashable, page: bytes) -> int:
    """Bytes of an entry. Keys count too: an address can be longer than its page, and there may be very many of both."""
    return len(page) + 2 * len(repr(key)) + _BESIDE
