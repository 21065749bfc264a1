"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tawatur.files import whole_file


def test_what_stood_there_is_kept_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"before")

    def break_off() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"before")
    path.chmod(0o600)
    with whole_file(path) as file:
        file.write(b"after")
    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_file_has_the_usual_rights_and_the_mask_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0o027)
    try:
        # Whoever sets it, if only to learn it, sets it for all threads.
        monkeypatch.delattr(os, "umask")
        with whole_file(tmp_path / "out") as file:
            file.write(b"x")
    finally:
        monkeypatch.undo()
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640
