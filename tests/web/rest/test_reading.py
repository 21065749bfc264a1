"""What programs read: lists with their pages, single things, refusals."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

import msgspec
import pytest
from starlette.testclient import TestClient

from tawatur import codec
from tawatur.collection import Collection
from tawatur.errors import StoreDamagedError
from tawatur.model import Article

from ..served import served

_API = "/api/v1"


def test_a_list_is_walked_through_by_its_links(client: TestClient, collection: Collection) -> None:
    address: str | None = f"{_API}/articles?limit=3"
    seen: list[str] = []
    while address:
        answer = client.get(address)
        page = answer.json()
        seen += [item["id"] for item in page["items"]]
        address = page["next"]
        assert answer.links.get("next", {}).get("url") == address
        assert page["more"] is (address is not None)
    assert seen == [entry.id for entry in collection.store.entries()]


@pytest.mark.parametrize("id", ["تقرير أول", "a?b#c", "50% & more", "x/y"])
def test_an_id_of_any_letters_is_walked_through_too(writer: TestClient, desk: Collection, id: str) -> None:
    first = desk.stories(limit=1)[0].articles[0]
    desk.add([msgspec.structs.replace(desk.article(first), id=id, url=None, outlet="الساحل")], workers=0)
    address = f"{_API}/stories/{quote(id, safe='')}/claims?limit=1"
    answer = writer.get(address)
    following = answer.json()["next"]
    assert answer.json()["total"] > 1
    assert answer.links["next"]["url"] == following
    assert [g["alignment"]["id"] for g in writer.get(following).json()["items"]] != [g["alignment"]["id"] for g in answer.json()["items"]]


def test_the_last_page_of_a_list_has_no_next(client: TestClient) -> None:
    answer = client.get(f"{_API}/stories?limit=200")
    assert answer.json()["next"] is None
    assert "link" not in answer.headers


@pytest.mark.parametrize("path", ["/stories", "/articles", "/outlets", "/status", "/search?q=محطة", "/agenda", "/who?name=بغداد"])
def test_who_has_an_answer_is_told_so(client: TestClient, path: str) -> None:
    first = client.get(_API + path)
    again = client.get(_API + path, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_tag_says_nothing_of_another_collection(client: TestClient, desk: Collection, collection: Collection) -> None:
    """What was served at this address before may have been written as often as this one."""
    assert desk.store.revision() == collection.store.revision()
    tag = client.get(f"{_API}/articles").headers["etag"]
    with served(desk) as other:
        assert other.get(f"{_API}/articles", headers={"If-None-Match": tag}).status_code == 200


def test_a_story_that_is_not_compared_yet_is_not_compared_by_the_way(writer: TestClient, desk: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """That would take the server models and minutes, for as many as ask."""
    story = max(desk.stories(), key=lambda row: len(row.articles))
    with desk.store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM comparisons")
    monkeypatch.setattr("tawatur.collection.steps.open_models", lambda *_: pytest.fail("models are loaded"))
    claim = desk.annotation(story.articles[0]).claims[0].id
    for path in (f"/stories/{story.id}", f"/stories/{story.id}/claims", f"/stories/{story.id}/export/csv", f"/claims/{claim}/origins"):
        answer = writer.get(_API + path)
        assert (answer.status_code, answer.json()["code"]) == (409, "not yet"), path


def test_what_fails_here_is_in_the_log(writer: TestClient, desk: Collection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object, **__: object) -> None:
        raise StoreDamagedError("/srv/secret/place.db: damaged")

    monkeypatch.setattr(desk.store, "entries", broken)
    logging.getLogger("tawatur.web").propagate = True
    answer = writer.get(f"{_API}/articles")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    (failure,) = [record for record in caplog.records if record.getMessage() == "failure"]
    assert failure.exc_info is not None
    assert failure.facts["id"] == answer.headers["x-request-id"]  # type: ignore[attr-defined]


def test_another_question_has_another_tag(client: TestClient) -> None:
    one, other = client.get(f"{_API}/articles?limit=1"), client.get(f"{_API}/articles?limit=2")
    assert one.headers["etag"] != other.headers["etag"]


def test_a_story_is_a_comparison(client: TestClient, collection: Collection) -> None:
    story = collection.stories()[0].id
    found = codec.from_json(client.get(f"{_API}/stories/{story}").content)
    assert found == msgspec.convert(msgspec.to_builtins(collection.story(story)), type(found))


def test_an_article_leads_to_its_story(client: TestClient, collection: Collection) -> None:
    story = collection.stories()[0]
    assert client.get(f"{_API}/stories/{story.articles[0]}").json()["id"] == story.id


def test_groups_by_relation_and_origins(client: TestClient, collection: Collection) -> None:
    for row in collection.stories():
        every = collection.story(row.id).alignments
        for relation in ("verbatim", "same", "conflict", "only"):
            page = client.get(f"{_API}/stories/{row.id}/claims?relation={relation}&limit=200").json()
            assert [g["alignment"]["id"] for g in page["items"]] == [a.id for a in every if a.relation == relation]
        page = client.get(f"{_API}/stories/{row.id}/claims?min_origins=2&limit=200").json()
        assert page["total"] == sum(a.independent_origins.certain >= 2 for a in every)


def test_the_origins_of_every_claim(client: TestClient, collection: Collection) -> None:
    """Each claim of an article read alone is found in the story's comparison, and its group holds its words."""
    for entry in collection.store.entries():
        for claim in collection.annotation(entry.id).claims:
            found = client.get(f"{_API}/claims/{claim.id}/origins").json()
            assert found["asked"] == msgspec.to_builtins(claim.span)
            assert any(one["article"] == entry.id for one in found["claims"])
            assert found["independent_origins"]["certain"] <= found["independent_origins"]["at_most"]


