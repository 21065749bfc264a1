"""Corrections, exports and comparisons over REST."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.codec import from_json
from tawatur.collection import Collection
from tawatur.export.forms import STORY_FORMS

from .bridge import FIRST, SECOND

_API = "/api/v1"


def _alignment(desk: Collection) -> dict[str, Any]:
    """A group of claims of the press, as a reader would mark it."""
    story = next(s for s in desk.stories() if len(s.articles) > 2)
    report = desk.story(story.id)
    spans = {c.id: c.span for c in report.claims}
    group = next(a for a in report.alignments if len(a.claims) > 1)
    evidence = [{"article": s.article, "start": s.start, "end": s.end, "text": s.text} for s in (spans[id] for id in group.claims)]
    return {"subject": "alignment", "verdict": "wrong", "evidence": evidence, "note": "لا يتحدثان عن أمر واحد", "story": story.id}


def test_a_correction_is_made_listed_and_taken_back(writer: TestClient, desk: Collection) -> None:
    answer = writer.post(f"{_API}/corrections", json=_alignment(desk))
    made = answer.json()
    assert (answer.status_code, answer.headers["location"]) == (201, f"{_API}/corrections/{made['id']}")
    listed = writer.get(f"{_API}/corrections?subject=alignment&story={made['story']}").json()
    assert [one["correction"]["id"] for one in listed["items"]] == [made["id"]]
    assert listed["total"] == 1
    assert writer.get(f"{_API}/corrections/{made['id']}").json()["now"] == "same"
    assert writer.post(f"{_API}/corrections/{made['id']}/withdraw").json()["withdrawn"] is not None
    assert writer.get(f"{_API}/corrections?state=standing").json()["total"] == 0


def test_said_twice_it_is_kept_once(writer: TestClient, desk: Collection) -> None:
    body = _alignment(desk)
    one, other = (writer.post(f"{_API}/corrections", json=body).json() for _ in range(2))
    assert one == other


@pytest.mark.parametrize("change", [{"start": 0, "end": 3}, {"end": 10**8}, {"text": "كلمات أخرى"}, {"article": "none"}])
def test_words_that_do_not_stand_there(writer: TestClient, desk: Collection, change: dict[str, Any]) -> None:
    body = _alignment(desk)
    body["evidence"][0] |= change
    answer = writer.post(f"{_API}/corrections", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "unusable")
    assert writer.get(f"{_API}/corrections").json()["total"] == 0


@pytest.mark.parametrize("form", STORY_FORMS, ids=lambda form: form.name)
def test_every_form_of_export(client: TestClient, collection: Collection, form: Any) -> None:
    story = collection.stories()[0].id
    answer = client.get(f"{_API}/stories/{story}/export/{form.name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
    assert form.ending in answer.headers["content-disposition"]
    assert answer.content
    again = client.get(f"{_API}/stories/{story}/export/{form.name}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_csv_begins_with_a_mark_if_asked_as_on_the_page(client: TestClient, collection: Collection) -> None:
    story = collection.stories()[0].id
    plain, marked, page = (
        client.get(address).content
        for address in (f"{_API}/stories/{story}/export/csv?bom=0", f"{_API}/stories/{story}/export/csv?bom=1", f"/stories/{story}/export/csv?bom=1")
    )
    assert marked == page == "\ufeff".encode() + plain
    assert client.get(f"{_API}/stories/{story}/export/csv?bom=2").status_code == 422


def test_a_form_that_there_is_none_of(client: TestClient, collection: Collection) -> None:
    assert client.get(f"{_API}/stories/{collection.stories()[0].id}/export/none").status_code == 404


def test_texts_are_compared_and_not_stored(writer: TestClient, desk: Collection) -> None:
    articles = [{"text": a.text, "outlet": a.outlet, "published": a.published} for a in (FIRST, SECOND)]
    before = desk.counts()["articles"]
    answer = writer.post(f"{_API}/compare", json={"articles": articles})
    found = from_json(answer.content)
    assert max(a.independent_origins.certain for a in found.alignments) == 2
    assert [a.outlet.name for a in found.articles] == ["وكالة السهل", "الضفة"] or len(found.articles) == 2
    assert desk.counts()["articles"] == before


def test_articles_of_the_collection_are_compared(client: TestClient, collection: Collection) -> None:
    story = next(s for s in collection.stories() if len(s.articles) == 2)
    answer = client.get(f"{_API}/compare", params=[("article", id) for id in story.articles])
    assert {a.id for a in from_json(answer.content).articles} == set(story.articles)


@pytest.mark.parametrize(("body", "status"), [
    ({"articles": [{"text": "a"}]}, 422), ({"articles": [{"text": "a"}] * 5}, 422), ({"articles": [{"text": "a"}, {"text": ""}]}, 422),
    ({"articles": [{"text": "no Arabic"}, {"text": "none either"}]}, 409),
])
def test_texts_that_can_not_be_compared(client: TestClient, body: Any, status: int) -> None:
    answer = client.post(f"{_API}/compare", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
