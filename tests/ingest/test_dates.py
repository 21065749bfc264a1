"""Days as pages write them."""

from __future__ import annotations

import pytest

from tawatur.ingest.dates import day_in_address, iso_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-01-27", "2020-01-27"), ("2020-01-27T23:59:00+03:00", "2020-01-27"), ("2020/1/7", "2020-01-07"),
        ("20200127", "2020-01-27"), ("٢٠٢٠-٠١-٢٧", "2020-01-27"), ("Mon, 27 Jan 2020 10:00:00 GMT", "2020-01-27"),
        ("27 January 2020", "2020-01-27"), ("January 27, 2020", "2020-01-27"),
        ("2020-13-45", None), ("2019-02-29", None), ("03/04/2020", None), ("أمس", None), ("", None), ("9" * 400, None),
        ("0001-01-01", None), ("9999-12-31T23:59:59Z", None), ("1 January 0001", None), ("1870-05-01", "1870-05-01"),
    ],
)
def test_iso_day(written: str, day: str | None) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2021/03/09/roads", "2021-03-09"), ("https://a.example/story/2021/3/9/roads/77", "2021-03-09"),
        ("https://a.example/news/2021-03-09-roads", "2021-03-09"), ("https://a.example/20210309/", "2021-03-09"),
        ("https://a.example/2021/13/45/x", None), ("https://a.example/2021/03/roads", None),
        ("https://a.example/20210309123/x", None), ("https://a.example/item/201900", None), (None, None),
    ],
)
def test_day_in_address(url: str | None, day: str | None) -> None:
    assert day_in_address(url) == day
