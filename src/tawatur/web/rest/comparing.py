"""Texts against each other, or articles of the collection; nothing is stored."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ...api import problem_notes
from ...collection.packed import unpack_comparison
from ...errors import InputError, LanguageError, UsageError
from ...ingest.files import read_inputs
from ...model import Comparison
from ..jobs import JobFailed, Task
from ..pages.compare import compared
from .articles import entry_of
from .operations import Asked, NoQuery, get, operation
from .problems import Refused
from .values import Day, Id

# As many as the page of comparisons takes.
MOST = 4
_Line = Annotated[str, Meta(max_length=1000)]


class TextToCompare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One article: its text, and what is known of it."""

    text: Annotated[str, Meta(min_length=1, max_length=150_000)]
    id: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    title: _Line | None = None
    outlet: _Line | None = None
    published: Day | None = None
    url: Annotated[str, Meta(max_length=2000)] | None = None


class TextsToCompare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two to four articles on one event."""

    articles: Annotated[tuple[TextToCompare, ...], Meta(min_length=2, max_length=MOST)]


class ArticlesToCompare(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two to four articles of the collection."""

    article: Annotated[tuple[Id, ...], Meta(min_length=2, max_length=MOST, description="Ids; given twice to four times.")] = ()


def compare_texts(asked: Asked[NoQuery, TextsToCompare]) -> Comparison:
    """Compare texts that are sent. They are not stored; what could not be read stands in `notes`."""
    try:
        read = read_inputs([_record(one, n) for n, one in enumerate(asked.body.articles, 1)])
        read.require(2)
    except (InputError, LanguageError, UsageError) as error:
        raise Refused(409, "unreadable", str(error)) from None
    try:
        packed = asked.site.jobs.compare(Task(articles=tuple(read.articles), notes=problem_notes(read.problems)))
    except JobFailed as failed:
        raise _refused(failed) from None
    return unpack_comparison(packed)


def compare_articles(asked: Asked[ArticlesToCompare, None]) -> Comparison:
    """Compare articles of the collection with each other alone, whatever stories they belong to."""
    ids = list(dict.fromkeys(asked.query.article))
    if len(ids) < 2:
        raise Refused(409, "too few", "name two articles or more: ?article=...&article=...")
    entries = [entry_of(asked.collection, id) for id in ids]
    try:
        return compared(asked.site, entries)
    except JobFailed as failed:
        raise _refused(failed) from None


def _record(one: TextToCompare, number: int) -> dict[str, Any]:
    fields = {k: v for k, v in msgspec.structs.asdict(one).items() if v is not None}
    return {"id": f"text-{number}", **fields}


def _refused(failed: JobFailed) -> Refused:
    if failed.why == "too long":
        return Refused(504, "too long", "comparing took longer than it may; send shorter texts")
    if failed.why == "error":
        return Refused(409, "not compared", "these texts could not be compared")
    return Refused(503, failed.why, "no comparison can be made at this moment; try again later", {"Retry-After": "30"})


OPERATIONS = (
    get("/compare", compare_articles, "compare", refusals=(404, 409, 504)),
    operation("POST", "/compare", compare_texts, "compare", refusals=(409, 504)),
)
