"""The command line. Everything but click is imported by the command that needs it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from .app import app
from .exits import INTERRUPTED, PARTIAL

__all__ = ["PARTIAL", "app", "main"]

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(argv: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code (docs/exit-codes.md); never a traceback.

    With TAWATUR_DEBUG set the traceback of an unexpected error is shown all the same.
    """
    # Before numpy is loaded: its threads cost far more on our small matrices than they bring, and
    # on a busy machine ten times the time. Whole texts run side by side instead (`tawatur.encode.e5`).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(_run(argv))


def _run(argv: Sequence[str] | None) -> int:
    from ..errors import TawaturError

    try:
        code = app.main(
            args=None if argv is None else list(argv), prog_name="tawatur", standalone_mode=False
        )
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        _say(_in_one_line(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Nothing of ours leaves by SystemExit; click does so where the reader of our output is gone.
        # Whoever read it has enough, and a second complaint when Python closes must not come either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1 if sys.__stdout__ is None or sys.__stdout__.closed else sys.__stdout__.fileno())
        return 0
    except TawaturError as error:
        for note in getattr(error, "__notes__", ()):
            _say(note)
        _say(str(error))
        return error.exit_code
    except OSError as error:
        return _full(error) if error.errno in _FULL else _unexpected(error)
    except Exception as error:
        return _unexpected(error)


def _full(error: OSError) -> int:
    """Mostly our own output, sent to a disk on which there is no room."""
    from ..errors import OutputError

    _say(f"{error.filename or 'standard output'}: can't be written ({error.strerror})")
    return OutputError.exit_code


def _in_one_line(error: click.ClickException) -> str:
    """What is wrong with the call, and where it is told how it is written."""
    message = error.format_message().strip().removesuffix(".")
    at = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; `{at.command_path} --help` tells how it is written" if at is not None else message


def _unexpected(error: Exception) -> int:
    if os.environ.get("TAWATUR_DEBUG"):
        raise error
    reason = str(error).split("\n")[0][:200]
    _say(f"unexpected {type(error).__name__}: {reason}; set TAWATUR_DEBUG=1 for the details and report it")
    return 1


def _say(line: str) -> None:
    """One line on stderr, whatever its encoding can hold."""
    from .output import complain

    complain(line)
