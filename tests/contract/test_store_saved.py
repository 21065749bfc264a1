"""What both databases must do for saved searches and for whoever takes whole tables along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.errors import UsageError
from tawatur.model import EntityRow, NewVersion, StoryDraft
from tawatur.model.desk import Alert, SavedSearch
from tawatur.store import Store
from tawatur.store.saved import Looked

_SEARCH = SavedSearch(id="q1", name="x", text="الميناء", webhook="https://example.org/", secret="s", key="k", by="local", created="2026-03-01T00:00:00Z")
_DUE = {0: "2026-03-02T00:00:00Z", 1: "2026-03-02T00:00:00Z"}


def _alert(number: int, at: str = "2026-03-02T08:00:00Z") -> Alert:
    return Alert(search="q1", kind="new article", subject=f"a{number}", at=at, title=f"عنوان {number}", article=f"a{number}")


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with a search that has looked once, and three pieces of news."""
    store.saved.put(_SEARCH)
    assert store.saved.looked("q1") == (None, 0)
    assert store.saved.note("q1", 0, Looked(articles=b"\x00\xff" * 8, before={"new article": 2}), [_alert(n) for n in range(3)])
    return store


def test_a_search_comes_back_as_it_was(kept: Store) -> None:
    assert kept.saved.one("q1") == _SEARCH
    assert kept.saved.all() == [_SEARCH]
    assert kept.saved.one("none") is None


def test_what_it_looked_at_comes_back(kept: Store) -> None:
    looked, state = kept.saved.looked("q1")
    assert (looked, state) == (Looked(articles=b"\x00\xff" * 8, before={"new article": 2}), 1)


def test_of_two_who_noticed_at_once_one_is_heard(kept: Store) -> None:
    assert kept.saved.note("q1", 1, Looked(), [_alert(3)])
    assert not kept.saved.note("q1", 1, Looked(), [_alert(4)])
    assert {a.subject for a in kept.saved.alerts("q1")} == {"a0", "a1", "a2", "a3"}


def test_the_same_news_is_kept_once(kept: Store) -> None:
    assert kept.saved.note("q1", 1, Looked(), [replace(_alert(1), title="anders")])
    assert [a.title for a in kept.saved.alerts("q1") if a.subject == "a1"] == ["عنوان 1"]


def test_news_come_in_parts_and_are_counted(kept: Store) -> None:
    assert [a.subject for a in kept.saved.alerts("q1", 2)] == ["a0", "a1"]
    assert [a.subject for a in kept.saved.alerts("q1", 2, 2)] == ["a2"]
    assert kept.saved.counts() == {"q1": (3, 0, "2026-03-02T08:00:00Z")}


def test_what_is_taken_to_be_sent_is_taken_once(kept: Store) -> None:
    now = "2026-03-02T09:00:00Z"
    assert [a.subject for a in kept.saved.take_due("q1", now, _DUE, 2)] == ["a0", "a1"]
    assert [a.subject for a in kept.saved.take_due("q1", now, _DUE, 2)] == ["a2"]
    assert kept.saved.take_due("q1", now, _DUE, 2) == []


def test_what_was_delivered_is_not_due_again(kept: Store) -> None:
    taken = kept.saved.take_due("q1", "2026-03-01T09:00:00Z", _DUE, 3)
    kept.saved.sent(taken[:1], "2026-03-01T09:00:01Z", None)
    kept.saved.sent(taken[1:2], None, "HTTP 500")
    kept.saved.sent(taken[2:], None, "HTTP 410", last=True)
    assert [a.subject for a in kept.saved.take_due("q1", "2026-03-02T09:00:00Z", _DUE, 3)] == ["a1"]
    assert kept.saved.counts()["q1"][:2] == (3, 1)
    assert kept.saved.send_again("q1") == 2


def test_dropped_with_all_that_is_its(kept: Store) -> None:
    assert kept.saved.drop("q1")
    assert (kept.saved.all(), kept.saved.alerts("q1"), kept.saved.counts()) == ([], [], {})
    with pytest.raises(UsageError):
        kept.saved.looked("q1")


def test_articles_by_words_and_by_name(store: Store, news: Callable[..., NewVersion]) -> None:
    salim = EntityRow(entity="e1", key="PER:سليم", type="PER", name="سليم", form="سليم", count=1)
    store.put([news(1, "وصل سليم إلى الميناء", entities=[salim]), news(2, "أغلق الميناء"), news(3, "وصل القطار")])
    by_words = [id for id, _ in store.saved.matching(_SEARCH)]
    assert by_words == ["a1", "a2"]
    assert [id for id, _ in store.saved.matching(replace(_SEARCH, entity="سليم"))] == ["a1"]
    assert [id for id, _ in store.saved.matching(replace(_SEARCH, text="", entity="سليم"))] == ["a1"]
    assert store.saved.matching(replace(_SEARCH, entity="زيد")) == []
    assert store.saved.compared(_SEARCH) == []


def test_all_in_the_order_in_which_it_came(store: Store, news: Callable[..., NewVersion]) -> None:
    store.put([news(1, "الأول", day="2026-03-05")])
    store.put([news(2, "الثاني", day="2026-03-01"), news(3, "الثالث", day="2026-03-09")])
    every = [e.id for e in store.bulk.articles(None, 10)]
    assert sorted(every) == ["a1", "a2", "a3"]
    assert every[0] == "a1"
    assert [e.id for e in store.bulk.articles("a1", 10)] == every[1:]
    assert [e.id for e in store.bulk.articles(None, 10, since="2026-03-05")] == [id for id in every if id != "a2"]
    assert store.bulk.count_articles(since="2026-03-05") == 2
    with pytest.raises(UsageError, match="no such id"):
        store.bulk.articles("none", 10)


def test_stories_in_the_order_in_which_they_came(store: Store, news: Callable[..., NewVersion]) -> None:
    store.put([news(n, f"خبر {n}", day=f"2026-03-0{n}") for n in (1, 2, 3)])
    store.regroup({f"s{n}": StoryDraft(title="x", articles=(f"a{n}",)) for n in (3, 1, 2)}, grouped=["a1", "a2", "a3"])
    every = [s.id for s in store.bulk.stories(None, 10)]
    assert sorted(every) == ["s1", "s2", "s3"]
    assert [s.id for s in store.bulk.stories(every[0], 1)] == every[1:2]
    assert [s.id for s in store.bulk.stories(None, 10, until="2026-03-01")] == ["s1"]
