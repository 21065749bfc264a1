"""Records of data sets to articles: what a stream yields, and how a JSON value is taken apart into records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final, NamedTuple

import msgspec

from ..errors import InputError, TawaturError
from ..model import Article
from ..model.collection import FeedRow
from .config import MAX_NESTING, MIN_TEXT
from .dates import day_in_address
from .fields import (
    SHARED,
    day_in,
    field_of,
    fields,
    holds_article,
    host_of,
    name_in,
    outlet_in,
    scalars,
)
from .files import problem_of
from .language import Language
from .record import Failure, check, no_day
from .result import InputProblem, printable

# The elements that speak for HTML in a field which should hold text.
_BLOCKS: Final = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote", "section", "article", "ul", "table")


class Made(NamedTuple):
    """What became of one record."""

    article: Article | None = None
    problems: tuple[InputProblem, ...] = ()
    feed: FeedRow | None = None


class Raw(NamedTuple):
    """A record whose place is known and that is read only when it is asked for."""

    where: str
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Reading:
    """What all readers need: the languages, read once, and the name under which the input is shown."""

    shown: str
    languages: Sequence[Language] = field(repr=False)

    def inside(self, member: str) -> Reading:
        """The same for a member of this archive."""
        return Reading(f"{self.shown}!{member}", self.languages)

    @property
    def name(self) -> str:
        """The last part of the name."""
        return self.shown.replace("!", "/").rpartition("/")[2] or self.shown


def broken(error: TawaturError, where: str) -> Raw:
    """A record that can't be read, for the reason `error`."""
    problem = problem_of(error, where)
    return Raw(where, lambda: Made(None, (problem,)))


def guarded(raw: Raw) -> Made:
    """The record, or the problem that keeps it from being an article."""
    try:
        made = raw.make()
    except TawaturError as error:
        made = Made(None, (problem_of(error, raw.where),))
    return made._replace(problems=tuple(map(clear, made.problems))) if made.problems else made


def clear(problem: InputProblem) -> InputProblem:
    """The problem as one printable line, whatever a stranger's file put into it."""
    path, message = printable(problem.path, 4096), printable(problem.message, 600)
    return msgspec.structs.replace(problem, path=path, message=message)


def rows(value: Any, where: str, number: int, reading: Reading) -> Iterator[Raw]:
    """The records in one JSON value (an element, a line): one, or those that it holds in lists."""
    count = 0
    try:
        for label, record, shared in _expand(value, "", {}, 0):
            count += 1
            yield _row(record, shared, f"{where}{label}", f"{reading.name}:{number}{label}", reading)
    except Failure as error:
        yield broken(error, where)
        return
    if not count and _has_empty_list(value):
        yield broken(Failure("empty", "its lists are empty: there is no article in it"), where)
    elif not count:
        what = "an object" if isinstance(value, Mapping) else f"a {type(value).__name__}"
        yield broken(Failure("record", f"{what} without a text; an object with 'text' (or 'content', 'body', 'html') "
                             "or lists of such objects is due"), where)


def _has_empty_list(value: Any) -> bool:
    return isinstance(value, Mapping) and any(
        isinstance(column, list | tuple) and not column and field_of(str(name)) in ("text", "html")
        for name, column in value.items()
    )


def _row(record: Mapping[Any, Any], shared: Mapping[str, Any], where: str, made_id: str, reading: Reading) -> Raw:
    return Raw(where, lambda: article_from(record, shared, where, made_id, reading))


def article_from(
    record: Mapping[Any, Any], shared: Mapping[str, Any], where: str, made_id: str, reading: Reading
) -> Made:
    """The article in a record whose fields may have any name of `fields.ALIASES`.

    `shared`: what the object that holds the record says for all; `made_id`: the id where the record
    has none. Raises Failure or WrongLanguage.
    """
    found = {**shared, **fields(record)}
    given = _text(found, "id")
    text, page, url = _text(found, "text"), _text(found, "html"), _text(found, "url")
    if not (text or "").strip() and not (page or "").strip():
        raise Failure("empty", "the text is empty; nothing to read in this record")
    if (text or "").strip():
        article = Article(id=given or made_id, text=_without_markup((text or "").removeprefix("\ufeff")))
    else:
        from .html import read_page

        article = read_page(page or "", given or made_id, url)
    article, problems = _described(article, found, where)
    article = msgspec.structs.replace(
        article, id_how="given" if given else "made", language=_text(found, "language") or None
    )
    return Made(accepted(article, reading), problems)


def accepted(article: Article, reading: Reading) -> Article:
    """The article with its language filled in; raises Failure or WrongLanguage where it is none that is taken in."""
    article = check(article, reading.languages)
    words = len(article.text[:1000].split())
    if words < MIN_TEXT:
        raise Failure("too short", f"{words} word{'s' * (words != 1)} of text; an article has at least {MIN_TEXT}")
    return article


