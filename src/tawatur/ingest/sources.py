"""Everything that `tawatur add` takes, as one stream: files and folders to items, items to records.

Every file is accounted for: it is an item, or a problem with its reason; and so is every record of an
item. Reading an item is a function of its bytes, so record n is the same on each run and reading can
go on at any position.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from ..errors import TawaturError, UsageError
from ..model import Article
from ..model.collection import FeedRow
from . import archives
from .config import MAX_FOLDERS, MAX_RECORD
from .files import problem_of
from .language import Language, load_languages
from .opml import read_opml
from .record import Failure, checked
from .records import read_json, read_jsonl, read_parquet
from .result import InputProblem, printable
from .rows import (
    Made,
    Raw,
    Reading,
    accepted,
    article_from,
    broken,
    clear,
    from_address,
    guarded,
    not_read,
)
from .streams import HEAD, Kind, kind_of, open_file, unpacked, whole_text
from .warc import read_warc

COLLECTION_MARKS: Final = ("tawatur.toml", "collection.db")
"""A folder that holds one of these is a collection of ours."""

# What we write there ourselves; beside it there may be news where the collection was made among them.
_OURS: Final = ("tawatur.toml", "collection.db", "index", "lock")

Given = str | Path | Article | Mapping[str, Any]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record of an item: an article, or the reason why there is none; a feed where the item is a list of feeds.

    `position` counts the records of the item from 0, whatever became of them; `where` is the place as
    people read it (`a.zip!b.jsonl:17`). An article may come with problems that did not leave it out.
    `visited` is the key of an address of the web that need not be asked again, because it led elsewhere or to nothing.
    """

    position: int
    where: str
    article: Article | None = None
    problems: tuple[InputProblem, ...] = ()
    feed: FeedRow | None = None
    visited: str | None = None


class SourceItem(msgspec.Struct, frozen=True, kw_only=True):
    """A file (or what a program handed over, `kind` "given"), not yet read.

    `path` is its name as the user gave it or as it was found below a folder, `digest` that of its
    bytes, `size` in bytes. `records(n)` yields the records from position n on; each call reads
    anew, one record at a time; nothing is raised but by the machine.
    """

    path: str
    digest: str
    kind: Kind
    size: int
    records: Callable[[int], Iterator[Record]]


def walk(inputs: Sequence[Given]) -> Iterator[SourceItem | InputProblem]:
    """Files, the files below folders, and articles or mappings that a program hands over.

    Sorted by name, so the order of `inputs` changes nothing; a file that is named twice comes once.
    What is no news (hidden files, devices, a collection of ours, formats that are not read) comes
    as a problem with its reason. Raises UsageError where `inputs` is no list.
    """
    if isinstance(inputs, str | Path | Mapping | Article):
        raise UsageError(f"a list of inputs is due, not one {type(inputs).__name__}; write [...] around it")
    languages = load_languages()
    done: set[str] = set()
    for path in sorted({str(given) for given in inputs if isinstance(given, str | Path)}):
        for found in _below(path):
            if isinstance(found, InputProblem):
                yield found
                continue
            real = os.path.abspath(found)
            if real not in done:
                done.add(real)
                yield _item(found, languages)
    objects = [given for given in inputs if not isinstance(given, str | Path)]
    if objects:
        yield _given(objects, languages)


def _below(path: str, depth: int = 0) -> Iterator[str | InputProblem]:
    """The files at `path`, or below it, sorted, and why others are left out."""
    shown = _shown(path)
    if not path or "\x00" in path:
        yield not_read(shown or "''", "missing", "no name of a file; name a file or folder")
        return
    if not os.path.isdir(path):
        yield path
        return
    if depth > MAX_FOLDERS:
        yield not_read(shown, "special", f"more than {MAX_FOLDERS} folders deep; name the folder itself")
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield not_read(shown, "unreadable", f"the folder can't be read ({error.strerror}); change its permissions")
        return
    is_collection = any(entry.name in COLLECTION_MARKS for entry in entries)
    if is_collection:
        yield not_read(shown, "own folder", "a collection of Tawatur: its own files are no news and are passed over")
    for entry in entries:
        inner = os.path.join(path, entry.name)
        if is_collection and (entry.name in _OURS or entry.name.startswith("collection.db")):
            continue
        if entry.name.startswith("."):
            yield not_read(_shown(inner), "hidden", "hidden; name it itself if it is news")
        elif entry.is_dir() and entry.is_symlink():
            yield not_read(_shown(inner), "special", "a link to a folder, which is not followed; name the folder itself")
        elif entry.is_dir():
            yield from _below(inner, depth + 1)
        else:
            yield inner


def _shown(path: str) -> str:
    """A path as it can be shown and stored: names may be no UTF-8."""
    return printable(os.fsencode(path).decode("utf-8", "replace"), 4096)


