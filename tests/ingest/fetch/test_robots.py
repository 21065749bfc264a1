"""robots.txt: what it forbids, what its absence means, how long it is kept."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.robots import Robots
from tawatur.ingest.fetch.settings import FetchSettings

from .serving import Time

RULES = b"""User-agent: *
Disallow: /private
User-agent: Tawatur
Disallow: /closed
Allow: /closed/open
Crawl-delay: 3
Sitemap: http://news.example/sitemap.xml
"""


def robots(clock: Time, *answers: tuple[int, bytes] | FetchFailure, **changes: float) -> tuple[Robots, list[str]]:
    asked: list[str] = []

    def get(url: str) -> tuple[int, bytes]:
        asked.append(url)
        answer = answers[min(len(asked), len(answers)) - 1]
        if isinstance(answer, FetchFailure):
            raise answer
        return answer

    return Robots(get, msgspec.structs.replace(FetchSettings(), **changes), clock), asked


def test_the_group_of_our_name_counts(clock: Time) -> None:
    found, asked = robots(clock, (200, RULES))
    assert found.check("http://news.example/private/1") == 3.0
    assert found.check("http://news.example/closed/open") == 3.0
    with pytest.raises(FetchFailure, match=r"robots\.txt") as caught:
        found.check("http://news.example/closed/1")
    assert (caught.value.code, caught.value.passing) == ("robots", False)
    assert asked == ["http://news.example/robots.txt"]
    assert found.sitemaps("http://news.example/x") == ("http://news.example/sitemap.xml",)


def test_each_host_and_port_has_its_own(clock: Time) -> None:
    found, asked = robots(clock, (200, b""))
    for url in ("http://a.example/1", "https://a.example/1", "http://a.example:81/1", "http://b.example/"):
        assert found.check(url) == 0.0
    assert len(set(asked)) == 4


def test_the_delay_is_capped(clock: Time) -> None:
    found, _ = robots(clock, (200, b"User-agent: *\nCrawl-delay: 86400\n"))
    assert found.check("http://news.example/") == FetchSettings().max_delay


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_none_means_all_is_allowed(clock: Time, status: int) -> None:
    found, _ = robots(clock, (status, b"User-agent: *\nDisallow: /\n"))
    assert found.check("http://news.example/1") == 0.0


@pytest.mark.parametrize("answer", [(500, b""), (503, b""), (429, b""), FetchFailure("timeout", "slow", passing=True)])
def test_a_server_error_means_not_now_and_is_asked_again_soon(clock: Time, answer: tuple[int, bytes] | FetchFailure) -> None:
    found, asked = robots(clock, answer, (200, b""))
    for _ in range(2):
        with pytest.raises(FetchFailure, match="now") as caught:
            found.check("http://news.example/1")
        assert caught.value.passing
        # Whoever gave the address of one page is told no more than what is so: nobody asks again for them.
        assert "later" not in str(caught.value)
    assert len(asked) == 1
    clock.now += timedelta(minutes=16)
    assert found.check("http://news.example/1") == 0.0


def test_it_is_read_again_after_some_hours(clock: Time) -> None:
    found, asked = robots(clock, (200, b""), (200, b"User-agent: *\nDisallow: /\n"))
    found.check("http://news.example/1")
    clock.now += timedelta(hours=11)
    found.check("http://news.example/1")
    clock.now += timedelta(hours=2)
    with pytest.raises(FetchFailure):
        found.check("http://news.example/1")
    assert len(asked) == 2


def test_rubbish_allows_and_a_refused_host_stays_refused(clock: Time) -> None:
    found, _ = robots(clock, (200, b"\xff\xfe\x00<html>" * 100))
    assert found.check("http://news.example/1") == 0.0
    found, _ = robots(clock, FetchFailure("refused", "inside"))
    with pytest.raises(FetchFailure, match="inside"):
        found.check("http://news.example/1")


def test_it_can_be_switched_off(clock: Time) -> None:
    found, asked = robots(clock, (200, b"User-agent: *\nDisallow: /\n"), robots=False)
    assert found.check("http://news.example/1") == 0.0
    assert asked == []
