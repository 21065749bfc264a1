"""Lists of feeds (OPML) as records, so that `add` takes them beside articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ..model.collection import FeedRow
from .config import MAX_BYTES
from .rows import Made, Raw, Reading, not_read
from .streams import whole


def read_opml(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    """A record with a `FeedRow` for each feed; an address that is none of the web is a problem.

    Raises InputError where the file is no sound OPML or names no feed.
    """
    from .fetch.opml import feeds_of_opml

    for number, row in enumerate(feeds_of_opml(whole(stream, MAX_BYTES)), 1):
        yield _feed(row, f"{reading.shown}#{number}")


def _feed(row: FeedRow, where: str) -> Raw:
    if row.url.lower().startswith(("http://", "https://")):
        return Raw(where, lambda: Made(feed=row))
    problem = not_read(where, "record", f"{row.url[:80]!r} is no web address of a feed; correct xmlUrl")
    return Raw(where, lambda: Made(None, (problem,)))
