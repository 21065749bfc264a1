"""A collection from init to answers: what is added twice, in parts, in another order, or in a new version."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawatur
from tawatur.collection import create_collection, open_collection
from tawatur.errors import StoreError, StoreReadOnlyError, StoreVersionError, UsageError

from .conftest import SETTINGS
from .invented import news, write_jsonl


def test_articles_become_stories_with_origins_and_a_report(make) -> None:
    collection = make()
    told: list[str] = []
    report = collection.add(news(), workers=0, progress=lambda p: told.extend(p.confirmed))
    assert (report.new, report.changed, report.same, report.skipped) == (19, 0, 0, 0)
    assert sorted(told) == sorted(a.id for a in news())
    rows = collection.stories(sort="articles")
    assert [len(r.articles) for r in rows] == [3, 3, 3, 3, 3, 1, 1, 1, 1]
    for row in rows[:5]:
        assert len({id.split("-")[1] for id in row.articles}) == 1, "one event"
        assert row.independent_origins.certain == 1
        assert row.independent_origins.certain <= row.independent_origins.at_most <= len(row.outlets)
    assert all(msgspec.structs.astuple(r.independent_origins) == (1, 1) for r in rows[5:])
    story = collection.story(rows[0].id)
    assert (story.id, story.title, story.members) == (rows[0].id, rows[0].title, rows[0].articles)
    assert {r.id for r in story.articles} == set(rows[0].articles)
    assert all(c.span.text == next(r for r in story.articles if r.id == c.span.article).text[c.span.start:c.span.end]
               for c in story.claims)
    assert rows[0].title in story.to_text() or story.to_markdown()
    assert msgspec.json.decode(story.to_json())["id"] == rows[0].id
    assert collection.story(rows[-1].id).articles[0].id == rows[-1].articles[0]
    assert collection.check() == []


def test_copies_are_marked_and_stay_articles_of_their_outlets(make) -> None:
    collection = make()
    collection.add(news(1, 0), workers=0)
    entries = {e.outlet: e for e in collection.store.entries()}
    one, other = entries["صحيفة المنارة"], entries["وكالة النهر"]
    assert {one.copy_of, other.copy_of} == {None, min(one.id, other.id)}
    assert entries["موقع الضحى"].copy_of is None


def test_adding_the_same_again_changes_not_even_a_time(make, look, tmp_path) -> None:
    collection = make()
    file = write_jsonl(tmp_path / "a.jsonl", news())
    collection.add([file], workers=0)
    before = (look(collection), collection.store.intake.inputs(), collection.store.entries(), collection.store.story_history())
    for inputs in ([file], [file, file], [str(file)]):
        report = collection.add(inputs, workers=0)
        assert (report.new, report.changed, report.same, report.stories_changed, report.stories_compared) == (0, 0, 19, 0, 0)
    after = (look(collection), collection.store.intake.inputs(), collection.store.entries(), collection.store.story_history())
    assert after == before


def test_another_file_with_the_same_articles_adds_none(make, look, tmp_path) -> None:
    collection = make()
    collection.add([write_jsonl(tmp_path / "a.jsonl", news())], workers=0)
    before = look(collection)
    report = collection.add([write_jsonl(tmp_path / "b.jsonl", news()[::-1])], workers=0)
    assert (report.new, report.same) == (0, 19)
    after = look(collection)
    assert {k: v for k, v in after.items() if k != "inputs"} == {k: v for k, v in before.items() if k != "inputs"}


_PARTS = st.permutations(range(19)).flatmap(
    lambda order: st.lists(st.integers(1, 18), max_size=3).map(lambda cuts: (order, sorted({0, *cuts, 19})))
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What one call with everything gives."""
    from .looking import picture

    with create_collection(tmp_path_factory.mktemp("whole") / "c", **SETTINGS) as collection:
        collection.add(news(), workers=0)
        return picture(collection)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=_PARTS)
