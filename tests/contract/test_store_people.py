"""Who a key is, in which articles, what happened; words of outlets: on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tawatur.model import EntityRow, EventRow, NewVersion, StoryDraft
from tawatur.store import Store

from .compared import compared

News = Callable[..., NewVersion]


def place(form: str, count: int = 1) -> EntityRow:
    return EntityRow(entity="e1", key="geo:SY", type="LOC", name="سورية", form=form, count=count)


def event(kind: str, date: str | None) -> EventRow:
    return EventRow(id="ev1", type=kind, status="planned", date=date, place=None, participants=(), start=0, end=4)


def test_a_key_has_one_name_with_all_its_wordings(store: Store, news: News) -> None:
    store.put([news(1, "نص", entities=(place("سوريا", 3),)), news(2, "نص آخر", entities=(place("سورية"),))])
    row = store.people.row("geo:SY")
    assert row is not None
    assert (row.name, row.forms, row.articles) == ("سورية", ("سوريا", "سورية"), 2)
    assert store.people.row("geo:XX") is None


def test_articles_that_name_it_come_newest_first_with_their_number(store: Store, news: News) -> None:
    new = [news(n, f"نص {n}", entities=(place("سوريا"),)) for n in (1, 2, 3)]
    store.put([replace(v, day=f"2031-05-0{n}") for n, v in enumerate(new, 1)])
    assert store.people.naming(["geo:SY"], limit=2) == (["a3", "a2"], 3)
    assert store.people.naming(["geo:SY"], until="2031-05-02") == (["a2", "a1"], 2)
    assert store.people.naming(["geo:XX"]) == ([], 0)
    assert store.people.naming([]) == ([], 0)


def test_happenings_by_their_day_or_by_that_of_the_article(store: Store, news: News) -> None:
    new = [
        news(1, "نص 1", events=(event("meeting", "2031-06-01"),)), news(2, "نص 2", events=(event("meeting", None),)),
        news(3, "نص 3", events=(event("meeting", None),)), news(4, "نص 4", events=(event("strike", "2031-06-01"),)),
    ]
    store.put([replace(v, day=day) for v, day in zip(new, ("2031-01-01", "2031-01-02", "2031-06-02", "2031-06-03"), strict=True)])
    assert store.people.happening(["meeting"], "2031-05-01") == ["a1", "a3"]


def test_words_lie_by_outlet_and_go_with_their_story(store: Store, news: News) -> None:
    store.put([news(n, f"نص {n}", outlet=o) for n, o in ((1, "الرصيف"), (2, "المرسى"), (3, "الرصيف"), (4, "المرسى"))])
    store.regroup({"s1": StoryDraft(title="s1", articles=("a1", "a2")), "s2": StoryDraft(title="s2", articles=("a3", "a4"))}, grouped=["a1", "a2", "a3", "a4"])
    store.comparisons.put([compared("s1"), compared("s2", words=(("one", b"2"), ("other", b"3"),))])
    assert store.wording.of("one") == [("s2", b"2")]
    assert store.wording.lacking() == {"s1"}
    store.wording.put("s1", [("one", b"1")])
    assert sorted(store.wording.of("one")) == [("s1", b"1"), ("s2", b"2")]
    assert store.wording.lacking() == set()
    store.comparisons.put([compared("s2", words=(("other", b"4"),))])
    assert [s for s, _ in store.wording.of("one")] == ["s1"]  # what was counted before is gone
    assert store.wording.of("other") == [("s2", b"4")]


def test_annotations_come_in_the_order_asked_for(store: Store, news: News) -> None:
    store.put([news(1, "نص 1"), news(2, "نص 2")])
    there = dict(store.readings(["a1", "a2"]))
    assert list(store.annotations(["a2", "a1", "a9"])) == [("a2", there["a2"].annotation), ("a1", there["a1"].annotation)]
