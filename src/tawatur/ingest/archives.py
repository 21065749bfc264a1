"""zip and tar archives, member by member, without unpacking anything to disk.

Names of members are only shown, never opened as paths, so what they say does no harm.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from .config import FREE_UNPACKED, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED
from .record import Failure
from .result import printable
from .rows import Raw, Reading, broken
from .streams import HEAD, Eager, Unpacked, reason

_LONG_HEADER: Final = 1_000_000
_HEADERS: Final = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)


class _Info(tarfile.TarInfo):
    """A member whose header may not be made to fill the memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if self.type in _HEADERS and self.size > _LONG_HEADER:
            raise Failure("hostile", "a header of more than a megabyte; pack the archive again")
        return super()._proc_member(archive)  # type: ignore[misc]


class Member:
    """A member with its reading, its bytes, and the size of its packed bytes."""

    def __init__(self, reading: Reading, stream: io.BufferedReader, size: int) -> None:
        self.reading = reading
        self.stream = stream
        self.size = size


def zip_members(stream: IO[bytes], reading: Reading, size: int) -> Iterator[Member | Raw]:
    """The members of a zip file, sorted by name; those that can't be read as problems."""
    try:
        archive = zipfile.ZipFile(stream)
        infos = sorted(archive.infolist(), key=lambda info: (info.filename, info.header_offset))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, IndexError) as error:
        raise Failure("damaged", f"no sound zip file ({reason(error)}); pack it again") from None
    if len(infos) > MAX_MEMBERS:
        raise Failure("hostile", f"more than {MAX_MEMBERS:,} members; unpack it and add the folder")
    left = min(MAX_UNPACKED, max(FREE_UNPACKED, size * MAX_RATIO))
    for info in infos:
        if info.is_dir():
            continue
        inside = reading.inside(printable(info.filename, 300))
        left -= info.file_size
        if left < 0:
            yield broken(Failure("hostile", "the archive comes to more than is read; unpack it and add the folder"), inside.shown)
            return
        if (problem := _left_out(info.filename)) or info.flag_bits & 1:
            yield broken(problem or Failure("encrypted", "encrypted; unpack it and add the files"), inside.shown)
            continue
        try:
            opened = archive.open(info)
        except Exception as error:  # zipfile raises many kinds on damaged members
            yield broken(Failure("damaged", f"can't be unpacked ({reason(error)})"), inside.shown)
            continue
        with opened:
            yield Member(inside, io.BufferedReader(Unpacked(opened, info.compress_size, info.file_size + 1), HEAD), info.compress_size)


def tar_members(stream: io.BufferedReader, reading: Reading) -> Iterator[Member | Raw]:
    """The members of a tar file as they come; links and devices as problems."""
    count = 0
    try:
        archive = tarfile.open(fileobj=cast(IO[bytes], Eager(stream)), mode="r|", tarinfo=_Info)  # noqa: SIM115 (the stream is the caller's)
        for info in archive:
            # The list of members would grow with the archive.
            archive.members = []  # type: ignore[attr-defined]
            count += 1
            if count > MAX_MEMBERS:
                raise Failure("hostile", f"more than {MAX_MEMBERS:,} members; unpack it and add the folder")
            if info.isdir():
                continue
            inside = reading.inside(printable(info.name, 300))
            if problem := _left_out(info.name):
                yield broken(problem, inside.shown)
                continue
            opened = archive.extractfile(info) if info.isreg() and not info.issparse() else None
            if opened is None:
                yield broken(Failure("special", "no file but a link, a device or a file with holes"), inside.shown)
                continue
            yield Member(inside, io.BufferedReader(Unpacked(opened, info.size), HEAD), info.size)
    except (tarfile.TarError, OSError, EOFError, ValueError, RuntimeError, IndexError) as error:
        raise Failure("damaged", f"no sound tar file from member {count + 1} on ({reason(error)})") from None


def _left_out(name: str) -> Failure | None:
    pieces = name.replace("\\", "/").split("/")
    if any(piece.startswith(".") and piece not in (".", "..") for piece in pieces) or "__MACOSX" in pieces:
        return Failure("hidden", "a hidden file; unpack and rename it if it is news")
    return None
