"""`tawatur watch`; the passes themselves are tested in tests/collection/test_fetching.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tawatur.collection import AddReport, Collection

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the command asks of the collection, which answers with two passes."""
    calls: list[dict[str, Any]] = []

    def watch(self: Collection, urls: tuple[str, ...] = (), *, told: Callable[[AddReport], None], **rest: Any) -> AddReport:
        calls.append({"urls": tuple(urls), **{key: value for key, value in rest.items() if key != "progress"}})
        for new in (2, 0):
            told(AddReport(new=new, same=1))
        return AddReport(new=2, stopped=rest["rounds"] is None)

    monkeypatch.setattr(Collection, "watch", watch)
    return calls


def test_a_line_after_each_pass(run: Run, own: Path, asked: list[dict[str, Any]]) -> None:
    ran = run("watch", own, "https://example.org/feed", "--rounds", "2", "--since", "2026-03-01", "--workers", "0")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split(":")[0] for line in ran.out.splitlines() if "added" in line] == ["2 articles added", "0 articles added"]
    assert asked == [{"urls": ("https://example.org/feed",), "rounds": 2, "since": "2026-03-01", "workers": 0}]


def test_stopped_from_the_keyboard(run: Run, own: Path, asked: list[dict[str, Any]]) -> None:
    assert run("watch", "-C", own).code == 130


def test_nothing_to_watch_says_what_to_do(run: Run, own: Path) -> None:
    ran = run("watch", "-C", own, "--rounds", "1")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "no feed is watched yet" in ran.err


@pytest.mark.parametrize("argv", [["--rounds", "0"], ["--since", "x"]])
def test_mistakes(run: Run, own: Path, argv: list[str]) -> None:
    assert run("watch", "-C", own, *argv).code == 2
