"""The Atom feed of a saved search: what RFC 4287 demands, as a feed reader sees it, and nothing that an article could slip in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.collection.alerts import notice
from tawatur.collection.saving import SavedDraft, save
from tawatur.model import Article
from tawatur.model.desk import SavedSearch

from ..served import served
from .bridge import FIRST, SECOND, THIRD

_ATOM = "{http://www.w3.org/2005/Atom}"


def _search(desk: Collection, text: str = "الجسر", name: str = "الجسر & <b>") -> SavedSearch:
    search = save(desk, SavedDraft(name=name, text=text, tell=("new article", "new claim", "second origin", "conflict")), "local")
    notice(desk)
    return search


@pytest.fixture
def feed(desk: Collection, writer: TestClient) -> Callable[..., bytes]:
    """The feed of a search as it is sent."""
    return partial(_sent, writer)


@pytest.fixture(scope="module")
def told(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collection, SavedSearch]]:
    """A search that was told of three articles; it is only looked at."""
    with open_collection(Path(shutil.copytree(press, tmp_path_factory.mktemp("told") / "c"))) as collection:
        search = _search(collection)
        for article in (FIRST, SECOND, THIRD):
            collection.add([article], workers=0)
        yield collection, search


@pytest.fixture(scope="module")
def reader(told: tuple[Collection, SavedSearch]) -> Iterator[TestClient]:
    with served(told[0]) as browser:
        yield browser


@pytest.fixture
def news(told: tuple[Collection, SavedSearch], reader: TestClient) -> Callable[..., bytes]:
    """The feed of the search that was told of three articles."""
    return partial(_sent, reader, told[1])


def _sent(browser: TestClient, search: SavedSearch, more: str = "") -> bytes:
    answer = browser.get(f"/saved/{search.id}/feed.atom?key={search.key}{more}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    return answer.content


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element:
    """The one child of that name; there must be exactly one."""
    found = element.findall(_ATOM + name)
    assert len(found) == 1, name
    return found[0]


def _check_musts(root: ElementTree.Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    assert root.tag == f"{_ATOM}feed"
    for element in (root, *root.findall(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert _child(element, name).text
        for when in (*element.findall(f"{_ATOM}updated"), *element.findall(f"{_ATOM}published")):
            assert feedparser.datetimes._parse_date_iso8601(when.text) is not None
    # An author in the feed stands for all entries (4.2.1).
    assert _child(_child(root, "author"), "name").text
    ids = [_child(e, "id").text or "" for e in (root, *root.findall(f"{_ATOM}entry"))]
    assert all(urlsplit(id).scheme for id in ids)
    assert len(set(ids)) == len(ids)
    links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in root.findall(f"{_ATOM}link")]
    assert links.count(("self", "application/atom+xml", None)) == 1
    for entry in root.findall(f"{_ATOM}entry"):
        assert len(entry.findall(f"{_ATOM}content")) == 1
        alternates = [link for link in entry.findall(f"{_ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1


def test_the_musts_of_the_standard(news: Callable[..., bytes]) -> None:
    _check_musts(ElementTree.fromstring(news()))


def test_an_empty_feed_is_one_too(desk: Collection, feed: Callable[..., bytes]) -> None:
    root = ElementTree.fromstring(feed(_search(desk)))
    _check_musts(root)
    assert root.findall(f"{_ATOM}entry") == []


def test_as_a_feed_reader_sees_it(told: tuple[Collection, SavedSearch], news: Callable[..., bytes]) -> None:
    read: Any = feedparser.parse(news())
    assert (read.bozo, read.version) == (False, "atom10")
    alerts = told[0].store.saved.alerts(told[1].id)
    assert [entry.updated for entry in read.entries] == [a.at for a in alerts]
    assert read.feed.title == "الجسر &amp; &lt;b&gt;" or read.feed.title == "الجسر & <b>"
    for entry, alert in zip(read.entries, alerts, strict=True):
        for span in alert.evidence:
            assert span.text.split("\n")[0][:40] in entry.content[0].value


def test_every_address_of_it_opens(news: Callable[..., bytes], reader: TestClient) -> None:
    root = ElementTree.fromstring(news())
    for link in root.iter(f"{_ATOM}link"):
        address = urlsplit(link.attrib["href"])
        assert address.scheme == "http"
        assert reader.get(f"{address.path}?{address.query}").status_code == 200


def test_ids_stay_when_more_comes(desk: Collection, feed: Callable[..., bytes]) -> None:
    search = _search(desk)
    desk.add([FIRST], workers=0)
    before = {e.id: e.title for e in feedparser.parse(feed(search)).entries}
    desk.add([SECOND, THIRD], workers=0)
    after = {e.id: e.title for e in feedparser.parse(feed(search)).entries}
    assert before.items() < after.items()


def test_what_an_article_says_is_words_alone(desk: Collection, feed: Callable[..., bytes]) -> None:
    search = _search(desk, text="الميناء")
    evil = "الميناء <script>alert(1)</script> ]]> &amp; \u202eمقلوب\u0008 نهاية"
    desk.add([Article(id="<x>&\"'", text=f"{evil}\n\nقال الوزير إن الميناء مفتوح {evil} اليوم.", outlet="<b>وكالة</b>", title=evil, url="javascript:alert(1)")], workers=0)
    data = feed(search)
    root = ElementTree.fromstring(data)
    _check_musts(root)
    for content in root.iter(f"{_ATOM}content"):
        inside = str(content.text)
        assert "<script" not in inside
        assert "&lt;script&gt;" in inside
        assert "\u202e" not in inside
        assert "javascript:" not in inside
    read: Any = feedparser.parse(data)
    assert "alert(1)" in read.entries[0].title


def test_in_arabic_where_it_is_asked_for(news: Callable[..., bytes]) -> None:
    read: Any = feedparser.parse(news("&lang=ar"))
    assert read.feed.language == "ar"
    assert [link.href.endswith("&lang=ar") for link in read.feed.links if link.rel == "self"] == [True]
    assert any("أصل ثانٍ" in entry.title for entry in read.entries)


def test_a_long_feed_comes_in_parts(news: Callable[..., bytes], reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [e.id for e in feedparser.parse(news()).entries]
    monkeypatch.setattr("tawatur.web.pages.saved.ENTRIES", 2)
    found: list[str] = []
    data = news()
    while True:
        read: Any = feedparser.parse(data)
        found += [e.id for e in read.entries]
        following = [link.href for link in read.feed.links if link.rel == "next"]
        if not following:
            break
        data = reader.get(following[0].removeprefix("http://127.0.0.1:8377")).content
    assert found == whole


def test_who_has_it_is_told_so(told: tuple[Collection, SavedSearch], reader: TestClient) -> None:
    search = told[1]
    address = f"/saved/{search.id}/feed.atom?key={search.key}"
    tag = reader.get(address).headers["etag"]
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304
