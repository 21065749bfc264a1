"""The few named errors, each with its exit code.

A user's mistake never ends in a traceback: the command line prints `str(error)`, one line that
says what, where and what to do, and leaves with `error.exit_code`.
"""

from __future__ import annotations


class TawaturError(Exception):
    """Base of all errors that a user can meet; `exit_code` 1."""

    exit_code = 1


class UsageError(TawaturError):
    """The call itself is off: too few articles, an unknown option value."""

    exit_code = 2


class InputError(TawaturError):
    """An input can't be read as an article: missing, empty, binary, too large, a directory."""

    exit_code = 3


class LanguageError(TawaturError):
    """The input is readable but in a language that is not read."""

    exit_code = 4


class OutputError(TawaturError):
    """The output can't be written."""

    exit_code = 5


class ResourceError(TawaturError):
    """A language data file is broken; the message carries `file:line`."""

    exit_code = 6


class StoreError(TawaturError):
    """A collection's database can't be used: missing, no connection, no driver; base of the kinds below."""

    exit_code = 10


class StoreBusyError(StoreError):
    """Another process writes to it; the message names that process."""

    exit_code = 11


class StoreFullError(StoreError):
    """No room is left for it on its disk; what was confirmed is there."""

    exit_code = 12


class StoreReadOnlyError(StoreError):
    """It lies in a folder, file or server that may only be read."""

    exit_code = 13


class StoreVersionError(StoreError):
    """It was written by a newer Tawatur, or must first be brought up to date."""

    exit_code = 14


class StoreDamagedError(StoreError):
    """It is no database, or a damaged one."""

    exit_code = 15


class ListenError(TawaturError):
    """Nothing can listen at this address and port: they are taken, not this machine's, or not allowed."""

    exit_code = 16
