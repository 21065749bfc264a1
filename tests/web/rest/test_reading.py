"""What programs read: lists with their pages, single things, refusals."""

from __future__ import annotations

import msgspec
import pytest
from starlette.testclient import TestClient

from tawatur import codec
from tawatur.collection import Collection

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


def test_the_last_page_of_a_list_has_no_next(client: TestClient) -> None:
    answer = client.get(f"{_API}/stories?limit=200")
    assert answer.json()["next"] is None
    assert "link" not in answer.headers


@pytest.mark.parametrize("path", ["/stories", "/articles", "/outlets", "/status", "/search?q=محطة", "/agenda", "/who?name=بغداد"])
def test_who_has_an_answer_is_told_so(client: TestClient, path: str) -> None:
    first = client.get(_API + path)
    again = client.get(_API + path, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


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


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_can_only_be_read(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{_API}/stories", json={})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/articles/a%00b", "/stories?text=a%00b", "/search?q=%00", "/who?name=a%00", "/articles/%ed%a0%80"])
def test_letters_that_no_database_keeps(client: TestClient, path: str) -> None:
    assert client.get(_API + path).status_code in (200, 404)
