"""One request at a time a host, pauses, retries that wait longer, redirects hop by hop."""

from __future__ import annotations

import threading
import time
from typing import Any

import msgspec
import pytest

from tawatur.ingest.fetch.client import Answer, Client
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.polite import Visitor
from tawatur.ingest.fetch.settings import FetchSettings

from .serving import HTML, Site, Time


def visitor(site: Site, settings: FetchSettings, clock: Time, **changes: Any) -> Visitor:
    settings = msgspec.structs.replace(settings, **changes)
    return Visitor(Client(settings, [site.url]), settings, clock, clock.sleep)


def test_a_pause_between_two_requests(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {"/1": (200, HTML, b"1"), "/2": (200, HTML, b"2")}
    visit = visitor(site, settings, clock, delay=2.0)
    assert [visit.get(f"{site.url}/{n}").body for n in (1, 2)] == [b"1", b"2"]
    assert site.paths() == ["/robots.txt", "/1", "/2"]
    assert clock.slept == [2.0, 2.0]


def test_the_hosts_own_delay_counts(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {"/robots.txt": (200, HTML, b"User-agent: *\nCrawl-delay: 5\n"), "/1": (200, HTML, b"1")}
    visit = visitor(site, settings, clock)
    visit.get(f"{site.url}/1")
    visit.get(f"{site.url}/1")
    assert clock.slept == [1.0, 5.0]


class Counting(Client):
    """A client that knows how many requests are under way."""

    at_once = most_at_once = 0

    def send(self, *args: Any, **more: Any) -> Answer:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.005)  # leaves the others time to break in
        try:
            return super().send(*args, **more)
        finally:
            self.at_once -= 1


def test_never_two_requests_at_once(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {f"/{n}": (200, HTML, b"x") for n in range(12)}
    client = Counting(settings, [site.url])
    visit = Visitor(client, msgspec.structs.replace(settings, delay=0.0), clock, clock.sleep)
    threads = [threading.Thread(target=visit.get, args=(f"{site.url}/{n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert client.most_at_once == 1
    assert {f"/{n}" for n in range(12)} <= set(site.paths())


def test_an_error_that_passes_is_tried_again(site: Site, settings: FetchSettings, clock: Time) -> None:
    replies = iter([(503, HTML, b""), (500, HTML, b""), (200, HTML, b"fine")])
    site.pages["/1"] = lambda handler: next(replies)
    assert visitor(site, settings, clock, delay=0.0).get(f"{site.url}/1").body == b"fine"
    assert clock.slept == [2.0, 4.0]


def test_attempts_are_counted(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages["/1"] = (503, HTML, b"")
    with pytest.raises(FetchFailure, match="503"):
        visitor(site, settings, clock).get(f"{site.url}/1")
    assert site.paths().count("/1") == settings.retries + 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 400])
def test_what_will_not_pass_is_asked_once(site: Site, settings: FetchSettings, clock: Time, status: int) -> None:
    site.pages["/1"] = (status, HTML, b"")
    with pytest.raises(FetchFailure):
        visitor(site, settings, clock).get(f"{site.url}/1")
    assert site.paths().count("/1") == 1


def test_retry_after_is_honoured(site: Site, settings: FetchSettings, clock: Time) -> None:
    replies = iter([(429, {"Retry-After": "17"}, b""), (200, HTML, b"fine")])
    site.pages["/1"] = lambda handler: next(replies)
    assert visitor(site, settings, clock, delay=0.0).get(f"{site.url}/1").body == b"fine"
    assert clock.slept == [17.0]


def test_a_host_that_wants_long_rest_is_left_alone(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {"/1": (429, {"Retry-After": "3600"}, b""), "/2": (200, HTML, b"2")}
    visit = visitor(site, settings, clock, delay=0.0)
    with pytest.raises(FetchFailure, match="429") as first:
        visit.get(f"{site.url}/1")
    assert first.value.after == 3600.0
    with pytest.raises(FetchFailure, match="left alone until 2026-03-10 13:00") as second:
        visit.get(f"{site.url}/2")
    assert (second.value.code, second.value.after) == ("resting", 3600.0)
    assert site.paths() == ["/robots.txt", "/1"]
    clock.sleep(3601)
    assert visit.get(f"{site.url}/2").body == b"2"


def test_redirects_are_followed_to_a_limit(site: Site, settings: FetchSettings, clock: Time) -> None:
    for n in range(8):
        site.pages[f"/{n}"] = (302, {"Location": f"/{n + 1}"}, b"")
    site.pages["/8"] = (200, HTML, b"there")
    visit = visitor(site, settings, clock, max_redirects=3)
    answer = visit.get(f"{site.url}/5")
    assert (answer.body, answer.url) == (b"there", f"{site.url}/8")
    with pytest.raises(FetchFailure, match="more than 3 redirects"):
        visit.get(f"{site.url}/4")


def test_a_loop_is_seen(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {"/a": (301, {"Location": "/b"}, b""), "/b": (301, {"Location": "/a#x"}, b"")}
    with pytest.raises(FetchFailure, match="lead back") as caught:
        visitor(site, settings, clock).get(f"{site.url}/a")
    assert caught.value.code == "redirect"
    assert site.paths().count("/a") == 1


@pytest.mark.parametrize("target", [
    "http://127.0.0.2:{port}/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/", "file:///etc/passwd",
    "http://2130706434:{port}/", "//10.0.0.1/x", "ftp://127.0.0.1/", "http://u:p@127.0.0.1:{port}/", "http://127.0.0.1:1/",
])
def test_a_redirect_inside_is_refused(site: Site, settings: FetchSettings, clock: Time, target: str) -> None:
    site.pages |= {"/go": (302, {"Location": target.format(port=site.port)}, b""), "/": (200, HTML, b"secret")}
    with pytest.raises(FetchFailure) as caught:
        visitor(site, settings, clock).get(f"{site.url}/go")
    assert caught.value.code in ("refused", "address")
    assert site.paths() == ["/robots.txt", "/go"]


def test_a_robots_file_that_leads_inside_does_not_open_the_host(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {"/robots.txt": (302, {"Location": "http://169.254.169.254/"}, b""), "/1": (200, HTML, b"1")}
    with pytest.raises(FetchFailure) as caught:
        visitor(site, settings, clock).get(f"{site.url}/1")
    assert caught.value.code == "refused"


def test_each_hop_is_asked_of_robots(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages |= {
        "/robots.txt": (200, HTML, b"User-agent: *\nDisallow: /closed\n"), "/open": (302, {"Location": "/closed"}, b""),
        "/closed": (200, HTML, b"secret"),
    }
    with pytest.raises(FetchFailure) as caught:
        visitor(site, settings, clock).get(f"{site.url}/open")
    assert caught.value.code == "robots"
    assert "/closed" not in site.paths()


def test_marks_of_a_version_stay_with_their_server(site: Site, settings: FetchSettings, clock: Time) -> None:
    other = Site("127.0.0.1")
    other.pages["/1"] = (200, HTML, b"1")
    site.pages["/1"] = (302, {"Location": f"{other.url}/1"}, b"")
    settings = msgspec.structs.replace(settings, ports=(site.port, other.port))
    visitor(site, settings, clock).get(f"{site.url}/1", {"If-None-Match": '"a"'})
    assert dict(site.asked)["/1"]["if-none-match"] == '"a"'
    assert "if-none-match" not in dict(other.asked)["/1"]
    other.server.shutdown()
    other.server.server_close()


def test_nothing_new_is_an_answer(site: Site, settings: FetchSettings, clock: Time) -> None:
    site.pages["/1"] = (304, {"ETag": '"a"'}, b"")
    assert visitor(site, settings, clock).get(f"{site.url}/1").status == 304
