"""What may stand in an address or in a request: bounds are part of the type, so that the OpenAPI document tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Generic, TypeVar, get_args
from urllib.parse import urlencode

import msgspec
from msgspec import Meta

from ..links import quoted_path
from .operations import Asked
from .problems import Refused

T = TypeVar("T")
# So many at most on one page, and so far at most into a list; all of it at once is what /bulk is for.
MOST, FARTHEST = 200, 1_000_000

Day = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A day: YYYY-MM-DD.", extra_json_schema={"format": "date"})]
Words = Annotated[str, Meta(max_length=1000)]
Asking = Annotated[str, Meta(min_length=1, max_length=1000)]
Id = Annotated[str, Meta(min_length=1, max_length=1000)]
Outlets = Annotated[tuple[Asking, ...], Meta(max_length=50, description="Names of outlets; may be given several times.")]
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many at most.")]
Offset = Annotated[int, Meta(ge=0, le=FARTHEST, description="How many are passed over.")]


class Paging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a list is asked for."""

    limit: Limit = 50
    offset: Offset = 0


class Days(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days, both included."""

    since: Day | None = None
    until: Day | None = None


class PagedDays(Paging, frozen=True, kw_only=True):
    """A part of a list, of these days (both included)."""

    since: Day | None = None
    until: Day | None = None


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a list. `total` is None where counting all would cost too much; `more` tells whether something comes after.

    `next` is the address of the next part (also in the header `Link`). `note` says why nothing could be looked for.
    """

    items: tuple[T, ...]
    total: int | None
    limit: int
    offset: int
    more: bool
    next: str | None = None
    note: str | None = None


def paged(asked: Asked[Any, Any], items: Sequence[T], total: int | None, note: str | None = None) -> Page[T]:
    """The page of a list; without a `total`, `items` holds one more than was asked for, if there is one."""
    limit, offset = asked.query.limit, asked.query.offset
    shown = tuple(items[:limit])
    more = len(items) > limit if total is None else offset + len(shown) < total
    last = offset + limit > FARTHEST
    return Page(
        items=shown, total=total, limit=limit, offset=offset, more=more, note=note,
        next=next_address(asked, offset=offset + limit) if more and not last else None,
    )


def sliced(asked: Asked[Any, Any], items: Sequence[T]) -> Page[T]:
    """The page of a list that is there as a whole."""
    start = asked.query.offset
    return paged(asked, items[start:start + asked.query.limit], len(items))


def next_address(asked: Asked[Any, Any], **changed: object) -> str:
    """The address of this request with some of its parameters changed."""
    kept = [(name, value) for name, value in asked.request.query_params.multi_items() if name not in changed]
    return f"{quoted_path(asked.request)}?{urlencode([*kept, *((k, str(v)) for k, v in changed.items())])}"


def without_nul(text: str) -> str:
    """The text with a mark for each NUL, which no database keeps."""
    return text.replace("\0", "\ufffd")


def read_query(kind: Any, items: Sequence[tuple[str, str]]) -> Any:
    """What stands after the question mark, checked. Raises Refused (422): unknown names, a value twice, a day that is none."""
    lists = {f.name for f in msgspec.structs.fields(kind) if isinstance(f.default, tuple)}
    values: dict[str, Any] = {name: [] for name in lists}
    for name, value in items:
        value = without_nul(value)
        if name in lists:
            values[name].append(value)
        elif name in values:
            raise Refused(422, "parameter", f"{name[:100]}: given twice; it takes one value")
        else:
            values[name] = value
    try:
        query = msgspec.convert({k: v for k, v in values.items() if v != []}, kind, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(422, "parameter", str(error)) from None
    for field in msgspec.structs.fields(kind):
        if field.name in values and getattr(query, field.name) is None:
            raise Refused(422, "parameter", f"{field.name}: null is no value; leave it out")
        if Day in get_args(field.type):
            _check_day(field.name, getattr(query, field.name))
    return query


def _check_day(field: str, value: str | None) -> None:
    """The pattern lets 2026-02-31 pass, and a line's end behind the day."""
    try:
        if value is not None and date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        raise Refused(422, "parameter", f"{field}: {str(value)[:20]!r} is no day; write YYYY-MM-DD") from None
