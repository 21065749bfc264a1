"""What is pasted, dropped or named becomes articles, or a reason beside its input."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from starlette.datastructures import FormData, UploadFile

from tawatur.collection.visiting import Visited
from tawatur.ingest.fetch.failure import FetchFailure
from tawatur.model import Article
from tawatur.web.pasted import MOST, Pasted, blank, read_form

TEXT = "قالت لجنة الطرق اليوم الاثنين إن أعمال الصيانة في شارع النهر انتهت قبل موعدها."
PAGE = f"<!DOCTYPE html><html><head><title>صيانة الشارع</title></head><body><article><h1>صيانة الشارع</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def read(largest: int = 1_000_000, fetched: Sequence[Visited] = (), **fields: str | tuple[str, bytes]) -> Pasted:
    asked: list[str] = []

    def fetch(urls: Sequence[str]) -> list[Visited]:
        asked.extend(urls)
        return list(fetched)

    form = FormData([
        (key, value if isinstance(value, str) else UploadFile(io.BytesIO(value[1]), filename=value[0])) for key, value in fields.items()
    ])
    return read_form(form, largest, fetch)


def codes(pasted: Pasted, number: int) -> list[str]:
    return [p.code for p in pasted.inputs[number - 1].problems]


def test_texts_with_what_is_known_of_them() -> None:
    found = read(source1=TEXT, outlet1=" المنارة ", day1="2026-03-02", source3=f"{TEXT}\r\nسطر ثان")
    first, third = found.articles
    assert (first.text, first.outlet, first.outlet_how, first.published, first.published_how) == (TEXT, "المنارة", "given", "2026-03-02", "given")
    assert third.text == f"{TEXT}\nسطر ثان"
    assert third.outlet is None
    assert first.id != third.id
    assert [one.read for one in found.inputs] == [1, 0, 1, 0]
    assert not any(one.problems for one in found.inputs)


def test_a_day_that_is_none_is_named_and_the_text_is_read() -> None:
    found = read(source1=TEXT, day1="2026-13-45", source2=TEXT)
    assert codes(found, 1) == ["date"]
    assert not found.inputs[0].problems[0].left_out
    assert len(found.articles) == 2
    assert found.inputs[0].day == "2026-13-45"


@pytest.mark.parametrize(("name", "data", "code"), [
    ("a.png", b"\x89PNG\r\n\x1a\nxxxx", "not text"), ("a.txt", b"", "empty"), ("a.txt", b"  \n ", "empty"),
    ("a.txt", b"This is an article in English about roads and bridges and the river.", "language"),
    ("a.txt", TEXT.encode() + b"\xff\xfe\xff" + TEXT.encode(), "not text"), ("a.html", b"<html><body><p>x</p></body></html>", "no article"),
    ("a.jsonl", b'{"no": "text"}', "record"), ("a.jsonl", b"not json", "record"), ("a.txt", bytes(range(256)) * 9, "not text"),
])
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, code: str) -> None:
    found = read(file1=(name, data), source2=TEXT)
    assert codes(found, 1) == [code]
    assert found.inputs[0].problems[0].message
    assert [a.text for a in found.articles] == [TEXT]
    assert found.inputs[0].file == name


def test_files_in_other_encodings_and_forms() -> None:
    found = read(
        file1=("one.txt", TEXT.encode("cp1256")), file2=("page.html", PAGE.encode()),
        file3=("C:\\folder\\two.txt", TEXT.encode("utf-16")),
    )
    assert [TEXT in a.text for a in found.articles] == [True, True, True]
    assert [one.file for one in found.inputs] == ["one.txt", "page.html", "two.txt", None]
    # What a browser forgets is kept as text.
    assert found.inputs[0].source == TEXT
    assert found.articles[1].title == "صيانة الشارع"


def test_a_file_of_many_articles_fills_up_and_the_rest_is_named() -> None:
    lines = "\n".join(f'{{"id": "a{n}", "outlet": "صوت {n}", "text": "{TEXT} {n}"}}' for n in range(6))
    found = read(file1=("all.jsonl", lines.encode()), source2=TEXT)
    assert len(found.articles) == MOST
    assert found.beyond == ("صوت 4", "صوت 5", "text-2")
    assert found.inputs[0].read == 6
    assert found.inputs[0].source == ""


def test_a_broken_line_is_named_with_its_place() -> None:
    found = read(file1=("all.jsonl", f'{{"id": "a", "text": "{TEXT}"}}\nbroken'.encode()))
    assert [(p.code, p.where) for p in found.inputs[0].problems] == [("record", "all.jsonl:2")]
    assert len(found.articles) == 1


def test_addresses_are_fetched_and_failures_stand_beside_them() -> None:
    article = Article(id="x", text=TEXT, url="https://sahl.example/1", outlet="sahl.example", outlet_how="url", language="ar")
    found = read(
        fetched=[article, FetchFailure("refused", "not fetched, for safety")], source1=" https://sahl.example/1 ",
        source2="http://10.0.0.1/", source3=f"https://sahl.example/1 {TEXT}", outlet1="وكالة السهل",
    )
    assert codes(found, 2) == ["refused"]
    assert [a.outlet for a in found.articles] == ["وكالة السهل", None]
    assert found.articles[1].text.startswith("https://")
    assert found.inputs[0].source == " https://sahl.example/1 "


def test_a_page_may_be_pasted_as_its_source() -> None:
    found = read(source1=PAGE, source2=TEXT)
    assert "<p>" not in found.articles[0].text
    assert found.articles[0].path is None


def test_a_file_that_is_too_large_is_not_read_whole() -> None:
    assert codes(read(file1=("a.txt", TEXT.encode() * 4000)), 1) == ["too large"]
    cut = read(1000, file1=("a.txt", TEXT.encode() * 10))
    assert (codes(cut, 1), cut.inputs[0].source) == (["too large"], "")
    assert [one.number for one in blank()] == list(range(1, MOST + 1))


def test_what_is_no_field_is_nothing() -> None:
    assert read(file1="text where a file is due", other="x").articles == ()
