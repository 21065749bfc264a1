"""Whole tables as JSON lines, in the order in which articles and stories came in; taken up after any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta
from starlette.responses import Response, StreamingResponse

from ...collection.bulk import rows_after
from ...errors import UsageError
from ...export.columns import TABLES
from .operations import Asked, get
from .problems import missing
from .values import Days, Id

if TYPE_CHECKING:
    from ...export.columns import Column, Row

NDJSON = "application/x-ndjson"
# Rows that are sent at once.
_ROWS = 200


class BulkQuery(Days, frozen=True, kw_only=True):
    """Rows of articles of these days (of stories: one of their days)."""

    after: Annotated[Id, Meta(description="The id of an article (in `stories`: of a story) whose rows you have: the stream begins behind it.")] | None = None


def stream_table(asked: Asked[BulkQuery, None]) -> Response:
    """A table as JSON lines, a row each, in the order in which articles came in.

    The columns are those of `tawatur export` (docs/export.md). Broken off, it is taken up with `after`: throw away the
    rows of the last article and name the one before. What has come in since you last asked comes with `after` too;
    that an article has a new version is told by /articles/{id}/versions.
    """
    table, query = asked.path["table"], asked.query
    if table not in TABLES:
        raise missing("table", table)
    rows = rows_after(asked.collection, table, query.after, query.since, query.until)
    # The first rows are made before anything is sent, so that what is wrong can still be told.
    try:
        first = list(islice(rows, _ROWS))
    except UsageError:
        raise missing("article or story", str(query.after)) from None
    lines = _lines(chain(first, rows), TABLES[table])
    return StreamingResponse(lines, media_type=NDJSON, headers={"X-Accel-Buffering": "no"})


def _lines(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    every = iter(rows)
    while part := list(islice(every, _ROWS)):
        yield encoder.encode_lines([{c.name: row[c.name] for c in columns} for row in part])


OPERATIONS = (
    get("/bulk/{table}", stream_table, "bulk", media=NDJSON, choices={"table": tuple(TABLES)}),
)
