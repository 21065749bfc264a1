"""Data files: comments, headers, and errors that name file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import tables


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_reads_rows_with_their_line(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", '# note\nid,words\n\n# more\nx,"a,b"\ny,c\n')
    rows = tables.read_csv(file, ("id",))
    assert [r["words"] for r in rows] == ["a,b", "c"]
    assert rows[1].where.endswith("a.csv:6")


@pytest.mark.parametrize(("text", "says"), [
    ("", ":1: empty; the header must be id"),
    ("# only\n", ":1: empty"),
    ("name\nx\n", ":1: the header lacks id"),
    ("id,words\nx\n", ":2: 1 cells where the header has 2"),
    ('id,words\nx,"a\n', "broken CSV"),
])
def test_a_broken_file_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    file = write(tmp_path / "a.csv", text)
    with pytest.raises(ResourceError, match=re.escape(says)) as error:
        tables.read_csv(file, ("id",))
    assert "\n" not in str(error.value)
    assert "a.csv" in str(error.value)


def test_other_encodings_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id\nكلمة".encode("cp1256"))
    for name in ("a.csv", "none.csv"):
        with pytest.raises(ResourceError, match="can't be read as UTF-8"):
            tables.read_csv(tmp_path / name, ("id",))


def test_a_value_out_of_the_list(tmp_path: Path) -> None:
    (row,) = tables.read_csv(write(tmp_path / "a.csv", "id,kind\nx,z\n"), ("id",))
    assert row.choice("id", ("x", "y")) == "x"
    with pytest.raises(ResourceError, match=r"a\.csv:2: kind is 'z'; write one of 'p', 'q'"):
        row.choice("kind", ("p", "q"))


def test_broken_toml_and_unknown_language(tmp_path: Path) -> None:
    assert tables.read_toml(write(tmp_path / "a.toml", "a = 1\n")) == {"a": 1}
    with pytest.raises(ResourceError, match=r"b\.toml"):
        tables.read_toml(write(tmp_path / "b.toml", "a = \n"))
    with pytest.raises(ResourceError, match="no data for language 'xx'"):
        tables.folder("xx")
