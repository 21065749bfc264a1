"""Every bad input through the real command line: one clear line, its exit code, no traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821
PERSIAN = "وزیر راه گفت که این جاده برای خودروها باز شده است و کار ادامه دارد. او با خبرنگاران را دیدار کرد."
STORY = "قالت بلدية المرفأ اليوم إن الجسر الجديد فُتح أمام السيارات بعد عامين من العمل.\n"


def make(folder: Path, name: str) -> Path:
    """A bad input by name."""
    path = folder / name
    contents: dict[str, bytes] = {
        "empty.txt": b"", "binary.txt": bytes(range(256)) * 64, "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "mixed.txt": STORY.encode() + STORY.encode("windows-1256"), "persian.txt": PERSIAN.encode(),
        "english.txt": b"The minister said that the road is open and that the work goes on in the city.",
        "no-article.html": b"<html><body><a href='/'>x</a></body></html>",
        "nested.html": b"<html><body>" + b"<div>" * 1_000_000 + STORY.encode(),
        "lines.jsonl": b'{"id": 1}\n{"text": 7}\nnot json\n',
        "nul.jsonl": b"\x00\x00\x00",
    }
    if name == "folder":
        path.mkdir()
    elif name == "big.txt":
        with path.open("wb") as file:
            file.truncate(50_000_000)
    elif name != "missing.txt":
        path.write_bytes(contents[name])
    return path


BAD = {
    "empty.txt": 3, "binary.txt": 3, "picture.html": 3, "mixed.txt": 3, "no-article.html": 3, "nested.html": 3,
    "lines.jsonl": 3, "nul.jsonl": 3, "folder": 3, "big.txt": 3, "missing.txt": 3, "persian.txt": 4, "english.txt": 4,
}


@pytest.mark.parametrize(("name", "code"), BAD.items())
def test_alone(run: Run, tmp_path: Path, name: str, code: int) -> None:
    path = make(tmp_path, name)
    ran = run("annotate", path)
    assert (ran.code, ran.out) == (code, "")
    assert str(path) in ran.err
    assert all(line.startswith("tawatur: ") for line in ran.err.splitlines())
    if name != "lines.jsonl":
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("name", "code"), BAD.items())
def test_beside_one_good_article(run: Run, tmp_path: Path, files: list[Path], name: str, code: int) -> None:
    ran = run("compare", make(tmp_path, name), files[0])
    assert (ran.code, ran.out) == (code, "")


@pytest.mark.parametrize("name", BAD)
def test_the_good_ones_are_still_compared(run: Run, tmp_path: Path, files: list[Path], name: str) -> None:
    path = make(tmp_path, name)
    ran = run("compare", files[0], path, files[1], "--format", "json")
    assert ran.code == 7
    assert str(path) in ran.err
    report = json.loads(ran.out)
    assert len(report["articles"]) == 2
    assert any(str(path) in note["text"] for note in report["notes"] if note["code"].startswith("input."))


def test_one_article_only(run: Run, files: list[Path]) -> None:
    ran = run("compare", files[0])
    assert ran.code == 2
    assert "2 articles" in ran.err


def test_the_same_article_twice_is_one_origin(run: Run, files: list[Path]) -> None:
    ran = run("compare", files[0], files[0], "--format", "json")
    assert ran.code == 0
    report = json.loads(ran.out)
    assert len({a["id"] for a in report["articles"]}) == 2
    assert report["alignments"]
    assert all(a["independent_origins"]["certain"] <= 1 for a in report["alignments"])


def test_unrelated_articles(run: Run, tmp_path: Path, files: list[Path]) -> None:
    other = tmp_path / "other.txt"
    other.write_text("فاز فريق الساحل على فريق الجبل بهدفين في افتتاح دوري كرة السلة للناشئين مساء أمس.\n", encoding="utf-8")
    ran = run("compare", files[0], other, "--format", "json")
    assert ran.code == 0
    report = json.loads(ran.out)
    assert all(len({c.split("/")[0] for c in a["claims"]}) == 1 for a in report["alignments"])


@pytest.mark.parametrize("text", [
    STORY.replace(" ", "\u202b ", 3) + "\x00 \u2066نص\u2069\n", "قـــالَ الـوَزِيرُ إِنَّ الطَّرِيقَ مَفْتُوحٌ.\n",
    "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻄﺮﻳﻖ ﻣﻔﺘﻮﺡ ﻓﻲ 31 ﺷﺒﺎﻁ.\n", "قال الوزير 😀👩‍🚒 إن الطريق مفتوح.\n", STORY.replace("\n", "\r\n") * 3,
    "اجتمع المجلس في 31 شباط 2021، وقال إن الطريق مفتوح.\n",
], ids=["controls", "marks", "forms", "emoji", "crlf", "31 February"])
def test_odd_letters_are_read(run: Run, tmp_path: Path, files: list[Path], text: str) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_bytes(text.encode())
    ran = run("compare", files[0], odd, "--format", "json")
    assert ran.code == 0
    kept = next(a["text"] for a in json.loads(ran.out)["articles"] if a["id"] == "odd.txt")
    assert kept == text


def test_terminal_is_not_steered_by_an_article(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    from tawatur.cli import output

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    output.write("\x1b[1mنص\x1b[0m \x1b]0;title\x07 \x9b2J", None)
    shown = capsys.readouterr().out
    assert "\x1b[1m" in shown
    assert "\x1b]" not in shown
    assert "\x07" not in shown
    assert "\x9b" not in shown


def test_output_into_a_missing_folder(run: Run, files: list[Path], tmp_path: Path) -> None:
    ran = run("compare", *files, "-o", tmp_path / "none" / "r.json")
    assert ran.code == 5
    assert "none" in ran.err


def test_output_is_a_folder(run: Run, files: list[Path], tmp_path: Path) -> None:
    assert run("compare", *files, "-o", tmp_path).code == 5


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_output_folder_without_permission(run: Run, files: list[Path], tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert run("compare", *files, "-o", closed / "r.json").code == 5


def test_what_stood_there_is_kept_when_writing_fails(
    run: Run, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "r.json"
    old.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = run("compare", *files, "-o", old)
    assert ran.code == 5
    assert "No space left" in ran.err
    assert old.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.txt", "r.json", "two.txt"]


def test_a_device_is_written_to_and_not_replaced(run: Run, files: list[Path]) -> None:
    assert run("schema", "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", None])
def test_broken_meta(run: Run, files: list[Path], tmp_path: Path, content: str | None) -> None:
    table = tmp_path / "meta.csv"
    if content is not None:
        table.write_text(content, encoding="utf-8")
    ran = run("compare", *files, "--meta", table)
    assert ran.code == 3
    assert "meta.csv" in ran.err
    assert ran.err.count("\n") == 1


def test_name_that_is_no_utf8(run: Run, files: list[Path], tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff.txt")
    Path(odd).write_bytes(files[1].read_bytes())
    ran = run("compare", files[0], odd, "--format", "json")
    assert ran.code == 0
    assert {a["id"] for a in json.loads(ran.out)["articles"]} == {"one.txt", "\ufffd.txt"}