def test_the_order_in_a_batch_changes_nothing_and_portions_no_partition(parts, whole, tmp_path_factory) -> None:
    from .looking import picture

    order, cuts = parts
    articles = [news()[i] for i in order]
    with create_collection(tmp_path_factory.mktemp("order") / "c", **SETTINGS) as collection:
        collection.add(articles, workers=0, batch=4)
        assert {k: v for k, v in picture(collection).items() if k != "inputs"} == {
            k: v for k, v in whole.items() if k != "inputs"}
    with create_collection(tmp_path_factory.mktemp("parts") / "c", **SETTINGS) as collection:
        for low, high in pairwise(cuts):
            collection.add(articles[low:high], workers=0)
        found = picture(collection)
    assert found["articles"] == whole["articles"]
    assert found["readings"] == whole["readings"]

    def kept(p):
        return sorted((s[2], s[3], s[4], s[6]) for s in p["stories"])

    assert kept(found) == kept(whole)


def test_a_new_version_is_kept_and_its_story_compared_anew(make) -> None:
    collection = make()
    articles = news(2, 1)
    collection.add(articles, workers=0)
    edited = msgspec.structs.replace(articles[0], text=articles[0].text.replace("أربعة", "ستة"))
    report = collection.add([edited], workers=0)
    assert (report.new, report.changed) == (0, 1)
    assert report.stories_compared == 1
    assert [v.number for v in collection.versions(edited.id)] == [1, 2]
    assert [e.new for e in collection.changes(edited.id)[0].text if e.new] == ["ستة"]
    story = collection.story(collection.entry(edited.id).story)
    assert "ستة" in next(r.text for r in story.articles if r.id == edited.id)
    assert len(collection.stories()) == 3


def test_a_version_that_tells_of_something_else_leaves_its_story(make) -> None:
    collection = make()
    articles = news(2, 0)
    collection.add(articles, workers=0)
    moved = msgspec.structs.replace(articles[1], text=articles[4].text, title=articles[4].title, published=articles[4].published)
    collection.add([moved], workers=0)
    assert sorted(len(r.articles) for r in collection.stories()) == [2, 4]
    with_all = [a if a.id != moved.id else moved for a in articles]
    fresh = make("fresh")
    fresh.add(with_all, workers=0)
    assert sorted(r.articles for r in fresh.stories()) == sorted(r.articles for r in collection.stories())


def test_ids_are_those_given_and_told_apart(make, tmp_path) -> None:
    collection = make()
    first, second = news(2, 0)[0], msgspec.structs.replace(news(2, 0)[4], id=news(1, 0)[0].id)
    collection.add([first, second], workers=0)
    assert {e.id for e in collection.store.entries()} == {first.id, f"{first.id}~2"}
    for entry in collection.store.entries():
        annotation = collection.annotation(entry.id)
        assert annotation.articles[0].id == entry.id, "what is read out of it bears the id of the collection"


def test_an_article_without_id_gets_one_to_read(make) -> None:
    collection = make()
    plain = {"text": news()[0].text, "url": "https://news.example.test/a/1", "published": "2031-05-03"}
    collection.add([plain], workers=0)
    (entry,) = collection.store.entries()
    assert entry.id.startswith("news-example-test-")
    assert collection.add([{**plain, "url": plain["url"] + "?utm_source=x"}], workers=0).same == 1


def test_since_leaves_out_what_is_older_and_says_how_much(make, tmp_path) -> None:
    collection = make()
    file = write_jsonl(tmp_path / "a.jsonl", news())
    report = collection.add([file], since="2031-05-05", workers=0)
    assert (report.new, report.older) == (11, 8)
    assert collection.add([file], workers=0).new == 8, "another time they are wanted"