def _item(path: str, languages: Sequence[Language]) -> SourceItem | InputProblem:
    reading = Reading(_shown(path), languages)
    try:
        stream, size = open_file(Path(path))
        with stream:
            inner, name = unpacked(stream, Path(reading.shown).name, size)
            kind = kind_of(name, inner.peek(HEAD))
            if kind in ("text", "html") and inner is stream and size > MAX_RECORD:
                raise Failure("too large", f"{size / 1e6:,.0f} MB; one article has at most {MAX_RECORD / 1e6:.0f} MB, "
                              "more of them go into JSONL or an archive")
            stream.seek(0)
            digest = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except TawaturError as error:
        return clear(problem_of(error, reading.shown))
    except (OSError, ValueError) as error:
        return not_read(reading.shown, "unreadable", f"can't be read ({error})")
    return SourceItem(
        path=reading.shown, digest=digest, kind=kind, size=size,
        records=lambda start: _numbered(_of_file(path, reading), start),
    )


def _numbered(raws: Iterator[Raw], start: int) -> Iterator[Record]:
    for position, raw in enumerate(raws):
        if position < start:
            continue
        made = guarded(raw)
        yield Record(
            position=position, where=raw.where, article=made.article, problems=made.problems, feed=made.feed
        )


def _of_file(path: str, reading: Reading) -> Iterator[Raw]:
    """The records of a file; whatever breaks it off is its last record."""
    try:
        stream, size = open_file(Path(path))
        with stream:
            inner, name = unpacked(stream, Path(reading.shown).name, size)
            kind = kind_of(name, inner.peek(HEAD))
            if kind == "zip":
                packed = inner if inner.seekable() else None
                if packed is None:
                    raise Failure("archive", "a zip file inside another packing; unpack it once")
                yield from _some(_of_members(archives.zip_members(packed, reading, size)), reading)
            elif kind == "tar":
                yield from _some(_of_members(archives.tar_members(inner, reading)), reading)
            else:
                yield from _some(READERS[kind](inner, reading), reading)
    except TawaturError as error:
        yield broken(error, reading.shown)
    except OSError as error:
        yield broken(Failure("unreadable", f"can't be read any further ({error.strerror or error})"), reading.shown)


def _some(raws: Iterator[Raw], reading: Reading) -> Iterator[Raw]:
    """`raws`, or where there are none, that there are none."""
    found = False
    for raw in raws:
        found = True
        yield raw
    if not found:
        yield broken(Failure("empty", "nothing is in it: no file, no row and no line"), reading.shown)


def _of_members(members: Iterator[archives.Member | Raw]) -> Iterator[Raw]:
    for member in members:
        if isinstance(member, Raw):
            yield member
            continue
        shown = member.reading.shown
        try:
            inner, name = unpacked(member.stream, member.reading.name, member.size)
            kind = kind_of(name, inner.peek(HEAD))
            if kind in ("zip", "tar"):
                raise Failure("archive", "an archive inside an archive; unpack the outer one and add the folder")
            yield from _some(READERS[kind](inner, member.reading), member.reading)
        except TawaturError as error:
            yield broken(error, shown)


def _read_text(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    text = whole_text(stream, reading.languages)
    article = Article(id=reading.name, text=text, path=reading.shown, id_how="file")
    yield Raw(reading.shown, lambda: Made(accepted(article, reading)))


def _read_page(stream: IO[bytes], reading: Reading) -> Iterator[Raw]:
    from .html import read_page

    text = whole_text(stream, reading.languages)
    yield Raw(reading.shown, lambda: Made(accepted(from_address(msgspec.structs.replace(
        read_page(text, reading.name), path=reading.shown, id_how="file")), reading)))


READERS: Final[Mapping[str, Callable[[Any, Reading], Iterator[Raw]]]] = {
    "text": _read_text, "html": _read_page, "jsonl": read_jsonl, "json": read_json, "parquet": read_parquet,
    "warc": read_warc, "opml": read_opml,
}


def _given(objects: Sequence[Any], languages: Sequence[Language]) -> SourceItem:
    """One item for all that a program hands over, in an order that does not hang on theirs."""
    coded = sorted((_coded(given), number, given) for number, given in enumerate(objects, 1))
    whole = b"\n".join(code for code, _, _ in coded)
    reading = Reading("input", languages)

    def raws() -> Iterator[Raw]:
        for _, number, given in coded:
            yield _of_object(given, number, reading)

    return SourceItem(
        path="input", digest=hashlib.blake2b(whole, digest_size=16).hexdigest(), kind="given", size=len(whole),
        records=lambda start: _numbered(raws(), start),
    )


def _coded(given: Any) -> bytes:
    try:
        return msgspec.json.encode(given, order="deterministic")
    except (TypeError, ValueError, RecursionError):
        return b"~"


def _of_object(given: Any, number: int, reading: Reading) -> Raw:
    where = f"input {number}"
    if isinstance(given, Article):
        return Raw(given.id or where, lambda: Made(*checked(given)))
    if not isinstance(given, Mapping):
        return broken(Failure("record", f"a {type(given).__name__} where a path, an article or a mapping is due"), where)
    return Raw(where, lambda: article_from(given, {}, where, f"input:{number}", reading))
