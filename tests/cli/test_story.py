"""`tawatur story`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_a_story_is_headed_by_its_own_line(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("story", stories.signed, "-C", press)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[1] == f"{stories.signed}  2 outlets, 2 articles, 2026-03-05 – 06  follows {stories.talks}"
    assert "independent origin" in ran.out


def test_json_is_the_comparison_with_the_story(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    report = json.loads(run("story", stories.talks, "-C", press, "--format", "json").out)
    assert (report["schema"], report["id"]) == ("tawatur/comparison/1", stories.talks)
    assert sorted(report["members"]) == ["difa-33", "madina-5", "manara-101", "sahl-7"]
    assert {a["id"] for a in report["articles"]} == set(report["members"])
    assert report["independent_origins"] == {"certain": 1, "at_most": 2}
    facets = {d["facet"] for a in report["alignments"] for d in a["differs"]}
    assert "number" in facets, "forty and sixty million"


@pytest.mark.parametrize(("form", "begins"), [("text", r"\S"), ("markdown", "# "), ("html", "<!doctype html>")])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_form_in_both_languages(run: Run, press: Path, stories: tuple[str, ...], form: str, begins: str, lang: str) -> None:
    ran = run("story", press, stories.fire, "--format", form, "--lang", lang)
    assert ran.code == 0
    assert re.match(begins, ran.out.lower())
    assert "طرابلس" in ran.out


def test_an_articles_id_leads_to_its_story_and_says_so(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("story", "manara-102", "-C", press)
    assert (ran.code, ran.err) == (0, f"tawatur: manara-102: this belongs to the story {stories.fire}, which follows\n")
    assert ran.out == run("story", stories.fire, "-C", press).out


@pytest.mark.parametrize(("argv", "says"), [
    (["s0"], "s0: no such story in the collection; `tawatur stories` lists the ids"), (["s0", "s1"], "one story is due"),
    ([], "Missing argument"),
])
def test_ids_that_are_none(run: Run, press: Path, argv: list[str], says: str) -> None:
    ran = run("story", *argv, "-C", press)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_folder_that_can_only_be_read_is_enough(run: Run, own: Path, stories: tuple[str, ...]) -> None:
    want = run("story", stories.talks, "-C", own).out
    for path in [*own.iterdir(), own]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert run("story", stories.talks, "-C", own).out == want
    finally:
        own.chmod(0o755)
