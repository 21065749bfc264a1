"""JSON lines, JSON and Parquet as streams of records; each is read alone, so memory does not grow with the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any, Final

import msgspec

from .config import MAX_BROKEN, MAX_RECORD, MAX_WHOLE
from .record import Failure
from .rows import Raw, Reading, broken, rows
from .streams import HEAD, as_utf8, reason, whole

_ROWS_AT_ONCE: Final = 256
_DEEPEST: Final = 200


def read_jsonl(stream: io.BufferedReader, reading: Reading) -> Iterator[Raw]:
    """A record a line. A line that is no JSON, or too long, is a problem of that line."""
    yield from _lines(as_utf8(stream, reading.languages), reading)


def _lines(lines: Any, reading: Reading) -> Iterator[Raw]:
    decoder = msgspec.json.Decoder()
    number = 0
    sound = False
    while line := lines.readline(MAX_RECORD + 1):
        number += 1
        where = f"{reading.shown}:{number}"
        if len(line) > MAX_RECORD:
            while line and not line.endswith(b"\n"):
                line = lines.readline(MAX_RECORD)
            yield broken(Failure("too large", f"a line of more than {MAX_RECORD / 1e6:.0f} MB; an object a line is due"), where)
            continue
        if not line.strip():
            continue
        try:
            value = decoder.decode(line)
            sound = True
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            if not sound and number > MAX_BROKEN:
                raise Failure("record", f"no JSON in {MAX_BROKEN:,} lines, the rest is not looked at; an object a line is due") from None
            yield broken(Failure("record", f"not JSON ({reason(error)}); one object a line is due"), where)
            continue
        yield from rows(value, where, number, reading)


def read_json(stream: io.BufferedReader, reading: Reading) -> Iterator[Raw]:
    """The records of a JSON file: elements of an array, those in the lists of one object, or an object a line.

    An array is read element by element however long it is; so are the lists of an object that is
    too large for memory. Where the JSON breaks off, what comes before is read and the break is named.
    """
    text: Any = as_utf8(stream, reading.languages)
    first = text.peek(HEAD)[:HEAD].lstrip()[:1]
    if first != b"[":
        line = text.readline(MAX_RECORD + 1)
        if _is_object(line):
            yield from _lines(_Joined(line, text), reading)
            return
        data = line + text.read(max(0, MAX_RECORD + 1 - len(line)))
        if len(data) <= MAX_RECORD:
            yield from _one_value(data, reading)
            return
        text = _Joined(data, text)
    count = 0
    events = _elements(text)
    while True:
        where = f"{reading.shown}#{count + 1}"
        try:
            value = next(events)
        except StopIteration:
            break
        except Failure as error:
            yield broken(error, where)
            return
        count += 1
        yield from rows(value, where, count, reading)
    if not count:
        yield broken(Failure("record", "no records in it; an array of objects, or an object with lists of them, is due"),
                     reading.shown)


def _is_object(line: bytes) -> bool:
    """Whether a line of a file is JSON by itself, so that others may follow it."""
    try:
        return line.endswith(b"\n") and isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False


def _one_value(data: bytes, reading: Reading) -> Iterator[Raw]:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        yield broken(Failure("record", f"not JSON ({reason(error)}); an array of objects, or one object, is due"),
                     reading.shown)
        return
    yield from rows(value, reading.shown, 1, reading)


class _Joined:
    """What was read already, and then the rest of the stream."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def read1(self, size: int) -> bytes:
        return bytes(self._head.read(size) or self._rest.read1(size))

    def readline(self, size: int) -> bytes:
        return bytes(self._head.readline(size) or self._rest.readline(size))


class _Metered:
    """A stream that refuses to give more than one record may take, until it is told that the next one begins."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.given = 0

    def read(self, size: int) -> bytes:
        data = bytes(self._stream.read1(size))
        self.given += len(data)
        if self.given > MAX_RECORD + 2 * HEAD:
            raise Failure("too large", f"more than {MAX_RECORD / 1e6:.0f} MB in one piece; what comes before was read")
        return data


def _elements(text: Any) -> Iterator[Any]:
    """The elements of an array, or the objects in the lists of one object, as they come.

    Raises Failure where the JSON breaks off, a piece is too large or objects are nested too deep. Built
    on the plain events of ijson: its `items` keeps the path of each, which deep nesting turns into gigabytes.
    """
    import ijson

    stream = _Metered(text)
    builder: Any = None
    arrays: list[bool] = []
    opened = 0
    for event, value in _told(ijson.basic_parse(stream, use_float=True)):
        start = event in ("start_map", "start_array")
        if builder is None and arrays and arrays[-1] and (event == "start_map" or (len(arrays) == 1 and not event.startswith("end"))):
            builder, opened = ijson.ObjectBuilder(), len(arrays)
        if builder is not None:
            builder.event(event, value)
        if start:
            arrays.append(event == "start_array")
            if len(arrays) > _DEEPEST:
                raise Failure("hostile", f"nested more than {_DEEPEST} deep; what comes before was read")
        elif event in ("end_map", "end_array"):
            arrays.pop()
        if builder is not None and len(arrays) == opened:
            yield builder.value
            builder, stream.given = None, 0


def _told(events: Iterator[Any]) -> Iterator[Any]:
    """`events`, with what a parser raises as a Failure."""
    import ijson

    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except (ijson.JSONError, UnicodeError, ValueError, OverflowError, RecursionError) as error:
            raise Failure("record", f"not JSON from here on ({reason(error)}); what comes before was read") from None
        yield event


def read_parquet(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    """The rows of a Parquet file, some hundred at a time; only columns that are known by name are read."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise Failure(
            "not installed", "Parquet is read by pyarrow, which is not installed; pip install 'tawatur[parquet]'"
        ) from None
    from .fields import field_of

    if not stream.seekable():
        stream = io.BytesIO(whole(stream, MAX_WHOLE))
    count = 0
    try:
        table = parquet.ParquetFile(stream)
        names = [name for name in table.schema_arrow.names if field_of(name)]
        if not any(field_of(name) in ("text", "html") for name in names):
            have = ", ".join(map(str, table.schema_arrow.names))[:200]
            raise Failure("record", f"no column with a text; 'text', 'content' or 'body' is due, these are: {have}")
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=names):
            for row in batch.to_pylist():
                count += 1
                yield from rows(row, f"{reading.shown}#{count}", count, reading)
    except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        raise Failure("damaged", f"no sound Parquet from row {count + 1} on ({reason(error)})") from None
