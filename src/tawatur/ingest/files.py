"""Files to articles. A file that can't be read becomes a problem; the others are still read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..errors import InputError, LanguageError, TawaturError, UsageError
from ..model import Article
from .config import MAX_BYTES
from .encoding import declared_encoding, decode
from .jsonl import article_of, records
from .meta import read_meta
from .record import Failure, check, checked
from .result import InputProblem, ProblemCode, ReadResult

_PAGES = (".html", ".htm", ".xhtml")
_RECORDS = (".jsonl", ".ndjson")


def read_paths(paths: Iterable[str | Path], meta: str | Path | None = None) -> ReadResult:
    """Read every file into articles, in the order given.

    `.html`/`.htm` files go through the extraction of the main text, `.jsonl` holds one article a
    line, everything else is plain text. `meta` names a CSV file (columns file or id, outlet,
    published, url, title). Ids are the given ones, else file names; equal ones are told apart by
    their folder or by `~2`. Raises InputError only where `meta` itself can't be read.
    """
    return read_inputs([Path(path) if isinstance(path, Path) else str(path) for path in paths], meta)


def read_inputs(
    inputs: Iterable[str | Path | Article | Mapping[str, Any]], meta: str | Path | None = None
) -> ReadResult:
    """As `read_paths`, for paths, articles and mappings with the fields of a `.jsonl` record."""
    if isinstance(inputs, str | Path | Mapping | Article):
        raise UsageError(f"a list of inputs is due, not one {type(inputs).__name__}; write [...] around it")
    table = read_meta(meta) if meta is not None else None
    articles: list[Article] = []
    problems: list[InputProblem] = []
    failed: list[str] = []
    for number, given in enumerate(inputs, 1):
        found, broken = _read_one(given, number)
        problems += broken
        failed += [Path(p.path).name for p in broken if p.left_out] + [p.path for p in broken]
        for article in found:
            if table is not None:
                article, more = table.apply(article)
                problems += more
            articles.append(article)
    if table is not None:
        problems += table.unused(failed)
    return ReadResult(unique_ids(articles), tuple(problems))


def unique_ids(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with ids that differ, whatever order they stand in.

    Equal ids are told apart by the parent folder, else numbered `~2`, `~3` in the order of their
    texts.
    """
    renamed = _by_folder(articles)
    groups: dict[str, list[int]] = {}
    for at, article in enumerate(renamed):
        groups.setdefault(article.id, []).append(at)
    taken = set(groups)
    for name, members in groups.items():
        rank = sorted(members, key=lambda at: (renamed[at].text, renamed[at].outlet or "", renamed[at].url or ""))
        count = 2
        for at in rank[1:]:
            while f"{name}~{count}" in taken:
                count += 1
            taken.add(f"{name}~{count}")
            renamed[at] = msgspec.structs.replace(renamed[at], id=f"{name}~{count}")
    return tuple(renamed)


def _by_folder(articles: Sequence[Article]) -> list[Article]:
    paths: dict[str, set[str]] = {}
    for article in articles:
        paths.setdefault(article.id, set()).add(article.path or "")
    out = []
    for article in articles:
        name = article.path and Path(article.path)
        if name and len(paths[article.id]) > 1 and article.id == name.name and name.parent.name:
            article = msgspec.structs.replace(article, id=f"{name.parent.name}:{name.name}")
        out.append(article)
    return out


def _read_one(
    given: str | Path | Article | Mapping[str, Any], number: int
) -> tuple[list[Article], list[InputProblem]]:
    if isinstance(given, str | Path):
        return _read_file(str(given))
    shown = given.id if isinstance(given, Article) else f"input {number}"
    try:
        if isinstance(given, Article):
            article, problems = checked(given)
            return [article], list(problems)
        article, problems = article_of(given, "input", number)
        return [article], list(problems)
    except TawaturError as error:
        return [], [problem_of(error, shown)]


def _read_file(given: str) -> tuple[list[Article], list[InputProblem]]:
    path = Path(given)
    # A name that is no UTF-8 could not be written into the output.
    shown = os.fsencode(given).decode("utf-8", "replace")
    if not given:
        return [], [problem_of(Failure("missing", "an empty name; name a file"), "''")]
    try:
        data = _bytes(path)
    except TawaturError as error:
        return [], [problem_of(error, shown)]
    return read_data(data, shown)


def read_data(data: bytes, shown: str) -> tuple[list[Article], list[InputProblem]]:
    """The articles in the bytes of a file, as `read_paths` reads one called `shown`; its ending tells what it holds."""
    path = Path(shown)
    try:
        suffix = path.suffix.lower()
        declared = None if suffix in _RECORDS else declared_encoding(data)
        text = decode(data, declared).text
        if suffix in _RECORDS:
            return _read_records(text, shown)
        if suffix in _PAGES or (suffix != ".txt" and _looks_like_page(text)):
            from .html import read_page

            article = read_page(text, path.name)
        else:
            article = Article(id=path.name, text=text)
        return [check(msgspec.structs.replace(article, path=shown))], []
    except TawaturError as error:
        return [], [problem_of(error, shown)]


def _read_records(text: str, shown: str) -> tuple[list[Article], list[InputProblem]]:
    articles: list[Article] = []
    problems: list[InputProblem] = []
    for number, record in records(text, shown):
        where = f"{shown}:{number}"
        try:
            if isinstance(record, Failure):
                raise record
            article, more = article_of(record, Path(shown).name, number)
            articles.append(article)
            problems += [msgspec.structs.replace(problem, path=where) for problem in more]
        except TawaturError as error:
            problems.append(problem_of(error, where))
    return articles, problems


def _bytes(path: Path) -> bytes:
    """The file's bytes; refuses directories, devices and files above the limit before reading."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Failure("directory", "this is a directory; name the files in it, e.g. "
                          f"{os.path.join(str(path), '*.txt')}")
        if about.st_size > MAX_BYTES:
            raise Failure("too large", f"{about.st_size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB "
                          "are read: give the article alone")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Failure("missing", "there is no such file; check the name") from None
    except PermissionError:
        raise Failure("unreadable", "may not be read (permission denied); change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Failure("unreadable", f"can't be read ({reason})") from None
    if len(data) > MAX_BYTES:
        raise Failure("too large", f"more than {MAX_BYTES / 1e6:.0f} MB; give the article alone")
    return data


def _looks_like_page(text: str) -> bool:
    head = text[:1000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html")) or ("<html" in head and "<?xml" in head)


def problem_of(error: TawaturError, path: str) -> InputProblem:
    """The problem that stands for an error raised while `path` was read."""
    code: ProblemCode = getattr(error, "code", "not text")
    if code == "not text" and "empty" in str(error):
        code = "empty"
    if isinstance(error, LanguageError):
        return InputProblem(path, str(error), LanguageError.exit_code, "language")
    return InputProblem(path, str(error), getattr(error, "exit_code", InputError.exit_code), code)
