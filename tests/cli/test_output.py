"""Where results go, and what happens where they can't."""

from __future__ import annotations

import os
import stat
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from tawatur.cli import output
from tawatur.errors import OutputError
from tawatur.model import Note


class Terminal(TextIOWrapper):
    def __init__(self) -> None:
        self.raw_bytes = BytesIO()
        super().__init__(self.raw_bytes, encoding="utf-8")

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard output as a terminal; not a fixture, since pytest changes it again before the test."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return screen


@pytest.mark.parametrize(("chosen", "name", "form"), [
    (None, None, "text"), (None, "a.JSON", "json"), (None, "a.md", "markdown"), (None, "a.htm", "html"),
    (None, "a.txt", "text"), ("json", "a.html", "json"), (None, "json", "text"),
])
def test_the_form_is_the_chosen_one_else_that_of_the_ending(chosen: str | None, name: str | None, form: str) -> None:
    assert output.format_of(chosen, name) == form


def test_colours_and_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch)
    assert output.colored()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.colored()
    for columns, wide in (("70", 70), ("10", 40)):
        monkeypatch.setenv("COLUMNS", columns)
        assert output.width() == wide


def test_no_terminal_is_a_hundred_columns_wide_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", StringIO())
    monkeypatch.delenv("COLUMNS", raising=False)
    assert output.width() == 100
    assert not output.colored()


def test_words_of_an_article_do_not_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    output.write("\x1b[31mأحمر\x1b[0m \x1b]0;x\x07 \x08", None)
    screen.flush()
    shown = screen.raw_bytes.getvalue().decode()
    assert shown == "\x1b[31mأحمر\x1b[0m \ufffd]0;x\ufffd \ufffd\n"


def test_a_file_is_whole_ends_its_line_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    output.write("خبر", str(path))
    assert path.read_bytes() == "خبر\n".encode()
    output.write("خبر آخر\n", str(path))
    assert path.read_bytes() == "خبر آخر\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


def test_what_stood_there_is_kept_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    with pytest.raises(OutputError, match=r"a\.txt: can't be written \(No space left on device\)"):
        output.write("new", str(path))
    assert path.read_text("utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    output.write("new", str(link))
    assert link.is_symlink()
    assert path.read_text("utf-8") == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_file_has_the_rights_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        output.write("x", str(tmp_path / "a.txt"))
        assert os.umask(0o027) == 0o027, "the mask is put back"
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize(("name", "says"), [("", "directory"), ("none/a.txt", "no folder"), ("a\0.txt", "no name")])
def test_what_can_not_be_written_is_told_before_the_work(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(OutputError, match=says):
        output.check_output(str(tmp_path / name))
    output.check_output(None)
    output.check_output(os.devnull)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize(("mode", "name"), [(0o500, "new.txt"), (0o700, "old.txt")])
def test_no_permission(tmp_path: Path, mode: int, name: str) -> None:
    (tmp_path / "old.txt").write_text("x", encoding="utf-8")
    (tmp_path / "old.txt").chmod(0o400)
    tmp_path.chmod(mode)
    try:
        with pytest.raises(OutputError, match=r"may not be written to|write-protected"):
            output.check_output(str(tmp_path / name))
    finally:
        tmp_path.chmod(0o700)


def test_complaints_are_one_line_and_can_not_steer(capsys: pytest.CaptureFixture[str]) -> None:
    output.complain("a.txt: سطر\nثان\x1b[2J")
    assert capsys.readouterr().err == "tawatur: a.txt: سطر ثان\\x1b[2J\n"


def test_a_closed_stderr_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    output.complain("a.txt")
    with pytest.raises(ValueError, match="closed"):
        closed.write("x")


@pytest.mark.parametrize(("codes", "code", "said"), [
    ([], 0, 0), (["claims.none"], 0, 0), (["input.date"], 0, 1), (["input.metadata", "input.date"], 0, 2),
    (["input.empty"], 7, 1), (["input.empty", "input.date"], 7, 2),
])
def test_only_an_input_left_out_makes_it_partial(
    codes: list[str], code: int, said: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output.report_problems([Note(code=c, text=c) for c in codes]) == code
    assert capsys.readouterr().err.count("tawatur: input.") == said


def test_progress_moves_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    with output.progress("Comparing"):
        pass
    assert capsys.readouterr() == ("", "")


def test_a_closed_standard_output_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert not output.colored()
    assert output.width() >= 40
    with pytest.raises(OutputError, match="closed"):
        output.write("نص", None)
