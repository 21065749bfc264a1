"""What somebody pastes, drops or names on the page that compares, to articles. Nothing of it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import msgspec
from starlette.datastructures import FormData, UploadFile

from ..collection.visiting import Visited
from ..errors import TawaturError
from ..ingest.fetch.failure import FetchFailure
from ..ingest.files import problem_of, read_data, unique_ids
from ..ingest.record import Failure, with_metadata
from ..ingest.result import InputProblem, printable
from ..model import Article

# Inputs that the form has, and articles that are compared at most.
MOST = 4
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_FIELD = 300


class Problem(msgspec.Struct, frozen=True):
    """Why something was not read, or not as it was given (`left_out` is False); `where` names a record of a file."""

    code: str
    message: str
    where: str | None = None
    left_out: bool = True


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One input of the form as it was filled in, and what came of it.

    `source` is a text or an address, `file` the name of a file. `read` counts its articles.
    """

    number: int
    source: str = ""
    file: str | None = None
    outlet: str = ""
    day: str = ""
    read: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def address(self) -> str | None:
        """The address, where nothing else was written."""
        text = self.source.strip()
        return text if _ADDRESS.fullmatch(text) else None


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """All inputs of a form, and the articles that were read of them. `beyond` names those that were too many."""

    inputs: tuple[Input, ...]
    articles: tuple[Article, ...]
    beyond: tuple[str, ...] = ()


def blank() -> tuple[Input, ...]:
    """The inputs of an empty form."""
    return tuple(Input(number=n) for n in range(1, MOST + 1))


def read_form(form: FormData, largest: int, fetch: Callable[[Sequence[str]], list[Visited]]) -> Pasted:
    """Read every input that is filled in. `largest` caps a file (bytes), `fetch` gets the addresses."""
    given = [(_filled(form, n), _upload(form, n, largest)) for n in range(1, MOST + 1)]
    addresses = [one.address for one, upload in given if upload is None and one.address]
    visited = dict(zip(addresses, fetch(addresses), strict=True)) if addresses else {}
    inputs, articles = [], []
    for one, upload in given:
        found, problems = _read(one, upload, visited, largest)
        found, more = _described(found, one)
        problems += more
        one = msgspec.structs.replace(one, read=len(found), problems=tuple(_told(p, one) for p in problems))
        inputs.append(_kept(one, found, upload is not None))
        articles += found
    known = unique_ids(articles)
    return Pasted(inputs=tuple(inputs), articles=known[:MOST], beyond=tuple(a.outlet or a.id for a in known[MOST:]))


def _filled(form: FormData, number: int) -> Input:
    upload = form.get(f"file{number}")
    name = upload.filename if isinstance(upload, UploadFile) and upload.filename else None
    return Input(
        number=number, source=_text(form, f"source{number}").replace("\r\n", "\n"), file=_name(name) if name else None,
        outlet=_line(_text(form, f"outlet{number}")), day=_line(_text(form, f"day{number}")),
    )


def _text(form: FormData, key: str) -> str:
    value = form.get(key)
    return value if isinstance(value, str) else ""


def _line(text: str) -> str:
    return printable(" ".join(text.split()), _LONGEST_FIELD)


def _name(name: str) -> str:
    """A file's name without its folders, as it can be shown."""
    return printable(PurePosixPath(name.replace("\\", "/")).name, 120) or "file"


def _upload(form: FormData, number: int, largest: int) -> bytes | None:
    """The bytes of a file, one more than may be at most; None where there is no file."""
    upload = form.get(f"file{number}")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return None
    return upload.file.read(largest + 1)


def _read(
    one: Input, upload: bytes | None, visited: dict[str, Visited], largest: int
) -> tuple[list[Article], list[InputProblem]]:
    if upload is not None and len(upload) > largest:
        return [], [problem_of(Failure("too large", f"more than {largest / 1e6:g} MB; give the article alone"), one.file or "file")]
    if upload is not None:
        return read_data(upload, one.file or "file")
    if one.address:
        found = visited[one.address]
        if isinstance(found, FetchFailure):
            return [], [problem_of(found, one.address)]
        return [found], []
    if not one.source.strip():
        return [], []
    # A page's source may be pasted as well as its text.
    articles, problems = read_data(one.source.encode("utf-8", "surrogatepass"), f"text-{one.number}")
    return [msgspec.structs.replace(a, path=None) for a in articles], problems


def _described(articles: Sequence[Article], one: Input) -> tuple[list[Article], list[InputProblem]]:
    """The articles with the outlet and the day that were written beside the input."""
    given = {k: v for k, v in (("outlet", one.outlet), ("published", one.day)) if v}
    found: list[Article] = []
    problems: list[InputProblem] = []
    for article in articles:
        try:
            changed, more = with_metadata(article, given, article.id)
            found.append(changed)
            problems += [p for p in more if p not in problems]
        except TawaturError as error:
            problems.append(problem_of(error, article.id))
    return found, problems


def _told(problem: InputProblem, one: Input) -> Problem:
    where = problem.path if one.file and problem.path != one.file else None
    return Problem(code=problem.code, message=problem.message, where=where, left_out=problem.left_out)


def _kept(one: Input, articles: Sequence[Article], file: bool) -> Input:
    """What is shown again: a browser forgets the file, so its text stands in for it where it is one article."""
    if not file:
        return one
    if len(articles) != 1:
        return msgspec.structs.replace(one, source="")
    article = articles[0]
    return msgspec.structs.replace(
        one, source=article.text, outlet=one.outlet or article.outlet or "", day=one.day or article.published or "",
    )
