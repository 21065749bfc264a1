"""Answers are made once a revision, however many ask."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from starlette.testclient import TestClient

from tawatur.web.memo import remembered


def test_it_is_made_once_and_again_after_a_write(client: TestClient) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]
    made = []

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    assert [remembered(site, ("x",), list[int], make) for _ in range(3)] == [[1], [1], [1]]
    assert remembered(site, ("y",), list[int], make) == [2]


def test_several_who_ask_at_once_wait_for_one(client: TestClient) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]
    started, go, made = Event(), Event(), []

    def make() -> list[int]:
        started.set()
        go.wait(5)
        made.append(1)
        return [7]

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(remembered, site, ("z",), list[int], make) for _ in range(4)]
        started.wait(5)
        go.set()
        assert [f.result(5) for f in asked] == [[7]] * 4
    assert made == [1]


def test_what_fails_is_not_kept(client: TestClient) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]

    def fail() -> int:
        raise ValueError

    for _ in range(2):
        try:
            remembered(site, ("f",), int, fail)
        except ValueError:
            continue
        raise AssertionError
    assert remembered(site, ("f",), int, lambda: 3) == 3
