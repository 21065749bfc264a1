"""docs/collections.md is followed from the first line to the last: what it shows is what comes out.

    .venv/bin/python tests/docs/test_collections_page.py      writes the outputs anew
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "collections.md"

# A block of commands with what they print, or of Python with what it prints in the block after it.
_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
_PYTHON = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
# How quick it was is another thing on every machine.
_RATE = re.compile(r"^[\d.]+ articles a second .*\n", re.MULTILINE)
_NOW = datetime(2026, 3, 7, 9, tzinfo=UTC)
_CUT = "...\n"


@contextlib.contextmanager
def _place() -> Iterator[None]:
    """An empty folder with the examples, a terminal of 80 columns, a clock that stands still, one process."""
    from tawatur import collection
    from tawatur.collection import running

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        still = partial(collection.open_collection, clock=lambda: _NOW)
        with (
            mock.patch.dict(os.environ, {"COLUMNS": "80"}), mock.patch.object(collection, "open_collection", still),
            mock.patch.object(running, "processors", return_value=0),
        ):
            os.environ.pop("TAWATUR_COLLECTION", None)
            yield


@contextlib.contextmanager
def _printed() -> Iterator[io.BytesIO]:
    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield kept
    stream.detach()


def _command(line: str) -> str:
    from tawatur.cli import main

    with _printed() as kept, contextlib.suppress(SystemExit):
        main(shlex.split(line)[1:])
    return _RATE.sub("", kept.getvalue().decode())


def _python(code: str) -> str:
    with _printed() as kept:
        exec(compile(code, str(PAGE), "exec"), {})
    return kept.getvalue().decode()


def _console(shown: str) -> str:
    """The block with its outputs as they come out; one that the page cuts with `...` is cut at the same line."""
    out = ""
    for part in re.split(r"^(?=\$ )", shown, flags=re.MULTILINE):
        if not part:
            continue
        line, _, old = part.partition("\n")
        text = _command(line.removeprefix("$ "))
        if old.endswith(_CUT):
            text = "".join(text.splitlines(keepends=True)[: old.count("\n") - 1]) + _CUT
        out += f"{line}\n{text}"
    return out


def followed(page: str) -> str:
    """The page with all outputs as they come out when it is followed in order."""
    found = sorted([*_CONSOLE.finditer(page), *_PYTHON.finditer(page)], key=lambda match: match.start())
    out, at = "", 0
    with _place():
        for match in found:
            out += page[at:match.start()]
            if match.re is _CONSOLE:
                out += _console(match[1])
            else:
                out += f"```python\n{match[1]}```\n\n```text\n{_python(match[1])}"
            at = match.end()
    return out + page[at:]


def test_the_page_shows_what_comes_out() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count("```console") >= 10
    got, want = followed(page).splitlines(), page.splitlines()
    for number, (there, shown) in enumerate(zip(got, want, strict=False), 1):
        assert there == shown, f"docs/collections.md, line {number}"
    assert len(got) == len(want)


def test_the_readme_shows_the_same_stories() -> None:
    shown = re.search(r"^\$ tawatur stories press\n(.*?)(?=^```$)", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert shown is not None
    assert f"```console\n{shown[1]}```" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["init", "add", "fetch", "watch", "stories", "story", "search", "article", "who", "outlets", "agenda", "export", "doctor"])
def test_every_command_is_told(command: str) -> None:
    assert f"tawatur {command}" in PAGE.read_text(encoding="utf-8")


def test_every_setting_is_told_with_its_usual_value() -> None:
    from tawatur.config import Config

    page = PAGE.read_text(encoding="utf-8")
    for name in Config.__struct_fields__:
        value = getattr(Config(), name)
        assert re.search(rf"^\| `{name}` \| `{re.escape(str(value))}` \|", page, re.MULTILINE), name


if __name__ == "__main__":
    PAGE.write_text(followed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("read what changed: git diff docs/collections.md\n")
