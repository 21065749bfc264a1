"""Hostile articles through every page: whatever they hold, they are text.

Walks every link of every page from the addresses that the application has, over a collection whose texts, titles, outlets, names and
addresses try to become code; so pages that are new are looked at without a line here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import lxml.html
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tawatur.collection import create_collection, open_collection
from tawatur.web.app import PAGES, create_app
from tawatur.web.settings import WebSettings

BASE = "http://127.0.0.1:8377"
SCRIPT = "<script>alert(1)</script>"
BREAKS = "\"'><img src=x onerror=alert(2)>{{7*7}}${7*7}<svg/onload=alert(3)>"
TURNS = "\u202eمقلوب\u2066معزول\u202d"
OUTLETS = (f"المنارة {SCRIPT}", f"الضفة {BREAKS}", f"السهل {TURNS}")
URLS = ("https://evil.example/\"><script>alert(4)</script>", "javascript:alert(document.cookie)//https://x.example/", "data:text/html,<script>alert(5)</script>")
# What turns the direction and is not ended by the same text.
_OPEN_TURN = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
_CLOSED = re.compile("[\u2066-\u2068][^\u202a-\u202e\u2066-\u2069]*\u2069")
# So many addresses of one page with other queries are walked; more would be the same page with other filters.
MOST = 5


def _articles() -> Iterator[dict[str, str]]:
    for number, (outlet, url) in enumerate(zip(OUTLETS, URLS, strict=True)):
        yield {
            "id": f"n{number}\"><script>alert(6)</script>", "outlet": outlet, "url": url, "published": f"2026-03-0{number + 2}",
            "title": f"الوزيران يتفقان في عمّان على محطة رصد {SCRIPT if number else BREAKS} {TURNS}",
            "text": (
                f"اتفق وزير المياه الأردني سامر {SCRIPT} الجوهري ونظيره العراقي حيدر الراوي، خلال اجتماع عُقد في عمّان يوم الاثنين 2 آذار 2026، على إنشاء محطة مشتركة {BREAKS}.\n\n"
                f"وقال الجوهري {TURNS} في مؤتمر صحفي إن كلفة المحطة تبلغ {number + 40} مليون دولار {SCRIPT}، وفق ما ذكرت وكالة «السهل {SCRIPT}» للأنباء.\n\n"
                f"وأعلن الراوي أن الجانبين سيعقدان اجتماعاً في بغداد يوم الخميس 5 آذار 2026 {BREAKS} </textarea></title><!-- ]]> -->.\n\n"
                f"وزعم <b onmouseover=alert(7)>نبيل الصايغ</b> أن ما يسمى «المحطة <iframe src=javascript:alert(8)>» لن تعمل."
            ),
        }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over the hostile articles, one of them in two versions."""
    folder = tmp_path_factory.mktemp("hostile")
    create_collection(folder / "c", encoder="lexical", names="rules").close()
    rows = list(_articles())
    changed = rows[0] | {"text": rows[0]["text"].replace("40 مليون", f"45 مليون {SCRIPT}")}
    for name, lines in (("a.jsonl", rows), ("b.jsonl", [changed])):
        (folder / name).write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    with open_collection(folder / "c") as collection:
        collection.add([folder / "a.jsonl"], workers=0)
        collection.add([folder / "b.jsonl"], workers=0)
        assert len(collection.store.entries()) == len(rows)
        yield create_app(collection, WebSettings(folder=folder / "c"))


def _browser(app: FastAPI, lang: str) -> TestClient:
    return TestClient(app, base_url=BASE, headers={"accept": "text/html", "accept-language": lang}, follow_redirects=False)


def _addresses() -> list[tuple[str, str]]:
    """Every address with its route: those with a parameter get hostile ones, and all of them a hostile query."""
    query = "&".join(f"{name}={quote(SCRIPT + BREAKS + TURNS)}" for name in ("q", "text", "entity", "place", "name", "to", "back", "outlet", "with", "lang", "kind", "article"))
    found = []
    for router in PAGES:
        for route in router.routes:
            path = getattr(route, "path", "")
            if "GET" not in (getattr(route, "methods", None) or ()) or path == "/live":
                continue
            bare = path.replace(":path}", "}")
            while "{" in bare:
                start, _, rest = bare.partition("{")
                bare = start + quote(SCRIPT + BREAKS, safe="") + rest.partition("}")[2]
            found += [(bare, path), (f"{bare}?{query}", path)]
    return found


def _check(page: str, where: str) -> lxml.html.HtmlElement:
    """Nothing in a page is code but what we serve as files, and no place in it is named twice; raises AssertionError with the place."""
    document = lxml.html.document_fromstring(page)
    twice = [id for id, times in Counter(document.xpath("//@id")).items() if times > 1]
    assert not twice, f"{where}: {twice}"
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        shown = f"{where}: {lxml.html.tostring(element, encoding='unicode')[:200]}"
        if element.tag == "script" and element.get("type") not in ("application/json", "application/ld+json"):
            assert (element.get("src") or "").startswith("/static/"), shown
            assert not (element.text or "").strip(), shown
        assert element.tag not in ("iframe", "object", "embed", "base", "frame", "style"), shown
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), shown
            assert name.lower() not in ("style", "srcdoc", "hx-on", "xlink:href"), shown
            assert not name.lower().startswith(("hx-on:", "hx-vars", "hx-vals")) or not value.startswith("js:"), shown
            if name.lower() in ("href", "src", "action", "formaction", "poster", "hx-get", "hx-post", "data", "cite", "ping"):
                _check_address(element, value, shown)
    return document