def test_what_can_not_be_read_is_told_and_the_rest_goes_in(make, tmp_path) -> None:
    collection = make()
    write_jsonl(tmp_path / "a.jsonl", news(1, 0))
    with (tmp_path / "a.jsonl").open("a") as file:
        file.write("{broken\n")
    report = collection.add([tmp_path / "a.jsonl", tmp_path / "missing.txt"], workers=0)
    assert (report.new, report.skipped) == (3, 2)
    assert {p.code for p in report.problems} == {"record", "missing"}
    assert {p.code for p in collection.store.intake.problems()} == {"record", "missing"}
    before = collection.store.intake.problems()
    collection.add([tmp_path / "a.jsonl", tmp_path / "missing.txt"], workers=0)
    assert collection.store.intake.problems() == before


def test_worker_processes_give_the_same(make, look, whole) -> None:
    collection = make()
    collection.add(news(), workers=2, batch=5)
    assert {k: v for k, v in look(collection).items() if k != "inputs"} == {k: v for k, v in whole.items() if k != "inputs"}


def test_what_another_version_read_is_told_and_read_again_on_repair(make, look) -> None:
    collection = make()
    collection.add(news(2, 1), workers=0)
    before = look(collection)
    collection.store.mark_outdated()
    report = collection.add([], workers=0)
    assert report.outdated == 7
    assert [f.code for f in collection.check()] == ["reading.outdated"]
    assert any(f.code == "reading.outdated" for f in collection.repair(workers=0))
    assert collection.check() == []
    assert look(collection) == before


def test_an_index_that_is_thrown_away_is_made_again(make, look) -> None:
    collection = make()
    collection.add(news(3, 0), workers=0)
    for file in collection.index_folder.iterdir():
        file.write_bytes(b"torn")
    collection.add(news(), workers=0)
    fresh = make("fresh")
    fresh.add(news(3, 0), workers=0)
    fresh.add(news(), workers=0)
    assert look(collection) == look(fresh)


def test_errors_say_what_where_and_what_to_do(make, tmp_path) -> None:
    with pytest.raises(StoreError, match=r"no collection is there; make one with `tawatur init"):
        open_collection(tmp_path / "nothing")
    collection = make("c")
    collection.close()
    with pytest.raises(UsageError, match="a collection is there already"):
        create_collection(tmp_path / "c")
    with open_collection(tmp_path / "c", read_only=True) as reading, pytest.raises(StoreReadOnlyError, match="read only"):
        reading.add(news())
    config = tmp_path / "c" / "tawatur.toml"
    good = config.read_text()
    config.write_text(good.replace("format = 1", "format = 99"))
    with pytest.raises(StoreVersionError, match="written by a newer Tawatur"):
        open_collection(tmp_path / "c")
    config.write_text(good + "colour = 3\n")
    with pytest.raises(UsageError, match="colour"):
        open_collection(tmp_path / "c")
    config.write_text(good)
    with sqlite3.connect(tmp_path / "c" / "collection.db") as database:
        database.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(StoreVersionError, match="newer Tawatur"):
        open_collection(tmp_path / "c")
    with pytest.raises(UsageError, match="names no encoder"):
        create_collection(tmp_path / "d", encoder="crystal ball")
    assert not (tmp_path / "d").exists()


def test_unknown_ids_and_fields(make) -> None:
    collection = make()
    for call in (collection.story, collection.entry, collection.article, collection.versions):
        with pytest.raises(UsageError, match="no such"):
            call("nowhere")
    with pytest.raises(UsageError, match="sort"):
        collection.stories(sort="beauty")


@pytest.mark.parametrize("day", ["yesterday", "2031-05", "2031-13-01", "20310501"])
def test_an_agenda_from_what_is_no_day(make, day) -> None:
    collection = make()
    collection.add(news(1, 0), workers=0)
    with pytest.raises(UsageError, match=f"{day} is no day"):
        collection.agenda(after=day)


def test_open_from_the_package(tmp_path: Path) -> None:
    create_collection(tmp_path / "c", **SETTINGS).close()
    with tawatur.open(tmp_path / "c") as collection:
        assert collection.stories() == []
    with pytest.raises(StoreError):
        tawatur.open(tmp_path / "d")
