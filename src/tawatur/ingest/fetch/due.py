"""When a feed is looked at again: sooner where it brings news, later where it does not or fails."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ...model.collection import FeedRow
from .settings import FetchSettings


def next_due(row: FeedRow, now: datetime, fresh: int, settings: FetchSettings, pause: float = 0.0) -> str:
    """The UTC time of the next look at a feed that was read, with `fresh` articles that were not known.

    The time between two looks is two thirds of the last one where there was something, half as much
    again where there was not; never below the `pause` in seconds that the feed asks for (up to
    the ceiling), nor below the floor.
    """
    last = _interval(row) if not row.failures else None
    wanted = settings.first if last is None else last * (2 / 3 if fresh else 1.5)
    return _at(now, min(max(wanted, settings.floor, pause), settings.ceiling))


def due_after_failure(row: FeedRow, now: datetime, settings: FetchSettings, after: float | None) -> str:
    """The UTC time of the next look after a failure: floor, twice the floor, four times …, or when the server says."""
    wanted = settings.floor * 2 ** min(row.failures, 20)
    return _at(now, max(min(wanted, settings.ceiling), after or 0.0))


def is_due(row: FeedRow, now: datetime) -> bool:
    """Whether a feed should be looked at; one that never was is due."""
    due = moment(row.due)
    return due is None or due <= now


def seconds_until_due(rows: Iterable[FeedRow], now: datetime) -> float:
    """Seconds until the first of `rows` is due, 0 where one is; infinite where there are none."""
    waits = [((moment(row.due) or now) - now).total_seconds() for row in rows]
    return max(0.0, min(waits, default=float("inf")))


def stamp(now: datetime) -> str:
    """A moment as it is kept: UTC, whole seconds."""
    return now.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def moment(written: str | None) -> datetime | None:
    """The moment of a kept stamp, or None."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _at(now: datetime, seconds: float) -> str:
    return stamp(now + timedelta(seconds=round(seconds)))


def _interval(row: FeedRow) -> float | None:
    checked, due = moment(row.checked), moment(row.due)
    if checked is None or due is None or due <= checked:
        return None
    return (due - checked).total_seconds()
