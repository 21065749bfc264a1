"""Looking again sooner where there is news, later where there is none or nothing works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tawatur.errors import UsageError
from tawatur.ingest.fetch.due import (
    due_after_failure,
    is_due,
    moment,
    next_due,
    seconds_until_due,
    stamp,
)
from tawatur.ingest.fetch.settings import FetchSettings
from tawatur.model.collection import FeedRow

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
S = FetchSettings()


def row(interval: float | None = None, failures: int = 0) -> FeedRow:
    if interval is None:
        return FeedRow(url="http://a.example/f", kind="feed", failures=failures)
    due = stamp(NOW + timedelta(seconds=interval))
    return FeedRow(url="http://a.example/f", kind="feed", checked=stamp(NOW), due=due, failures=failures)


def seconds(due: str) -> float:
    found = moment(due)
    assert found is not None
    return (found - NOW).total_seconds()


@pytest.mark.parametrize(("before", "fresh", "after"), [
    (None, 3, 3600), (3600, 3, 2400), (3600, 0, 5400), (700, 1, S.floor), (80_000, 0, S.ceiling),
])
def test_the_time_between_two_looks(before: float | None, fresh: int, after: float) -> None:
    assert seconds(next_due(row(before), NOW, fresh, S)) == after


def test_what_the_feed_asks_for_is_kept_up_to_the_ceiling() -> None:
    assert seconds(next_due(row(700), NOW, 1, S, pause=7200)) == 7200
    assert seconds(next_due(row(700), NOW, 1, S, pause=10**6)) == S.ceiling


def test_after_failures_it_waits_longer_and_starts_anew_when_it_works() -> None:
    assert [seconds(due_after_failure(row(3600, n), NOW, S, None)) for n in (0, 1, 2, 30)] == [600, 1200, 2400, S.ceiling]
    assert seconds(due_after_failure(row(), NOW, S, 200_000)) == 200_000
    assert seconds(next_due(row(80_000, failures=4), NOW, 0, S)) == S.first


def test_due() -> None:
    assert is_due(row(), NOW)
    assert not is_due(row(60), NOW)
    assert is_due(row(60), NOW + timedelta(seconds=60))
    assert seconds_until_due([row(60), row(30)], NOW) == 30
    assert seconds_until_due([row(60), row()], NOW) == 0
    assert seconds_until_due([], NOW) == float("inf")
    assert is_due(msgspec.structs.replace(row(60), due="rubbish"), NOW)


def test_stamps_are_utc() -> None:
    assert stamp(datetime.fromisoformat("2026-03-10T15:00:00.75+03:00")) == "2026-03-10T12:00:00Z"
    assert moment("2026-03-10T12:00:00Z") == NOW
    assert moment("2026-03-10T12:00:00") == NOW
    assert moment(None) is None


@pytest.mark.parametrize("changes", [
    {"workers": 0}, {"retries": -1}, {"floor": 0.0}, {"first": 10.0}, {"ceiling": 700.0}, {"delay": -1.0}, {"max_delay": 0.5},
])
def test_settings_that_cannot_be(changes: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        FetchSettings(**changes)  # type: ignore[arg-type]
