"""What was worked out of single records, kept while a collection is open, so that a write costs no more than what it changed.

Nothing here is older than the store: each part is kept under the marks of the records that it was made of (`store.marks`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from ..lang.gazetteer import Gazetteer
    from ..model.answers import OutletRow
    from ..store import Store
    from .outlets import Counts
    from .plans import Plan

# So many sets of stories are counted apart; a story that changes has its set counted again.
_SETS = 256
# Bytes of tellings that are kept: those of 20,000 articles take about 25 million.
_ROOM = 64_000_000


class Tallies:
    """Counts of outlets by sets of stories, and tellings of planned things by article. Threads share it."""

    def __init__(self) -> None:
        self._sets: dict[int, tuple[str, Counts]] = {}
        self._plans: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._size = 0
        self._counting, self._planning = Lock(), Lock()

    def outlets(self, store: Store) -> tuple[OutletRow, ...]:
        """The table of all outlets, the same as `outlet_table` over all summaries."""
        from .outlets import added_up, outlet_rows, outlet_table
        from .summary import unpack

        with self._counting:
            self._count(store)
            total = added_up(counts for _, counts in self._sets.values())
            if total is not None:
                return outlet_rows(total)
        # A story that lost an article to another one, and was not compared since.
        return outlet_table((story, unpack(data)) for story, data in store.marks.summaries([id for id, _ in store.marks.compared()]))

    def _count(self, store: Store) -> None:
        """Count again the sets of stories in which something changed."""
        from .outlets import count_outlets
        from .summary import unpack

        members: dict[int, list[tuple[str, str]]] = {}
        for story, mark in store.marks.compared():
            members.setdefault(_set_of(story), []).append((story, mark))
        for number in self._sets.keys() - members.keys():
            del self._sets[number]
        for number, marked in members.items():
            mark = blake2b(repr(marked).encode(), digest_size=12).hexdigest()
            if self._sets.get(number, ("",))[0] != mark:
                found = store.marks.summaries([story for story, _ in marked])
                self._sets[number] = (mark, count_outlets((story, unpack(data)) for story, data in found))

    def plans(self, store: Store, articles: Sequence[str], gazetteer: Gazetteer) -> list[Plan]:
        """Every telling of something planned in these articles (`plans_of`), article by article."""
        from .plans import Plan

        with self._planning:
            marks = store.marks.read(articles)
            kept = self._plans
            lacking = [id for id in articles if id in marks and kept.get(id, ("",))[0] != marks[id]]
            fresh = self._read(store, lacking, marks, gazetteer)
            found: list[Plan] = []
            for id in articles:
                if id in marks:
                    packed = fresh[id] if id in fresh else kept[id][1]
                    found += msgspec.msgpack.decode(packed, type=list[Plan]) if packed else ()
                    if id in kept:
                        kept.move_to_end(id)
            while self._size > _ROOM:
                _, (_, old) = kept.popitem(last=False)
                self._size -= len(old)
            return found

    def _read(self, store: Store, articles: Sequence[str], marks: dict[str, str], gazetteer: Gazetteer) -> dict[str, bytes]:
        """Read the tellings of these articles out of their annotations, and keep them."""
        from ..lang.agenda_words import load_agenda_words
        from .packed import unpack_comparison
        from .plans import plans_of

        fresh: dict[str, bytes] = {}
        words = load_agenda_words() if articles else None
        for id, annotation in store.annotations(articles):
            assert words is not None
            plans = list(plans_of(unpack_comparison(annotation), gazetteer, words))
            fresh[id] = msgspec.msgpack.encode(plans) if plans else b""
            self._size += len(fresh[id]) - len(self._plans.pop(id, ("", b""))[1])
            self._plans[id] = (marks[id], fresh[id])
        return fresh


def _set_of(story: str) -> int:
    return int.from_bytes(blake2b(story.encode(), digest_size=2).digest(), "big") % _SETS
