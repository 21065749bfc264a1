"""Where results go: standard output as UTF-8, or a file that is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import OutputError
from ..files import whole_file

if TYPE_CHECKING:
    from ..model import Note
    from ..reporting import ComparisonReport

_STEERS = re.compile(r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")
_ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def format_of(chosen: str | None, output: str | None) -> str:
    """The format asked for, else that of the output file's ending, else text."""
    return chosen or _ENDINGS.get(Path(output or "").suffix.lower(), "text")


def colored() -> bool:
    """True where colours may be shown: a terminal, and NO_COLOR is not set."""
    return _on_terminal() and not os.environ.get("NO_COLOR")


def _on_terminal() -> bool:
    # Where the shell closed standard output («>&-») Python has none.
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, at least 40; 100 where the output is no terminal."""
    if not _on_terminal() and "COLUMNS" not in os.environ:
        return 100
    return max(40, shutil.get_terminal_size((100, 24)).columns)


def width_or_none(output: str | None) -> int | None:
    """Columns of the terminal where one is written to, else None: nothing need be cut."""
    return width() if output is None and _on_terminal() else None


def form_asked(chosen: str | None, output: str | None) -> str:
    """As `format_of`, where the forms of `export.forms` are among the answers: «x.ninjs.json» asks for ninjs."""
    from ..export.forms import form_for

    form = None if chosen else form_for(Path(output or "").name)
    return form.name if form is not None else format_of(chosen, output)


def rendered(report: ComparisonReport, form: str, lang: str, output: str | None) -> str:
    """The report as json, html, markdown, or text for this terminal."""
    if form == "json":
        return report.to_json()
    if form == "html":
        return report.to_html(lang)
    if form == "markdown":
        return report.to_markdown(lang)
    return report.to_text(lang, width(), colored() and output is None)


def check_output(output: str | None) -> None:
    """Raise OutputError before the work is done where `output` could not be written after it."""
    if output is None or _is_special(Path(output)):
        return
    from ..config import spare

    path = _target(output)
    spare(path, output)
    if os.path.isdir(path):
        raise OutputError(f"{output}: this is a directory; name a file in it")
    if not os.path.isdir(path.parent):
        raise OutputError(f"{output}: there is no folder {path.parent}; make it or name another file")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise OutputError(f"{output}: the folder may not be written to; name a file elsewhere")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise OutputError(f"{output}: the file is write-protected; name another file")


def write(text: str, output: str | None) -> None:
    """Write `text` as UTF-8 to the file `output`, or to standard output where it is None.

    A file appears whole: what stood there before is kept if anything fails.
    """
    whole = text if text.endswith("\n") else text + "\n"
    write_bytes(whole.encode("utf-8", "replace"), output)


def write_bytes(data: bytes, output: str | None, text: bool = True) -> None:
    """Write `data` as it is to the file `output`, or to standard output where it is None.

    Raises OutputError where it is no `text` and standard output is a terminal.
    """
    if output is None:
        if not text and _on_terminal():
            raise OutputError("this form is no text, so a terminal can't show it; name a file with -o")
        # What an article holds must not steer the terminal on which it is shown.
        shown = _STEERS.sub("\ufffd", data.decode("utf-8")).encode() if text and _on_terminal() else data
        _to_stdout(shown)
        return
    check_output(output)
    try:
        if _is_special(Path(output)):
            Path(output).write_bytes(data)
        else:
            with whole_file(_target(output)) as file:
                file.write(data)
    except OSError as error:
        raise OutputError(f"{output}: can't be written ({error.strerror}); name another file") from None


def write_form(made: str | bytes, form: str, output: str | None) -> None:
    """Write a report: the text of `rendered`, or the bytes of one of `export.forms`."""
    if isinstance(made, str):
        write(made, output)
        return
    from ..export.forms import form_of

    write_bytes(made, output, form_of(form).text)


def _to_stdout(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("standard output: it is closed; name a file with -o")
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            sys.stdout.flush()
            stream.write(data)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: can't be written ({error.strerror})") from None


def _is_special(path: Path) -> bool:
    """A device or a pipe: written to as it is, never replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _target(output: str) -> Path:
    """The file behind a link, so that the link stays one."""
    try:
        return Path(os.path.realpath(output))
    except ValueError:
        raise OutputError(f"{output!r}: no name for a file; name another") from None


def complain(line: str) -> None:
    """One line on stderr under the program's name; a closed stderr is no reason to fail."""
    flat = " ".join(line.split("\n"))
    clean = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in flat)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError, ValueError):
        print("tawatur: " + clean.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


def report_problems(notes: Iterable[Note]) -> int:
    """Print what could not be read; the exit code, which tells whether an input was left out."""
    from .exits import PARTIAL

    code = 0
    for note in notes:
        if note.code.startswith("input."):
            complain(note.text)
            if note.code not in ("input.date", "input.metadata"):
                code = PARTIAL
    return code


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """A moving line on stderr while it is a terminal, nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
