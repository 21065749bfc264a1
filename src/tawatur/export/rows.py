"""Rows to JSON Lines, CSV and Parquet, one after another: a table never stands in memory as a whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TextIO

import msgspec

from ..errors import UsageError
from .columns import Cell, Column, Row

FORMATS = ("jsonl", "csv", "parquet")
# Rows that are turned into columns at once.
_BATCH = 10_000
# A cell that begins with one of these is a formula to a spreadsheet (also in the full-width forms).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def write_jsonl(rows: Iterable[Row], columns: Sequence[Column], stream: IO[bytes]) -> int:
    """One JSON object a line, UTF-8, keys in the order of the columns; gives the number of rows."""
    encoder = msgspec.json.Encoder()
    count = 0
    for row in rows:
        stream.write(encoder.encode({c.name: row[c.name] for c in columns}) + b"\n")
        count += 1
    return count


def write_csv(rows: Iterable[Row], columns: Sequence[Column], stream: TextIO) -> int:
    """CSV with a header (RFC 4180, comma, CRLF); gives the number of rows.

    Lists stand as JSON in their cell. A text that a spreadsheet would run as a formula gets an apostrophe before
    it, as spreadsheets themselves write such texts. Open `stream` with `encoding="utf-8", newline=""`.
    """
    writer = csv.writer(stream)
    writer.writerow([c.name for c in columns])
    count = 0
    for row in rows:
        writer.writerow([_cell(row[c.name]) for c in columns])
        count += 1
    return count


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else value
    return value


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], stream: IO[bytes]) -> int:
    """Parquet (zstd), lists as lists of strings; gives the number of rows.

    Raises UsageError where the extra `parquet` is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet needs the extra: pip install 'tawatur[parquet]'") from None
    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "list": pa.list_(pa.string())}
    schema = pa.schema([pa.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in columns])
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_table(pa.table(
                {c.name: pa.array([_plain(row[c.name]) for row in batch], types[c.kind]) for c in columns}, schema=schema))
            count += len(batch)
    return count


def _plain(value: Cell) -> object:
    return list(value) if isinstance(value, tuple) else value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    every = iter(rows)
    while batch := list(islice(every, _BATCH)):
        yield batch
