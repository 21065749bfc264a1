"""Days of publication as people and pages write them, to ISO days."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_DIGITS = {**{0x0660 + i: str(i) for i in range(10)}, **{0x06F0 + i: str(i) for i in range(10)}}
_YEAR_FIRST = re.compile(r"\s*(\d{4})[-/.]?(\d{2}|(?<=[-/.])\d)[-/.]?(\d{2}|(?<=[-/.])\d)(?!\d)")

_IN_PATH = re.compile(r"/((?:19|20)\d\d)(?:([-/])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))(?=[/_-]|$)")


# Programs write the first or last day that they know where a day is missing («0001-01-01», «9999-12-31»).
_FIRST_YEAR, _LAST_YEAR = 1600, 2400


def iso_day(written: str) -> str | None:
    """The ISO day (YYYY-MM-DD) of a date that is written year first or as in mail headers.

    The day is the one that is written: no time zone is applied. None where there is no such day
    (2020-13-45), where no paper was printed in its year, or where day and month can't be told apart (03/04/2020).
    """
    day = _day(written)
    return day.isoformat() if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _day(written: str) -> date | None:
    plain = written.translate(_DIGITS).strip()
    match = _YEAR_FIRST.match(plain)
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    for pattern in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(plain).date()
    except (ValueError, TypeError, IndexError):
        return None


def day_in_address(url: str | None) -> str | None:
    """The day in the path of an address («/2021/03/09/», «/2021-03-09-», «/20210309/»), or None."""
    match = _IN_PATH.search(url or "")
    if match is None:
        return None
    year, _, *pieces = match.groups()
    month, day = (piece for piece in pieces if piece)
    return iso_day(f"{year}-{month:0>2}-{day:0>2}")
