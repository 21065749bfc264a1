"""The table that gives outlet and date to text files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import InputError
from tawatur.ingest import read_paths


@pytest.fixture
def article(tmp_path: Path, story: str) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(story, encoding="utf-8")
    return path


def table(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "meta.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "file,outlet,published,url,title\na.txt,ضفاف,2021-03-09,https://a.example/1,عنوان\n",
        "\ufeffid;series;date;url;title\r\na.txt;ضفاف;2021-03-09;https://a.example/1;عنوان\r\n",
        "title\toutlet\tpublished\tfile\turl\nعنوان\tضفاف\t2021-03-09\ta.txt\thttps://a.example/1\n",
    ],
)
def test_row_is_given_to_its_file(tmp_path: Path, article: Path, content: str) -> None:
    result = read_paths([article], table(tmp_path, content))
    (read,) = result.articles
    assert (read.outlet, read.published, read.url, read.title) == ("ضفاف", "2021-03-09", "https://a.example/1", "عنوان")
    assert (read.outlet_how, read.published_how) == ("given", "given")
    assert result.problems == ()


def test_old_encoding(tmp_path: Path, article: Path) -> None:
    data = "file,outlet\na.txt,صحيفة المرفأ من الساحل\n".encode("windows-1256")
    assert read_paths([article], table(tmp_path, data)).articles[0].outlet == "صحيفة المرفأ من الساحل"


def test_empty_cells_give_nothing(tmp_path: Path, article: Path) -> None:
    read = read_paths([article], table(tmp_path, "file,outlet,published\na.txt,,\n")).articles[0]
    assert (read.outlet, read.published) == (None, None)


def test_impossible_day(tmp_path: Path, article: Path) -> None:
    result = read_paths([article], table(tmp_path, "file,published\na.txt,2020-13-45\n"))
    assert result.articles[0].published is None
    assert result.problems[0].code == "date"
    assert result.problems[0].path.endswith("meta.csv:2")


def test_row_without_a_file_is_told(tmp_path: Path, article: Path) -> None:
    (problem,) = read_paths([article], table(tmp_path, "file,outlet\nb.txt,ضفاف\n")).problems
    assert (problem.code, problem.left_out) == ("metadata", False)


@pytest.mark.parametrize(
    "content",
    ["", "outlet,published\nضفاف,2021-03-09\n", b"\x89PNG\r\n\x1a\n", "file,outlet\na.txt,ضفاف,زائد\n", 'file,outlet\n"a.txt'],
)
def test_broken_tables(tmp_path: Path, article: Path, content: str | bytes) -> None:
    if content == 'file,outlet\n"a.txt':
        assert read_paths([article], table(tmp_path, content)).articles
        return
    with pytest.raises(InputError, match=r"meta\.csv"):
        read_paths([article], table(tmp_path, content))


def test_missing_table(tmp_path: Path, article: Path) -> None:
    with pytest.raises(InputError, match="--meta"):
        read_paths([article], tmp_path / "none.csv")
