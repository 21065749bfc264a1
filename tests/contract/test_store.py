"""What a store promises, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.errors import (
    StoreBusyError,
    StoreError,
    StoreReadOnlyError,
    StoreVersionError,
    UsageError,
)
from tawatur.lang.search_words import SearchWords
from tawatur.model import (
    Article,
    EntityRow,
    EventRow,
    FeedRow,
    InputRow,
    NewVersion,
    OriginCount,
    ProblemRow,
    Put,
    SearchQuery,
    StoryDraft,
    StoryEvent,
    StoryFilter,
    StoryLink,
)
from tawatur.store import Store, open_store

from .compared import compared

News = Callable[..., NewVersion]


def place(name: str, key: str, form: str | None = None) -> EntityRow:
    return EntityRow(entity="e1", key=key, type="LOC", name=name, form=form or name, count=1)


def person(name: str, key: str, form: str | None = None, count: int = 1) -> EntityRow:
    return EntityRow(entity="e2", key=key, type="PER", name=name, form=form or name, count=count)


def event(date: str | None, *participants: str, status: str = "planned", place: str | None = None) -> EventRow:
    return EventRow(
        id="ev1", type="meeting", status=status, date=date, place=place, participants=participants, start=0, end=4,  # type: ignore[arg-type]
    )


# Articles and versions


def test_what_was_put_in_comes_back(store: Store, news: News) -> None:
    new = news(1, "رست السفينة في\0 الميناء 😀", title="سفينة", url="https://a.example/1", copy_of="key 9", outlet="م")
    assert store.put([new]) == [Put("a1", "new")]
    entry = store.entry("a1")
    assert entry is not None
    assert (entry.key, entry.title, entry.outlet, entry.versions, entry.copy_of, entry.story) == ("key 1", "سفينة", "م", 1, "key 9", None)
    assert store.article("a1") == new.article
    assert dict(store.readings(["a1", "nobody"])) == {"a1": new.reading}
    assert store.known(["key 1", "key 2"]) == {"key 1": ("a1", new.hash)}


def test_the_same_article_again_changes_nothing(store: Store, news: News) -> None:
    store.put([news(1, "نص أول")])
    store.regroup({"s1": StoryDraft(title="t", articles=("a1",))}, grouped=["a1"])
    store.comparisons.put([compared("s1")])
    before = (store.entries(), store.counts(), store.versions("a1"))
    assert store.put([news(1, "نص أول", day="2026-03-09")]) == [Put("a1", "same")]
    assert (store.entries(), store.counts(), store.versions("a1")) == before
    assert store.ungrouped() == store.comparisons.uncompared() == []


def test_a_changed_article_is_its_next_version_with_all_that_was_read_out_of_it(store: Store, news: News) -> None:
    old = news(1, "أبحرت السفينة القديمة", entities=[place("عدن", "loc:1")], events=[event("2026-04-01", "p")])
    store.put([old, news(2, "نص آخر")])
    new = news(1, "غرق القارب الصغير", entities=[place("جدة", "loc:2")], day="2026-03-05")
    assert store.put([new]) == [Put("a1", "changed")]
    assert [(v.number, v.hash, v.content.text) for v in store.versions("a1")] == [
        (1, old.hash, old.article.text), (2, new.hash, new.article.text),
    ]
    assert dict(store.readings(["a1"])) == {"a1": new.reading}
    for kind in ("articles", "claims"):
        assert not store.search(SearchQuery(text="القديمة", kind=kind))
        assert [x.article for x in store.search(SearchQuery(text="القارب", kind=kind))] == ["a1"]
    assert [x.article for x in store.search(SearchQuery(text="القارب", since="2026-03-05"))] == ["a1"]
    assert store.people.naming(["loc:1"]) == ([], 0)
    assert [entry.id for entry in store.entries()] == ["a2", "a1"]
    assert store.check() == []


def test_going_back_to_an_earlier_text_is_a_version_too(store: Store, news: News) -> None:
    for text in ("أ ب", "ج د", "أ ب"):
        store.put([news(1, text)])
    assert [v.content.text for v in store.versions("a1")] == ["أ ب", "ج د", "أ ب"]
    assert store.entry("a1").versions == 3  # type: ignore[union-attr]


def test_an_article_twice_in_a_batch_is_two_versions_in_its_order(store: Store, news: News) -> None:
    results = store.put([news(1, "أول"), news(2, "غير"), news(1, "ثان"), news(1, "ثان")])
    assert results == [Put("a1", "new"), Put("a2", "new"), Put("a1", "changed"), Put("a1", "same")]
    assert [v.content.text for v in store.versions("a1")] == ["أول", "ثان"]


def test_an_id_that_another_article_has_gets_a_number(store: Store, news: News) -> None:
    store.put([news(1, "أ", id="x"), news(2, "ب", id="x~2")])
    assert [x.id for x in store.put([news(3, "ج", id="x"), news(4, "د", id="x")])] == ["x~3", "x~4"]
    assert store.article("x~4") == Article(id="x~4", text="د", outlet="صحيفة الميناء")
    assert store.put([news(4, "هـ", id="x")]) == [Put("x~4", "changed")]


def test_very_long_keys_stay_apart(store: Store, news: News) -> None:
    keys = ["u" * 4000 + end for end in "ab"]
    store.put([news(i, f"نص {i}", key=key) for i, key in enumerate(keys)])
    assert {key: id for key, (id, _) in store.known(keys).items()} == {keys[0]: "a0", keys[1]: "a1"}


def test_entries_by_days_and_outlets(store: Store, news: News) -> None:
    store.put([
        news(1, "أ", day="2026-03-03"), news(2, "ب", day="2026-03-01", outlet="م"), news(3, "ج", day="2026-03-01"),
        news(4, "د", day="2026-02-27"),
    ])
    assert [x.id for x in store.entries(since="2026-03-01")] == ["a2", "a3", "a1"]
    assert [x.id for x in store.entries(until="2026-03-01", limit=2, offset=1)] == ["a2", "a3"]
    assert [x.id for x in store.entries(outlets=["م"])] == ["a2"]
    assert [x.id for x in store.entries(["a3", "none", "a1"])] == ["a3", "a1"]
    assert [x[:2] for x in store.outlets()] == [("صحيفة الميناء", 3), ("م", 1)]


def test_half_a_pair_of_surrogates_is_told_and_stores_nothing(store: Store, news: News) -> None:
    with pytest.raises(StoreError, match="a2"):
        store.put([news(1, "سليم"), news(2, "نصف \ud83d")])
    assert store.counts()["articles"] == 0


# Readings, sketches, vectors


def test_sketches_by_day(store: Store, news: News) -> None:
    store.put([news(i, f"نص {i}", day=f"2026-03-0{i}") for i in (3, 1, 2)])
    assert [id for id, _ in store.sketches()] == ["a1", "a2", "a3"]
    assert list(store.sketches("2026-03-02", "2026-03-02")) == [("a2", "sketch of نص 2".encode())]


def test_readings_by_other_steps_are_made_again(store: Store, news: News) -> None:
    store.put([news(1, "سفينة في البحر"), news(2, "قطار", made_by="steps 2")])
    store.regroup({"s": StoryDraft(title="t", articles=("a1", "a2"))}, grouped=["a1", "a2"])
    store.comparisons.put([compared("s")])
    assert store.outdated("steps 2") == ["a1"]
    better = news(1, "سفينة في البحر", entities=[place("عدن", "loc:1")], made_by="steps 2").reading
    store.put_readings({"a1": better})
    assert store.outdated("steps 2") == []
    assert dict(store.readings(["a1"])) == {"a1": better}
    assert store.ungrouped() == ["a1"]
    assert store.comparisons.uncompared() == ["s"]
    assert [x.claim for x in store.search(SearchQuery(text="سفينة", kind="claims"))] == ["a1/c1"]
    assert store.mark_outdated("steps 2") == 2
    assert store.outdated("steps 2") == ["a1", "a2"]
    assert store.check() == []


def test_vectors_are_kept_by_text_and_model(store: Store, news: News) -> None:
    store.put([news(1, "نص")], vectors={("h1", "e5"): b"\0\1", ("h2", "e5"): b"\2"})
    store.add_vectors("other", {"h1": b"\3"})
    store.add_vectors("e5", {"h1": b"never", "h3": b"\4"})
    assert store.vectors(["h1", "h3", "h9"], "e5") == {"h1": b"\0\1", "h3": b"\4"}
    assert store.vectors(["h1"], "other") == {"h1": b"\3"}


# Stories


@pytest.fixture
def grouped(store: Store, news: News) -> Store:
    store.put([
        news(1, "اجتماع في مسقط", day="2026-03-01", entities=[place("مسقط", "loc:mct")]),
        news(2, "اجتماع مسقط", day="2026-03-02", outlet="م"),
        news(3, "حريق في المرفأ", day="2026-03-04"), news(4, "الحريق", day="2026-03-05"), news(5, "وحيد", day="2026-03-05"),
    ])
    store.regroup(
        {
            "s1": StoryDraft(title="اجتماع", articles=("a1", "a2")),
            "s2": StoryDraft(title="حريق", articles=("a3", "a4"), links=(StoryLink(earlier="s1", kind="follow-up", score=0.5),)),
        },
        history=[StoryEvent(story="s1", change="created", at="t", articles=("a1", "a2"))], grouped=["a1", "a2", "a3", "a4"],
    )
    return store


def test_stories_as_they_were_grouped(grouped: Store) -> None:
    assert grouped.ungrouped() == ["a5"]
    assert grouped.comparisons.uncompared() == ["s1", "s2"]
    s2, s1 = grouped.stories()
    assert (s1.id, s1.articles, s1.outlets) == ("s1", ("a1", "a2"), ("صحيفة الميناء", "م"))
    assert (s2.first_seen, s2.last_seen, s2.independent_origins) == ("2026-03-04", "2026-03-05", None)
    assert s2.links == (StoryLink(earlier="s1", kind="follow-up", score=0.5),)
    assert grouped.following("s1") == [("s2", s2.links[0])]
    assert grouped.entry("a3").story == "s2"  # type: ignore[union-attr]
    assert grouped.story_articles() == {"s1": ("a1", "a2"), "s2": ("a3", "a4")}
    assert grouped.stories_of(["a1", "a5"]) == {"a1": "s1"}
    assert [e.change for e in grouped.story_history("s1")] == ["created"]


def test_stories_by_filters(grouped: Store) -> None:
    grouped.comparisons.put([compared("s2", (2, 2), title="حريق")])

    def ids(**asked: object) -> list[str]:
        return [row.id for row in grouped.stories(StoryFilter(**asked))]  # type: ignore[arg-type]

    assert ids(since="2026-03-03") == ["s2"]
    assert ids(until="2026-03-01") == ["s1"]
    assert ids(outlet=("م",)) == ["s1"]
    assert ids(min_outlets=2) == ["s1"]
    assert ids(place="مسقط") == ["s1"] == ids(entity="مسقط")
    assert ids(entity="صلالة") == []
    assert ids(text="حريق") == ["s2"]
    assert ids(sort="origins") == ["s2", "s1"]
    assert ids(sort="oldest", limit=1) == ["s1"]
    assert ids(limit=1, offset=1) == ["s1"]


def test_a_comparison_stands_until_an_article_changes(grouped: Store, news: News) -> None:
    grouped.comparisons.put([compared("s1", (1, 2), title="قمة", digest="digest", made_by="steps 1", comparison=b"comparison", summary=b"summary")])
    row = grouped.story("s1")
    assert row is not None
    assert (row.title, row.independent_origins) == ("قمة", OriginCount(1, 2))
    assert grouped.comparisons.get("s1") == b"comparison"
    assert list(grouped.comparisons.summaries()) == [("s1", b"summary")]
    assert grouped.comparisons.uncompared("steps 1") == ["s2"]
    assert grouped.comparisons.uncompared("steps 2") == ["s1", "s2"]
    grouped.regroup({"s1": StoryDraft(title="اجتماع", articles=("a2", "a1"))}, grouped=["a1"])
    assert grouped.comparisons.uncompared("steps 1") == ["s2"]
    assert grouped.story("s1").title == "قمة"  # type: ignore[union-attr]
    grouped.put([news(2, "اجتماع مسقط الثاني", day="2026-03-02", outlet="م")])
    assert grouped.comparisons.uncompared("steps 1") == ["s1", "s2"]
    assert grouped.ungrouped() == ["a2", "a5"]


def test_a_story_that_grows_or_loses_an_article_is_compared_again(grouped: Store) -> None:
    for id in ("s1", "s2"):
        grouped.comparisons.put([compared(id)])
    grouped.regroup({"s2": StoryDraft(title="t", articles=("a2", "a3", "a4", "a5"))}, grouped=["a5"])
    assert grouped.comparisons.uncompared() == ["s1", "s2"]
    assert {row.id: row.articles for row in grouped.stories()} == {"s1": ("a1",), "s2": ("a2", "a3", "a4", "a5")}
    assert grouped.story("s1").last_seen == "2026-03-01"  # type: ignore[union-attr]
    assert grouped.check() == []


def test_an_old_id_leads_to_the_story_that_it_went_into(grouped: Store) -> None:
    grouped.comparisons.put([compared("s1")])
    grouped.regroup(
        {"s2": StoryDraft(title="t", articles=("a1", "a2", "a3", "a4"))}, gone={"s1": "s2"},
        history=[StoryEvent(story="s1", change="merged", at="t", other="s2")],
    )
    grouped.regroup({"s3": StoryDraft(title="t", articles=("a1", "a2", "a3", "a4", "a5"))}, gone={"s2": "s3"}, grouped=["a5"])
    assert [row.id for row in grouped.stories()] == ["s3"]
    assert grouped.story("s1") == grouped.story("s3")
    assert grouped.comparisons.get("s1") is None
    assert grouped.comparisons.uncompared() == ["s3"]
    grouped.regroup({}, gone={"s3": None})
    assert grouped.story("s1") is None
    assert grouped.stories() == []
    assert grouped.entry("a1").story is None  # type: ignore[union-attr]
    grouped.regroup({"s1": StoryDraft(title="عاد", articles=("a1",))})
    assert grouped.story("s1").title == "عاد"  # type: ignore[union-attr]
    assert grouped.check() == []


def test_an_unknown_article_or_story_is_told_and_nothing_changes(grouped: Store) -> None:
    before = grouped.stories()
    with pytest.raises(UsageError, match=r"^a9: "):
        grouped.regroup({"s1": StoryDraft(title="t", articles=("a1", "a9"))}, gone={"s2": None})
    with pytest.raises(UsageError, match=r"^s9: "):
        grouped.comparisons.put([compared("s9")])
    assert grouped.stories() == before


def test_a_story_that_ended_begins_without_the_words_it_had(grouped: Store) -> None:
    grouped.comparisons.put([compared("s1", words=(("م", b"x"),))])
    assert grouped.wording.of("م") == [("s1", b"x")]
    grouped.regroup({}, gone={"s1": None})
    grouped.regroup({"s1": StoryDraft(title="عاد", articles=("a1", "a2"))})
    assert grouped.wording.of("م") == []


# Names, claims, events


def test_a_name_is_found_by_any_of_its_words_in_any_form(store: Store, news: News) -> None:
    leader = [person("كمال البستاني", "per:1", "البستاني", 3), person("كمال البستاني", "per:1", "كمال البستاني")]
    store.put([
        news(1, "أ", entities=leader), news(2, "ب", entities=[person("كمال البستاني", "per:1", "الوزير البستاني")]),
        news(3, "ج", entities=[person("هدى البستاني", "per:2")]), news(4, "د", entities=[place("بستان", "loc:1")], speaker="per:1"),
    ])
    first, second = store.names("البستاني", types=["PER"])
    assert (first.key, first.articles, first.name) == ("per:1", 2, "كمال البستاني")
    assert first.forms == ("البستاني", "الوزير البستاني", "كمال البستاني")
    assert second.key == "per:2"
    assert [row.key for row in store.names("كمال بستاني")] == ["per:1"]
    assert store.names("!") == []
    assert store.people.naming(["per:1"]) == (["a1", "a2"], 2)
    assert store.people.naming(["per:1"], since="2026-03-03") == ([], 0)


def test_events_by_their_days(store: Store, news: News) -> None:
    dates = ["2026-05-01", "2026-05", "2026", "2026-W18", "2026-04-28/2026-05-02", "2026-05-01T15:00", "PAST_REF", None]
    store.put([news(i, f"نص {i}", events=[event(date, f"p{i}", place="loc:x")]) for i, date in enumerate(dates)])
    assert store.people.happening(["meeting"], "2026-05-01") == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert store.people.happening(["meeting"], "2026-05-04") == ["a1", "a2"]
    assert store.people.happening(["visit"], "2026-05-01") == []
    # Of what has no day it counts when it was told.
    assert len(store.people.happening(["meeting"], "2026-03-02")) == len(dates)
    assert dict(store.readings(["a7"]))["a7"].events == (event(None, "p7", place="loc:x"),)


# Inputs, problems, feeds


def test_inputs_and_problems_are_confirmed_with_their_articles(store: Store, news: News) -> None:
    row = InputRow(name="in.jsonl", digest="d", position=1, done=False, articles=1, skipped=1, seen="t")
    problem = ProblemRow(input="in.jsonl", where="in.jsonl:2", code="empty", message="leer", seen="t")
    store.put([news(1, "نص")], inputs=[row], problems=[problem, problem])
    later = InputRow(name="in.jsonl", digest="d", position=9, done=True, articles=8, skipped=1, seen="t")
    store.put([], inputs=[later], problems=[problem])
    assert store.intake.inputs() == [later]
    assert store.intake.input("in.jsonl") == later
    assert store.intake.input("other") is None
    assert store.intake.problems() == [problem] == store.intake.problems("in.jsonl")
    store.intake.forget_problems("in.jsonl")
    assert store.intake.problems() == []


def test_feeds(store: Store) -> None:
    one = FeedRow(url="https://a.example/feed", kind="feed", etag="e", due="2026-03-02T10:00:00Z")
    store.intake.put_feeds([one, FeedRow(url="https://b.example", kind="page")])
    store.intake.put_feeds([FeedRow(url="https://a.example/feed", kind="feed", due="2026-03-02T12:00:00Z", failures=2)])
    assert [x.failures for x in store.intake.feeds()] == [2, 0]
    assert [x.url for x in store.intake.feeds(due="2026-03-02T11:00:00Z")] == ["https://b.example"]


# Opening


def test_what_was_stored_is_there_when_it_is_opened_again(store_url: str, search_words: SearchWords, news: News) -> None:
    with open_store(store_url, words=search_words, create=True) as store:
        store.put([news(1, "نص باق")])
    with open_store(store_url, words=search_words, create=True) as store:
        assert store.counts()["articles"] == 1
    with open_store(store_url, words=search_words, read_only=True) as store:
        assert store.article("a1") is not None
        with pytest.raises(StoreReadOnlyError):
            store.put([news(2, "آخر")])


def test_an_empty_place_is_no_collection(store_url: str, search_words: SearchWords) -> None:
    with pytest.raises(StoreError, match=r"(no collection|not there).*tawatur init"):
        open_store(store_url, words=search_words)


def test_a_second_writer_is_told_who_writes_and_readers_go_on(store: Store, store_url: str, search_words: SearchWords, news: News) -> None:
    store.put([news(1, "نص")])
    with open_store(store_url, words=search_words) as second:
        assert second.counts()["articles"] == 1
        with pytest.raises(StoreBusyError, match=r"process \d+ on .* is writing"):
            second.put([news(2, "آخر")])
        store.put([news(3, "ثالث")])
        assert second.counts()["articles"] == 2
        store.close()
        assert second.put([news(2, "آخر")]) == [Put("a2", "new")]


def test_a_store_of_a_newer_version_is_left_alone(store_url: str, search_words: SearchWords) -> None:
    with open_store(store_url, words=search_words, create=True) as store, store._writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreVersionError, match="newer Tawatur"):
        open_store(store_url, words=search_words, create=True)


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "news.db", ""])
def test_another_kind_of_address_is_told(url: str, search_words: SearchWords) -> None:
    with pytest.raises(UsageError, match=r"sqlite:///PATH"):
        open_store(url, words=search_words)


def test_a_batch_that_fails_stores_nothing(store: Store, news: News) -> None:
    bad = news(2, "نص")
    broken = [*[news(i, f"نص {i}") for i in range(3, 9)], NewVersion(
        key=bad.key, article=bad.article, hash=bad.hash, day=bad.day, seen=None, reading=bad.reading,  # type: ignore[arg-type]
    )]
    with pytest.raises(StoreError):
        store.put(broken)
    assert set(store.counts().values()) == {0}
    assert store.search(SearchQuery(text="نص")) == []


def test_the_order_within_a_batch_changes_nothing(store_url: str, search_words: SearchWords, news: News, tmp_path: object) -> None:
    batch = [news(n, f"بحر رقم {n}", id="x" if n % 2 else f"a{n}") for n in range(7)]
    with open_store(store_url, words=search_words, create=True) as store:
        there = [store.put(batch), store.entries(), store.search(SearchQuery(text="بحر", limit=3))]
    with open_store(f"sqlite:///{tmp_path}/other.db", words=search_words, create=True) as other:
        back = other.put(batch[::-1])
        assert [back[::-1], other.entries(), other.search(SearchQuery(text="بحر", limit=3))] == there


@pytest.mark.parametrize("statement", [
    "DELETE FROM article_words", "UPDATE articles SET versions = 7 WHERE id = 'a1'", "UPDATE stories SET articles = 9",
    "DELETE FROM comparisons", "DELETE FROM readings WHERE article = 1", "UPDATE facts SET value = 'old rules'",
    "UPDATE stories SET last_seen = '1999-01-01'", "UPDATE stories SET gone = {true}",
])
def test_what_is_wrong_is_found_and_mended_and_no_article_is_lost(statement: str, store: Store, news: News) -> None:
    store.put([news(n, f"بحر رقم {n}", entities=[place("عدن", "loc:1")]) for n in range(1, 4)])
    store.put([news(1, "بحر آخر")])
    store.regroup({"s1": StoryDraft(title="t", articles=("a1", "a2"))}, grouped=["a1", "a2", "a3"])
    store.comparisons.put([compared("s1")])
    assert store.check() == []
    texts = store.articles(["a1", "a2", "a3"])
    with store._writing() as connection:
        connection.exec_driver_sql(statement.format(true="true" if "postgresql" in store.where else "1"))
    found = store.check()
    assert found
    assert all(finding.repairable and "\n" not in finding.message for finding in found)
    assert store.repair() == found
    assert store.check() == []
    assert store.articles(["a1", "a2", "a3"]) == texts
    assert len(store.search(SearchQuery(text="بحر"))) == 3
