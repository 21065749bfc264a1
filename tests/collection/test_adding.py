"""An article that its worker can't survive is a problem, not the end of the run."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tawatur.collection import running
from tawatur.collection.adding import _free, _named
from tawatur.collection.comparing import origins_of
from tawatur.model import Article, OriginCount

from .invented import news


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
    assert len(collection.store.problems()) == 2
    assert collection.add(news(2, 3), workers=workers).new == 0


def test_names_of_articles() -> None:
    made = Article(id="x:1", text="نص", id_how="made", outlet="www.news.test")
    assert _named(made, "0123456789").id == "www-news-test-01234567"
    assert _named(Article(id="x", text="نص", id_how="given"), "01").id == "x"
    assert _free("a", {"a", "a~2", "b"}) == "a~3"
    assert _free("c", {"a"}) == "c"


def test_a_story_in_which_nothing_is_aligned_may_have_an_origin_for_each_outlet(make) -> None:
    collection = make()
    collection.add(news(1, 0), workers=0)
    entries = collection.store.entries()
    report = collection.story(entries[0].story)
    nothing = report.__class__(**{**{f: getattr(report, f) for f in report.__struct_fields__}, "story": None})
    assert origins_of(nothing, entries) == OriginCount(1, 3)
