"""What tells that something changed, and what a list of stories counts, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.errors import UsageError
from tawatur.lang.search_words import SearchWords
from tawatur.model import (
    NewVersion,
    Span,
    StoryDraft,
    StoryEvent,
    StoryFilter,
    StoryLink,
)
from tawatur.model.agreement import Agreement
from tawatur.model.collection import DayCount
from tawatur.model.desk import Correction
from tawatur.store import Store, open_store

from .compared import compared

News = Callable[..., NewVersion]


@pytest.fixture
def grouped(store: Store, news: News) -> Store:
    store.put([
        news(1, "اجتماع في مسقط", day="2026-03-01"), news(2, "اجتماع مسقط", day="2026-03-02", outlet="م"),
        news(3, "لقاء مسقط", day="2026-03-02", outlet="س"), news(4, "حريق في المرفأ", day="2026-03-04"),
        news(5, "بلا يوم", day="2026-03-09", dated=False),
    ])
    store.regroup(
        {"s1": StoryDraft(title="اجتماع", articles=("a1", "a2", "a3")), "s2": StoryDraft(title="حريق", articles=("a4", "a5"))},
        history=[StoryEvent(story=id, change="created", at="t") for id in ("s1", "s2")], grouped=["a1", "a2", "a3", "a4", "a5"],
    )
    return store


def test_every_write_raises_the_revision_and_only_a_write(store: Store, news: News) -> None:
    assert (store.revision(), store.desk_revision()) == ("0", "0")
    store.put([news(1, "بحر")])
    store.put([news(2, "سماء")])
    assert store.revision() == "2"
    store.entries()
    with pytest.raises(UsageError):
        store.comparisons.put([compared("s9")])
    assert (store.revision(), store.desk_revision()) == ("2", "0")


def test_notes_of_people_count_by_themselves_and_beside_a_writer(store: Store, store_url: str, search_words: SearchWords, news: News) -> None:
    store.put([news(1, "بحر")])
    with open_store(store_url, words=search_words) as other:
        other.corrections.put(Correction(id="k", subject="story", verdict="wrong", evidence=(), says="x", by="س", at="t"))
        assert other.desk_revision() == "1"
    assert (store.revision(), store.desk_revision()) == ("1", "1")


def test_another_process_sees_the_revision(store: Store, store_url: str, search_words: SearchWords, news: News) -> None:
    with open_store(store_url, words=search_words, read_only=True) as reader:
        assert reader.revision() == "0"
        store.put([news(1, "بحر")])
        assert reader.revision() == "1"


def test_the_stamp_of_a_story_changes_with_it_alone(grouped: Store, news: News) -> None:
    before = {id: grouped.story_stamp(id) for id in ("s1", "s2")}
    assert before["s1"] != before["s2"] != grouped.story_stamp("nothing")
    grouped.put([news(6, "آخر")])
    assert {id: grouped.story_stamp(id) for id in before} == before
    seen = [before["s1"]]

    def changed() -> None:
        assert grouped.story_stamp("s1") not in seen
        assert grouped.story_stamp("s2") == before["s2"]
        seen.append(grouped.story_stamp("s1"))

    grouped.comparisons.put([compared("s1")])
    changed()
    grouped.comparisons.put([compared("s1", digest="other")])
    changed()
    grouped.put([news(2, "اجتماع مسقط الثاني", day="2026-03-02", outlet="م")])
    changed()
    span = Span("a1", 0, 3, "اجت")
    grouped.corrections.put(Correction(id="k", subject="story", verdict="wrong", evidence=(span,), says="x", by="س", at="t", story="s1"))
    changed()
    grouped.regroup({"s3": StoryDraft(title="تابع", articles=("a6",), links=(StoryLink(earlier="s1", kind="follow-up", score=0.4),))}, grouped=["a6"])
    changed()


def test_an_old_id_has_the_stamp_of_where_it_leads(grouped: Store) -> None:
    grouped.regroup({"s1": StoryDraft(title="كل", articles=("a1", "a2", "a3", "a4", "a5"))}, gone={"s2": "s1"})
    assert grouped.story_stamp("s2").partition("-")[0] == grouped.story_stamp("s1").partition("-")[0]


def test_what_a_row_counts_stands_as_long_as_its_comparison(grouped: Store, news: News) -> None:
    grouped.comparisons.put([compared("s1", agreement=Agreement(4, 2, 7)), compared("s2")])
    rows = {row.id: row for row in grouped.stories()}
    assert (rows["s1"].agree, rows["s1"].differ, rows["s1"].alone) == (4, 2, 7)
    assert (rows["s2"].agree, rows["s2"].differ, rows["s2"].alone) == (None, None, None)
    assert rows["s1"].days == (DayCount("2026-03-01", 1), DayCount("2026-03-02", 2))
    # The day of an article that tells none is no day of coverage.
    assert rows["s2"].days == (DayCount("2026-03-04", 1),)
    assert grouped.comparisons.uncounted() == ["s2"]
    grouped.comparisons.put_agreements({"s2": Agreement(0, 0, 1)})
    assert grouped.comparisons.uncounted() == []
    assert grouped.story("s2").alone == 1  # type: ignore[union-attr]
    grouped.put([news(2, "اجتماع مسقط الثاني", day="2026-03-02", outlet="م")])
    grouped.regroup({"s1": StoryDraft(title="اجتماع", articles=("a1", "a2", "a3"))}, grouped=["a2"])
    changed = grouped.story("s1")
    assert changed is not None
    assert (changed.agree, changed.independent_origins) == (None, None)
    assert grouped.comparisons.uncounted() == []


def test_how_many_stories_a_filter_has(grouped: Store) -> None:
    assert grouped.count_stories() == 2
    assert grouped.count_stories(StoryFilter(limit=1, offset=1)) == 2
    assert grouped.count_stories(StoryFilter(min_outlets=3)) == 1
    assert grouped.count_stories(StoryFilter(text="حريق")) == 1
    assert grouped.count_stories(StoryFilter(entity="..")) == 0
    assert grouped.span_of_days() == ("2026-03-01", "2026-03-04")


def test_what_is_new_since_one_looked(grouped: Store, news: News) -> None:
    mark = grouped.last_event()
    assert mark == 2
    assert grouped.story_news(mark) == (0, 0)
    assert grouped.story_news(0) == (2, 0)
    grouped.put([news(6, "ريح", day="2026-03-06")])
    grouped.regroup(
        {"s3": StoryDraft(title="ريح", articles=("a6",)), "s2": StoryDraft(title="حريق", articles=("a4", "a5"))},
        history=[StoryEvent(story="s3", change="created", at="t"), StoryEvent(story="s3", change="grew", at="t"),
                 StoryEvent(story="s2", change="grew", at="t")],
        grouped=["a6"],
    )
    assert grouped.story_news(mark) == (1, 1)
    assert grouped.story_news(mark, StoryFilter(since="2026-03-06")) == (1, 0)
    assert grouped.story_news(mark, StoryFilter(entity="..")) == (0, 0)
    assert grouped.story_news(grouped.last_event()) == (0, 0)


def test_an_empty_store_has_no_days(store: Store) -> None:
    assert (store.span_of_days(), store.last_event(), store.count_stories()) == (None, 0, 0)