def _check_address(element: lxml.html.HtmlElement, value: str, shown: str) -> None:
    parts = urlsplit(value.strip())
    assert parts.scheme in ("", "http", "https") or (element.tag == "link" and parts.scheme == "data"), shown
    if parts.netloc:
        assert element.tag == "a", f"something is fetched from elsewhere: {shown}"
        assert {"noopener", "nofollow"} <= set((element.get("rel") or "").split()), shown
    else:
        assert not value.startswith(("//", "/\\")), shown


def _check_turns(document: lxml.html.HtmlElement, where: str) -> None:
    """What turns the direction of text stays within an element of its own direction."""
    for element in document.body.iter():
        if not isinstance(element.tag, str):
            continue
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if text and _OPEN_TURN.search(_CLOSED.sub("", text)) and element is not document.body:
                around = [holder, *holder.iterancestors()] if holder is not None else []
                assert any(_isolates(one) for one in around if one is not document and one.tag != "body"), f"{where}: {text!r} in <{holder.tag}>"


def _isolates(element: Any) -> bool:
    """An element of its own direction; each `text` of a drawing is a paragraph of its own (SVG 2, 11.1)."""
    return element.tag in ("bdi", "textarea", "input", "text", "title", "desc") or element.get("dir") is not None or "w" in (element.get("class") or "").split()


def _links(document: lxml.html.HtmlElement, here: str) -> Iterator[str]:
    for element in document.iter("a", "link", "form", "img"):
        value = element.get("href") or element.get("src") or (element.get("action") if (element.get("method") or "get").lower() == "get" else None)
        if value and not urlsplit(value).netloc:
            yield urljoin(here, value).partition("#")[0]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_runs_what_an_article_holds(hostile: FastAPI, lang: str) -> None:
    browser = _browser(hostile, lang)
    todo = [address for address, _ in _addresses()]
    seen, pages, walked = set(todo), 0, Counter[str]()
    while todo:
        here = todo.pop(0)
        page = here.partition("?")[0]
        walked[page] += 1
        if walked[page] > MOST:
            continue
        told = browser.get(here)
        assert told.status_code < 500, f"{here}: {told.status_code}"
        kind = told.headers.get("content-type", "")
        if kind.startswith("text/html") and "attachment" not in told.headers.get("content-disposition", ""):
            pages += 1
            document = _check(told.text, here)
            _check_turns(document, here)
            new = [link for link in _links(document, here) if link not in seen and not link.startswith(("/static/", "/language", "/live"))]
            todo += list(dict.fromkeys(new))
            seen.update(new)
        elif "html" in kind or "svg" in kind:
            assert "attachment" in told.headers.get("content-disposition", ""), here
        else:
            assert told.headers["x-content-type-options"] == "nosniff"
    assert pages > len(PAGES)


def test_every_page_was_seen_with_hostile_articles_in_it(hostile: FastAPI) -> None:
    """The walk is worth nothing where it meets empty pages: what is shown of a story and an article is there, as text."""
    browser = _browser(hostile, "en")
    rows = browser.get("/stories.json").json()["stories"]
    assert rows
    for path in ("/stories", f"/stories/{rows[0]['id']}"):
        page = browser.get(path).text
        assert "&lt;script&gt;alert(1)" in page, path
        assert SCRIPT not in page
    article = browser.get(f"/articles/{quote(rows[0]['articles'][0], safe='')}").text
    assert "&lt;script&gt;" in article
    assert "{{7*7}}" in article
    assert SCRIPT not in article


def test_what_is_posted_is_shown_as_text(hostile: FastAPI) -> None:
    browser = _browser(hostile, "ar")
    csrf = browser.get("/stories").text.split('name="csrf" content="', 1)[1].split('"', 1)[0]
    fields = {
        "/compare": {"source1": f"{SCRIPT} نص قصير", "outlet1": BREAKS, "source2": "javascript:alert(1)"}, "/saved": {"name": SCRIPT, "text": BREAKS, "webhook": "javascript:alert(1)"},
        "/login": {"name": SCRIPT, "password": "x", "back": "javascript:alert(1)"}, "/corrections": {"note": SCRIPT, "subject": SCRIPT, "verdict": BREAKS},
    }
    for path, data in fields.items():
        told = browser.post(path, data={"csrf": csrf, **data})
        assert told.status_code < 500, path
        if told.headers.get("content-type", "").startswith("text/html"):
            _check(told.text, path)


def test_the_mark_of_the_token_is_not_to_be_known(hostile: FastAPI, tmp_path: Path) -> None:
    """An article that held the mark in a link would get the token of whoever follows it."""
    from tawatur.web import rendering

    assert len(rendering.CSRF_MARK) > 32
    assert rendering.CSRF_MARK not in _browser(hostile, "en").get("/stories").text
