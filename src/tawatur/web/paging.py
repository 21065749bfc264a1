"""Which things of a long list stand on one page, and where the others are."""

from __future__ import annotations

import msgspec

from .asked import whole

# So many things stand on a page of what a number was counted from.
SIZE = 50


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """The things `first` to `last` (counted from 1; 0 to 0 where there are none) of `total`: page `number` of `pages`."""

    first: int
    last: int
    total: int
    number: int
    pages: int


def stretch(total: int, number: str, size: int | None = None) -> Stretch:
    """The page that an address asks for by its number (from 1 on); the last one where there are fewer, the first one for no number."""
    size = size or SIZE
    pages = max(1, -(-total // size))
    now = min(whole(number) or 1, pages)
    return Stretch(first=min(total, (now - 1) * size + 1), last=min(total, now * size), total=total, number=now, pages=pages)
