"""Lines of JSON to articles."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.ingest import jsonl
from tawatur.ingest.jsonl import article_of, records
from tawatur.ingest.record import Failure


def test_lines_keep_their_numbers_over_blank_and_broken_ones() -> None:
    found = list(records('{"a": 1}\n\n  \n{broken\n[2]\n', "x.jsonl"))
    assert [n for n, _ in found] == [1, 4, 5]
    assert (found[0][1], found[2][1]) == ({"a": 1}, [2])
    assert isinstance(found[1][1], Failure)
    assert "\n" not in str(found[1][1])
    assert found[1][1].code == "record"


def test_a_line_separator_inside_a_text_ends_no_record() -> None:
    assert [n for n, _ in records('{"a": "x\u2028y"}\r\n{"a": 2}', "x")] == [1, 2]


def test_too_many_records_are_cut_off_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_RECORDS", 2)
    found = list(records("1\n\n2\n3\n4\n", "x"))
    assert [n for n, _ in found] == [1, 3, 4]
    assert found[2][1].code == "too large"
    assert [n for n, _ in records("1\n2\n", "x")] == [1, 2]


@pytest.mark.parametrize(("value", "says"), [
    (["a"], "a list where an object"), ("text", "a str where an object"), ({"id": "a"}, "neither 'text' nor 'html'"),
])
def test_what_is_no_record(value: Any, says: str) -> None:
    with pytest.raises(Failure, match=says):
        article_of(value, "x", 1)


def test_text_goes_before_the_page(story: str, page: str) -> None:
    both, _ = article_of({"text": story, "html": page}, "x", 3)
    assert both.text == story
    assert both.id == "x:3"
    read, _ = article_of({"html": page, "id": "p"}, "x", 3)
    assert (read.id, read.outlet) == ("p", "ضفاف نيوز")
    assert "لجنة الطرق" in read.text
    assert "<p>" not in read.text


def test_a_byte_order_mark_is_no_letter_of_the_text(story: str) -> None:
    assert article_of({"text": "\ufeff" + story}, "x", 1)[0].text == story


def test_problems_name_the_record(story: str) -> None:
    _, (problem,) = article_of({"text": story, "date": "kürzlich"}, "x.jsonl", 7)
    assert problem.path == "x.jsonl:7"
