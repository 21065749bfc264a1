"""`tawatur mcp`: what is wrong with the call is told before anything is served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from socket import create_server
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("url", ["here", "ftp://a/", "javascript:x", "http:///x", "http://[", "http://a b/", "http://a/?q=1", "http://a/#x", "urn:a:"])
def test_an_address_that_is_none(run: Run, press: Path, url: str) -> None:
    ran = run("mcp", press, "--base-url", url)
    assert (ran.code, ran.out) == (2, "")
    assert "is no address" in ran.err


@pytest.mark.parametrize("named", [(), ("-C",)])
def test_no_collection(run: Run, tmp_path: Path, named: tuple[str, ...]) -> None:
    ran = run("mcp", *named, tmp_path)
    assert (ran.code, ran.out) == (10, "")
    assert "no collection is there" in ran.err


def test_a_port_at_which_another_listens(run: Run, press: Path) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        ran = run("mcp", press, "--http", str(taken.getsockname()[1]))
    assert (ran.code, ran.out, ran.err.count("\n")) == (16, "", 1)
    assert ran.err.endswith("another program listens there; choose another port with --http\n")
