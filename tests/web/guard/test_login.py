"""Logging in and out, sessions, passwords."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.guard import keys, people

from .conftest import PASSWORDS, log_in, token_in

Browsers = Callable[..., TestClient]
SESSION = "tawatur_session"


def test_nobody_gets_in_without_logging_in(browser_of: Browsers) -> None:
    stranger = browser_of()
    asked = stranger.get("/stories?text=x", headers={"accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?back=%2Fstories%3Ftext%3Dx")
    for path in ("/stories.json", "/api/v1/stories", "/api/v1/openapi.json"):
        told = stranger.get(path)
        assert (told.status_code, told.headers["content-type"]) == (401, "application/problem+json"), path
        assert told.headers["www-authenticate"] == "Bearer"
    assert stranger.get("/static/site.css").status_code == 200
    assert stranger.get("/healthz").status_code == 200


def test_the_right_password_lets_in_and_back_to_where_one_was(browser_of: Browsers) -> None:
    browser = browser_of()
    csrf = token_in(browser.get("/login?back=/stories%3Ftext%3Dx").text)
    came = browser.post("/login", data={"csrf": csrf, "name": " Amal ", "password": PASSWORDS["amal"], "back": "/stories?text=x"})
    assert (came.status_code, came.headers["location"]) == (303, "/stories?text=x")
    cookie = next(c for c in came.headers.get_list("set-cookie") if c.startswith(f"{SESSION}="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert browser.get("/stories").status_code == 200


@pytest.mark.parametrize(("name", "password"), [("amal", "not the password"), ("nobody", "four plain words here"), ("", "x" * 5000)])
def test_a_wrong_name_and_a_wrong_password_read_alike(browser_of: Browsers, name: str, password: str) -> None:
    browser = browser_of()
    csrf = token_in(browser.get("/login").text)
    refused = browser.post("/login", data={"csrf": csrf, "name": name, "password": password})
    if name:
        assert refused.status_code == 401
        assert "Name or password is wrong." in refused.text
        assert name not in refused.text.split("<main", 1)[1]
    assert SESSION not in browser.cookies


def test_a_name_that_is_none_costs_one_hash_too(guarded: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the first time: whoever asks right after the start learns nothing either."""
    worked = []
    real = keys._hasher()

    class Counted(PasswordHasher):
        def __init__(self) -> None:
            super().__init__(real.time_cost, real.memory_cost, real.parallelism)

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            worked.append("hash")
            return super().hash(password, salt=salt)

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            worked.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(keys, "_hasher", Counted)
    keys._nobody.cache_clear()
    guarded.store.accounts.set_disabled("layla", True)
    for name in ("nobody", "amal", "nobody", "layla"):
        assert people.logged_in(guarded, name, "a wrong password") is None
    assert len(worked) == 4
    assert len({astuple(extract_parameters(hashed)) for hashed in worked}) == 1


def test_a_session_that_was_planted_is_of_no_use(browser_of: Browsers) -> None:
    browser = browser_of()
    planted = "p" * 43
    browser.cookies.set(SESSION, planted)
    log_in(browser, "omar")
    given = [cookie.value for cookie in browser.cookies.jar if cookie.name == SESSION]
    assert planted not in given[-1:]
    other = browser_of()
    other.cookies.set(SESSION, planted)
    assert other.get("/stories").status_code == 303


def test_logging_in_again_ends_the_session_before(browser_of: Browsers, guarded: Collection) -> None:
    browser = browser_of("omar")
    before = browser.cookies[SESSION]
    secret = people.logged_in(guarded, "omar", PASSWORDS["omar"], before)
    assert secret not in (None, before)
    assert browser.get("/stories").status_code == 303


def test_logging_out_ends_it_for_good(browser_of: Browsers) -> None:
    browser = browser_of("omar")
    kept = browser.cookies[SESSION]
    left = browser.post("/logout", data={"csrf": token_in(browser.get("/account").text)})
    assert left.status_code == 303
    other = browser_of()
    other.cookies.set(SESSION, kept)
    assert other.get("/stories").status_code == 303


def test_a_session_runs_out(browser_of: Browsers, guarded: Collection) -> None:
    browser = browser_of("omar")
    guarded.clock = lambda: datetime.now(UTC) + timedelta(days=8)
    assert browser.get("/stories").status_code == 303


def test_who_is_shut_out_is_out_at_once(browser_of: Browsers, guarded: Collection) -> None:
    browser = browser_of("omar")
    guarded.store.accounts.set_disabled("omar", True)
    assert browser.get("/stories").status_code == 303
    assert log_in(browser_of(), "omar").status_code == 401


def test_another_password_ends_all_other_sessions(browser_of: Browsers) -> None:
    here, there = browser_of("omar"), browser_of("omar")
    csrf = token_in(here.get("/account").text)
    wrong = here.post("/account/password", data={"csrf": csrf, "old": "not it at all", "new": "quite another password"})
    assert (wrong.status_code, "The present password is another one" in wrong.text) == (422, True)
    short = here.post("/account/password", data={"csrf": csrf, "old": PASSWORDS["omar"], "new": "short"})
    assert short.status_code == 422
    changed = here.post("/account/password", data={"csrf": csrf, "old": PASSWORDS["omar"], "new": "quite another password"})
    assert changed.headers["location"] == "/account?done=password"
    assert here.get("/stories").status_code == 200
    assert there.get("/stories").status_code == 303
    assert log_in(browser_of(), "omar").status_code == 401
    assert log_in(browser_of(), "omar", "quite another password").status_code == 303


def test_guessing_is_slowed_down(browser_of: Browsers) -> None:
    browser = browser_of("amal")
    browser.cookies.clear()
    said = [log_in(browser, "amal", f"guess number {n}").status_code for n in range(7)]
    assert said[:5] == [401] * 5
    assert said[5:] == [429] * 2
    held = log_in(browser, "amal")
    assert held.status_code == 429
    assert int(held.headers["retry-after"]) >= 1


def test_where_one_goes_after_logging_in_is_ours(browser_of: Browsers) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"):
        browser = browser_of()
        csrf = token_in(browser.get("/login", params={"back": back}).text)
        came = browser.post("/login", data={"csrf": csrf, "name": "layla", "password": PASSWORDS["layla"], "back": back})
        assert came.headers.get("location", "/stories") == "/stories", back
        if came.status_code == 429:
            break


def test_by_https_cookies_stay_with_https(browser_of: Browsers, app: object) -> None:
    browser = TestClient(app, base_url="https://127.0.0.1:8377", follow_redirects=False)  # type: ignore[arg-type]
    came = log_in(browser, "amal")
    session = next(c for c in came.headers.get_list("set-cookie") if "session" in c)
    assert session.startswith("__Host-tawatur-session=")
    assert "Secure" in session
    assert "Path=/;" in session
    assert "Domain" not in session
    assert "max-age" in came.headers["strict-transport-security"]
