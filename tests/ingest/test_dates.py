"""Days as pages write them."""

from __future__ import annotations

import pytest

from tawatur.ingest.dates import iso_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-01-27", "2020-01-27"), ("2020-01-27T23:59:00+03:00", "2020-01-27"), ("2020/1/7", "2020-01-07"),
        ("20200127", "2020-01-27"), ("٢٠٢٠-٠١-٢٧", "2020-01-27"), ("Mon, 27 Jan 2020 10:00:00 GMT", "2020-01-27"),
        ("27 January 2020", "2020-01-27"), ("January 27, 2020", "2020-01-27"),
        ("2020-13-45", None), ("2019-02-29", None), ("03/04/2020", None), ("أمس", None), ("", None), ("9" * 400, None),
    ],
)
def test_iso_day(written: str, day: str | None) -> None:
    assert iso_day(written) == day
