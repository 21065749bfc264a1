"""What readers mark is kept as they wrote it, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tawatur.errors import StoreBusyError, StoreDamagedError, StoreReadOnlyError, UsageError
from tawatur.lang.search_words import SearchWords
from tawatur.model import NewVersion, Span, StoryDraft
from tawatur.model.desk import Alert, Correction, SavedSearch
from tawatur.store import Store, open_store, rescue
from tawatur.store.saved import Looked

News = Callable[..., NewVersion]


def word(id: str, *articles: str, by: str = "سلمى", at: str = "2031-05-03T10:00:00Z", **fields: Any) -> Correction:
    spans = tuple(Span(article, 0, 3, "نص ") for article in articles or ("a1",))
    kept = {"subject": "alignment", "verdict": "wrong", "says": "same", "value": "same", "story": "s1"} | fields
    return Correction(id=id, evidence=spans, versions={s.article: 1 for s in spans}, by=by, at=at, **kept)  # type: ignore[arg-type]


def ids(store: Store, **wanted: Any) -> list[str]:
    return [marked.correction.id for marked in store.corrections.all(**wanted)]


def test_what_a_reader_wrote_comes_back_as_it_is(store: Store) -> None:
    made = word("k1", "a1", "a2", note="سطر\nوآخر\0", instead='<b>"لا"</b>', apart=(1,), grounds=(Span("a3", 4, 6, "عن"),))
    assert store.corrections.put(made) is True
    found = store.corrections.one("k1")
    assert found is not None
    assert (found.correction, found.state) == (made, "standing")
    assert store.corrections.put(made) is False
    assert ids(store) == ["k1"]
    assert store.corrections.one("k2") is None
    with pytest.raises(UsageError, match="k1: another correction has this id"):
        store.corrections.put(word("k1", note="other"))
    assert store.corrections.one("k1") == found


def test_only_its_maker_takes_it_back_and_it_stays(store: Store) -> None:
    store.corrections.put(word("k1"))
    with pytest.raises(UsageError, match="k1: a word of سلمى, who alone"):
        store.corrections.withdraw("k1", "2031-05-04T00:00:00Z", "ماهر")
    with pytest.raises(UsageError, match="k7: no such correction"):
        store.corrections.withdraw("k7", "2031-05-04T00:00:00Z", "ماهر")
    back = store.corrections.withdraw("k1", "2031-05-05T00:00:00Z", "سلمى")
    assert store.corrections.withdraw("k1", "2031-05-09T00:00:00Z", "سلمى") == back
    assert (back.withdrawn, back.note, back.evidence) == ("2031-05-05T00:00:00Z", None, word("k1").evidence)
    assert ids(store, state="withdrawn") == ids(store) == ["k1"]
    assert ids(store, state="standing") == []


def test_a_later_word_replaces_only_ones_own_and_only_once(store: Store) -> None:
    store.corrections.put(word("k1"))
    for by, replaces, why in (("ماهر", "k1", "no word of ماهر"), ("سلمى", "k9", "no word of سلمى")):
        with pytest.raises(UsageError, match=why):
            store.corrections.put(word("k2", by=by, replaces=replaces))
    assert ids(store) == ["k1"]
    store.corrections.put(word("k2", at="2031-05-03T11:00:00Z", replaces="k1", verdict="confirmed"))
    with pytest.raises(UsageError, match="replaced already by k2"):
        store.corrections.put(word("k3", replaces="k1"))
    assert ids(store) == ["k2", "k1"]
    assert ids(store, state="replaced") == ["k1"]
    assert ids(store, state="standing") == ["k2"]
    old = store.corrections.one("k1")
    assert old is not None
    assert (old.replaced, old.correction.verdict) == ("k2", "wrong")


def test_lists_by_what_is_asked_for_and_in_pages(store: Store) -> None:
    for n in range(6):
        store.corrections.put(word(
            f"k{n}", f"a{n}", by=("سلمى", "ماهر")[n % 2], at=f"2031-05-0{n + 1}T00:00:00Z", story=f"s{n % 3}",
            subject=("alignment", "name", "story")[n % 3], verdict=("wrong", "confirmed")[n // 3],
        ))
    assert ids(store) == ["k5", "k4", "k3", "k2", "k1", "k0"]
    assert ids(store, limit=2, offset=1) == ["k4", "k3"]
    assert ids(store, by="ماهر") == ["k5", "k3", "k1"]
    assert ids(store, subject="name", verdict="confirmed") == ["k4"]
    assert ids(store, story="s2") == ["k5", "k2"]
    assert ids(store, article="a3") == ["k3"]
    assert store.corrections.count() == 6
    assert store.corrections.makers() == ["سلمى", "ماهر"]


def test_a_story_shows_what_was_marked_on_its_articles_wherever_they_lay(store: Store, news: News) -> None:
    store.put([news(1, "نص أول"), news(2, "نص ثان"), news(3, "نص ثالث")])
    store.regroup({"s1": StoryDraft(title="t", articles=("a1", "a2")), "s2": StoryDraft(title="u", articles=("a3",))})
    store.corrections.put(word("k1", "a1", "a2", story="s1"))
    assert (ids(store, story="s1"), ids(store, story="s2")) == (["k1"], [])
    before = store.corrections.stamp("s2")
    store.regroup({"s1": StoryDraft(title="t", articles=("a1",)), "s2": StoryDraft(title="u", articles=("a2", "a3"))})
    assert ids(store, story="s2") == ids(store, story="s1") == ["k1"]
    assert store.corrections.stamp("s2") != before


def test_the_stamp_changes_with_every_word(store: Store) -> None:
    stamps = [store.corrections.stamp()]
    store.corrections.put(word("k1"))
    stamps.append(store.corrections.stamp())
    store.corrections.put(word("k2", story="s2"))
    stamps.append(store.corrections.stamp())
    one = store.corrections.stamp("s1")
    store.corrections.withdraw("k2", "2031-05-05T00:00:00Z", "سلمى")
    stamps.append(store.corrections.stamp())
    assert len(set(stamps)) == 4
    assert store.corrections.stamp() == stamps[-1]
    assert store.corrections.stamp("s1") == one


def test_words_are_kept_while_another_writes_and_through_what_it_writes(
    store: Store, store_url: str, news: News, search_words: SearchWords
) -> None:
    store.lock()
    with open_store(store_url, words=search_words) as reader:
        with pytest.raises(StoreBusyError):
            reader.put([news(9, "لا يدخل")])
        reader.corrections.put(word("k1"))
    store.put([news(1, "نص أول")])
    store.put([news(1, "نص أول تغيّر")])
    store.regroup({"s1": StoryDraft(title="t", articles=("a1",))}, grouped=["a1"])
    store.mark_outdated()
    store.repair()
    assert [m.correction for m in store.corrections.all()] == [word("k1")]


def test_who_may_only_read_marks_nothing(store: Store, store_url: str, search_words: SearchWords) -> None:
    store.corrections.put(word("k1"))
    store.close()
    with open_store(store_url, words=search_words, read_only=True) as reader:
        assert ids(reader) == ["k1"]
        with pytest.raises(StoreReadOnlyError):
            reader.corrections.put(word("k2"))
        with pytest.raises(StoreReadOnlyError):
            reader.corrections.withdraw("k1", "2031-05-05T00:00:00Z", "سلمى")


def test_the_doctor_tells_of_a_damaged_record_and_leaves_it(store: Store) -> None:
    store.corrections.put(word("k1"))
    assert store.check() == []
    with store._noting() as connection:
        connection.exec_driver_sql("UPDATE corrections SET record = '{}'")
    assert [(f.code, f.repairable) for f in store.check()] == [("corrections", False)]
    assert store.repair() == []
    with pytest.raises(StoreDamagedError, match="the record of a correction is damaged"):
        store.corrections.all()


def test_the_doctor_tells_of_damaged_searches_and_news(store: Store) -> None:
    store.saved.put(SavedSearch(id="q1", name="x", text="الميناء", secret="s", key="k", by="local", created="2031-03-01T00:00:00Z"))
    news = [Alert(search="q1", kind="new article", subject=s, at="2031-03-02T08:00:00Z", title="عنوان") for s in ("a1", "a2")]
    assert store.saved.note("q1", 0, Looked(), news)
    assert store.check() == []
    for table in ("alerts", "saved_searches"):
        with store._noting() as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET record = '{{}}'")
    found = store.check()
    assert [(f.code, f.repairable) for f in found] == [("searches", False)] * 3
    assert all(f.message.endswith("can't be read: q1; put back a copy of them") for f in found)


def test_a_rescue_of_an_earlier_version_takes_what_it_has(tmp_path: Path, search_words: SearchWords, news: News) -> None:
    path = tmp_path / "old.db"
    with open_store(f"sqlite:///{path}", words=search_words, create=True) as store:
        store.put([news(1, "نص أول")])
        store.regroup({"s1": StoryDraft(title="t", articles=("a1",))}, grouped=["a1"])
    with closing(sqlite3.connect(path)) as old:
        old.execute("DROP TABLE corrected_articles")
        old.execute("DROP TABLE corrections")
        old.execute("ALTER TABLE stories DROP COLUMN agree")
        old.commit()
    assert rescue(path, tmp_path / "new.db", search_words) == []
    with open_store(f"sqlite:///{tmp_path / 'new.db'}", words=search_words) as store:
        assert [(row.id, row.agree) for row in store.stories()] == [("s1", None)]
        assert store.corrections.all() == []


def test_a_copy_and_a_rescue_keep_them(tmp_path: Path, search_words: SearchWords, news: News) -> None:
    path = tmp_path / "a.db"
    with open_store(f"sqlite:///{path}", words=search_words, create=True) as store:
        store.put([news(1, "نص أول")])
        store.corrections.put(word("k1", "a1", "a7"))
        store.corrections.withdraw("k1", "2031-05-05T00:00:00Z", "سلمى")
        kept = store.corrections.all()
        store.backup(tmp_path / "b.db")
    shutil.copy(path, tmp_path / "damaged.db")
    assert rescue(tmp_path / "damaged.db", tmp_path / "c.db", search_words) == []
    for name in ("b.db", "c.db"):
        with open_store(f"sqlite:///{tmp_path / name}", words=search_words) as copy:
            assert copy.corrections.all() == kept
            assert copy.corrections.all(article="a7") == kept
