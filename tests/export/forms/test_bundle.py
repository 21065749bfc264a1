"""The bundle of evidence: a zip that checks itself, with the texts as they are and every wording."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tawatur import codec
from tawatur.export.bundle import render_bundle, safe_name
from tawatur.export.parcel import Parcel
from tawatur.model import Comparison

from .making import make_parcel


def unpacked(parcel: Parcel) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render_bundle(parcel))) as zip:
        assert zip.testzip() is None
        folder = f"{parcel.name}/"
        assert all(n.startswith(folder) and ".." not in n and "\\" not in n for n in zip.namelist())
        return {n.removeprefix(folder): zip.read(n) for n in zip.namelist()}


def test_the_manifest_fits_every_file(any_parcel: Parcel) -> None:
    files = unpacked(any_parcel)
    lines = files.pop("MANIFEST.sha256").decode().splitlines()
    assert {name: digest for digest, name in (line.split("  ", 1) for line in lines)} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }


def test_the_texts_are_as_they_were_read(any_parcel: Parcel) -> None:
    files = unpacked(any_parcel)
    texts = [data.decode() for name, data in files.items() if name.startswith("articles/")]
    assert texts == [a.text for a in any_parcel.comparison.articles]
    assert all(re.fullmatch(r"articles/\d{3}-[A-Za-z0-9._-]+\.txt", n) for n in files if n.startswith("articles/"))


def test_the_comparison_comes_back(any_parcel: Parcel) -> None:
    kept = codec.from_json(unpacked(any_parcel)["comparison.json"])
    assert type(kept) is Comparison
    assert kept == any_parcel.comparison


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_wording_stands_there_with_its_place(parcel: Parcel, lang: str) -> None:
    text = unpacked(make_parcel(parcel.comparison, lang=lang))["evidence.md"].decode()
    for claim in parcel.comparison.claims:
        line = next(x for x in text.splitlines() if f"[{claim.span.article} {claim.span.start}–{claim.span.end}]" in x)
        assert claim.span.text.split()[0] in line
    for alignment in parcel.comparison.alignments:
        for difference in alignment.differs:
            assert all(f"{v.span.start}–{v.span.end}" in text for v in difference.values)


def test_an_origin_that_nobody_names_is_not_said_to_be_another_one(parcel: Parcel) -> None:
    """`certain` tells whether it is known who that is; only the count tells how many are independent."""
    group = parcel.comparison.alignments[2]
    unknown = replace(group, origins=tuple(replace(o, certain=False) for o in group.origins))
    assert unknown.independent_origins.certain == unknown.independent_origins.at_most
    told = unpacked(make_parcel(replace(parcel.comparison, alignments=(unknown,))))["evidence.md"].decode()
    assert "may be the same" not in told
    assert unpacked(parcel)["evidence.md"].decode().count("may be the same as another") == 2


def test_nothing_in_an_article_is_markup(hostile: Parcel) -> None:
    text = unpacked(hostile)["evidence.md"].decode()
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in html.lower()
    assert "&lt;" in html
    assert not re.search(r"href=\"(?!articles/|urn:|http)", html)


def test_readers_words_are_kept(parcel: Parcel) -> None:
    files = unpacked(parcel)
    assert json.loads(files["corrections.json"])[0]["note"] == "</script>"
    assert "taken back 2026-03-05" in files["evidence.md"].decode()


def test_the_same_bytes_and_a_time_that_says_nothing(parcel: Parcel) -> None:
    assert render_bundle(parcel) == render_bundle(make_parcel(parcel.comparison))
    with zipfile.ZipFile(io.BytesIO(render_bundle(parcel))) as zip:
        assert {(i.date_time[0], i.compress_type) for i in zip.infolist()} == {(1980, zipfile.ZIP_STORED)}


@pytest.mark.parametrize(("id", "name"), [("../../x", "_.._x"), ("..", "_"), ("", "_"), ("مقال", "_"), ("a b/c\\d:e", "a_b_c_d_e"), ("x" * 99, "x" * 60)])
def test_an_id_becomes_a_files_name(id: str, name: str) -> None:
    assert safe_name(id) == name
