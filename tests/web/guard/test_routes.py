"""Every address that the application has, by who asks: strangers get nowhere, nothing is changed without the token of a form.

Addresses are those of the routers, so that a new one is held to this without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.app import PAGES
from tawatur.web.rest.api import BASE as API
from tawatur.web.rest.api import OPERATIONS

from .conftest import token_in

Browsers = Callable[..., TestClient]
# What a stranger may see, or gets an answer of its own from (feeds bring a key, figures look where one comes from).
OPEN = {"/login", "/language", "/healthz", "/robots.txt", "/metrics", "/feeds/agenda.ics", "/saved/{id}/feed.atom"}
# What readers do not get.
NO_READERS = {"/saved", "/saved/{id}", "/corrections/new", "/accounts"}


def _routes() -> Iterator[tuple[str, str]]:
    """Method and path of every route; of REST, whose routes take every method, the operations."""
    for router in PAGES:
        for route in router.routes:
            path: str = getattr(route, "path", "")
            if not path.startswith(API):
                yield from ((method, path) for method in sorted((getattr(route, "methods", None) or set()) - {"HEAD"}))
    yield from ((one.method, API + one.path) for one in OPERATIONS)
    yield "GET", f"{API}/openapi.json"


ROUTES = sorted(set(_routes()))
CHANGING = [(method, path) for method, path in ROUTES if method != "GET"]


def _address(path: str) -> str:
    while "{" in path:
        head, _, rest = path.partition("{")
        path = head + "x" + rest.partition("}")[2]
    return path


def _page(path: str) -> str:
    """The page whose twin it is."""
    return path.removesuffix(".json").replace(":path}", "}")


def test_there_is_something_to_try() -> None:
    assert len(ROUTES) > 80
    assert len(CHANGING) > 15
    assert {p for _, p in ROUTES} >= OPEN | NO_READERS


def test_a_stranger_gets_nowhere(browser_of: Browsers) -> None:
    stranger = browser_of(client=("203.0.113.7", 5))
    csrf = token_in(stranger.get("/login").text)
    for method, path in ROUTES:
        if path in OPEN:
            continue
        told = stranger.request(method, _address(path), headers={"accept": "text/html", "x-csrf-token": csrf})
        programs = path.startswith(API) or path.endswith((".json", ".jsonl"))
        assert told.status_code == (401 if programs else 303), (method, path)
        assert programs or told.headers["location"].startswith("/login"), (method, path)


def test_what_is_open_gives_a_stranger_nothing_of_the_collection(browser_of: Browsers) -> None:
    stranger = browser_of(client=("203.0.113.7", 5))
    said = {path: stranger.get(_address(path), headers={"accept": "text/html"}).status_code for path in OPEN}
    assert said == {
        "/login": 200, "/language": 303, "/healthz": 200, "/robots.txt": 200, "/metrics": 303, "/feeds/agenda.ics": 403, "/saved/{id}/feed.atom": 404,
    }


def test_readers_see_what_is_for_readers(browser_of: Browsers) -> None:
    """Ids lead nowhere, so what a reader may ask for is not found; what he may not is refused."""
    layla = browser_of("layla")
    for method, path in ROUTES:
        if method != "GET" or path in OPEN or path == "/live":
            continue
        said = layla.get(_address(path), params={"subject": "story"} if path == "/corrections/new" else {}).status_code
        role = next((one.role for one in OPERATIONS if API + one.path == path and one.method == "GET"), "reader")
        assert (said == 403) is (role != "reader" or _page(path) in NO_READERS), (path, said)


@pytest.mark.parametrize("way", ["no token", "another site's", "a page of another site's with the token"])
def test_nothing_is_changed_without_a_form_of_ours(browser_of: Browsers, guarded: Collection, way: str) -> None:
    amal = browser_of("amal")
    csrf = token_in(amal.get("/account").text)
    headers = {
        "no token": {}, "another site's": {"x-csrf-token": "x" * 43},
        "a page of another site's with the token": {"x-csrf-token": csrf, "origin": "https://evil.example"},
    }[way]
    before = guarded.store.desk_revision(), guarded.store.revision()
    for method, path in CHANGING:
        for sent in ({"data": {"name": "x"}}, {"json": {"name": "x", "text": "x"}}, {}):
            told = amal.request(method, _address(path), headers=headers, **sent)  # type: ignore[arg-type]
            assert told.status_code == 403, (method, path, sent)
    assert (guarded.store.desk_revision(), guarded.store.revision()) == before
    assert amal.get("/account").status_code == 200
