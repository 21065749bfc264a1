"""`tawatur doctor`."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

from tawatur.export.words import load_words

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821
ROOT = Path(__file__).resolve().parents[2]


def break_counts(folder: Path) -> None:
    with sqlite3.connect(folder / "collection.db") as database:
        database.execute("UPDATE stories SET articles = articles + 5")
    database.close()


def test_all_is_well(run: Run, press: Path, bare: Path) -> None:
    ran = run("doctor", press)
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"8 articles in 9 versions, 3 stories, \d+ claims\nAll is well\.\n", ran.out)
    assert run("doctor", press, "--lang", "ar").out.endswith("كل شيء سليم.\n")
    assert run("doctor", bare).code == 0


def test_what_is_wrong_is_told_and_mended(run: Run, own: Path) -> None:
    before = run("stories", own).out
    break_counts(own)
    found = run("doctor", own)
    assert found.code == 8
    assert load_words("en")("finding.stories") in found.out
    assert found.out.endswith("`tawatur doctor --repair` mends what can be mended.\n")
    assert load_words("ar")("finding.stories") in run("doctor", own, "--lang", "ar").out
    mended = run("doctor", own, "--repair")
    assert mended.code == 0
    assert mended.out.endswith("All was mended.\n")
    assert run("doctor", own).code == 0
    assert run("stories", own).out == before


def test_json(run: Run, own: Path) -> None:
    break_counts(own)
    told = json.loads(run("doctor", own, "--format", "json").out)
    assert (told["counts"]["articles"], [f["code"] for f in told["found"]]) == (8, ["stories"])
    assert told["left"] == told["found"]
    assert json.loads(run("doctor", own, "--repair", "--format", "json").out)["left"] == []


def test_what_was_left_out_is_kept_and_listed(run: Run, own: Path, tmp_path: Path) -> None:
    assert run("doctor", own, "--problems").out == "Nothing was left out.\n"
    (tmp_path / "blank.txt").write_text(" ")
    run("add", tmp_path / "blank.txt", "-C", own, "--workers", "0")
    assert run("doctor", own, "--problems").out.startswith(f"{tmp_path / 'blank.txt'}: the file is empty")
    assert [p["code"] for p in json.loads(run("doctor", own, "--problems", "--format", "json").out)] == ["empty"]
    assert "Left out: 1," in run("doctor", own).out
    assert run("doctor", own, "--problems", "--repair").code == 2


def test_a_file_that_is_no_database(run: Run, own: Path) -> None:
    (own / "collection.db").write_bytes(b"not a database, not at all" * 500)
    ran = run("doctor", own)
    assert (ran.code, ran.out, ran.err.count("\n")) == (15, "", 1)


def test_a_damaged_file_is_rescued_into_a_new_collection(run: Run, own: Path, tmp_path: Path) -> None:
    listed = run("stories", own).out
    with sqlite3.connect(own / "collection.db") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray((own / "collection.db").read_bytes())
    page = int.from_bytes(data[16:18], "big")
    # The last pages hold rows of some table or index; the first ones the names of all tables.
    data[-3 * page:] = b"\xff" * (3 * page)
    (own / "collection.db").write_bytes(data)
    assert run("doctor", own).code in (8, 15)
    ran = run("doctor", own, "--rescue", tmp_path / "new")
    assert ran.code in (0, 8)
    assert "8 articles" in ran.out
    assert run("doctor", tmp_path / "new").code == 0
    assert len(run("stories", tmp_path / "new").out.splitlines()) == len(listed.splitlines())
    assert run("doctor", own, "--rescue", tmp_path / "new").code == 5


def test_every_finding_has_words(run: Run) -> None:
    source = "".join((ROOT / "src" / "tawatur" / name).read_text(encoding="utf-8") for name in (
        "store/checking.py", "store/salvage.py", "collection/doctor.py",
    ))
    codes = {*re.findall(r'_finding\("([\w.-]+)"', source), *re.findall(r'code="([\w.-]+)"', source), *re.findall(r'^ +\("(\w+\.\w+)", len', source, re.MULTILINE)}
    assert len(codes) >= 10
    assert {code for code in codes if f"finding.{code}" not in load_words("en").table} == set()
