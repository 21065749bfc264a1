"""No address inside the user's network is reached: by number, by name, by redirect, by a name that changes."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tawatur.errors import UsageError
from tawatur.ingest.fetch.client import Client
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.ingest.fetch.guard import make_policy
from tawatur.ingest.fetch.settings import FetchSettings

from .serving import HTML, Site

INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "0177.0.0.1", "2130706433", "017700000001", "127.0.0.1.",
    "0", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "169.254.169.254",
    "169.254.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "192.0.2.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "①②⑦.0.0.1", "١٢٧.0.0.1", "[::]", "[::1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]",
    "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "[4000::1]",
    "localhost", "localhost.", "LOCALHOST", "ip6-localhost", "inside.example",
]
OUTSIDE = ["93.184.216.34", "1.1.1.1", "[2606:4700::1111]", "[64:ff9b::101:101]", "[::ffff:1.1.1.1]"]


def answers(*addresses: str) -> Callable[..., Any]:
    """A resolver that knows these addresses for every name, and counts how often it was asked."""
    asked: list[str] = []

    def resolve(host: str, port: int, *rest: object) -> list[Any]:
        asked.append(host)
        return [
            (socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "",
             (a, port, 0, 0) if ":" in a else (a, port))
            for a in addresses
        ]

    resolve.asked = asked  # type: ignore[attr-defined]
    return resolve


@pytest.mark.parametrize("host", INSIDE)
def test_no_spelling_of_an_inside_address_is_asked(host: str, site: Site) -> None:
    """Numbers are read by the machine's own resolver, which knows all odd forms; the site would answer."""
    def resolve(host: str, port: int, *rest: Any) -> Any:
        try:
            return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        except socket.gaierror:
            return socket.getaddrinfo("127.0.0.1", port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)

    site.pages["/"] = (200, HTML, b"secret")
    client = Client(FetchSettings(ports=(site.port,), connect_timeout=1, whole_timeout=2), resolver=resolve)
    with pytest.raises(FetchFailure) as caught:
        client.send(f"http://{host}:{site.port}/")
    assert caught.value.code in ("refused", "address")
    assert site.asked == []


@pytest.mark.parametrize("host", OUTSIDE)
def test_public_addresses_are_allowed(host: str) -> None:
    make_policy(FetchSettings()).check_url(f"http://{host}/")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.7", "fe80::1", "64:ff9b::a9fe:a9fe"])
def test_a_name_that_leads_inside_is_refused(address: str, site: Site) -> None:
    client = Client(FetchSettings(ports=(site.port,)), resolver=answers(address))
    with pytest.raises(FetchFailure, match="for safety") as caught:
        client.send(f"http://news.example:{site.port}/")
    assert caught.value.code == "refused"
    assert not caught.value.passing
    assert site.asked == []


def test_a_name_with_one_inside_address_among_public_ones_is_refused_whole(site: Site) -> None:
    client = Client(FetchSettings(ports=(site.port,)), resolver=answers("93.184.216.34", "127.0.0.1"))
    with pytest.raises(FetchFailure) as caught:
        client.send(f"http://news.example:{site.port}/")
    assert caught.value.code == "refused"
    assert site.asked == []


@pytest.fixture
def other() -> Iterator[Site]:
    """A site on another loopback address, which is the only one that is allowed."""
    try:
        site = Site("127.0.0.2")
    except OSError:
        pytest.skip("127.0.0.2 is no address of this machine")
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_a_name_that_changes_its_answer_is_resolved_once_and_checked_each_time(site: Site, other: Site) -> None:
    """First the allowed address, then a forbidden one, as a rebinding name server does."""
    rounds = iter(["127.0.0.2", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, port: int, *rest: object) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(rounds), other.port))]

    other.pages["/"] = (200, {**HTML, "Connection": "close"}, b"public")
    settings = FetchSettings(allow_private=("127.0.0.2",), ports=(other.port,))
    client = Client(settings, resolver=resolve)
    answer = client.send(f"http://news.example:{other.port}/")
    assert (answer.body, asked) == (b"public", ["news.example"])
    assert other.asked[0][1]["host"] == f"news.example:{other.port}"
    with pytest.raises(FetchFailure) as caught:
        client.send(f"http://news.example:{other.port}/")
    assert caught.value.code == "refused"
    assert site.asked == []


def test_only_the_network_that_is_named_is_opened(site: Site) -> None:
    site.pages["/"] = (200, HTML, b"here")
    client = Client(FetchSettings(allow_private=("127.0.0.1",), ports=(site.port,)))
    assert client.send(f"{site.url}/").body == b"here"
    with pytest.raises(FetchFailure):
        client.send(f"http://127.0.0.2:{site.port}/")


@pytest.mark.parametrize("url", [
    "ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)", "data:text/html,x",
    "http://user:word@news.example/", "http://news.example:22/", "http://news.example:6379/", "http:///x", "http://", "",
    "//news.example/", "http://news.example:99999/", "http://[::1", "http://a b.example/", "unix:///run/x.sock",
    "http://news.example\\@127.0.0.1/", "http://" + "a" * 9000 + ".example/",
])
def test_other_schemes_ports_and_passwords_are_refused(url: str) -> None:
    client = Client(FetchSettings(), resolver=answers("127.0.0.1"))
    with pytest.raises(FetchFailure) as caught:
        client.judge(url)
    assert caught.value.code in ("refused", "address")
    with pytest.raises(FetchFailure):
        client.send(url)


def test_ports_of_the_users_own_addresses_are_allowed() -> None:
    client = Client(FetchSettings(), named=["http://news.example:8080/feed", "http://broken.example:x/"])
    client.judge("http://news.example:8080/1")
    with pytest.raises(FetchFailure, match="port 8081"):
        client.judge("http://news.example:8081/1")


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, past every check."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, site.url)
    client = Client(FetchSettings(), resolver=answers("10.0.0.1"))
    with pytest.raises(FetchFailure) as caught:
        client.send("http://news.example/")
    assert caught.value.code == "refused"
    assert site.asked == []


def test_a_wrong_network_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="allow_private"):
        make_policy(FetchSettings(allow_private=("home",)))
