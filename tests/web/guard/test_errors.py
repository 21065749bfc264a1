"""What went wrong is a page with a way back, in the reader's language, and problem details for programs."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tawatur import errors
from tawatur.collection import Collection, open_collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

SECRET_PLACE = "/srv/secret/place.db"
RAISED = {
    "usage": (errors.UsageError("Monday: no day"), 400), "input": (errors.InputError("page: empty"), 422), "language": (errors.LanguageError("page: Turkish"), 422),
    "busy": (errors.StoreBusyError(f"{SECRET_PLACE}: process 12 writes"), 503), "store": (errors.StoreDamagedError(f"{SECRET_PLACE}: damaged"), 503),
    "full": (errors.StoreFullError(f"{SECRET_PLACE}: full"), 503), "read_only": (errors.StoreReadOnlyError(f"{SECRET_PLACE}: read only"), 403),
    "resource": (errors.ResourceError(f"{SECRET_PLACE}:12: broken"), 500), "output": (errors.OutputError(f"{SECRET_PLACE}: no"), 500),
    "bug": (ZeroDivisionError(SECRET_PLACE), 500), "lost": (KeyError(SECRET_PLACE), 500),
}


@pytest.fixture
def broken(collection: Collection) -> Iterator[TestClient]:
    """Pages that raise."""
    app = create_app(collection, WebSettings(folder=collection.folder))

    def fail(kind: str) -> None:
        raise RAISED[kind][0]

    def count(n: int) -> int:
        return n

    def wrong(id: str) -> None:
        raise errors.UsageError(f"{id}: no such thing")

    app.add_api_route("/fail.json", fail)
    app.add_api_route("/fail", fail)
    app.add_api_route("/count", count)
    app.add_api_route("/things/{id}", wrong)
    with TestClient(app, base_url="http://127.0.0.1:8377") as browser:
        yield browser


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("kind", RAISED)
def test_a_page_with_a_way_back(broken: TestClient, kind: str, lang: str) -> None:
    error, status = RAISED[kind]
    page = broken.get("/fail", params={"kind": kind}, headers={"accept": "text/html", "accept-language": lang})
    assert page.status_code == status
    assert f'<html lang="{lang}"' in page.text
    assert 'href="/stories"' in page.text.split("<main", 1)[1]
    assert SECRET_PLACE not in page.text
    assert type(error).__name__ not in page.text
    assert page.headers["cache-control"] == "no-store"
    if isinstance(error, errors.UsageError | errors.InputError | errors.LanguageError):
        assert str(error) in page.text
    if status == 503:
        assert int(page.headers["retry-after"]) > 0


@pytest.mark.parametrize("kind", RAISED)
def test_problem_details_for_programs(broken: TestClient, kind: str) -> None:
    _, status = RAISED[kind]
    told = broken.get("/fail.json", params={"kind": kind})
    problem = told.json()
    assert (told.status_code, told.headers["content-type"], problem["status"]) == (status, "application/problem+json", status)
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "errors"}
    assert SECRET_PLACE not in told.text
    assert problem["title"]
    assert problem["detail"]


def test_an_error_of_ours_is_found_in_the_log_by_its_number(broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "tawatur.web"):
        page = broken.get("/fail", params={"kind": "bug"}, headers={"accept": "text/html"})
    record = next(r for r in caplog.records if r.getMessage() == "failure")
    number = record.facts["id"]  # type: ignore[attr-defined]
    assert number in page.text
    assert page.headers["x-request-id"] == number
    assert record.exc_info is not None
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nope", 404), ("GET", "/static/none", 404), ("GET", "/stories/none", 404), ("GET", "/things/x", 404), ("DELETE", "/stories", 405), ("GET", "/count?n=x", 422), ("GET", "/count", 422),
        ("GET", "/stories/%00", 404), ("GET", "/%ED%A0%80", 404), ("GET", "/stories/" + "a" * 5000, 404),
    ],
)
def test_wrong_addresses(broken: TestClient, method: str, path: str, status: int) -> None:
    csrf = _token(broken)
    told = broken.request(method, path, headers={"accept": "text/html", "x-csrf-token": csrf})
    assert told.status_code == status
    assert told.headers["content-type"].startswith("text/html")
    assert "<h1>" in told.text
    assert 'href="/stories"' in told.text


def _token(browser: TestClient) -> str:
    from .conftest import token_in

    return token_in(browser.get("/account").text)


def test_a_wrong_value_is_named(broken: TestClient) -> None:
    problem = broken.get("/count?n=%3Cscript%3E", headers={"accept": "application/json"}).json()
    assert problem["errors"][0]["where"] == "query.n"
    assert "<script>" not in broken.get("/count?n=%3Cscript%3E", headers={"accept": "text/html"}).text


def test_a_fragment_is_sent_to_the_login_as_a_whole_page(guarded: Collection) -> None:
    app = create_app(guarded, WebSettings(folder=guarded.folder, accounts=True, prefix="/news"))
    told = TestClient(app, base_url="http://127.0.0.1:8377").get("/stories", headers={"hx-request": "true"})
    assert (told.status_code, told.headers["hx-redirect"], told.text) == (401, "/news/login", "")


def test_where_nothing_can_be_stored_the_pages_are_there_and_say_so(press: object) -> None:
    with open_collection(press, read_only=True) as collection:  # type: ignore[arg-type]
        app = create_app(collection, WebSettings(folder=collection.folder, read_only=True))
        browser = TestClient(app, base_url="http://127.0.0.1:8377")
        assert browser.get("/stories").status_code == 200
        assert browser.get("/healthz").status_code == 200
        app.add_api_route("/note", lambda: collection.store.accounts.close_session("x"), methods=["POST"])
        refused = browser.post("/note", headers={"accept": "text/html", "x-csrf-token": _token(browser)})
        assert refused.status_code == 403
        assert "may only be read" in refused.text
        assert str(collection.folder) not in refused.text


def test_health_tells_when_the_database_is_away(broken: TestClient, collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken.get("/healthz").json() == {"status": "ok"}

    def away(**_: object) -> None:
        raise errors.StoreError(f"{SECRET_PLACE}: away")

    monkeypatch.setattr(collection.store, "entries", away)
    told = broken.get("/healthz")
    assert told.status_code == 503
    assert SECRET_PLACE not in told.text


def test_every_answer_has_the_headers(broken: TestClient) -> None:
    for path in ("/stories", "/stories.json", "/nope", "/fail?kind=bug", "/static/site.css", "/static/none", "/healthz", "/api/v1/none", "/"):
        headers = broken.get(path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        for name in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"):
            assert name in policy
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["cache-control"]
        assert "server" not in headers


def test_head_is_get_without_a_body(broken: TestClient) -> None:
    whole, head = broken.get("/stories"), broken.head("/stories")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", whole.headers["etag"])


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py", "/static//etc/passwd", "/static/%2fetc/passwd",
        "/static/js/../../app.py", "/static/report/..%2f..%2fhtml.py", "/static/%00", "/static/..;/app.py", "/stories/..%2f..%2fetc%2fpasswd", "/articles/%2e%2e%2fstories",
        "/stories/../../etc/passwd", "/articles/a%2fb", "/who/..%2f..", "/outlets/..%2fx", "/api/v1/articles/..%2f..%2fx", "/static/" + "a/" * 500,
    ],
)
def test_no_path_leads_out(broken: TestClient, path: str) -> None:
    told = broken.get(path, follow_redirects=False)
    assert told.status_code in (400, 404)
    assert "root:" not in told.text
    assert "from __future__" not in told.text
