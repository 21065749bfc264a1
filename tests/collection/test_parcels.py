"""From a comparison to what its exports are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tawatur.collection import Collection, open_collection
from tawatur.collection.parcels import parcel_of, planned, story_parcel
from tawatur.lang.resources import Resources
from tawatur.reporting import StoryReport

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "press"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    from tawatur.collection import create_collection

    folder = tmp_path_factory.mktemp("parcels") / "c"
    with create_collection(folder, encoder="lexical", names="rules") as made:
        made.add([EXAMPLES / "first.jsonl"], workers=0)
    with open_collection(folder) as opened:
        yield opened


@pytest.fixture
def report(collection: Collection) -> StoryReport:
    return collection.story(max(collection.stories(), key=lambda row: len(row.articles)).id)


def test_places_lie_where_the_lists_have_them_and_names_have_lasting_keys(collection: Collection, report: StoryReport) -> None:
    parcel = story_parcel(collection, report, base="https://news.example/")
    amman = next(e for e in report.entities if e.name == "عمّان")
    lat, lon = parcel.coordinates[amman.id]
    assert (31 < lat < 33, 35 < lon < 37) == (True, True)
    assert parcel.entity(amman.id) == f"https://news.example/who/{parcel.keys[amman.id]}"
    assert set(parcel.keys) == {e.id for e in report.entities}
    assert not {e.id for e in report.entities if e.type != "LOC"} & set(parcel.coordinates)


def test_what_is_planned_is_what_the_agenda_has(collection: Collection, report: StoryReport) -> None:
    parcel = story_parcel(collection, report)
    whole = {(i.type, i.since, i.until) for i in collection.agenda(after="2026-01-01")}
    assert parcel.agenda
    assert {(i.type, i.since, i.until) for i in parcel.agenda} <= whole
    told = {a.words.span.article for i in parcel.agenda for a in i.announced}
    assert told <= set(report.members)


def test_nothing_is_planned_where_no_day_is_known(resources: Resources, report: StoryReport) -> None:
    undated = replace(report, articles=tuple(replace(a, published=replace(a.published, value=None)) for a in report.articles))
    assert planned(undated, resources) == ()
    assert parcel_of(undated, resources).agenda == ()


def test_readers_words_go_along_the_oldest_first_with_those_taken_back(collection: Collection, report: StoryReport) -> None:
    claims = {c.id: c.span for c in report.claims}
    group = next(a for a in report.alignments if len(a.claims) > 1)
    one = collection.correct("alignment", "wrong", [claims[c] for c in group.claims], by="سلمى")
    collection.withdraw(one.id, by="سلمى")
    collection.correct("alignment", "confirmed", [claims[c] for c in group.claims], by="نادر")
    marked = story_parcel(collection, report).corrections
    assert {c.by for c in marked} == {"سلمى", "نادر"}
    assert [c.at for c in marked] == sorted(c.at for c in marked)
    assert [bool(c.withdrawn) for c in sorted(marked, key=lambda c: c.by == "نادر")] == [True, False]


def test_articles_of_a_story_that_were_not_compared_are_known(collection: Collection, report: StoryReport) -> None:
    assert story_parcel(collection, report).left_out == ()
    late = replace(report, members=(*report.members, "late"))
    assert story_parcel(collection, late).left_out == ("late",)
    assert "late" in story_parcel(collection, late).notes[-1]