def test_spans_are_those_of_the_text(client: TestClient, collection: Collection) -> None:
    for entry in collection.store.entries():
        article = client.get(f"{_API}/articles/{entry.id}").json()["article"]
        for claim in client.get(f"{_API}/articles/{entry.id}/annotation").json()["claims"]:
            span = claim["span"]
            assert article["text"][span["start"]:span["end"]] == span["text"]


@pytest.mark.parametrize(("path", "status", "code"), [
    ("/stories/none", 404, "not found"), ("/articles/none", 404, "not found"), ("/claims/none/c1/origins", 404, "not found"),
    ("/articles/none/annotation", 404, "not found"), ("/stories/none/history", 404, "not found"), ("/nothing", 404, "not found"),
    ("/stories?limit=0", 422, "parameter"), ("/stories?limit=201", 422, "parameter"), ("/stories?limit=x", 422, "parameter"),
    ("/stories?unknown=1", 422, "parameter"), ("/stories?limit=1&limit=2", 422, "parameter"), ("/stories?sort=best", 422, "parameter"),
    ("/corrections?verdict=null", 422, "parameter"), ("/stories?since=2026-02-31", 422, "parameter"), ("/stories?since=2026-3-1", 422, "parameter"),
    ("/stories?since=2026-03-01%0A", 422, "parameter"), ("/articles?offset=-1", 422, "parameter"), ("/search", 422, "parameter"),
    ("/who?name=%20", 422, "parameter"), ("/bulk/claims?after=none", 404, "not found"), ("/bulk/none", 404, "not found"),
])
def test_what_is_refused(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(_API + path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)


def test_a_search_without_a_word_says_so(client: TestClient) -> None:
    page = client.get(f"{_API}/search?q=!!").json()
    assert page["items"] == []
    assert "no word" in page["note"]
    page = client.get(f"{_API}/search?q=المحطة&speaker=الجوهري").json()
    assert (page["items"], "a speaker goes with claims" in page["note"]) == ([], True)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_can_only_be_read(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{_API}/stories", json={})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/articles/a%00b", "/stories?text=a%00b", "/search?q=%00", "/who?name=a%00", "/articles/%ed%a0%80"])
def test_letters_that_no_database_keeps(client: TestClient, path: str) -> None:
    assert client.get(_API + path).status_code in (200, 404)


def test_the_document_has_no_false_for_a_schema(client: TestClient) -> None:
    """It is allowed by JSON Schema, but generators of clients (openapi-python-client) refuse the whole document for one."""
    answer = client.get(f"{_API}/openapi.json")
    assert b"false" not in re.findall(rb'"items":\s*(\w+)', answer.content)
    passage = answer.json()["components"]["schemas"]["Passage"]["properties"]["hits"]["items"]
    assert (passage["minItems"], passage["maxItems"], len(passage["prefixItems"])) == (2, 2, 2)


def test_a_claim_of_a_lone_article_is_there_though_its_origins_are_not_told(writer: TestClient, desk: Collection) -> None:
    """Its id stands in answers of the search: that there is no such claim would be wrong."""
    text = "تدمر - افتتح محافظ حمص نادر الجابي سباق الخيل السنوي في تدمر اليوم الخميس. وقال الجابي إن أربعين فارساً يشاركون في السباق."
    desk.add([Article(id="alone-1", text=text, outlet="النهر", published="2026-04-02")], workers=0)
    claim = writer.get(f"{_API}/search", params={"q": "سباق الخيل السنوي", "kind": "claims"}).json()["items"][0]["claim"]
    answer = writer.get(f"{_API}/claims/{claim}/origins")
    assert (answer.status_code, answer.json()["code"]) == (409, "untold")
    assert "the only one of its story" in answer.json()["detail"]
    assert writer.get(f"{_API}/claims/alone-1/c99/origins").status_code == 404
