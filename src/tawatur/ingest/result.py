"""What reading gives back: the articles that could be read, and one clear line for each that could not."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..errors import InputError, LanguageError, TawaturError, UsageError
from ..model import Article

ProblemCode = Literal[
    "missing", "directory", "unreadable", "empty", "too large", "not text", "no article",
    "hostile", "language", "record", "date", "metadata", "too short",
    # These are met in collections only.
    "hidden", "own folder", "special", "archive", "encrypted", "damaged", "unsupported", "not installed",
    "revisit", "status", "not a page", "feed",
    # … and these on the web (`ingest.fetch`).
    "refused", "robots", "address", "connection", "timeout", "redirect", "compression", "resting", "text", "entries",
]


class InputProblem(msgspec.Struct, frozen=True):
    """Why an input (or a part of it) was left out.

    `path` is the input as the user named it (with `:line` where it is one record of a file),
    `message` says what is wrong and what to do, `exit_code` is that of `errors.py`. `left_out`
    is False where the article was read all the same, e.g. without its impossible date.
    """

    path: str
    message: str
    exit_code: int
    code: ProblemCode
    left_out: bool = True

    def line(self) -> str:
        """One line for people: where, what, what to do."""
        return f"{self.path}: {self.message}"


def printable(text: str, longest: int) -> str:
    """`text` as it can be shown on one line and stored: valid, printable, of bearable length."""
    text = text[:longest]
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


class ReadResult(msgspec.Struct, frozen=True):
    """Articles in the order in which they were named, and what could not be read."""

    articles: tuple[Article, ...]
    problems: tuple[InputProblem, ...] = ()

    def require(self, needed: int) -> None:
        """Raise where fewer than `needed` articles were read.

        The error's class, and so the exit code, is that of what went wrong: LanguageError where
        all that was left out is in another language, InputError for other problems, UsageError
        where nothing went wrong but too few articles were given. What was left out stands in the
        error's notes (`__notes__`), a line each.
        """
        count = len(self.articles)
        if count >= needed:
            return
        lost = [problem for problem in self.problems if problem.left_out]
        text = f"{_count(needed)} needed, {count or 'none'} could be read"
        if not lost:
            raise UsageError(f"{text}; name another file on the same event")
        kind: type[TawaturError] = InputError
        if all(problem.exit_code == LanguageError.exit_code for problem in lost):
            kind = LanguageError
        error = kind(f"{text}; {lost[0].line()}" if len(lost) == 1 else f"{text}; {len(lost)} inputs were left out")
        for problem in lost if len(lost) > 1 else ():
            error.add_note(problem.line())
        raise error


def _count(number: int) -> str:
    return "one article is" if number == 1 else f"{number} articles are"