def _described(article: Article, found: Mapping[str, Any], where: str) -> tuple[Article, tuple[InputProblem, ...]]:
    changes: dict[str, Any] = {}
    problems = []
    for name in ("url", "title"):
        if value := _text(found, name):
            changes[name] = unescape(value) if "&" in value and name == "title" else value
    if outlet := outlet_in(found.get("outlet")):
        changes |= {"outlet": outlet, "outlet_how": "given"}
    for name in ("published", "seen"):
        value = name_in(found.get(name))
        if value is None or value == "":
            continue
        if day := day_in(value):
            changes[name] = day
        else:
            problems.append(no_day(str(value)[:60], where))
    if "published" in changes:
        changes["published_how"] = "given"
    article = msgspec.structs.replace(article, **changes)
    return from_address(article), tuple(problems)


def from_address(article: Article) -> Article:
    """The article with the outlet and the day that its address shows, where they are not known."""
    if article.outlet is None and (host := host_of(article.url)):
        article = msgspec.structs.replace(article, outlet=host, outlet_how="url")
    if article.published is None and (day := day_in_address(article.url)):
        article = msgspec.structs.replace(article, published=day, published_how="metadata")
    return article


def _text(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    if name not in ("text", "html"):
        value = name_in(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, list | tuple) and name == "text" and all(isinstance(one, str) for one in value):
        value = "\n".join(value)
    if isinstance(value, list | tuple | Mapping):
        if name in ("text", "html", "id"):
            raise Failure("record", f"the field {name!r} must be text, not {type(value).__name__}")
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    value = str(value)
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Failure("record", f"the field {name!r} holds half a character (a lone surrogate)") from None
    return value if name in ("text", "html") else " ".join(value.split()) or None


def _without_markup(text: str) -> str:
    """The text of a field that holds a piece of HTML, a paragraph a line; other texts as they are."""
    head = text[:400].lower()
    if "<" not in head or not any(f"<{tag}" in head for tag in _BLOCKS) or text.count(">") < 2:
        return text
    from .markup import fragment_text

    return fragment_text(text)


Found = tuple[str, Mapping[Any, Any], Mapping[str, Any]]


def _expand(value: Any, label: str, shared: Mapping[str, Any], depth: int) -> Iterator[Found]:
    """Records in a value, each with the path that leads to it and what the objects above it say for all."""
    if depth > MAX_NESTING:
        return
    if isinstance(value, list | tuple):
        for number, one in enumerate(value):
            if isinstance(one, Mapping | list | tuple):
                yield from _expand(one, f"{label}[{number}]", shared, depth + 1)
        return
    if not isinstance(value, Mapping):
        return
    if holds_article(value):
        yield label, value, shared
        return
    columns = {str(name): column for name, column in value.items() if isinstance(column, list | tuple | Mapping)}
    texts = [name for name, column in columns.items() if field_of(name) in ("text", "html") and _is_column(column)]
    shared = {**shared, **scalars(value, SHARED)}
    if texts and _is_paragraphs(value, columns, texts[0]):
        yield label, value, shared
        return
    if texts:
        yield from _parallel(value, columns, texts[0], label, shared)
        return
    for name, column in columns.items():
        yield from _expand(column, f"{label}.{printable(name, 40)}", shared, depth + 1)


def _is_paragraphs(value: Mapping[Any, Any], columns: Mapping[str, Any], main: str) -> bool:
    """One article whose text is a list of paragraphs: its title or address is one value, no other field is a list."""
    others = [name for name in columns if name != main and field_of(name) in ("url", "title", "published", "id")]
    return isinstance(columns[main], list | tuple) and not others and bool(scalars(value, ("url", "title")))


def _is_column(column: Any) -> bool:
    """A list of texts, or what pandas writes for a column: texts by the number of their row."""
    cells = list(column.values()) if isinstance(column, Mapping) else column
    return bool(cells) and all(cell is None or isinstance(cell, str) for cell in cells)


def _parallel(
    value: Mapping[Any, Any], columns: Mapping[str, Any], main: str, label: str, shared: Mapping[str, Any]
) -> Iterator[Found]:
    """Records of an object whose fields are lists of one length; lists of another length can't be matched."""
    keys = list(columns[main]) if isinstance(columns[main], Mapping) else range(len(columns[main]))
    fitting: dict[str, Any] = {}
    for name, column in columns.items():
        if field_of(name) is None or type(column) is not type(columns[main]):
            continue
        if len(column) != len(columns[main]):
            raise Failure("record", f"{len(columns[main])} of {main!r} but {len(column)} of {name!r}: lists of one length "
                          "are due, or a list of objects")
        fitting[name] = column
    for key in keys:
        yield f"{label}.{printable(main, 40)}[{printable(str(key), 40)}]", {
            name: column.get(key) if isinstance(column, Mapping) else column[key] for name, column in fitting.items()
        }, shared


def not_read(where: str, code: Any, message: str) -> InputProblem:
    """The problem of an input that is left out."""
    return InputProblem(where, message, InputError.exit_code, code)
