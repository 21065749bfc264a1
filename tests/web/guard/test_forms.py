"""What is sent must come from one of our own pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.guard import keys, people

from .conftest import BASE, token_in

Browsers = Callable[..., TestClient]
LABEL = {"label": "a program of mine", "days": "30"}


def _tokens(collection: Collection) -> int:
    return len(collection.store.accounts.tokens("omar"))


@pytest.fixture
def omar(browser_of: Browsers) -> TestClient:
    return browser_of("omar")


def test_with_its_token_a_form_is_taken(omar: TestClient, guarded: Collection) -> None:
    csrf = token_in(omar.get("/account").text)
    assert omar.post("/account/tokens", data={"csrf": csrf, **LABEL}).status_code == 200
    assert omar.post("/account/tokens", data=LABEL, headers={"x-csrf-token": csrf, "origin": BASE}).status_code == 200
    sent = omar.post("/account/tokens", data={"csrf": csrf, **LABEL}, files={"nothing": b""}, headers={"sec-fetch-site": "same-origin"})
    assert sent.status_code == 200
    assert _tokens(guarded) == 3


def test_without_a_token_nothing_is_done(omar: TestClient, guarded: Collection) -> None:
    for data in (LABEL, {"csrf": "", **LABEL}, {"csrf": "x" * 43, **LABEL}):
        refused = omar.post("/account/tokens", data=data, headers={"accept": "text/html"})
        assert refused.status_code == 403
        assert "nothing was done" in refused.text
    assert _tokens(guarded) == 0


def test_the_token_of_another_session_is_none(omar: TestClient, browser_of: Browsers, guarded: Collection) -> None:
    theirs = token_in(browser_of("layla").get("/account").text)
    strangers = token_in(browser_of().get("/login").text)
    for csrf in (theirs, strangers):
        assert omar.post("/account/tokens", data={"csrf": csrf, **LABEL}).status_code == 403
    assert _tokens(guarded) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"}, {"origin": "http://127.0.0.1"},
        {"origin": "http://localhost:8377"}, {"origin": "http://127.0.0.1:8377.evil.example"}, {"origin": "::::"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_can_send_nothing_even_with_the_token(omar: TestClient, guarded: Collection, headers: dict[str, str]) -> None:
    csrf = token_in(omar.get("/account").text)
    assert omar.post("/account/tokens", data={"csrf": csrf, **LABEL}, headers=headers).status_code == 403
    assert _tokens(guarded) == 0


def test_without_accounts_it_is_held_the_same(client: TestClient) -> None:
    client.cookies.clear()
    assert client.post("/logout", headers={"accept": "text/html"}).status_code == 403
    csrf = token_in(client.get("/stories").text) if 'name="csrf"' in client.get("/stories").text else ""
    sent = client.post("/logout", headers={"x-csrf-token": csrf}, follow_redirects=False)
    assert sent.status_code == 303


def test_a_program_needs_no_form_but_a_page_of_another_site_gets_nowhere(client: TestClient) -> None:
    """What a page of another site can send without asking first (a form, plain text) is refused; JSON it can't send."""
    path = "/api/v1/compare"
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        refused = client.post(path, content=b"{}", headers={"content-type": kind})
        assert refused.status_code == 403, kind
        # Who forgot the header (curl -d sends a form) is told so, not of pages and cookies.
        assert "Content-Type: application/json" in refused.json()["detail"], kind
    assert client.post(path, content=b"{}", headers={"origin": "https://evil.example", "content-type": "application/json"}).status_code == 403
    assert client.post(path, content=b"{}", headers={"content-type": "application/json"}).status_code != 403
    asked = client.options(path, headers={"origin": "https://evil.example", "access-control-request-method": "POST"})
    assert not any(name.startswith("access-control") for name in asked.headers)


def test_a_token_of_the_api_needs_no_form(browser_of: Browsers, guarded: Collection) -> None:
    secret, _ = people.make_token(guarded, "omar", "a program", 1)
    program = browser_of()
    sent = program.post("/api/v1/none", json={}, headers={"authorization": f"Bearer {secret}"})
    assert sent.status_code in (404, 405)
    in_a_session = browser_of("omar")
    assert in_a_session.post("/api/v1/none", json={}).status_code == 403


def test_the_token_in_a_page_is_each_visitors_own(browser_of: Browsers) -> None:
    """Pages are kept, and sent to many; the token in them is not."""
    omar, other = browser_of("omar"), browser_of("omar")
    one, two = omar.get("/stories").text, other.get("/stories").text
    assert token_in(one) == keys.form_token(omar.cookies["tawatur_session"])
    assert token_in(two) == keys.form_token(other.cookies["tawatur_session"])
    assert token_in(one) != token_in(two)
    assert token_in(one) not in two


@pytest.mark.parametrize(("kind", "body", "status"), [
    ("application/x-www-form-urlencoded", "&".join(f"f{n}=1" for n in range(5000)), 400),
    ("application/x-www-form-urlencoded; charset=nonsense", "label=x", 200),
    ("multipart/form-data", "x", 400),
    ("multipart/form-data; boundary=b; charset=nonsense", "--b\r\nfoo", 422),
])
def test_what_is_no_form_is_refused_not_stumbled_over(omar: TestClient, kind: str, body: str, status: int) -> None:
    token = {"x-csrf-token": token_in(omar.get("/account").text)}
    assert omar.post("/account/tokens", content=body, headers={"content-type": kind}).status_code in (400, 403)
    assert omar.post("/account/tokens", content=body, headers={"content-type": kind} | token).status_code == status
