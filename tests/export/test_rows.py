"""Tables of a collection: documented columns, spans that fit, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable

import pytest

from tawatur.export import rows as module
from tawatur.export.columns import (
    TABLES,
    Row,
    article_rows,
    attribution_rows,
    claim_rows,
    entity_rows,
    event_rows,
    story_rows,
)
from tawatur.export.rows import write_csv, write_jsonl, write_parquet
from tawatur.lang.resources import Resources
from tawatur.model import Article, Comparison, OriginCount, StoryRow
from tawatur.model.collection import Entry, StoryLink
from tawatur.pipeline import annotate_articles, annotation_only

TEXT = "نقلت وكالة رويترز عن كريم البستاني قوله إن 12 شخصا أصيبوا في حريق في عمان أمس. والتقى البستاني الوزير سامر العتيبي في عمان."
ENTRY = Entry(id="a", key="k", outlet="=الصباح", url=None, path=None, title="+1", published="2026-11-01", day="2026-11-01",
              first_seen="x", last_seen="x", hash="h", versions=1, story="s1")
STORY = StoryRow(id="s1", title="@حريق", articles=("a", "b"), outlets=("=الصباح",), independent_origins=OriginCount(1, 2),
                 first_seen="2026-11-01", last_seen="2026-11-02", links=(StoryLink(earlier="s0", kind="follow-up", score=0.5),))
Make = Callable[[Iterable[Comparison]], Iterable[Row]]
READ: dict[str, Make] = {"claims": claim_rows, "attributions": attribution_rows, "events": event_rows, "entities": entity_rows}


@pytest.fixture(scope="module")
def reading(resources: Resources) -> Comparison:
    found = Article(id="a", text=TEXT, outlet="الصباح", outlet_how="given", published="2026-11-01", published_how="given")
    return annotation_only(annotate_articles([found], resources), resources, ())


@pytest.mark.parametrize("table", sorted(READ))
def test_rows_have_the_documented_columns_and_their_words(table: str, reading: Comparison) -> None:
    found = list(READ[table]([reading]))
    assert found
    for row in found:
        assert list(row) == [c.name for c in TABLES[table]]
        assert TEXT[row["start"]:row["end"]] == row["text"]  # type: ignore[misc]
        assert (row["article"], row["outlet"], row["day"]) == ("a", "الصباح", "2026-11-01")


def test_what_the_rows_tell(reading: Comparison) -> None:
    claim = next(r for r in claim_rows([reading]) if r["numbers"])
    assert (claim["speaker"], claim["numbers"], claim["times"]) == ("كريم البستاني", ("12 جريح",), ("2026-10-31",))
    said = [(r["source"], r["through"]) for r in attribution_rows([reading])]
    assert any(s == "كريم البستاني" and t for s, t in said)
    assert any(r["type"] == "meeting" and r["place"] == "عمان" for r in event_rows([reading]))
    assert next(iter(story_rows([STORY])))["follows"] == ("s0",)


def test_a_story_that_was_not_compared_has_no_count() -> None:
    from msgspec.structs import replace

    row = next(iter(story_rows([replace(STORY, independent_origins=None)])))
    assert (row["origins_certain"], row["origins_at_most"]) == (None, None)


def test_csv_runs_no_formula_and_reads_back() -> None:
    out = io.StringIO(newline="")
    assert write_csv(article_rows([ENTRY]), TABLES["articles"], out) == 1
    assert write_csv(story_rows([STORY]), TABLES["stories"], io.StringIO()) == 1
    row, = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert (row["outlet"], row["title"], row["url"], row["versions"]) == ("'=الصباح", "'+1", "", "1")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "  =1", "\n=x"])
def test_every_way_to_begin_a_formula_is_guarded(text: str) -> None:
    assert module._cell(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["قال = نعم", 5, -5, 0.5, ""])
def test_other_cells_stay(cell: str | int | float) -> None:
    assert module._cell(cell) == cell


def test_lists_are_json_in_a_cell() -> None:
    assert json.loads(str(module._cell(("أ", "=ب")))) == ["أ", "=ب"]
    assert module._cell(True) == "true"


def test_jsonl_keeps_types_and_letters(reading: Comparison) -> None:
    out = io.BytesIO()
    count = write_jsonl(claim_rows([reading]), TABLES["claims"], out)
    lines = out.getvalue().decode().splitlines()
    assert len(lines) == count
    assert "البستاني" in lines[0]
    assert [json.loads(line) for line in lines] == [
        {k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in claim_rows([reading])]


def test_parquet_reads_back_in_batches(reading: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    monkeypatch.setattr(module, "_BATCH", 2)
    out = io.BytesIO()
    found = list(entity_rows([reading]))
    assert write_parquet(iter(found), TABLES["entities"], out) == len(found) > 2
    table = pq.read_table(io.BytesIO(out.getvalue()))
    assert table.column_names == [c.name for c in TABLES["entities"]]
    assert table.to_pylist() == [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in found]
    assert table.schema.field("start").metadata[b"meaning"].startswith(b"where the words begin")


def test_rows_are_written_one_by_one() -> None:
    written: list[int] = []

    def endless() -> Iterable[Row]:
        for n in range(3):
            written.append(out.tell())
            yield {c.name: str(n) if c.kind == "text" else n for c in TABLES["articles"]}

    out = io.BytesIO()
    write_jsonl(endless(), TABLES["articles"], out)
    assert written == sorted(set(written))
