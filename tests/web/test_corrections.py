"""Marking what Tawatur says: the form, the words beside a card, the list and its twins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.collection.corrections import title_spans
from tawatur.export.index import build_index
from tawatur.model import Alignment, Span
from tawatur.web import corrections as marking
from tawatur.web.site import Site, Visitor
from tawatur.web.words import page_words

from .served import served


@pytest.fixture
def collection(desk: Collection) -> Collection:
    """A copy that may be written to."""
    return desk


@pytest.fixture
def client(collection: Collection) -> Iterator[TestClient]:
    with served(collection) as browser:
        yield browser


@pytest.fixture
def story(collection: Collection) -> str:
    return collection.stories(sort="articles", limit=1)[0].id


@pytest.fixture
def site(client: TestClient) -> Site:
    found = client.app.state.site  # type: ignore[attr-defined]
    assert isinstance(found, Site)
    return found


def shared(collection: Collection, story: str) -> tuple[Alignment, tuple[Span, ...]]:
    report = collection.story(story)
    index = build_index(report, page_words("en"))
    alignment = index.shared[0]
    return alignment, tuple(index.claims[c].span for c in alignment.claims)


def token(client: TestClient) -> str:
    found = re.search(r'<meta name="csrf" content="([^"]+)"', client.get("/stories").text)
    assert found is not None
    return found[1]


def fields(client: TestClient, address: str) -> dict[str, list[str]]:
    """The hidden fields of the form at an address, as a browser would send them."""
    page = client.get(address)
    assert page.status_code == 200
    return fields_in(page.text)


def fields_in(page: str) -> dict[str, list[str]]:
    form = page[page.index('<form class="correct-form"'):]
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form):
        found.setdefault(key, []).append(unescape(value))
    return found


def send(client: TestClient, address: str, **more: object) -> object:
    return client.post("/corrections", data=fields(client, address) | more, follow_redirects=False)


def test_the_foot_of_a_card_leads_to_its_form_and_shows_what_was_said(
    client: TestClient, site: Site, collection: Collection, story: str
) -> None:
    alignment, spans = shared(collection, story)

    def foot(role: str | None = "editor") -> str:
        visitor = Visitor("local", role, "")  # type: ignore[arg-type]
        return marking.foot(site, visitor, page_words("en"), collection.story(story), story)("alignment", alignment)

    assert foot(None) == foot("reader").strip() == ""
    address = unescape(re.search(r'<a href="(/corrections/new\?[^"]+)"', foot())[1])  # type: ignore[index]
    asked = parse_qs(urlsplit(address).query)
    assert asked["at"] == [f"{s.article}:{s.start}-{s.end}" for s in spans]
    assert asked["back"] == [f"/stories/{story}"]
    answer = send(client, address, verdict="wrong", instead="<b>غير</b> ذلك", note="لأن", apart=["0"])
    assert answer.status_code == 303  # type: ignore[attr-defined]
    (kept,) = collection.corrections()
    assert (kept.correction.evidence, kept.correction.value, kept.correction.apart) == (spans, alignment.relation, (0,))
    assert (kept.now, kept.state, kept.correction.by) == ("same", "standing", "local")
    anchor = re.search(r'<div class="correct" id="([^"]+)"', foot())[1]  # type: ignore[index]
    assert answer.headers["location"] == f"/stories/{story}#{anchor}"  # type: ignore[attr-defined]
    assert "&lt;b&gt;غير&lt;/b&gt; ذلك" in foot("reader")
    assert "<form" not in foot("reader")


def test_a_word_stays_on_its_card_where_an_edit_moved_the_words(site: Site, collection: Collection, story: str) -> None:
    _, spans = shared(collection, story)
    collection.correct("alignment", "wrong", spans, note="ملاحظة القارئ")
    for id in {span.article for span in spans}:
        article = collection.article(id)
        before = "تنشر الصحيفة هذا الخبر مرة أخرى بعد أن صححت فيه أخطاء في الإملاء نبه إليها القراء مشكورين أمس."
        collection.add([replace(article, text=f"{before} {article.text}")], workers=0)
    (word,) = collection.corrections()
    report = collection.story(spans[0].article)
    foot = marking.foot(site, Visitor("local", "reader", ""), page_words("en"), report, report.id)
    on = [a for a in report.alignments if "ملاحظة القارئ" in foot("alignment", a)]
    texts = {c.id: c.span.text for c in report.claims}
    assert word.now == "same"
    assert len(on) == 1
    number = build_index(report, page_words("en")).number[on[0].id]
    assert f'href="?claim={number}#claim-{number}"' in foot("story", report)
    # The edit may move the bounds of a claim.
    assert 2 * len({span.text for span in spans} & {texts[id] for id in on[0].claims}) > len(spans)


@pytest.fixture
def address(collection: Collection, story: str) -> str:
    alignment, spans = shared(collection, story)
    place = marking.place("alignment", spans, story=story, back=f"/stories/{story}", value=alignment.relation)
    assert place is not None
    return place.form


@pytest.mark.parametrize(("wrote", "why"), [
    ({}, "Say whether"), ({"verdict": "maybe"}, "Say whether"), ({"verdict": "confirmed", "instead": "x"}, "Choose one of the two"),
    ({"verdict": "wrong", "apart": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}, "All of them are ticked"),
    ({"verdict": "wrong", "seen": "other"}, "changed while you wrote"), ({"verdict": "wrong", "note": "ن" * 2001}, "too long"),
])
def test_what_can_not_be_kept_comes_back_with_what_was_written(
    client: TestClient, collection: Collection, address: str, wrote: dict[str, object], why: str
) -> None:
    answer = send(client, address, note=wrote.pop("note", 'a "note"'), **wrote)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert why in answer.text  # type: ignore[attr-defined]
    assert "a &#34;note&#34;" in answer.text or "ننن" in answer.text  # type: ignore[attr-defined]
    assert collection.corrections() == []


def test_htmx_gets_the_place_alone(client: TestClient, address: str) -> None:
    form = client.get(address, headers={"hx-request": "true"})
    assert "<html" not in form.text
    assert 'hx-target="closest .correct"' in form.text
    sent = fields(client, address) | {"verdict": "confirmed"}
    answer = client.post("/corrections", data=sent, headers={"hx-request": "true"})
    assert (answer.status_code, "<html" in answer.text) == (200, False)
    assert 'class="opinion confirmed"' in answer.text
    back = f'name="back" value="{sent["back"][0]}"'
    assert answer.text.count(back) == 1, "taken back, one comes back to the story"
    refused = client.post("/corrections", data=fields(client, address), headers={"hx-request": "true"})
    assert (refused.status_code, refused.text.count('<div class="correct"'), 'role="alert"' in refused.text) == (200, 1, True)
    assert 'class="opinion confirmed"' in refused.text
    assert refused.text.count(back) == 2, "and so from the form"


def test_where_nothing_can_be_kept_there_is_a_word_instead_of_the_form(press: Path, address: str) -> None:
    with open_collection(press, read_only=True) as collection, served(collection, read_only=True) as browser:
        page = browser.get(address).text
    assert "may only be read" in page
    assert "correct-form" not in page


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ok\r\nX: y"])
def test_no_form_leads_to_another_site(client: TestClient, address: str, back: str) -> None:
    sent = fields(client, address) | {"verdict": "confirmed", "back": back}
    answer = client.post("/corrections", data=sent, follow_redirects=False)
    assert re.fullmatch(r"/corrections/k[0-9a-f]+", answer.headers["location"])
    form = client.get(address.partition("&back=")[0], params={"subject": "story", "story": sent["story"], "back": back})
    assert form.status_code == 200
    assert fields_in(form.text)["back"] == [""]


def test_the_list_its_twin_and_the_page_of_each(client: TestClient, collection: Collection, address: str, story: str) -> None:
    empty = client.get("/corrections")
    assert "Nothing was marked yet" in empty.text
    send(client, address, verdict="wrong")
    collection.correct("story", "confirmed", titles(collection, story), by="ماهر", story=story)
    twin = client.get("/corrections.json").json()
    assert (twin["total"], twin["every"], twin["makers"]) == (2, 2, ["local", "ماهر"])
    listed = client.get("/corrections").text
    for shown in twin["corrections"]:
        assert f'href="{shown["address"]}"' in listed
        one = client.get(shown["address"])
        assert one.status_code == 200
        assert client.get(f"{shown['address']}.json").json()["shown"] == shown
        for span in shown["marked"]["correction"]["evidence"]:
            assert collection.article(span["article"]).text[span["start"]:span["end"]] == span["text"]
    for asked, total in (("subject=story", 1), ("by=local", 1), ("verdict=confirmed", 1), ("state=withdrawn", 0), (f"story={story}", 2)):
        assert client.get(f"/corrections.json?{asked}").json()["total"] == total
    assert "No correction fits" in client.get("/corrections?state=withdrawn").text
    assert client.get("/corrections?subject=nonsense").status_code in (400, 404, 422)
    assert client.get("/corrections/k0").status_code == 404


def titles(collection: Collection, story: str) -> tuple[Span, ...]:
    return title_spans(collection, story)


def test_a_word_is_taken_back_by_its_maker_alone_and_stays(client: TestClient, collection: Collection, address: str, story: str) -> None:
    send(client, address, verdict="wrong")
    other = collection.correct("story", "confirmed", titles(collection, story), by="ماهر", story=story)
    mine = next(m.correction.id for m in collection.corrections(by="local"))
    csrf = token(client)
    assert client.post(f"/corrections/{other.id}/withdraw", data={"csrf": csrf}).status_code == 403
    assert client.post("/corrections/k0/withdraw", data={"csrf": csrf}).status_code == 404
    answer = client.post(f"/corrections/{mine}/withdraw", data={"csrf": csrf, "back": "/corrections?by=local"}, follow_redirects=False)
    assert answer.headers["location"] == f"/corrections?by=local#mark-{mine}"
    assert "Taken back on" in client.get(f"/corrections/{mine}").text
    assert sorted(m.state for m in collection.corrections()) == ["standing", "withdrawn"]


def test_long_lists_come_in_pages(client: TestClient, collection: Collection, story: str) -> None:
    spans = titles(collection, story)
    for n in range(30):
        collection.correct("story", "confirmed", spans, by=f"قارئ {n:02d}", story=story)
    first = client.get("/corrections.json").json()
    second = client.get(first["more"].replace("/corrections?", "/corrections.json?")).json()
    assert (len(first["corrections"]), len(second["corrections"]), second["more"]) == (25, 5, None)
    assert "1 to 25 of 30 corrections" in client.get("/corrections").text
    seen = {s["address"] for s in first["corrections"]} | {s["address"] for s in second["corrections"]}
    assert len(seen) == 30
    past = client.get("/corrections.json?offset=1000").json()
    assert past["corrections"] == second["corrections"]


def test_what_is_not_there_can_not_be_marked(client: TestClient, story: str) -> None:
    for query in ("subject=alignment", "subject=alignment&at=nobody:0-5", "subject=story&story=s0", "subject=alignment&at=x"):
        assert client.get(f"/corrections/new?{query}").status_code == 404, query
    assert client.get("/corrections/new?subject=other").status_code in (400, 404, 422)


def test_who_is_not_logged_in_marks_nothing(collection: Collection, story: str, address: str) -> None:
    collection.correct("story", "confirmed", titles(collection, story), by="ماهر", story=story)
    with served(collection, accounts=True) as browser:
        assert browser.get(address, follow_redirects=False).status_code in (303, 401, 403)
        assert browser.post("/corrections", data={"subject": "story", "seen": ""}, follow_redirects=False).status_code in (303, 401, 403)
    assert len(collection.corrections()) == 1
