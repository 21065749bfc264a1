"""`tawatur compare`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_compare_json(run: Run, files: list[Path]) -> None:
    ran = run("compare", *files, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    report = json.loads(ran.out)
    assert report["schema"] == "tawatur/comparison/1"
    assert {a["path"] for a in report["articles"]} == {str(f) for f in files}


def test_order_of_files_changes_nothing(run: Run, files: list[Path]) -> None:
    assert run("compare", *files, "--format", "json").out == run("compare", *files[::-1], "--format", "json").out


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_compare_forms(run: Run, files: list[Path], form: str, lang: str) -> None:
    ran = run("compare", *files, "--format", form, "--lang", lang)
    assert ran.code == 0
    assert "المرفأ" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(("name", "begins"), [("r.json", r"\{"), ("r.html", "<!doctype html>"), ("r.md", "# "), ("r.txt", r"[^{<#\s]")])
def test_ending_of_the_output_chooses_the_form(run: Run, files: list[Path], tmp_path: Path, name: str, begins: str) -> None:
    out = tmp_path / name
    ran = run("compare", *files, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert re.match(begins, out.read_text(encoding="utf-8").lower())


def test_meta_is_used(run: Run, files: list[Path], tmp_path: Path) -> None:
    table = tmp_path / "meta.csv"
    table.write_text("file,outlet,published\none.txt,ضفاف,2021-03-09\ntwo.txt,شطآن,2021-13-45\nthree.txt,x,\n", encoding="utf-8")
    ran = run("compare", *files, "--meta", table, "--format", "json")
    report = json.loads(ran.out)
    assert {a["outlet"]["name"] for a in report["articles"]} == {"ضفاف", "شطآن"}
    assert ran.code == 0
    assert "2021-13-45" in ran.err
    assert "three.txt" in ran.err
    assert {n["code"] for n in report["notes"]} >= {"input.date", "input.metadata"}


def test_models_that_the_user_names_are_used_and_told(run: Run, files: list[Path]) -> None:
    ran = run("compare", *files, "--format", "json", "--encoder", "lexical", "--names", "rules")
    made = json.loads(ran.out)["made_by"]
    assert (ran.code, made["encoder"], made["names"]) == (0, "lexical", "rules")


@pytest.mark.parametrize(("option", "says"), [
    ("--encoder", "write e5, lexical, st:MODEL or openai:URL#MODEL"), ("--names", "write head, rules or hf:MODEL"),
])
def test_a_model_that_is_none_is_one_line(run: Run, files: list[Path], option: str, says: str) -> None:
    ran = run("compare", *files, option, "best")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert says in ran.err
