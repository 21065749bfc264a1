"""`tawatur story` and `tawatur compare` in the forms for other programs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.collection import open_collection
from tawatur.collection.parcels import story_parcel
from tawatur.export.forms import STORY_FORMS, Form

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize("form", STORY_FORMS, ids=lambda form: form.name)
def test_every_form_of_a_story_goes_into_a_file_by_its_ending(
    run: Run, press: Path, stories: tuple[str, ...], tmp_path: Path, form: Form
) -> None:
    named = tmp_path / f"story{form.ending}"
    ran = run("story", stories.talks, "-C", press, "-o", named)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    with open_collection(press, read_only=True) as collection:
        assert named.read_bytes() == form.render(story_parcel(collection, collection.story(stories.talks))) != b""


@pytest.mark.parametrize("form", ["prov", "csv", "geojson", "dossier"])
def test_articles_that_no_collection_holds(run: Run, files: list[Path], form: str) -> None:
    ran = run("compare", *files, "--format", form, "--names", "rules", "--encoder", "lexical")
    assert ran.code == 0
    assert ran.out == run("compare", *reversed(files), "--format", form, "--names", "rules", "--encoder", "lexical").out != ""


def test_a_bundle_of_articles_that_no_collection_holds(run: Run, files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    assert run("compare", *files, "-o", out, "--names", "rules", "--encoder", "lexical").code == 0
    with zipfile.ZipFile(out) as zip:
        texts = [zip.read(n).decode() for n in zip.namelist() if "/articles/" in n]
    assert sorted(texts) == sorted(p.read_text(encoding="utf-8") for p in files)


def test_ids_begin_with_the_address_that_is_named(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    ran = run("story", stories.talks, "-C", press, "--format", "prov", "--base-url", "https://news.example/t")
    ids = [node["id"] for node in json.loads(ran.out)["@graph"]]
    assert f"https://news.example/t/stories/{stories.talks}" in ids
    assert all(id.startswith("https://news.example/t/") for id in ids)


@pytest.mark.parametrize("url", ["news.example", "javascript:alert(1)", "https://x/ y", "https://x/?a=b", 'https://x/">', "https://x/\n", "http://", "http://[", "urn:x?y"])
def test_a_base_that_is_no_address(run: Run, press: Path, stories: tuple[str, ...], url: str) -> None:
    ran = run("story", stories.talks, "-C", press, "--format", "prov", "--base-url", url)
    assert (ran.code, ran.out) == (2, "")
    assert "no address" in ran.err


def test_a_mark_before_csv(run: Run, press: Path, stories: tuple[str, ...], tmp_path: Path) -> None:
    plain = run("story", stories.talks, "-C", press, "--format", "csv").out
    run("story", stories.talks, "-C", press, "--bom", "-o", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf" + plain.encode()
    assert {row["story"] for row in csv.DictReader(io.StringIO(plain, newline=""))} == {stories.talks}


def test_what_is_no_text_is_not_shown_on_a_terminal(
    run: Run, press: Path, stories: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tawatur.cli import output

    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    ran = run("story", stories.talks, "-C", press, "--format", "bundle")
    assert (ran.code, ran.out) == (5, "")
    assert "name a file with -o" in ran.err


def test_places_have_their_coordinates_and_plans_their_days(run: Run, press: Path, stories: tuple[str, ...]) -> None:
    places = json.loads(run("story", stories.talks, "-C", press, "--format", "geojson").out)
    assert {"بغداد", "عمّان"} <= {f["properties"].get("name") for f in places["features"]}
    assert "DTSTART;VALUE=DATE:20260305" in run("story", stories.talks, "-C", press, "--format", "ical").out
