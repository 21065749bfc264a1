"""What a file is, and that no more of it comes out than the caps allow."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from pathlib import Path

import pytest

from tawatur.ingest import streams
from tawatur.ingest.language import load_languages
from tawatur.ingest.record import Failure
from tawatur.ingest.streams import as_utf8, kind_of, open_file, unpacked, whole

LINE = '{"text": "قالت بلدية المرفأ إن الجسر فُتح"}\n'


def buffered(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", "نص".encode(), "text"), ("a", "نص".encode(), "text"), ("a.md", b"# a", "text"), ("a.HTM", b"<p>", "html"),
        ("a", b"<!DOCTYPE html>", "html"), ("a.jsonl", b"{}", "jsonl"), ("a.jsonl", b"[\n{", "json"), ("a.json", b"{}", "json"),
        ("a", b'[{"a": 1}]', "json"), ("a", b'{"a": 1}', "json"), ("a.txt", b'{"a": 1}', "text"), ("a.bin", b"PAR1xx", "parquet"),
        ("a.warc", b"WARC/1.0\r\n", "warc"), ("a", b"WARC/1.0\r\n", "warc"), ("a.opml", b"<opml>", "opml"),
        ("a.xml", b"<?xml version='1.0'?><opml version='2.0'>", "opml"), ("a.zip", b"PK\x03\x04", "zip"), ("a", b"PK\x05\x06", "zip"),
        ("x", b"n" + bytes(256) + b"ustar", "tar"), ("a.xml", "\ufeff<opml>".encode("utf-16"), "opml"),
    ],
)
def test_kinds(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head) == kind


@pytest.mark.parametrize(
    ("name", "head", "code"),
    [
        ("a.txt", b" \n", "empty"), ("a.docx", b"PK\x03\x04", "unsupported"), ("a.csv", b"a,b", "unsupported"),
        ("a.zip", b"abc", "damaged"), ("a.parquet", b"abc", "damaged"), ("a.warc", b"abc", "damaged"), ("a", b"\x1f\x8b\x08", "archive"),
        ("a.xml", b"<rss version='2.0'>", "feed"), ("a", b"<?xml?><feed>", "feed"), ("a.xml", b"<x/>", "unsupported"),
        ("a.zst", b"(\xb5/\xfd", "unsupported"),
    ],
)
def test_what_is_not_read(name: str, head: bytes, code: str) -> None:
    with pytest.raises(Failure) as caught:
        kind_of(name, head)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "a.txt.gz"), (bz2.compress, "a.txt.bz2"), (lzma.compress, "a.txt.xz"), (gzip.compress, "a.txt")]
)
def test_packed_files_are_unpacked_on_the_way(pack: object, name: str) -> None:
    stream, inner = unpacked(buffered(pack(b"abc" * 1000)), name, 50)  # type: ignore[operator]
    assert (stream.read(), inner) == (b"abc" * 1000, "a.txt")
    assert unpacked(buffered(pack(b"abc")), "a.tgz", 50)[1] == "a.tar"  # type: ignore[operator]


def test_a_bomb_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE_UNPACKED", 100_000)
    packed = gzip.compress(bytes(10_000_000))
    stream, _ = unpacked(buffered(packed), "a.gz", 100)
    with pytest.raises(Failure, match="unpacked") as caught:
        stream.read()
    assert caught.value.code == "hostile"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_cut_off_or_damaged_says_so(pack: object) -> None:
    data = pack(bytes(range(256)) * 4000)  # type: ignore[operator]
    for broken in (data[: len(data) // 2], data[:60] + b"\xff\x00\xff" * 9 + data[87:]):
        with pytest.raises(Failure) as caught:
            unpacked(buffered(broken), "a", len(broken))[0].read()
        assert caught.value.code == "damaged"


def test_no_more_than_the_limit() -> None:
    assert whole(io.BytesIO(b"abc"), 3) == b"abc"
    with pytest.raises(Failure, match="in one piece"):
        whole(io.BytesIO(b"abcd"), 3)


def test_special_files_are_not_opened(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Failure, match="device, pipe"):
        open_file(tmp_path / "pipe")
    with pytest.raises(Failure, match="directory"):
        open_file(tmp_path)
    with pytest.raises(Failure, match="no such file"):
        open_file(tmp_path / "none")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("count", [1, 3000])
def test_records_in_any_encoding_come_as_utf8(encoding: str, count: int) -> None:
    text = (LINE * count).replace("\u064f", "") if encoding == "cp1256" else LINE * count
    stream = as_utf8(buffered(text.encode(encoding)), load_languages())
    assert b"".join(iter(lambda: stream.readline(1_000_000), b"")) == text.encode()


def test_one_bad_byte_does_not_change_the_encoding_of_all() -> None:
    data = (LINE * 100).encode() + b"\xff\n" + LINE.encode()
    assert as_utf8(buffered(data), load_languages()).read() == data
