"""Accounts, sessions and tokens, on both databases."""

from __future__ import annotations

import pytest

from tawatur.errors import UsageError
from tawatur.model.desk import Account, Role, Session, Token
from tawatur.store import Store

DAY = "2026-03-02T08:00:00Z"
LATER = "2026-03-09T08:00:00Z"


def _add(store: Store, name: str, role: Role = "reader") -> None:
    store.accounts.add(Account(name=name, role=role, password=f"hash of {name}", created=DAY))


def _session(store: Store, digest: str, account: str, created: str = DAY, former: str | None = None) -> None:
    store.accounts.open_session(Session(digest=digest, account=account, created=created, expires=LATER if created < LATER else "2026-03-16"), former)


def test_accounts_are_kept_by_name(store: Store) -> None:
    for name in ("omar", "هدى", "amal"):
        _add(store, name)
    assert [account.name for account in store.accounts.all()] == ["amal", "omar", "هدى"]
    assert store.accounts.get("هدى") == Account(name="هدى", role="reader", password="hash of هدى", created=DAY)
    assert store.accounts.get("none") is None
    with pytest.raises(UsageError, match="already"):
        _add(store, "omar")


def test_one_admin_is_left(store: Store) -> None:
    _add(store, "amal", "admin")
    _add(store, "omar")
    with pytest.raises(UsageError, match="last admin"):
        store.accounts.set_role("amal", "reader")
    with pytest.raises(UsageError, match="last admin"):
        store.accounts.set_disabled("amal", True)
    assert store.accounts.admins() == 1
    store.accounts.set_role("omar", "admin")
    store.accounts.set_disabled("amal", True)
    assert store.accounts.admins() == 1
    for change in (lambda: store.accounts.set_role("none", "admin"), lambda: store.accounts.set_disabled("none", True), lambda: store.accounts.set_password("none", "x")):
        with pytest.raises(UsageError, match="no account of that name"):
            change()


def test_a_session_holds_until_it_ends_runs_out_or_its_account_goes(store: Store) -> None:
    _add(store, "omar")
    for digest in ("one", "two", "three"):
        _session(store, digest, "omar")
    found = store.accounts.session("one", DAY)
    assert found is not None
    assert found.name == "omar"
    assert store.accounts.session("one", LATER) is None
    assert store.accounts.session("none", DAY) is None
    store.accounts.close_session("one")
    assert store.accounts.session("one", DAY) is None
    store.accounts.set_password("omar", "another hash", keep="two")
    assert store.accounts.session("two", DAY) is not None
    assert store.accounts.session("three", DAY) is None
    _session(store, "four", "omar", former="two")
    assert store.accounts.session("two", DAY) is None
    store.accounts.set_disabled("omar", True)
    assert store.accounts.session("four", DAY) is None
    store.accounts.set_disabled("omar", False)
    assert store.accounts.session("four", DAY) is None


def test_sessions_that_ran_out_are_swept_by_the_next(store: Store) -> None:
    _add(store, "omar")
    _session(store, "old", "omar")
    _session(store, "new", "omar", created=LATER)
    assert store.accounts.session("old", DAY) is None
    assert store.accounts.session("new", LATER) is not None


def test_tokens(store: Store) -> None:
    _add(store, "omar")
    _add(store, "amal")
    for digest, expires in (("aa1", LATER), ("aa2", None), ("bb1", LATER)):
        store.accounts.add_token(Token(digest=digest, account="omar", label=f"for {digest}", created=DAY, expires=expires))
    assert [token.digest for token in store.accounts.tokens("omar")] == ["aa1", "aa2", "bb1"]
    assert store.accounts.tokens("amal") == []
    assert store.accounts.token("aa1", LATER) is None
    held = store.accounts.token("aa2", LATER)
    assert held is not None
    assert (held[0].label, held[1].name) == ("for aa2", "omar")
    store.accounts.used_token("aa2", LATER)
    assert [token.used for token in store.accounts.tokens("omar")] == [None, LATER, None]
    for account, start in (("omar", "aa"), ("omar", ""), ("omar", "cc"), ("amal", "aa1")):
        with pytest.raises(UsageError, match="no token"):
            store.accounts.drop_token(account, start)
    store.accounts.drop_token("omar", "bb")
    assert [token.digest for token in store.accounts.tokens("omar")] == ["aa1", "aa2"]
    store.accounts.set_disabled("omar", True)
    assert store.accounts.token("aa2", DAY) is None
    with pytest.raises(UsageError, match="no account"):
        store.accounts.add_token(Token(digest="x", account="none", label="x", created=DAY))


def test_accounts_are_changed_while_another_process_writes(store: Store) -> None:
    """People log in while articles come in: these notes take no writer's lock."""
    _add(store, "omar")
    _session(store, "one", "omar")
    assert store._lock is None
