"""Fields of an address as people and their bookmarks send them: what can't be read is None, what is empty is not asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

# Longer words than these nobody types, nor so many values of one field.
_LONGEST, MOST_VALUES = 500, 20
# No list is longer.
MOST = 1_000_000


def text(value: str | None) -> str | None:
    """Words without the spaces around them."""
    return (value or "").strip()[:_LONGEST].strip() or None


def many(values: Sequence[str]) -> tuple[str, ...]:
    """Each of the first `MOST_VALUES` values once."""
    return tuple(dict.fromkeys(one for one in map(text, values[:MOST_VALUES]) if one))


def day(value: str) -> str | None:
    """An ISO day (`2031-05-03`)."""
    try:
        return dt.date.fromisoformat(value.strip()).isoformat() if len(value.strip()) == 10 else None
    except ValueError:
        return None


def whole(value: str) -> int | None:
    """A whole number from 1 on."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0 else None
