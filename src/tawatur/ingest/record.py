"""One record (a JSON object, a Python mapping, a row of metadata) to an Article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ..errors import InputError, LanguageError
from ..model import Article
from .config import MAX_CHARS
from .dates import day_in_address, iso_day
from .language import Language, detect, load_languages, name_of
from .result import InputProblem, ProblemCode

_HALF = re.compile(r"[\ud800-\udfff]")
ALIASES = {"series": "outlet", "date": "published", "file": "id", "path": "id", "name": "id"}
FIELDS = ("id", "text", "html", "outlet", "url", "published", "title", "language")


class Failure(InputError):
    """An input that can't be read, with the stable code of the reason."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class WrongLanguage(LanguageError):
    """Readable, but not Arabic."""

    code: ProblemCode = "language"


def text_of(record: Mapping[str, Any], name: str) -> str | None:
    """The field `name` of a record (or its other name) as stripped text; None where absent."""
    value = record.get(name)
    if value is None:
        value = next((record[a] for a, n in ALIASES.items() if n == name and record.get(a) is not None), None)
    if value is None:
        return None
    if isinstance(value, bool | float | list | dict):
        raise Failure("record", f"the field {name!r} must be text, not {type(value).__name__}")
    value = str(value)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Failure("record", f"the field {name!r} holds half a character (a lone surrogate)") from None
    return value if name in ("text", "html") else value.strip() or None


def check(article: Article, languages: Sequence[Language] | None = None) -> Article:
    """The article with its language filled in; raises Failure or WrongLanguage.

    `languages`: the rows of `languages.csv`, which are read where they are not given.
    """
    if not article.text.strip():
        raise Failure("empty", "the text is empty; give a file that holds an article")
    if len(article.text) > MAX_CHARS:
        raise Failure(
            "too large",
            f"{len(article.text):,} characters; an article may have {MAX_CHARS:,}: split the file",
        )
    if _HALF.search(article.text):
        raise Failure("record", "the text holds half a character (a lone surrogate); save it again as UTF-8")
    languages = load_languages() if languages is None else languages
    found = detect(article.text, languages)
    if found != "ar":
        declared = f" (declared as {article.language})" if article.language else ""
        raise WrongLanguage(
            f"the language looks like {name_of(found, languages)}{declared}, which is not read; "
            "give articles in Arabic"
        )
    return msgspec.structs.replace(article, language="ar")


def with_metadata(
    article: Article, record: Mapping[str, Any], where: str
) -> tuple[Article, tuple[InputProblem, ...]]:
    """`article` with the outlet, date, url and title that `record` gives.

    A day that does not exist is left out, and said so. Where no day is given, the one that the
    address holds is taken.
    """
    changes: dict[str, Any] = {}
    for name in ("outlet", "url", "title"):
        value = text_of(record, name)
        if value:
            changes[name] = value
    if "outlet" in changes:
        changes["outlet_how"] = "given"
    problems: tuple[InputProblem, ...] = ()
    written = text_of(record, "published")
    if written:
        day = iso_day(written)
        if day:
            changes |= {"published": day, "published_how": "given"}
        else:
            problems = (no_day(written, where),)
    changed = msgspec.structs.replace(article, **changes)
    if changed.published is None and (day := day_in_address(changed.url)):
        changed = msgspec.structs.replace(changed, published=day, published_how="metadata")
    return changed, problems


def no_day(written: str, where: str) -> InputProblem:
    """The problem of a date that is none."""
    return InputProblem(
        where, f"{written!r} is no day that is understood; write the date as YYYY-MM-DD "
        "(the article is read without it)", InputError.exit_code, "date", left_out=False,
    )


def checked(article: Article) -> tuple[Article, tuple[InputProblem, ...]]:
    """An article that a program handed over, with the same checks as one from a file."""
    article = check(article)
    if article.published is None or iso_day(article.published) == article.published:
        return article, ()
    day = iso_day(article.published)
    how = article.published_how if day else None
    problems = () if day else (no_day(article.published, article.id),)
    return msgspec.structs.replace(article, published=day, published_how=how), problems
