"""The table of a story's claims as CSV and Parquet."""

from __future__ import annotations

import builtins
import csv
import io
from typing import Any

import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from tawatur.errors import UsageError
from tawatur.export.claimrows import COLUMNS, claim_rows, render_csv, render_parquet
from tawatur.export.parcel import Parcel

from .making import make_parcel


def read(parcel: Parcel) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_csv(parcel).decode(), newline=""), strict=True))


def test_a_row_for_every_claim_with_its_words(any_parcel: Parcel) -> None:
    rows = list(claim_rows(any_parcel))
    texts = {a.id: a.text for a in any_parcel.comparison.articles}
    assert {r["claim"] for r in rows} == {c.id for c in any_parcel.comparison.claims}
    assert all(texts[str(r["article"])][r["start"]:r["end"]] == r["text"] for r in rows)
    assert len(read(any_parcel)) == len(rows)


def test_an_outlet_that_is_not_known_is_no_outlet(parcel: Parcel) -> None:
    named = {a.id: a.outlet.name for a in parcel.comparison.articles}
    assert None in named.values()
    assert all(row["outlet"] == named[str(row["article"])] for row in claim_rows(parcel))


def test_a_group_has_its_origins_and_what_differs(parcel: Parcel) -> None:
    rows = [r for r in claim_rows(parcel) if r["group"] == parcel.comparison.alignments[0].id]
    alignment = parcel.comparison.alignments[0]
    assert len(rows) == len(alignment.claims)
    assert {(r["origins_certain"], r["origins_at_most"]) for r in rows} == {
        (alignment.independent_origins.certain, alignment.independent_origins.at_most),
    }
    told = " ".join(str(d) for r in rows for d in r["differs"])
    assert all(v.span.text in told for d in alignment.differs for v in d.values)


def test_all_evidence_of_an_origin_is_in_the_rows_of_its_claims(parcel: Parcel) -> None:
    rows = list(claim_rows(parcel))
    for alignment in parcel.comparison.alignments:
        told = " ".join(str(e) for r in rows if r["group"] == alignment.id for e in r["origin_evidence"])
        assert all(f"{s.article} {s.start}–{s.end}" in told for o in alignment.origins for s in o.evidence)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_cell_is_a_formula(parcel: Parcel, begins: str) -> None:
    outlet = replace(parcel.comparison.articles[0].outlet, name=f"{begins}cmd|' /C calc'!A0")
    first = replace(parcel.comparison.articles[0], outlet=outlet)
    rows = read(make_parcel(replace(parcel.comparison, articles=(first, *parcel.comparison.articles[1:]))))
    assert any("calc" in r["outlet"] for r in rows)
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for r in rows for cell in r.values())


def test_a_byte_order_mark_where_it_is_asked_for(parcel: Parcel) -> None:
    assert render_csv(make_parcel(parcel.comparison, bom=True)) == b"\xef\xbb\xbf" + render_csv(parcel)


def test_parquet_holds_the_same(any_parcel: Parcel) -> None:
    table = pq.read_table(io.BytesIO(render_parquet(any_parcel)))
    assert table.column_names == [c.name for c in COLUMNS]
    plain: list[dict[str, Any]] = [{k: list(v) if isinstance(v, tuple) else v for k, v in r.items()} for r in claim_rows(any_parcel)]
    assert table.to_pylist() == plain


def test_without_the_extra_one_line_says_what_to_install(parcel: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'tawatur\[parquet\]'"):
        render_parquet(parcel)
