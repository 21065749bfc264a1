"""What happens at the same moment, on SQLite and on PostgreSQL alike: notes of people that meet, reading while somebody writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from tawatur.errors import UsageError
from tawatur.lang.search_words import SearchWords
from tawatur.model import NewVersion, Span
from tawatur.model.desk import Account, Alert, Correction, SavedSearch
from tawatur.store import Store, open_store
from tawatur.store.accounts import Accounts
from tawatur.store.corrections import Corrections
from tawatur.store.lock import who_am_i
from tawatur.store.saved import Looked, Saved
from tawatur.store.schema import articles

News = Callable[..., NewVersion]
Noting = Callable[[], AbstractContextManager[Connection]]


def meeting(store: Store, first: Callable[[Noting], Any], second: Callable[[Noting], Any]) -> tuple[Any, Any]:
    """What comes of two notes (a UsageError is an answer), the second begun while the first's transaction is open."""
    inside, go = threading.Event(), threading.Event()
    told: dict[int, Any] = {}

    @contextmanager
    def slowly() -> Iterator[Connection]:
        with store._noting() as connection:
            yield connection
            inside.set()
            assert go.wait(20)

    def run(number: int, note: Callable[[Noting], Any], noting: Noting) -> None:
        try:
            told[number] = note(noting)
        except UsageError as error:
            told[number] = str(error)

    one = threading.Thread(target=run, args=(1, first, slowly))
    two = threading.Thread(target=run, args=(2, second, store._noting))
    one.start()
    assert inside.wait(20)
    two.start()
    # By then it waits for the first, or has gone past it.
    time.sleep(0.3)
    go.set()
    one.join(20)
    two.join(20)
    return told[1], told[2]


def test_two_words_for_one_earlier_one(store: Store) -> None:
    def put(id: str, replaces: str | None) -> Callable[[Noting], Any]:
        made = Correction(
            id=id, subject="alignment", verdict="wrong", evidence=(Span("a1", 0, 2, "نص"),), says="same", by="سلمى",
            at="2031-05-03T10:00:00Z", replaces=replaces,
        )
        return lambda noting: Corrections(store._reading, noting).put(made)

    put("k1", None)(store._noting)
    assert meeting(store, put("k2", "k1"), put("k3", "k1")) == (True, "k1: replaced already by k2; open the page again")
    assert [m.correction.id for m in store.corrections.all(state="standing")] == ["k2"]


def test_two_admins_who_take_each_other_the_role(store: Store) -> None:
    for name in ("omar", "amal"):
        store.accounts.add(Account(name=name, role="admin", password="h", created="2031-05-03T10:00:00Z"))
    found = meeting(
        store, lambda noting: Accounts(store._reading, noting).set_role("omar", "reader"),
        lambda noting: Accounts(store._reading, noting).set_role("amal", "reader"),
    )
    assert found == (None, "amal: the last admin; make another account an admin first")
    assert store.accounts.admins() == 1


def test_two_senders_of_the_same_news(store: Store, search_words: SearchWords) -> None:
    search = SavedSearch(
        id="q1", name="x", text="الميناء", webhook="https://example.org/", secret="s", key="k", by="local", created="2031-03-01T00:00:00Z")
    store.saved.put(search)
    store.saved.note("q1", 0, Looked(), [
        Alert(search="q1", kind="new article", subject=f"a{n}", at="2031-03-02T08:00:00Z", title="عنوان") for n in range(3)
    ])
    due = {0: "2031-03-02T00:00:00Z", 1: "2031-03-02T00:00:00Z"}

    def take(noting: Noting) -> int:
        return len(Saved(store._reading, noting, search_words).take_due("q1", "2031-03-03T00:00:00Z", due, 10))

    assert meeting(store, take, take) == (3, 0)


@pytest.mark.parametrize("through", ["the same store", "another"])
def test_a_reading_is_of_one_moment(store: Store, store_url: str, search_words: SearchWords, news: News, through: str) -> None:
    count = select(func.count()).select_from(articles)
    with open_store(store_url, words=search_words, read_only=True) as reader:
        store.put([news(1, "نص أول")])
        with (store if through == "the same store" else reader)._reading() as connection:
            assert connection.scalar(count) == 1
            store.put([news(2, "نص آخر")])
            assert connection.scalar(count) == 1
        assert reader.counts()["articles"] == 2


def test_a_server_that_broke_off_does_not_hide_what_went_wrong(postgres_url: str, search_words: SearchWords) -> None:
    import psycopg

    store = open_store(postgres_url, words=search_words, create=True)
    store.lock()
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [who_am_i()[:63]])
    # An error of its own would take the place of the one that ended the work.
    store.close()
