"""`tawatur add`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "press"
FIRST, LATER = EXAMPLES / "first.jsonl", EXAMPLES / "later.jsonl"


@pytest.fixture
def fresh(run: Run, tmp_path: Path) -> Path:
    assert run("init", tmp_path / "new", "--encoder", "lexical", "--names", "rules").code == 0
    return tmp_path / "new"


def test_what_came_of_it_is_told(run: Run, fresh: Path) -> None:
    ran = run("add", FIRST, "-C", fresh, "--workers", "0")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [
        "6 articles added: 6 new, 0 changed; 0 already there, 0 left out", "2 stories in the collection, 2 compared",
    ]
    again = run("add", FIRST, "-C", fresh, "--workers", "0")
    assert again.out.splitlines()[0] == "0 articles added: 0 new, 0 changed; 6 already there, 0 left out"
    more = run("add", LATER, "-C", fresh, "--workers", "0", "--lang", "ar")
    assert more.out.splitlines()[0] == "3 مقالات مضافة: 2 جديدة، 1 متغيرة؛ 0 موجودة من قبل، 0 متروكة"


def test_the_collection_may_stand_first_or_in_the_environment(run: Run, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "6 new" in run("add", fresh, FIRST, "--workers", "0").out
    monkeypatch.setenv("TAWATUR_COLLECTION", str(fresh))
    assert "2 new, 1 changed" in run("add", LATER, "--workers", "0").out


def test_the_report_as_json(run: Run, fresh: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    ran = run("add", FIRST, tmp_path / "none.txt", "-C", fresh, "--workers", "0", "-o", out)
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (ran.code, ran.out) == (7, "")
    assert (report["new"], report["skipped"], report["articles"], report["stopped"]) == (6, 1, 6, False)
    assert [(p["where"], p["code"]) for p in report["problems"]] == [(str(tmp_path / "none.txt"), "missing")]


def test_ids_are_printed_when_they_are_on_the_disk(run: Run, fresh: Path) -> None:
    ran = run("add", FIRST, "-C", fresh, "--workers", "0", "--confirm")
    lines = ran.out.splitlines()
    assert sorted(lines[:6]) == ["difa-33", "madina-5", "manara-101", "manara-102", "sahl-7", "sahl-8"]


def test_since_leaves_older_ones_out(run: Run, fresh: Path) -> None:
    ran = run("add", FIRST, "-C", fresh, "--workers", "0", "--since", "2026-03-03", "--format", "json")
    assert (json.loads(ran.out)["new"], json.loads(ran.out)["older"]) == (4, 2)


@pytest.fixture
def mistake(tmp_path: Path) -> Callable[[str], Path]:
    """Inputs that bring nothing, by name."""

    def make(kind: str) -> Path:
        path = tmp_path / kind
        if kind in ("folder", "english folder"):
            path.mkdir()
        if kind == "english folder":
            (path / "a.txt").write_text("This is a text in another language, and a rather long one at that.")
        if kind == "binary":
            path.write_bytes(bytes(range(256)) * 20)
        if kind == "blank":
            path.write_text("  \n")
        return path

    return make


@pytest.mark.parametrize(("kind", "code", "says"), [
    ("missing", 3, "there is no such file"), ("folder", 3, "there is nothing to read"), ("binary", 3, "not text"),
    ("blank", 3, "empty"), ("english folder", 4, "not read"),
])
def test_an_input_that_brings_nothing_is_one_clear_line(
    run: Run, own: Path, mistake: Callable[[str], Path], kind: str, code: int, says: str
) -> None:
    ran = run("add", mistake(kind), "-C", own, "--workers", "0")
    assert (ran.code, ran.err.count("\n")) == (code, 1)
    assert ran.err.startswith(f"tawatur: {mistake('missing').parent / kind}")
    assert says in ran.err


def test_a_mistake_beside_good_inputs_leaves_with_seven(run: Run, own: Path, mistake: Callable[[str], Path]) -> None:
    ran = run("add", FIRST, mistake("missing"), "-C", own, "--workers", "0")
    assert (ran.code, ran.err.count("\n")) == (7, 1)


def test_a_collection_alone_asks_what_to_add(run: Run, own: Path) -> None:
    ran = run("add", own)
    assert ran.code == 2
    assert "name what is to be added" in ran.err


def test_days_that_are_none_are_told_before_anything_is_done(run: Run, fresh: Path) -> None:
    ran = run("add", FIRST, "-C", fresh, "--since", "tomorrow")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert json.loads(run("doctor", fresh, "--format", "json").out)["counts"]["articles"] == 0


def test_where_there_is_no_collection(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("add", FIRST)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "tawatur init DIR" in ran.err
    named = run("add", FIRST, "-C", tmp_path / "nowhere")
    assert (named.code, named.err.count("\n")) == (10, 1)
    assert f"tawatur init {tmp_path / 'nowhere'}" in named.err
