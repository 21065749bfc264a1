"""Members of archives: each alone, none on disk, none that does harm."""

from __future__ import annotations

import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tawatur.ingest import archives
from tawatur.ingest.archives import Member, tar_members, zip_members
from tawatur.ingest.language import load_languages
from tawatur.ingest.record import Failure
from tawatur.ingest.rows import Raw, Reading, guarded

READING = Reading("a", load_languages())


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def buffered(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]


def seen(members: Any) -> list[tuple[str, bytes | str]]:
    out: list[tuple[str, bytes | str]] = []
    for member in members:
        if isinstance(member, Member):
            out.append((member.reading.shown, member.stream.read()))
        else:
            assert isinstance(member, Raw)
            out.append((member.where, guarded(member).problems[0].code))
    return out


def test_zip_by_name() -> None:
    data = zipped({"b/2.txt": b"two", "a.txt": b"one", "d/": b"", ".x": b"", "__MACOSX/a": b""})
    assert seen(zip_members(io.BytesIO(data), READING, len(data))) == [
        ("a!.x", "hidden"), ("a!__MACOSX/a", "hidden"), ("a!a.txt", b"one"), ("a!b/2.txt", b"two")
    ]


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt"]
    for data, members in (
        (zipped(dict.fromkeys(names, b"x")), lambda data: zip_members(io.BytesIO(data), READING, len(data))),
        (tarred(dict.fromkeys(names, b"x")), lambda data: tar_members(buffered(data), READING)),
    ):
        assert sorted(content for _, content in seen(members(data))) == [b"x"] * 3
    assert os.listdir(tmp_path) == []


def test_encrypted_and_damaged_members_leave_the_others() -> None:
    data = bytearray(zipped({"a.txt": b"one" * 50, "b.txt": b"two" * 50}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    data[6] |= 1
    assert seen(zip_members(io.BytesIO(bytes(data)), READING, len(data))) == [("a!a.txt", "encrypted"), ("a!b.txt", b"two" * 50)]
    data = bytearray(zipped({"a.txt": bytes(range(256)) * 9, "b.txt": b"two"}))
    data[60] ^= 0xFF
    found = zip_members(io.BytesIO(bytes(data)), READING, len(data))
    first = next(found)
    assert isinstance(first, Member)
    with pytest.raises(Failure, match="damaged"):
        first.stream.read()
    assert seen(found) == [("a!b.txt", b"two")]


def test_tar_links_devices_and_order() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as archive:
        for name, kind in (("z.txt", tarfile.REGTYPE), ("link", tarfile.SYMTYPE), ("dev", tarfile.CHRTYPE), ("d", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, "/etc/passwd", 3 if name == "z.txt" else 0
            archive.addfile(info, io.BytesIO(b"one"))
    import lzma

    plain = buffered(lzma.decompress(out.getvalue()))
    assert seen(tar_members(plain, READING)) == [("a!z.txt", b"one"), ("a!link", "special"), ("a!dev", "special")]


def test_a_zip_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(zipped({"a.txt": b"0" * 1_000_000}))
    central = data.index(b"PK\x01\x02")
    data[central + 24:central + 28] = struct.pack("<I", 10)
    (member,) = zip_members(io.BytesIO(bytes(data)), READING, len(data))
    assert isinstance(member, Member)
    with pytest.raises(Failure):
        member.stream.read()


def test_a_zip_that_comes_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_UNPACKED", 1000)
    data = zipped({"a.txt": b"0" * 900, "b.txt": b"0" * 1_000_000, "c.txt": b"0"})
    assert [content if isinstance(content, str) else len(content) for _, content in seen(zip_members(io.BytesIO(data), READING, 1))] == [900, "hostile"]


def test_a_tar_header_may_not_fill_the_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 5_000_000
    data = info.tobuf(tarfile.USTAR_FORMAT) + bytes(5_000_000)
    with pytest.raises(Failure, match="header"):
        seen(tar_members(buffered(data), READING))


def test_a_cut_tar_keeps_what_came_before() -> None:
    data = tarred({"a.txt": b"one" * 400, "b.txt": b"two" * 4000})
    found = tar_members(buffered(data[:6000]), READING)
    first = next(found)
    assert isinstance(first, Member)
    assert first.stream.read() == b"one" * 400
    with pytest.raises(Failure, match=r"damaged|no sound tar"):
        seen(found)
