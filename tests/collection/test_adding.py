"""An article that its worker can't survive is a problem, not the end of the run."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tawatur.collection import running
from tawatur.collection.adding import _named, _next
from tawatur.collection.comparing import origins_of
from tawatur.model import Article, OriginCount

from .invented import news, write_jsonl


@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_dies_costs_one_article(make, monkeypatch, workers) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(running.reading, "make_reader", import_module("fragile").make_fragile_reader)
    collection = make()
    report = collection.add(news(2, 3), workers=workers)
    assert (report.new, report.skipped) == (7, 2)
    assert [(p.code, p.message.split(":")[0]) for p in report.problems] == [
        ("not read: died", "article السهل-100 could not be read"), ("not read: error", "article السهل-101 could not be read"),
    ]
    assert len(collection.store.intake.problems()) == 2
    assert collection.add(news(2, 3), workers=workers).new == 0


def test_names_of_articles() -> None:
    made = Article(id="x:1", text="نص", id_how="made", outlet="www.news.test")
    assert _named(made, "0123456789").id == "www-news-test-01234567"
    assert _named(Article(id="x", text="نص", id_how="given"), "01").id == "x"
    assert _named(Article(id="x\0y", text="نص", id_how="given"), "01").id == "x\ufffdy"
    assert [_next("a"), _next("a~2"), _next("a~" + "9" * 5000)] == ["a~2", "a~3", "a~" + "9" * 5000 + "~2"]


def test_ids_that_are_taken_are_counted_up_past_those_that_came_so(make) -> None:
    def one(id: str, number: int) -> Article:
        text = f"زار وفد رقم {number} سوق القرية."
        # A year apart, so that none is compared with another.
        return Article(id=id, text=text, outlet="o", url=f"https://o.test/{number}", id_how="given", outlet_how="given",
                       published=f"{1900 + number}-01-01", published_how="given")

    collection = make()
    collection.add([one("a~3", 0)], workers=0)
    collection.add([one("a", 1), one("a", 2), one("a", 3), one("a~2", 4)], workers=0)
    assert {e.id for e in collection.store.entries()} == {"a", "a~2", "a~3", "a~4", "a~5"}
    assert collection.article("a~3").text == one("a~3", 0).text
    collection.add([one("a", n) for n in range(5, 105)], workers=0)
    ids = {e.id for e in collection.store.entries()}
    assert ids == {"a", *(f"a~{n}" for n in range(2, 106))}


def test_what_could_not_be_read_is_tried_again(make, monkeypatch, tmp_path) -> None:
    file = write_jsonl(tmp_path / "a.jsonl", news(2, 3))
    collection = make()
    with monkeypatch.context() as broken:
        broken.syspath_prepend(str(Path(__file__).parent))
        broken.setattr(running.reading, "make_reader", import_module("fragile").make_fragile_reader)
        assert collection.add([file], workers=1).skipped == 2
    report = collection.add([file], workers=0)
    assert (report.new, report.same, report.skipped, collection.store.intake.problems()) == (2, 7, 0, [])
    assert collection.add([file], workers=0).unchanged == 1


def test_a_story_in_which_nothing_is_aligned_may_have_an_origin_for_each_outlet(make) -> None:
    collection = make()
    collection.add(news(1, 0), workers=0)
    entries = collection.store.entries()
    report = collection.story(entries[0].story)
    nothing = report.__class__(**{**{f: getattr(report, f) for f in report.__struct_fields__}, "story": None})
    assert origins_of(nothing, entries) == OriginCount(1, 3)
