"""Files in, articles and problems out; good inputs survive bad neighbours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tawatur.errors import InputError, LanguageError, UsageError
from tawatur.ingest import read_inputs, read_paths, unique_ids
from tawatur.ingest.config import MAX_BYTES
from tawatur.ingest.files import read_data
from tawatur.model import Article


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_file_is_read_as_it_is(tmp_path: Path, story: str) -> None:
    path = write(tmp_path, "a.txt", story)
    (article,) = read_paths([path]).articles
    assert article.text == path.read_text(encoding="utf-8")
    assert (article.id, article.path, article.language) == ("a.txt", str(path), "ar")


def test_crlf_stays(tmp_path: Path, story: str) -> None:
    crlf = story.replace("\n", "\r\n")
    (article,) = read_paths([write(tmp_path, "a.txt", crlf)]).articles
    assert article.text == crlf


def test_page_by_ending_and_by_look(tmp_path: Path, page: str) -> None:
    result = read_paths([write(tmp_path, "a.html", page), write(tmp_path, "b", page)])
    assert [a.published for a in result.articles] == ["2021-03-09", "2021-03-09"]


def test_page_in_a_declared_old_encoding(tmp_path: Path, page: str) -> None:
    old = page.replace("<head>", '<head><meta charset="windows-1256">').encode("windows-1256")
    (article,) = read_paths([write(tmp_path, "a.htm", old)]).articles
    assert article.outlet == "ضفاف نيوز"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n", "empty"),
        ("pic.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "not text"),
        ("noise.txt", bytes(range(256)) * 50, "not text"),
        ("page.html", "<html><body><a>دخول</a></body></html>", "no article"),
        ("deep.html", "<div>" * 100_000, "hostile"),
        ("en.txt", "The minister said that the road is open and that work goes on in the city.", "language"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, story: str, name: str, content: bytes | str, code: str) -> None:
    good, bad = write(tmp_path, "good.txt", story), write(tmp_path, name, content)
    result = read_paths([bad, good])
    assert [a.id for a in result.articles] == ["good.txt"]
    (problem,) = result.problems
    assert (problem.code, problem.path, problem.left_out) == (code, str(bad), True)
    assert "\n" not in problem.line()


def test_missing_directory_and_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    result = read_paths([tmp_path / "none.txt", tmp_path, large, "a\0b.txt"])
    assert [p.code for p in result.problems] == ["missing", "directory", "too large", "unreadable"]
    assert "20 MB" in result.problems[2].message


def test_too_long_for_an_article(tmp_path: Path, story: str) -> None:
    (problem,) = read_paths([write(tmp_path, "novel.txt", story * 3000)]).problems
    assert problem.code == "too large"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path, story: str) -> None:
    path = write(tmp_path, "a.txt", story)
    path.chmod(0)
    (problem,) = read_paths([path]).problems
    assert problem.code == "unreadable"


def test_permission_error_becomes_a_problem(
    tmp_path: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.txt", story)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = read_paths([path]).problems
    assert (problem.code, problem.exit_code) == ("unreadable", 3)


def test_records(tmp_path: Path, story: str, page: str) -> None:
    lines = [
        {"id": "one", "text": story, "series": "ضفاف", "date": "2021-03-09", "title": "عنوان", "url": "https://a.example/1"},
        {"id": 2, "html": page},
        {"text": story},
    ]
    path = write(tmp_path, "a.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n\n")
    result = read_paths([path])
    assert result.problems == ()
    first, second, third = result.articles
    assert (first.outlet, first.published, first.published_how, first.title) == ("ضفاف", "2021-03-09", "given", "عنوان")
    assert first.path is None
    assert (second.id, second.published_how) == ("2", "metadata")
    assert third.id == "a.jsonl:3"


@pytest.mark.parametrize(
    "line",
    [
        "{not json", "[1, 2]", "null", '"text"', "{}", '{"text": ["a"]}', '{"text": ""}', '{"text": true}',
        '{"id": {"a": 1}, "text": "قال الوزير إن الطريق مفتوح"}', '{"text": "\\ud800 قال الوزير"}', "[" * 100_000,
        '{"html": "<p>"}',
    ],
)
def test_impossible_records(tmp_path: Path, story: str, line: str) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"id": "good", "text": story}) + "\n" + line + "\n")
    result = read_paths([path])
    assert [a.id for a in result.articles] == ["good"]
    (problem,) = result.problems
    assert problem.path == f"{path}:2"
    assert problem.exit_code == InputError.exit_code


def test_impossible_day_is_told_and_the_article_kept(tmp_path: Path, story: str) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"text": story, "published": "2020-13-45"}))
    result = read_paths([path])
    assert result.articles[0].published is None
    assert (result.problems[0].code, result.problems[0].left_out) == ("date", False)


def test_ids_stay_apart_whatever_the_order(tmp_path: Path, story: str) -> None:
    paths = [write(tmp_path, "x/a.txt", story), write(tmp_path, "y/a.txt", story + "وانتهى."), write(tmp_path, "b.txt", story)]
    there = {a.id: a.text for a in read_paths(paths).articles}
    back = {a.id: a.text for a in read_paths(paths[::-1]).articles}
    assert there == back
    assert sorted(there) == ["b.txt", "x:a.txt", "y:a.txt"]


def test_the_same_file_twice(tmp_path: Path, story: str) -> None:
    path = write(tmp_path, "a.txt", story)
    assert [a.id for a in read_paths([path, path]).articles] == ["a.txt", "a.txt~2"]


def test_equal_ids_of_records_are_numbered_by_text() -> None:
    a, b, c = (Article(id="n", text=text) for text in ("ب", "ا", "ج"))
    d = Article(id="n~2", text="د")
    one = {x.text: x.id for x in unique_ids([a, b, c, d])}
    assert one == {x.text: x.id for x in unique_ids([d, c, b, a])}
    assert len(set(one.values())) == 4
    assert one["ا"] == "n"


def test_mappings_and_articles(story: str) -> None:
    result = read_inputs([{"id": "m", "text": story}, Article(id="a", text=story), {"id": "bad"}])
    assert [a.id for a in result.articles] == ["m", "a"]
    assert result.problems[0].path == "input 3"


def test_articles_of_programs_are_checked_too(story: str) -> None:
    result = read_inputs([
        Article(id="a", text=story, published="2020-13-45", published_how="given"),
        Article(id="b", text=story, published="2021/03/09", published_how="given"), Article(id="c", text=story + "\ud800"),
    ])
    assert [(a.id, a.published) for a in result.articles] == [("a", None), ("b", "2021-03-09")]
    assert [p.code for p in result.problems] == ["date", "record"]


def test_one_path_in_place_of_a_list_is_told() -> None:
    with pytest.raises(UsageError, match="list"):
        read_inputs("a.txt")


def test_require(tmp_path: Path, story: str) -> None:
    good = write(tmp_path, "good.txt", story)
    persian = write(tmp_path, "fa.txt", "وزیر راه گفت که این جاده برای خودروها باز شده است و کار ادامه دارد.")
    empty = write(tmp_path, "empty.txt", "")
    read_paths([good, good]).require(2)
    with pytest.raises(UsageError):
        read_paths([good]).require(2)
    with pytest.raises(LanguageError, match="Persian"):
        read_paths([good, persian]).require(2)
    with pytest.raises(InputError) as caught:
        read_paths([persian, empty]).require(2)
    assert len(caught.value.__notes__) == 2


def test_the_bytes_of_a_file_are_read_as_the_file_is(tmp_path: Path) -> None:
    text = "قالت لجنة الطرق اليوم الاثنين إن أعمال الصيانة في شارع النهر انتهت قبل موعدها."
    path = tmp_path / "one.txt"
    path.write_bytes(text.encode("cp1256"))
    by_path = read_paths([path])
    articles, problems = read_data(path.read_bytes(), str(path))
    assert (tuple(articles), tuple(problems)) == (by_path.articles, by_path.problems)
    assert [p.code for p in read_data(b"\x89PNG\r\n\x1a\n", "photo.png")[1]] == ["not text"]
