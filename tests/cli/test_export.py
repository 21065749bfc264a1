"""`tawatur export`."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.collection import open_collection
from tawatur.errors import OutputError
from tawatur.export.columns import TABLES

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


@pytest.fixture
def run_bytes(press: Path) -> Callable[..., bytes]:
    """Export writes bytes to standard output, which only a process of its own has."""

    def call(*argv: str) -> bytes:
        return subprocess.run([sys.executable, "-m", "tawatur", "export", *argv, "-C", str(press)], capture_output=True, check=True).stdout

    return call


@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_every_table_holds_its_columns(run: Run, press: Path, tmp_path: Path, table: str, form: str) -> None:
    out = tmp_path / f"{table}.{form}"
    ran = run("export", table, "-C", press, "-o", out)
    text = out.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()] if form == "jsonl" else list(csv.DictReader(io.StringIO(text)))
    assert (ran.code, ran.out, ran.err) == (0, "", f"{out}: {len(rows)} rows\n")
    assert rows
    assert list(rows[0]) == [column.name for column in TABLES[table]]


def test_words_are_those_of_the_article(run: Run, press: Path, tmp_path: Path) -> None:
    run("export", press, "claims", "-o", tmp_path / "c.jsonl")
    for line in (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = json.loads(run("article", row["article"], "-C", press, "--format", "json").out)["text"]
        assert text[row["start"]:row["end"]] == row["text"]
        assert not any("e+" in number for number in row["numbers"]), "forty million is no 4e+07"


def test_articles_to_the_terminal_by_default(run_bytes: Callable[..., bytes]) -> None:
    rows = [json.loads(line) for line in run_bytes().splitlines()]
    assert sorted(row["id"] for row in rows) == ["difa-33", "difa-40", "madina-5", "manara-101", "manara-102", "sahl-12", "sahl-7", "sahl-8"]
    assert len(run_bytes("--since", "2026-03-05").splitlines()) == 2


def test_parquet_needs_a_file(run: Run, press: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    assert "name a file with -o" in run("export", "claims", "--format", "parquet", "-C", press).err
    assert run("export", "stories", "-o", tmp_path / "s.parquet", "-C", press).code == 0
    assert parquet.read_table(tmp_path / "s.parquet").num_rows == 3


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_reader_that_has_enough_is_no_failure(press: Path, form: str) -> None:
    line = f"{sys.executable} -m tawatur export claims --format {form} -C {press} | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("argv", "says"), [
    (["people"], "no table 'people'; there are articles"), (["claims", "events"], "no table"), (["--format", "xlsx"], "xlsx"),
    (["--since", "x"], "is no day"),
])
def test_mistakes(run: Run, press: Path, argv: list[str], says: str) -> None:
    ran = run("export", *argv, "-C", press)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize("name", ["collection.db", "collection.db-wal", "tawatur.toml", "index/vectors"])
def test_a_collection_is_never_written_over(run: Run, press: Path, name: str) -> None:
    file = press / name
    file.parent.mkdir(exist_ok=True)
    made = not file.exists()
    if made:
        file.write_text("kept", encoding="utf-8")
    before = file.read_bytes()
    for argv in (("export", "claims", "-C", press), ("stories", press, "--format", "json")):
        ran = run(*argv, "-o", file)
        assert (ran.code, file.read_bytes()) == (5, before)
        assert "never written over" in ran.err
    with open_collection(press, read_only=True) as collection, pytest.raises(OutputError, match="never written over"):
        collection.export("claims", file)
    assert file.read_bytes() == before
    if made:
        file.unlink()
