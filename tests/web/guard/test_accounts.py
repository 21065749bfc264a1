"""Roles, tokens, and who may give accounts."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.errors import UsageError
from tawatur.web.guard import keys, people

from .conftest import PASSWORDS, log_in, token_in

Browsers = Callable[..., TestClient]


def _bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def _send(browser: TestClient, path: str, **data: str) -> Any:
    return browser.post(path, data={"csrf": token_in(browser.get("/account").text), **data})


def test_only_admins_see_and_change_accounts(browser_of: Browsers, guarded: Collection) -> None:
    for name in ("layla", "omar"):
        browser = browser_of(name)
        assert browser.get("/accounts").status_code == 403
        assert browser.get("/accounts.json").status_code == 403
        assert _send(browser, "/accounts/change", name=name, role="admin").status_code == 403
        assert _send(browser, "/accounts", name="mine", role="admin", password="a password of mine").status_code == 403
    assert {account.name: account.role for account in guarded.store.accounts.all()} == {"amal": "admin", "layla": "reader", "omar": "editor"}


def test_an_admin_gives_changes_and_takes_accounts(browser_of: Browsers, guarded: Collection) -> None:
    amal = browser_of("amal")
    assert _send(amal, "/accounts", name="هدى", role="reader", password="a few words to begin").headers["location"] == "/accounts?done=added"
    assert "هدى" in amal.get("/accounts").text
    assert log_in(browser_of(), "هدى", "a few words to begin").status_code == 303
    assert _send(amal, "/accounts/change", name="هدى", role="editor").status_code == 303
    assert _send(amal, "/accounts/change", name="هدى", disabled="yes").status_code == 303
    account = guarded.store.accounts.get("هدى")
    assert account is not None
    assert (account.role, account.disabled) == ("editor", True)
    for data in ({"name": "amal", "role": "reader"}, {"name": "amal", "disabled": "yes"}):
        refused = _send(amal, "/accounts/change", **data)
        assert (refused.status_code, "the last account that may administer" in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("amal", "a few words to begin", "not free"), ("local", "a few words to begin", "not free"), ("a b", "a few words to begin", "1 to 40"),
        ("../x", "a few words to begin", "1 to 40"), ("new", "short", "at least 10"), ("new", "x" * 201, "at most 200"),
        ("somebodynew", "SomebodyNew", "must not be"),
    ],
)
def test_what_can_be_no_account_is_refused_in_words(browser_of: Browsers, name: str, password: str, says: str) -> None:
    refused = _send(browser_of("amal"), "/accounts", name=name, role="reader", password=password)
    assert refused.status_code == 422
    assert says in refused.text
    assert password not in refused.text


def test_hashes_and_digests_are_never_shown(browser_of: Browsers) -> None:
    amal = browser_of("amal")
    made = _send(amal, "/account/tokens", label="a program", days="30")
    secret = made.text.split('<code dir="ltr">twt_', 1)[1].split("<", 1)[0]
    for path in ("/accounts", "/accounts.json", "/account", "/account.json"):
        page = amal.get(path).text
        assert "argon2" not in page
        assert secret not in page
        assert keys.digest("twt_" + secret) not in page
    assert made.headers["cache-control"] == "no-store"


def test_a_token_does_what_its_account_may(browser_of: Browsers, guarded: Collection) -> None:
    secret, token = people.make_token(guarded, "omar", "a program", 30)
    assert secret.startswith("twt_")
    program = browser_of()
    assert program.get("/stories.json", headers=_bearer(secret)).status_code == 200
    assert program.get("/accounts.json", headers=_bearer(secret)).status_code == 403
    assert program.get("/api/v1/stories", headers={"authorization": "Basic " + base64.b64encode(f"omar:{secret}".encode()).decode()}).status_code == 200
    assert guarded.store.accounts.tokens("omar")[0].used is not None
    assert program.post("/account/password", headers=_bearer(secret), data={"old": PASSWORDS["omar"], "new": "quite another password"}).status_code == 403
    guarded.store.accounts.set_role("omar", "reader")
    guarded.store.accounts.drop_token("omar", token.digest[:12])
    gone = program.get("/stories.json", headers=_bearer(secret))
    assert (gone.status_code, gone.headers["www-authenticate"]) == (401, 'Bearer error="invalid_token"')


@pytest.mark.parametrize("path", ["/feeds/agenda.ics", "/agenda.ics", "/corrections/pairs.jsonl", "/stories", "/metrics"])
def test_a_token_that_does_not_hold_is_told_so_and_not_shown_the_login(browser_of: Browsers, path: str) -> None:
    basic = {"authorization": "Basic " + base64.b64encode(b"omar:twt_gone").decode()}
    for headers in (_bearer("twt_gone"), basic):
        told = browser_of().get(path, headers={**headers, "accept": "text/html,*/*"})
        assert (told.status_code, told.headers["content-type"]) == (401, "application/problem+json")
        assert told.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_token_of_an_admin_makes_no_account_that_outlives_it(browser_of: Browsers, guarded: Collection) -> None:
    secret, _ = people.make_token(guarded, "amal", "a program", 30)
    program = browser_of()
    new = {"name": "heir", "role": "admin", "password": "quite another password"}
    assert program.post("/accounts", headers=_bearer(secret), data=new).status_code == 403
    assert program.post("/accounts/change", headers=_bearer(secret), data={"name": "layla", "role": "admin"}).status_code == 403
    layla = guarded.store.accounts.get("layla")
    assert layla is not None
    assert (guarded.store.accounts.get("heir"), layla.role) == (None, "reader")


def test_a_token_runs_out_and_goes_with_its_account(browser_of: Browsers, guarded: Collection) -> None:
    secret, _ = people.make_token(guarded, "omar", "a program", 30)
    other, _ = people.make_token(guarded, "layla", "another", 300)
    guarded.clock = lambda: datetime.now(UTC) + timedelta(days=31)
    program = browser_of()
    assert program.get("/stories.json", headers=_bearer(secret)).status_code == 401
    assert program.get("/stories.json", headers=_bearer(other)).status_code == 200
    guarded.store.accounts.set_disabled("layla", True)
    assert program.get("/stories.json", headers=_bearer(other)).status_code == 401


def test_tokens_that_are_guessed_are_soon_not_looked_at(browser_of: Browsers) -> None:
    program = browser_of()
    said = [program.get("/stories.json", headers=_bearer(f"twt_{n}")).status_code for n in range(7)]
    assert said == [401] * 5 + [429] * 2


def test_nobody_takes_back_what_is_anothers(browser_of: Browsers, guarded: Collection) -> None:
    _, token = people.make_token(guarded, "amal", "a program", 30)
    assert _send(browser_of("layla"), "/account/tokens/drop", token=token.digest[:12]).status_code == 400
    assert _send(browser_of("layla"), "/account/tokens/drop", token="").status_code == 422
    with pytest.raises(UsageError):
        guarded.store.accounts.drop_token("amal", "")
    assert guarded.store.accounts.tokens("amal")


def test_the_limit_is_each_accounts_own(guarded: Collection) -> None:
    from tawatur.web.app import create_app
    from tawatur.web.settings import WebSettings

    app = create_app(guarded, WebSettings(folder=guarded.folder, accounts=True, requests_a_minute=10))
    secrets = [people.make_token(guarded, name, "a program", 1)[0] for name in ("omar", "layla")]
    browser = TestClient(app, base_url="http://127.0.0.1:8377")
    said = [browser.get("/stories.json", headers=_bearer(secrets[0])).status_code for _ in range(12)]
    assert said == [200] * 10 + [429] * 2
    held = browser.get("/stories.json", headers=_bearer(secrets[0]))
    assert held.headers["content-type"] == "application/problem+json"
    assert 1 <= int(held.headers["retry-after"]) <= 6
    assert browser.get("/stories.json", headers=_bearer(secrets[1])).status_code == 200


def test_without_accounts_there_is_nothing_to_log_in_to(client: TestClient) -> None:
    assert client.get("/login", follow_redirects=False).headers["location"] == "/stories"
    assert "tawatur account add" in client.get("/account").text
    assert client.get("/accounts").status_code == 404
