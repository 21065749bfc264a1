"""Files and JSON go out compressed where the browser takes it, pages and streams never do; what has a version is kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.testclient import TestClient

from tawatur.web.small import Files, SmallJson, takes_gzip, version_of

_LONG = {"words": ["كلمة"] * 500}


def _get(client: TestClient, path: str, encoding: str = "gzip", **headers: str) -> Response:
    return client.get(path, headers={"Accept-Encoding": encoding, **headers})


@pytest.mark.parametrize(("said", "takes"), [
    ("gzip", True), ("br, GZIP;q=0.5", True), ("", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.0, br", False), ("xgzip", False),
])
def test_who_takes_gzip(said: str, takes: bool) -> None:
    assert takes_gzip(Headers({"accept-encoding": said})) is takes


def test_files_are_kept_under_an_address_with_their_version(client: TestClient) -> None:
    page = client.get("/stories").text
    address = next(part.split('"')[0] for part in page.split('href="') if "/static/site.css" in part)
    kept = client.get(address)
    assert "max-age=31536000" in kept.headers["cache-control"]
    assert client.get("/static/site.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/site.css?other").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/static/site.css", "/static/report/report.js"])
def test_a_file_is_the_same_in_both_forms(client: TestClient, path: str) -> None:
    small, plain = _get(client, path), _get(client, path, "identity")
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.content == plain.content
    assert small.headers["etag"] != plain.headers["etag"]
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"])
    assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    for form, encoding in ((small, "gzip"), (plain, "identity")):
        again = _get(client, path, encoding, **{"If-None-Match": form.headers["etag"]})
        assert again.status_code == 304
        assert again.headers["etag"] == form.headers["etag"]
    assert _get(client, path, "gzip", **{"If-None-Match": plain.headers["etag"]}).status_code == 200


def test_a_part_of_a_file_is_not_compressed(client: TestClient) -> None:
    part = _get(client, "/static/site.css", Range="bytes=0-9")
    assert part.status_code == 206
    assert "content-encoding" not in part.headers
    assert len(part.content) == 10


def test_pages_hold_a_token_and_are_not_compressed(client: TestClient) -> None:
    page = _get(client, "/stories")
    assert page.headers["content-type"].startswith("text/html")
    assert "content-encoding" not in page.headers


def test_json_is_compressed_and_still_known(client: TestClient) -> None:
    small, plain = _get(client, "/stories.json"), _get(client, "/stories.json", "identity")
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.json() == plain.json()
    assert "Accept-Encoding" in small.headers["vary"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert "x-content-type-options" in small.headers
    for form in (small, plain):
        assert _get(client, "/stories.json", **{"If-None-Match": form.headers["etag"]}).status_code == 304


def _answers(app_says: Response, path: str = "/x") -> Response:
    async def app(scope, receive, send):  # type: ignore[no-untyped-def]
        await app_says(scope, receive, send)

    return _get(TestClient(SmallJson(app, prefix="/p")), path)


def test_what_has_a_secret_or_comes_in_parts_or_is_short_goes_through() -> None:
    assert _answers(JSONResponse(_LONG)).headers["content-encoding"] == "gzip"
    for path in ("/saved/x.json", "/p/saved", "/account", "/api/v1/saved-searches"):
        assert "content-encoding" not in _answers(JSONResponse(_LONG), path).headers
    assert "content-encoding" not in _answers(JSONResponse({"a": 1})).headers
    assert "content-encoding" not in _answers(JSONResponse(_LONG, 500)).headers
    assert "content-encoding" not in _answers(JSONResponse(_LONG, headers={"Set-Cookie": "a=b"})).headers
    streamed = _answers(StreamingResponse(iter([b"[" + b" " * 3000, b"]"]), media_type="application/json"))
    assert "content-encoding" not in streamed.headers
    assert streamed.json() == []
    ready = _answers(Response(gzip.compress(b"[]" * 2000), headers={"Content-Encoding": "gzip"}, media_type="application/json"))
    assert ready.content == b"[]" * 2000


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    first = version_of([tmp_path])
    assert version_of([tmp_path]) == first
    (tmp_path / "a.css").write_text("b")
    assert version_of([tmp_path]) != first


def test_a_file_that_changed_is_packed_again(tmp_path: Path) -> None:
    import os

    (tmp_path / "a.css").write_text("a" * 2000)
    client = TestClient(Files(str(tmp_path), "v"))
    assert _get(client, "/a.css").text == "a" * 2000
    (tmp_path / "a.css").write_text("b" * 2000)
    os.utime(tmp_path / "a.css", (1, 1))
    assert _get(client, "/a.css").text == "b" * 2000
