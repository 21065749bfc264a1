"""`tawatur article`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_the_latest_version_under_whose_it_is(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("article", "manara-102", "-C", press)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "المنارة  3 March 2026  manara-102  2 versions"
    assert lines[2:4] == ["https://manara.example/news/102", f"story {stories.fire}"]
    assert "وأصيب خمسة عمال بحروق." in ran.out


def test_silent_edits_as_a_diff(run: Run, press: Path) -> None:
    shown = run("article", "manara-102", "--versions", "-C", press).out
    assert "وأصيب [-ثلاثة-]{+خمسة+} عمال" in " ".join(shown.split())
    assert "version 2, seen 7 March 2026" in shown
    assert "numbers:  − ثلاثة عمال  + خمسة عمال" in shown
    assert "الأعداد:  − ثلاثة عمال  + خمسة عمال" in run("article", press, "manara-102", "--versions", "--lang", "ar").out


def test_one_version_alone_is_said(run: Run, press: Path) -> None:
    assert "There is one version" in run("article", "sahl-7", "--versions", "-C", press).out


def test_json(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    shown = json.loads(run("article", "manara-102", "-C", press, "--format", "json").out)
    assert (list(shown), shown["article"]["story"], shown["article"]["versions"]) == (["article", "text"], stories.fire, 2)
    full = json.loads(run("article", "manara-102", "--versions", "-C", press, "--format", "json").out)
    assert [v["number"] for v in full["versions"]] == [1, 2]
    for change in full["changes"]:
        for edit in change["text"]:
            assert change["old_text"][edit["old_start"]:edit["old_end"]] == edit["old"]
            assert change["new_text"][edit["new_start"]:edit["new_end"]] == edit["new"]


@pytest.mark.parametrize(("id", "says"), [
    ("nobody-1", "nobody-1: no such article in the collection; `tawatur search` finds ids"), ("", "no such article"),
])
def test_ids_that_are_none(run: Run, press: Path, id: str, says: str) -> None:
    ran = run("article", id, "-C", press)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


def test_the_id_of_a_story_says_what_to_do(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("article", stories.fire, "-C", press)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"`tawatur story {stories.fire}` shows it" in ran.err


def test_two_ids_are_one_too_many(run: Run, press: Path) -> None:
    assert run("article", "sahl-7", "sahl-8", "-C", press).code == 2
