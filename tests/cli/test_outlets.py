"""`tawatur outlets`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_whom_each_repeats_and_whether_it_says_so(run: Run, press: Path) -> None:
    ran = run("outlets", press)
    assert (ran.code, ran.err) == (0, "")
    rows = {line.split("  ")[0]: line for line in ran.out.splitlines()}
    assert rows["المنارة"].split()[-4:] == ["وكالة", "السهل", "للأنباء", "2"]
    assert "2 of 2" in rows["المنارة"]
    assert "وكالة السهل للأنباء" in rows["الضفة"]
    assert rows["وكالة السهل للأنباء"].count("وكالة السهل للأنباء") == 1, "nobody repeats himself"


def test_it_fits_eighty_columns(run: Run, press: Path, monkeypatch: object) -> None:
    monkeypatch.setenv("COLUMNS", "80")  # type: ignore[attr-defined]
    for lang in ("en", "ar"):
        assert max(len(line) for line in run("outlets", press, "--lang", lang).out.splitlines()) <= 80


def test_json_counts_add_up(run: Run, press: Path) -> None:
    rows = json.loads(run("outlets", "-C", press, "--format", "json").out)
    assert sorted(row["outlet"] for row in rows) == ["الضفة", "المنارة", "صوت المدينة", "وكالة السهل للأنباء"]
    for row in rows:
        assert row["own"] + row["taken"] + row["doubtful"] == row["claims"]
        assert row["said"] + row["unsaid"] == row["taken"]
    assert sum(len(row["articles"]) for row in rows) == 8


def test_days(run: Run, press: Path, bare: Path) -> None:
    rows = json.loads(run("outlets", press, "--since", "2026-03-05", "--format", "json").out)
    assert sorted(row["outlet"] for row in rows) == ["الضفة", "وكالة السهل للأنباء"]
    assert run("outlets", press, "--since", "2027-01-01").out == "Nothing in the collection fits.\n"
    assert "The collection is empty" in run("outlets", bare).out
    assert run("outlets", press, "--since", "soon").code == 2
