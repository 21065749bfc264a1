"""The tables of a collection, streamed into a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..config import spare
from ..errors import OutputError, UsageError
from ..files import whole_file
from .bulk import rows_of

if TYPE_CHECKING:
    from ..export.columns import Row
    from .collection import Collection


def export(
    collection: Collection, table: str, output: str | Path | None, form: str, since: str | None, until: str | None
) -> int:
    """Write a table of `export.columns` or `export.gold` to a file (None: standard output); gives the number of rows.

    `form` is jsonl, csv or parquet; `since` and `until` are ISO days of articles (of stories: one of their days; of
    corrections: on which they were made).
    Raises UsageError for a table or form that there is none of, OutputError where it can't be written.
    """
    from ..export.columns import TABLES
    from ..export.gold import GOLD
    from ..export.rows import FORMATS, write_csv, write_jsonl, write_parquet

    tables = {**TABLES, **GOLD}
    if table not in tables:
        raise UsageError(f"no table {table!r}; there are {', '.join(tables)}")
    if form not in FORMATS:
        raise UsageError(f"no form {form!r}; there are {', '.join(FORMATS)}")
    columns, rows = tables[table], _rows(collection, table, since, until)
    with _target(output) as stream:
        if form == "jsonl":
            return write_jsonl(rows, columns, stream)
        if form == "parquet":
            return write_parquet(rows, columns, stream)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        try:
            return write_csv(rows, columns, text)
        finally:
            # A wrapper that is thrown away would close standard output, also where its reader has gone.
            text.detach()


def _rows(collection: Collection, table: str, since: str | None, until: str | None) -> Iterable[Row]:
    from ..export.columns import story_rows

    if table in ("corrections", "pairs"):
        return gold_rows(collection, table, since, until)
    if table == "stories":
        return story_rows(collection.stories(since=since, until=until))
    return rows_of(collection.store, table, collection.store.entries(since=since, until=until))


def gold_rows(collection: Collection, table: str, since: str | None = None, until: str | None = None) -> Iterable[Row]:
    """Rows of `corrections` or `pairs`, the oldest correction first."""
    from ..export.gold import correction_rows, pair_rows

    marked = [
        m for m in reversed(collection.corrections())
        if (since is None or m.correction.at[:10] >= since) and (until is None or m.correction.at[:10] <= until)
    ]
    if table == "pairs":
        return pair_rows(marked)
    ids = sorted({s.article for m in marked for s in (*m.correction.evidence, *m.correction.grounds)})
    return correction_rows(marked, {e.id: e for e in collection.store.entries(ids)})


@contextlib.contextmanager
def _target(output: str | Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(output))
    spare(path, output)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as pipe:
                yield pipe
        else:
            with whole_file(path) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{output}: can't be written ({error.strerror or error}); name another file") from None
