"""With accounts: tokens of readers read, tokens of editors write, nobody else gets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection, open_collection
from tawatur.model.desk import Token
from tawatur.web.app import create_app
from tawatur.web.guard import keys
from tawatur.web.settings import WebSettings

from ..guard.conftest import earnest, guarded, peopled  # noqa: F401

_BODY = {"name": "x", "text": "محطة"}
As = Callable[..., TestClient]


@pytest.fixture
def with_token(guarded: Collection) -> Iterator[As]:  # noqa: F811
    """A program with the token of an account, or with none."""
    app = create_app(guarded, WebSettings(folder=guarded.folder, accounts=True))

    def make(account: str | None) -> TestClient:
        headers = {}
        if account is not None:
            secret = keys.new_token()
            guarded.store.accounts.add_token(Token(digest=keys.digest(secret), account=account, label="test", created=guarded.now()))
            headers = {"Authorization": f"Bearer {secret}"}
        return TestClient(app, base_url="http://127.0.0.1:8377", headers=headers, follow_redirects=False)

    yield make
    app.state.site.jobs.close()


@pytest.mark.parametrize("path", ["/stories", "/saved", "/bulk/claims", "/openapi.json", "/status", "/nothing"])
def test_nobody_gets_nothing(with_token: As, path: str) -> None:
    answer = with_token(None).get(f"/api/v1{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_reader_reads_and_writes_nothing(with_token: As) -> None:
    reader = with_token("layla")
    assert reader.get("/api/v1/stories").status_code == 200
    for answer in (reader.get("/api/v1/saved"), reader.post("/api/v1/saved", json=_BODY), reader.post("/api/v1/corrections", json={})):
        assert (answer.status_code, answer.json()["code"]) == (403, "role")


def test_an_editor_writes_without_a_form_token(with_token: As) -> None:
    answer = with_token("omar").post("/api/v1/saved", json=_BODY)
    assert (answer.status_code, answer.json()["by"]) == (201, "omar")


def test_the_feed_opens_with_its_key_alone(with_token: As) -> None:
    made = with_token("omar").post("/api/v1/saved", json=_BODY).json()
    stranger = with_token(None)
    assert stranger.get(made["feed"]).status_code == 200
    assert stranger.get(made["feed"][:-1] + "!").status_code == 404
    assert stranger.get(f"/saved/{made['id']}/feed.atom").status_code == 404
    assert stranger.get(f"/saved/{made['id']}").status_code == 303


def test_nobody_takes_back_the_word_of_another(with_token: As, guarded: Collection) -> None:  # noqa: F811
    story = guarded.stories()[0]
    made = guarded.correct("name", "wrong", [next(
        m.span for e in guarded.annotation(story.articles[0]).entities for m in e.mentions
    )], by="omar")
    answer = with_token("amal").post(f"/api/v1/corrections/{made.id}/withdraw")
    assert (answer.status_code, answer.json()["code"]) == (403, "owner")
    assert with_token("omar").post(f"/api/v1/corrections/{made.id}/withdraw").status_code == 200


def test_the_document_says_that_a_token_is_needed(with_token: As) -> None:
    document = with_token("layla").get("/api/v1/openapi.json").json()
    assert document["security"] == [{"token": []}]
    assert all({"401", "403"} <= set(one["responses"]) for methods in document["paths"].values() for one in methods.values())


def test_a_collection_that_is_only_read(press: Path) -> None:
    with open_collection(press, read_only=True) as collection:
        app = create_app(collection, WebSettings(folder=press, read_only=True))
        client = TestClient(app, base_url="http://127.0.0.1:8377")
        answer = client.post("/api/v1/saved", json=_BODY)
        assert (answer.status_code, answer.json()["code"]) == (403, "read only")
        assert client.get("/api/v1/stories").status_code == 200
