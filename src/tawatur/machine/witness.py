"""Words of articles as a tool hands them out, with the article's outlet, day and address; and answers cut to a size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from ..model import Span
from ..web import links
from .answers import ArticleLine, Quote

if TYPE_CHECKING:
    from ..store import Store

# Characters of one quotation, and bytes of the records of one answer.
LONGEST_QUOTE, ROOM = 1200, 48_000
# Quotations in one record of an answer.
FEW, SOME = 4, 12
SCHEME = "tawatur:/"
T = TypeVar("T")
R = TypeVar("R", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Witness:
    """Makes quotations; `outlets`, `days` and `titles` are those of the articles that it knows, `base` the address of the pages
    (or none); articles that are not `stored` have no page.
    """

    base: str | None
    outlets: Mapping[str, str | None] = field(default_factory=dict)
    days: Mapping[str, str | None] = field(default_factory=dict)
    titles: Mapping[str, str | None] = field(default_factory=dict)
    stored: bool = True

    def address(self, path: str) -> str:
        """A page where there are pages, else the address of the resource."""
        return f"{self.base}{path}" if self.base else f"{SCHEME}{path}"

    def page(self, path: str) -> str | None:
        """A page of what is no resource: where there are no pages, nothing leads there."""
        return f"{self.base}{path}" if self.base else None

    def quote(self, span: Span, longest: int = LONGEST_QUOTE) -> Quote:
        text = span.text[:longest]
        return Quote(
            article=span.article, start=span.start, end=span.start + len(text), text=text, outlet=self.outlets.get(span.article),
            day=self.days.get(span.article), address=self.article_address(span.article), cut=len(text) < len(span.text),
        )

    def quotes(self, spans: Iterable[Span], most: int = FEW) -> tuple[Quote, ...]:
        return tuple(self.quote(span) for span in list(spans)[:most])

    def article_address(self, id: str) -> str:
        return self.address(links.article(id)) if self.stored else f"text:{id}"

    def line(self, id: str) -> ArticleLine:
        return ArticleLine(
            id=id, address=self.article_address(id), outlet=self.outlets.get(id), day=self.days.get(id), title=self.titles.get(id))


def witness(store: Store, base: str | None, articles: Iterable[str]) -> Witness:
    """A witness for these articles of the collection."""
    entries = store.entries(sorted(set(articles)))
    return Witness(
        base, {e.id: e.outlet for e in entries}, {e.id: e.published or (e.day if e.dated else None) for e in entries},
        {e.id: e.title for e in entries},
    )


def page(records: Sequence[T], make: Callable[[T], R], offset: int, limit: int) -> tuple[R, ...]:
    """The records from `offset` on, at most `limit` and not more than an answer has room for; at least one where there is one."""
    made: list[R] = []
    size = 0
    for record in records[offset:offset + limit]:
        one = make(record)
        size += len(msgspec.json.encode(one))
        if made and size > ROOM:
            break
        made.append(one)
    return tuple(made)


def paged(what: str, records: Sequence[T], make: Callable[[T], R], offset: int, limit: int) -> tuple[tuple[R, ...], dict[str, Any]]:
    """A page of all the records, and the fields of an `Answer` that count them."""
    shown = page(records, make, offset, limit)
    return shown, counts(what, len(records), offset, len(shown))


def counts(what: str, total: int, offset: int, shown: int) -> dict[str, Any]:
    """The fields of an `Answer` for so many of so many."""
    return {"found": bool(total), "note": counted(what, total, offset, shown), "total": total, "offset": offset, "shown": shown}


def counted(what: str, total: int, offset: int, shown: int, argument: str = "offset") -> str:
    """«3 to 12 of 40 stories; ask again with offset 12 for more»; `argument` names what is to be asked again with."""
    if not total:
        return f"Not in the collection: no {what}."
    if not shown:
        return f"Nothing from {argument} {offset} on: there are {total} {what}."
    if shown == total:
        return f"All {total} {what}." if total > 1 else f"1 of 1 {what}."
    more = f"; ask again with {argument} {offset + shown} for more" if offset + shown < total else ""
    return f"{offset + 1} to {offset + shown} of {total} {what}{more}."
