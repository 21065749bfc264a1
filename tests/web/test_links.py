"""Addresses of the pages, and which addresses of articles become links."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from tawatur.web import links


def test_an_id_stays_one_step_of_the_path() -> None:
    for id in ("a/b c", "x~2", "؟#&", "100%"):
        assert urlsplit(links.article(id)).path.count("/") == 2
        assert unquote(urlsplit(links.article(id)).path.rpartition("/")[2]) == id
        assert dict(parse_qsl(urlsplit(links.compare("y", id)).query))["a"] == id


def test_a_claim_and_a_stretch_have_their_anchors() -> None:
    assert links.claim("a/b/c12") == "/articles/a%2Fb#claim-c12"
    assert links.words("a/b", 3, 9) == "/articles/a%2Fb?at=3-9#at"


@pytest.mark.parametrize("url", ["https://sahl.example/1", " http://sahl.example:8080/x?y=1#z ", "HTTPS://sahl.example/"])
def test_pages_of_the_web_are_linked(url: str) -> None:
    assert links.outside(url) == url.strip()


@pytest.mark.parametrize("url", [
    None, "", "javascript:alert(1)", "data:text/html,x", "//sahl.example/", "https://", "ftp://sahl.example/", "java\nscript:alert(1)",
    "https://sahl.example/\u202e", "http://[::1", "/stories",
])
def test_anything_else_is_only_text(url: str | None) -> None:
    assert links.outside(url) is None
