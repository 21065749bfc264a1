"""Streams of records: one by one, each with its place, the sound ones beside the broken."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from tawatur.ingest import records
from tawatur.ingest.language import load_languages
from tawatur.ingest.record import Failure
from tawatur.ingest.records import read_json, read_jsonl, read_parquet
from tawatur.ingest.rows import Made, Reading, guarded

from .conftest import told

READING = Reading("a.json", load_languages())


def read(reader: Any, data: bytes | str) -> tuple[list[Made], list[str]]:
    stream = io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))  # type: ignore[arg-type]
    raws = list(reader(stream, READING))
    return [guarded(raw) for raw in raws], [raw.where for raw in raws]


def lines(*values: Any) -> str:
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values)


def texts(found: list[Made]) -> list[str | None]:
    return [one.article.text if one.article else None for one in found]


def test_lines() -> None:
    found, where = read(read_jsonl, lines({"text": told(1)}) + "\n\n{broken\n" + lines({"text": told(2)}))
    assert texts(found) == [told(1), None, told(2)]
    assert where == ["a.json:1", "a.json:3", "a.json:4"]
    assert "not JSON" in found[1].problems[0].message


def test_a_line_without_end_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORD", 500)
    found, where = read(read_jsonl, lines({"text": "أ" * 5000}, {"text": told(2)}))
    assert texts(found) == [None, told(2)]
    assert (found[0].problems[0].code, where) == ("too large", ["a.json:1", "a.json:2"])


def test_a_flood_of_broken_lines_is_given_up() -> None:
    with pytest.raises(Failure, match="no JSON in 1,000 lines"):
        read(read_jsonl, "x\n" * 5000)


def test_many_broken_lines_after_a_sound_one_are_named() -> None:
    found, _ = read(read_jsonl, lines({"text": told(1)}) + "\nx" * 1500)
    assert len(found) == 1501


@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_and_objects(indent: int | None) -> None:
    array = [{"text": told(n)} for n in range(5)]
    for value in (array, {"a": {"articles": array}}, {"text": [told(n) for n in range(5)]}):
        found, where = read(read_json, json.dumps(value, indent=indent))
        assert texts(found) == [told(n) for n in range(5)]
        assert len(set(where)) == 5


def test_lines_in_a_json_file() -> None:
    found, where = read(read_json, lines({"text": told(1)}, {"text": told(2)}))
    assert (texts(found), where) == ([told(1), told(2)], ["a.json:1", "a.json:2"])


def test_one_record_alone() -> None:
    for text in (lines({"text": told(1)}), lines({"text": told(1)}) + "\n", json.dumps({"text": told(1)}, indent=1)):
        assert texts(read(read_json, text)[0]) == [told(1)]


def test_a_large_object_is_read_list_by_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORD", 2000)
    value = {"meta": {"tags": [{"a": 1}], "x": [[1, {"b": 2}]]}, "news": [{"text": told(n), "tags": [{"c": [1]}]} for n in range(40)], "n": 1}
    found, _ = read(read_json, json.dumps(value))
    assert [text for text in texts(found) if text] == [told(n) for n in range(40)]


def test_where_json_breaks_off_the_rest_is_named() -> None:
    whole = json.dumps([{"text": told(n)} for n in range(50)], ensure_ascii=False).encode()
    found, where = read(read_json, whole[: len(whole) // 2])
    assert texts(found)[:-1] == [told(n) for n in range(len(found) - 1)]
    assert len(found) > 20
    assert "from here on" in found[-1].problems[0].message
    assert where[-1] == f"a.json#{len(found)}"


@pytest.mark.parametrize("text", ["[]", "{}", "[1, 2]", '{"a": []}', "nonsense", "[", "{", '{"a": 1}{"b": 2}', "[NaN]", "5", '"x"', "[" * 100_000, '{"a":' * 100_000])
def test_no_records(text: str) -> None:
    found, _ = read(read_json, text)
    assert found
    assert all(one.article is None and one.problems for one in found)


def test_parquet_by_row_groups(tmp_path: Any) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow (extra: parquet) is not installed")
    import datetime

    from pyarrow import parquet

    table = arrow.table({
        "content": [told(n) for n in range(700)] + [None], "source": ["ضفاف"] * 701, "n": list(range(701)),
        "date": [datetime.datetime(2021, 3, 9)] * 701,
    })
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, row_group_size=100)
    found, where = read(read_parquet, buffer.getvalue())
    assert texts(found) == [*(told(n) for n in range(700)), None]
    first = found[0].article
    assert first is not None
    assert (first.outlet, first.published, where[0], where[-1]) == ("ضفاف", "2021-03-09", "a.json#1", "a.json#701")
    other = io.BytesIO()
    parquet.write_table(arrow.table({"n": [1]}), other)
    with pytest.raises(Failure, match="no column with a text"):
        read(read_parquet, other.getvalue())
    with pytest.raises(Failure, match="no sound Parquet"):
        read(read_parquet, buffer.getvalue()[:-30])


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Failure, match=r"pip install 'tawatur\[parquet\]'") as caught:
        read(read_parquet, b"PAR1")
    assert caught.value.code == "not installed"
