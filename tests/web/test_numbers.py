"""Every number opens what it was counted from: it stands in a link or a control, or over its own list; what it links to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from fastapi import FastAPI
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.export.words import load_words
from tawatur.model import StoryFilter
from tawatur.web import links

from .served import BASE

BAGHDAD = "geo:baghdad-IQ"
_MONTHS = "|".join(re.escape(load_words(lang).date(f"2031-{n:02}").removesuffix(" 2031")) for lang in ("en", "ar") for n in range(1, 13))
_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}(?: \d\d:\d\d)?|\d{{4}}-\d\d(?:-\d\d)?(?:T\S*)?|\b20\d\d\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Words of articles, what people type, and what is no text.
_NOT_OURS = {"script", "style", "option", "textarea", "code", "time", "title"}
_WORDS = {"w", "text", "pane", "num"}
_CONTROLS = {"a", "summary", "button", "label"}
# A number of these stands over the list that it counts, or says where in a list one is; or it is no count: an order, a measure, the method.
_OVER = {"range", "pages", "summary", "lead", "figures", "badge", "version-list", "stepper"}
_NO_COUNT = {"times", "odds", "measure", "facts", "leg", "legend", "method", "statuses", "inside"}
_HEADS = {"h1", "h2", "legend", "th"}


def addresses(collection: Collection) -> Iterator[str]:
    """A page of every kind, with something on it."""
    rows = collection.store.stories(StoryFilter(sort="articles", limit=50))
    articles = rows[0].articles[:2]
    yield from ("/stories", "/compare", "/who", "/outlets", "/agenda?since=2026-01-01", "/search?q=بغداد", "/articles", "/corrections", "/saved", "/api", "/account")
    yield from (links.story(rows[0].id), links.story(rows[-1].id), links.article(articles[0]), f"{links.article(articles[0])}/versions")
    yield from (links.compare(*articles), "/who?name=سالم", "/who?name=وزير", links.who(BAGHDAD), f"{links.who(BAGHDAD)}/articles", links.who_names(BAGHDAD, form="بغداد"))
    row = max(collection.outlets(), key=lambda r: len(r.repeats))
    yield from (links.outlet(row.key), links.outlet_claims(row.key, "told"), links.outlet_claims(row.key, "from", row.repeats[0].key))
    yield from (f"{links.outlet(row.key)}/{part}" for part in ("stories", "delays", "words", "facts"))


class Told:
    """The pages by address and language, each read once."""

    def __init__(self, pages: FastAPI, collection: Collection) -> None:
        self._client = TestClient(pages, base_url=BASE)
        self._trees: dict[str, HtmlElement] = {}
        self.addresses = tuple(addresses(collection))

    def read(self, address: str, lang: str = "en") -> HtmlElement:
        where = f"{address}{'&' if '?' in address else '?'}lang={lang}"
        if where not in self._trees:
            page = self._client.get(where)
            assert page.status_code == 200, address
            self._trees[where] = lxml.html.fromstring(page.text)
        return self._trees[where]


@pytest.fixture(scope="module")
def told(pages: FastAPI, collection: Collection) -> Told:
    return Told(pages, collection)


def above(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def numbers(main: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Every stretch of text of ours that holds a number other than a date or zero, with its element."""
    for element in main.iter():
        if not isinstance(element.tag, str):
            continue
        for holder, text in ((element, element.text), (element.getparent(), element.tail)):
            found = [n for n in _NUMBER.findall(_DATE.sub(" ", text or "")) if n != "0"]
            chain = list(above(holder)) if found else []
            if found and not any(a.tag in _NOT_OURS or _WORDS & classes(a) or (a.tag == "bdi" and not classes(a)) for a in chain):
                yield holder, " ".join((text or "").split())


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_number_stands_in_a_control_or_over_its_list(told: Told, lang: str) -> None:
    bare, seen = [], 0
    for address in told.addresses:
        for holder, text in numbers(told.read(address, lang).find(".//main")):
            seen += 1
            chain = list(above(holder))
            if not any(a.tag in _CONTROLS | _HEADS or (_OVER | _NO_COUNT) & classes(a) for a in chain):
                bare.append(f"{address}: {text[:80]} ({' < '.join(a.tag + '.' + '.'.join(classes(a)) for a in chain[:4])})")
    assert seen > 500
    assert not bare, "\n".join(bare)


def test_a_figure_has_beside_it_what_it_was_counted_from(told: Told) -> None:
    figures = [f for address in told.addresses for f in told.read(address).xpath("//div[contains(@class,'figures')]/div")]
    assert figures
    for figure in figures:
        things = figure.xpath("./details[summary]//li")
        assert things, lxml.html.tostring(figure)[:200]
        assert "roots" in classes(figure) or len(things) == int(figure.findtext("b"))


def test_a_number_that_is_a_link_leads_to_what_is_there(told: Told) -> None:
    """To a page, and where it names a part of it, to that part; two of each kind on each page."""
    followed: dict[tuple[str, str], int] = {}
    for address in told.addresses:
        for holder, text in numbers(told.read(address).find(".//main")):
            link = next((a for a in above(holder) if a.tag == "a" and a.get("href")), None)
            kind = (address, _NUMBER.sub("0", text) + "".join(sorted(c for a in above(holder) for c in classes(a))))
            followed[kind] = followed.get(kind, 0) + 1
            if link is None or followed[kind] > 2:
                continue
            parts = urlsplit(urljoin(address, link.get("href")))
            if parts.netloc:
                continue
            there = told.read(f"{parts.path}?{parts.query}" if parts.query else parts.path)
            assert not parts.fragment or there.xpath("//*[@id=$id]", id=unquote(parts.fragment)), (address, text, link.get("href"))
    assert sum(followed.values()) > 300


def test_what_is_folded_holds_as_many_as_it_says(told: Told) -> None:
    """«and 3 more», «told in 12 places»: all are there, whatever part of them stands open."""
    folds = 0
    for address in told.addresses:
        for summary in told.read(address).xpath("//main//summary"):
            says = re.fullmatch(r"(?:and (\d+) more|told in (\d+) places?)", " ".join(summary.text_content().split()))
            if says and summary.getparent().xpath("./ul|./ol|./table"):
                things = summary.getparent().xpath(".//li[not(./details[count(*)=2]/ul)]|.//tbody/tr")
                assert len(things) == int(says[1] or says[2]), (address, lxml.html.tostring(summary.getparent(), encoding="unicode")[:400])
                folds += 1
    assert folds
