"""`tawatur account`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tawatur.collection import open_collection
from tawatur.web.guard import people

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821
PASSWORD = "these are some secret words"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return give


def test_an_account_from_beginning_to_end(run: Run, own: Path, typed: Callable[[str], None]) -> None:
    assert "tawatur account add NAME --role admin" in run("account", "list", "-C", own).out
    for name, role in (("Amal", "admin"), ("هدى", "editor")):
        typed(f"{PASSWORD}\n")
        assert run("account", "add", name, "--role", role, "-C", own).code == 0
    assert run("account", "role", "هدى", "reader", "-C", own).code == 0
    typed("quite other words than these")
    assert run("account", "password", "amal", "-C", own).code == 0
    listed = json.loads(run("account", "list", "--format", "json", "-C", own).out)
    assert [(one["name"], one["role"], one["disabled"]) for one in listed] == [("amal", "admin", False), ("هدى", "reader", False)]
    assert all("password" not in one for one in listed)
    with open_collection(own) as collection:
        assert people.logged_in(collection, "AMAL", PASSWORD) is None
        assert people.logged_in(collection, "amal", "quite other words than these")
    assert run("account", "disable", "هدى", "-C", own).code == 0
    assert "disabled" in run("account", "list", "-C", own).out
    assert run("account", "disable", "هدى", "--undo", "-C", own).code == 0
    assert "disabled" not in run("account", "list", "-C", own).out


def test_tokens(run: Run, own: Path, typed: Callable[[str], None]) -> None:
    typed(PASSWORD)
    run("account", "add", "amal", "--role", "admin", "-C", own)
    made = run("account", "token", "amal", "--label", "a program", "--days", "3", "-C", own)
    assert made.out.startswith("twt_")
    listed = run("account", "token", "amal", "--list", "-C", own).out
    assert "a program" in listed
    assert made.out.strip() not in listed
    assert run("account", "token", "amal", "--drop", listed.split("\t")[0], "-C", own).code == 0
    assert run("account", "token", "amal", "--list", "-C", own).out == ""


@pytest.mark.parametrize(
    ("argv", "stdin", "says"),
    [
        (["add", "amal"], "short", "at least 10 characters"), (["add", "amal"], "", "at least 10 characters"), (["add", "a b"], PASSWORD, "1 to 40"),
        (["add", "local"], PASSWORD, "not free"), (["role", "nobody", "admin"], "", "no account of that name"), (["password", "nobody"], PASSWORD, "no account of that name"),
        (["disable", "nobody"], "", "no account of that name"), (["token", "nobody", "--label", "x"], "", "no account of that name"), (["token", "nobody"], "", "1 to 80"),
        (["token", "nobody", "--drop", "abc"], "", "no token of nobody"),
    ],
)
def test_what_cannot_be_is_one_clear_line(run: Run, own: Path, typed: Callable[[str], None], argv: list[str], stdin: str, says: str) -> None:
    typed(stdin)
    ran = run("account", *argv, "-C", own)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err
    assert not stdin or stdin not in ran.err


def test_the_last_admin_stays(run: Run, own: Path, typed: Callable[[str], None]) -> None:
    typed(PASSWORD)
    run("account", "add", "amal", "--role", "admin", "-C", own)
    for argv in (["role", "amal", "reader"], ["disable", "amal"]):
        ran = run("account", *argv, "-C", own)
        assert (ran.code, "the last admin" in ran.err) == (2, True)


def test_no_password_is_an_argument(run: Run, own: Path) -> None:
    assert run("account", "add", "amal", PASSWORD, "-C", own).code == 2
    assert run("account", "add", "amal", "--password", PASSWORD, "-C", own).code == 2
