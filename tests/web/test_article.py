"""The page of an article and that of its versions, in every state that an article can be in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.model import Article
from tawatur.web import links

from .served import served

PLAIN = "قالت لجنة الطرق اليوم الاثنين إن أعمال الصيانة في شارع النهر انتهت قبل موعدها."
HOSTILE = '<img src=x onerror="alert(1)">'


def _article(id: str, text: str, **more: Any) -> Article:
    return Article(id=id, text=text, language="ar", id_how="given", **more)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Articles in odd states: bare, of one word a line, hostile, with other versions, with a slash in the id."""
    folder = tmp_path_factory.mktemp("odd") / "c"
    long = "\n\n".join(
        f"قال مدير المكتب رقم {n} سامي الحداد في تونس يوم الأحد إن {n + 2} سفن وصلت إلى الميناء وإن التفريغ يستمر." for n in range(120)
    ) + "\n\n" + "\n\n".join("وجاء في تقرير مطول عن أحوال الموانئ " + "كلام كثير عن الطرق والجسور والمياه " * 12 + "." for _ in range(120))
    with create_collection(folder, encoder="lexical", names="rules") as made:
        made.add([
            _article("bare", PLAIN), _article("line", "انتهت الصيانة في الشارع"), _article("long", long, outlet="المنارة", outlet_how="given"),
            _article("a/b c", PLAIN.replace("النهر", "البحر"), outlet="الضفة", outlet_how="given", url="javascript:alert(1)"),
            _article("hostile", f"{PLAIN} {HOSTILE} \u202e", title=HOSTILE, outlet=HOSTILE, outlet_how="given", published="2031-05-03", published_how="given"),
            _article("edited", PLAIN, title="انتهاء الصيانة", outlet="السهل", outlet_how="given", url="https://sahl.example/1", published="2031-05-03", published_how="given"),
        ], workers=0)
        for day in ("يوم الثلاثاء", "يوم الأربعاء"):
            made.add([_article("edited", PLAIN.replace("اليوم الاثنين", day), title="انتهاء الصيانة", outlet="السهل", outlet_how="given", url="https://sahl.example/1",
                               published="2031-05-03", published_how="given")], workers=0)
    with open_collection(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser(odd: Collection) -> Iterator[TestClient]:
    with served(odd) as client:
        yield client


@pytest.fixture
def entry(collection: Collection) -> str:
    return next(e.id for e in collection.store.entries() if e.title and "صوت" in (e.outlet or ""))


def text_of(html: str) -> str:
    found = re.search(r'<div class="text" id="marked"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert found is not None
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup.*?</sup>", "", found[1])))


def test_what_was_read_is_there_to_be_opened(client: TestClient, collection: Collection, entry: str) -> None:
    page = client.get(links.article(entry))
    assert page.status_code == 200
    twin = client.get(f"{links.article(entry)}.json").json()
    assert twin["text"] == collection.article(entry).text
    for kind in ("names", "dates", "sayings", "claims"):
        assert twin["reading"][kind], kind
        for one in twin["reading"][kind]:
            assert f'id="n-{one["id"]}"' in page.text
    for claim in twin["reading"]["claims"]:
        span = claim["span"]
        assert twin["text"][span["start"]:span["end"]] == span["text"]
        assert f'id="claim-{claim["id"]}"' in page.text
        assert f'href="#claim-{claim["id"]}"' in page.text
    # Every link inside the page leads somewhere.
    ids = set(re.findall(r' id="([^"]*)"', page.text))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= ids | {"claim-1"}
    known = {e.key for name in twin["reading"]["names"] for e in collection.store.names(name["name"])}
    assert {name["key"] for name in twin["reading"]["names"]} & known
    assert page.text.count("<h1") == 1


def test_a_name_leads_to_who_it_is_and_a_saying_to_its_chain(client: TestClient, entry: str) -> None:
    twin = client.get(f"{links.article(entry)}.json").json()
    page = client.get(links.article(entry)).text
    name = next(n for n in twin["reading"]["names"] if n["key"])
    assert f'href="{links.who(name["key"])}"' in page
    saying = twin["reading"]["sayings"][0]
    assert saying["chain"][-1]["entry"] == saying["id"]
    assert all(twin["text"][s["start"]:s["end"]] == s["text"] for s in (saying["cue"], *saying["content"]))


@pytest.mark.parametrize(("query", "shown"), [
    ("", {"name", "date", "said", "framing"}), ("?layers=", set()), ("?layers=date", {"date"}), ("?layers=date,name", {"date", "name"}),
    ("?layers=&layers=said&layers=claim", {"said", "claim"}), ("?layers=nothing,%3Cb%3E", set()),
])
def test_layers_are_chosen_by_the_address(client: TestClient, entry: str, query: str, shown: set[str]) -> None:
    page = client.get(links.article(entry) + query).text
    checked = re.findall(r'name="layers" value="(\w+)" checked', page)
    assert set(checked) == shown
    text = page[page.index('id="marked"'):page.index('id="told"')]
    for layer, mark in (("name", "l-entity"), ("date", "l-time"), ("said", "l-source")):
        assert (mark in text) is (layer in shown), layer
    assert ('<sup class="n">' in text) is ("claim" in shown)
    # The place of a claim is there whatever is shown: its address is permanent.
    assert 'id="claim-c1"' in text


def test_a_stretch_has_an_address(client: TestClient, entry: str) -> None:
    text = client.get(f"{links.article(entry)}.json").json()["text"]
    page = client.get(links.words(entry, 5, 12)).text
    marked = re.findall(r'class="[^"]*\bat\b[^"]*"[^>]*>(.*?)</(?:span|a)>', page)
    assert "".join(unescape(re.sub(r"<[^>]*>", "", m)) for m in marked) == text[5:12]
    assert 'id="at"' in page
    for asked in ("12-5", "5-99999", "x", "-1-4", "5-", "٥-١٢"):
        assert 'id="at"' not in client.get(f"/articles/{entry}", params={"at": asked}).text


def test_its_story_its_company_and_its_source(client: TestClient, collection: Collection, entry: str) -> None:
    page, row = client.get(links.article(entry)).text, collection.store.entry(entry)
    assert row is not None
    assert f'href="{links.story(row.story or "")}"' in page
    assert f'<a href="{row.url}" rel="noopener nofollow noreferrer"' in page
    mates = [e for e in collection.store.entries(collection.store.story(row.story or "").articles) if e.id != entry]  # type: ignore[union-attr]
    assert mates
    for mate in mates:
        assert f'type="checkbox" name="a" value="{mate.id}"' in page
    copy = next(e for e in collection.store.entries() if e.copy_of)
    assert f'href="{links.article(copy.copy_of or "")}"' in client.get(links.article(copy.id)).text
    assert f'href="{links.article(copy.id)}"' in client.get(links.article(copy.copy_of or "")).text


def test_an_unknown_id_is_not_found_and_that_of_a_story_leads_there(client: TestClient, collection: Collection) -> None:
    assert client.get("/articles/nobody").status_code == 404
    assert client.get("/articles/nobody.json").status_code == 404
    assert client.get("/articles/nobody/versions").status_code == 404
    story = next(r.id for r in collection.stories() if collection.store.entry(r.id) is None)
    for path in ("", "/versions"):
        moved = client.get(f"/articles/{story}{path}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (302, links.story(story))
    twin = client.get(f"/articles/{story}.json", follow_redirects=False)
    assert twin.headers["location"] == f"{links.story(story)}.json"


# Odd articles --------------------------------------------------------------------------------------------

@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("id", ["bare", "line", "long", "a/b c", "hostile", "edited"])
def test_every_state_is_a_page(browser: TestClient, odd: Collection, id: str, lang: str) -> None:
    page = browser.get(f"{links.article(id)}?lang={lang}")
    assert page.status_code == 200
    lines = [line.replace("\x00", "\ufffd") for line in odd.article(id).text.split("\n") if line.strip()]
    assert text_of(page.text) == "".join(lines)
    assert browser.get(f"{links.article(id)}.json").json()["article"]["id"] == id
    assert browser.get(f"{links.article(id)}/versions?lang={lang}").status_code == 200
    assert "Undefined" not in page.text


def test_a_bare_article_says_what_is_not_known(browser: TestClient) -> None:
    page = browser.get("/articles/bare").text
    assert "outlet not named" in page
    assert "without a title" in page
    assert browser.get("/articles/line").text.count('class="none"') >= 3


def test_what_an_article_brings_is_only_text(browser: TestClient) -> None:
    hostile = browser.get("/articles/hostile").text
    assert "<img" not in hostile
    assert "onerror=&#34;" in hostile or "onerror=&quot;" in hostile
    other = browser.get(links.article("a/b c")).text
    assert 'href="javascript' not in other
    assert "javascript:alert(1)" in other


def test_a_long_article_is_whole(browser: TestClient) -> None:
    twin = browser.get("/articles/long.json").json()
    assert twin["words"] > 10_000
    page = browser.get("/articles/long").text
    assert page.count('<li class="entry"') == sum(len(found) for found in twin["reading"].values())


# Versions --------------------------------------------------------------------------------------------------

def test_the_last_edit_is_shown_and_any_two_can_be_held_together(browser: TestClient) -> None:
    def edits(query: str) -> tuple[list[str], list[str]]:
        page = browser.get(f"/articles/edited/versions{query}").text
        text = page[page.index('class="changes-text"'):].partition("</div>")[0]
        return re.findall(r"<del>(.*?)</del>", text), re.findall(r"<ins>(.*?)</ins>", text)

    assert edits("")[0] == ["الثلاثاء"]
    assert edits("")[1] == ["الأربعاء"]
    first = edits("?old=1&new=3")
    assert "الأربعاء" in " ".join(first[1])
    assert "الاثنين" in " ".join(first[0])
    assert "الأربعاء" in " ".join(edits("?old=3&new=1")[0])
    twin = browser.get("/articles/edited/versions.json").json()
    assert [v["number"] for v in twin["versions"]] == [1, 2, 3]
    assert {c["facet"] for c in twin["changes"]["claims"]} >= {"date"}


@pytest.mark.parametrize("query", ["?old=0&new=2", "?old=1&new=9", "?new=77"])
def test_a_version_that_is_not_there_is_not_found(browser: TestClient, query: str) -> None:
    assert browser.get(f"/articles/edited/versions{query}").status_code == 404


def test_the_title_of_a_version_does_not_run_into_the_link_behind_it(browser: TestClient) -> None:
    page = browser.get("/articles/edited/versions").text
    rows = page[page.index('class="version-list"'):].partition("</ol>")[0]
    assert "versions?old=1&amp;new=2" in rows
    assert "</bdi><a" not in re.sub(r"\n\s*", "", rows)


def test_one_version_is_said_so(browser: TestClient) -> None:
    page = browser.get("/articles/bare/versions").text
    assert "There is one version" in page
    assert "<select" not in page


def test_long_stretches_without_an_edit_are_folded_and_whole(tmp_path: Path) -> None:
    from tawatur.collection.changes import changes
    from tawatur.export.changes import changes_html

    lines = [f"السطر رقم {n} من نص طويل لا يتغير فيه شيء سوى سطر واحد في وسطه." for n in range(60)]
    new = [*lines[:30], lines[30].replace("واحد", "وحيد"), *lines[31:]]
    old, later = (_article("x", "\n".join(text)) for text in (lines, new))
    html = changes_html(changes(old, later), fold=True)
    assert html.count("<details") == 2
    plain = unescape(re.sub(r"<summary>.*?</summary>|<del>.*?</del> ?|<[^>]*>", "", html))
    assert "".join(plain.split()) == "".join("".join(new).split())
    assert "<details" not in changes_html(changes(old, later))


def test_readers_mark_names(browser: TestClient) -> None:
    assert "/corrections/new?subject=name" in browser.get("/articles/long").text
