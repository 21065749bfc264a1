"""`tawatur init`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_a_folder_becomes_a_collection_and_the_next_step_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "press"
    ran = run("init", folder, "--encoder", "lexical", "--names", "rules")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{folder}: a new collection. Next: tawatur add -C {folder} FILE...\n"
    settings = tomllib.loads((folder / "tawatur.toml").read_text(encoding="utf-8"))
    assert (settings["encoder"], settings["names"], settings["store"]) == ("lexical", "rules", "sqlite:///collection.db")
    assert run("doctor", folder).code == 0


def test_one_that_is_there_is_left_as_it_is(run: Run, own: Path) -> None:
    before = (own / "tawatur.toml").read_bytes()
    ran = run("init", own, "--encoder", "lexical")
    assert (ran.code, ran.out) == (2, "")
    assert "a collection is there already" in ran.err
    assert "tawatur add -C" in ran.err
    assert (own / "tawatur.toml").read_bytes() == before


@pytest.mark.parametrize("option", ["--encoder", "--names"])
def test_a_model_that_is_none_makes_nothing(run: Run, tmp_path: Path, option: str) -> None:
    ran = run("init", tmp_path / "press", option, "best")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not (tmp_path / "press").exists()


def test_a_file_is_no_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("x")
    ran = run("init", tmp_path / "note" / "press", "--encoder", "lexical", "--names", "rules")
    assert (ran.code, ran.err.count("\n")) == (5, 1)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense"])
def test_a_store_that_there_is_none_of_is_one_line(run: Run, tmp_path: Path, url: str) -> None:
    ran = run("init", tmp_path / "press", "--store", url, "--encoder", "lexical", "--names", "rules")
    assert (ran.code, ran.err.count("\n")) in {(2, 1), (10, 1)}
    assert "postgresql" in ran.err
    assert not (tmp_path / "press" / "tawatur.toml").exists()


def test_a_collection_on_a_server(run: Run, tmp_path: Path, postgres_url: str) -> None:
    folder = tmp_path / "press"
    assert run("init", folder, "--store", postgres_url, "--encoder", "lexical", "--names", "rules").code == 0
    assert not (folder / "collection.db").exists()
    ran = run("add", Path(__file__).parents[2] / "examples" / "press" / "first.jsonl", "-C", folder, "--workers", "0")
    assert ran.code == 0
    assert run("stories", folder).out.count("\n") == 3
