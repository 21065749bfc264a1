"""`tawatur agenda`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_what_lies_ahead(run: Run, press: Path) -> None:
    ran = run("agenda", press)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Wednesday 18 March 2026  سيزوران الكويت  الكويت  ahead\n")
    assert "announced by  سامر الجوهري  وكالة السهل للأنباء  2026-03-05" in ran.out
    assert "بغداد" not in ran.out


def test_what_became_of_it(run: Run, press: Path) -> None:
    items = json.loads(run("agenda", press, "--after", "2026-03-04", "--format", "json").out)
    assert [(i["since"], i["outcome"]) for i in items] == [("2026-03-05", "held"), ("2026-03-18", "ahead")]
    assert {a["words"]["outlet"] for a in items[0]["announced"]} == {"المنارة", "وكالة السهل للأنباء", "الضفة"}
    assert items[0]["later"][0]["words"]["day"] == "2026-03-06"
    assert run("agenda", press, "--since", "2026-03-04", "--format", "json").out == run("agenda", press, "--after", "2026-03-04", "--format", "json").out


def test_in_arabic(run: Run, press: Path) -> None:
    shown = run("agenda", press, "--after", "2026-03-04", "--lang", "ar").out
    assert shown.startswith("الخميس 5 آذار/مارس 2026  اجتماعاً في بغداد  بغداد  جرى\n")
    assert "أعلنه" in shown


def test_as_a_calendar(run: Run, press: Path, tmp_path: Path) -> None:
    out = tmp_path / "plans.ics"
    assert run("agenda", press, "--after", "2026-03-04", "-o", out).out == ""
    data = out.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    events = Calendar.from_ical(data).walk("VEVENT")
    assert [e.decoded("DTSTART").isoformat() for e in events] == ["2026-03-05", "2026-03-18"]
    assert run("agenda", press, "--format", "ical").out.startswith("BEGIN:VCALENDAR")


def test_nothing_is_planned(run: Run, press: Path, bare: Path) -> None:
    assert run("agenda", press, "--after", "2030-01-01").out.startswith("Nothing is planned for 1 January 2030 or later.")
    assert run("agenda", press, "--until", "2026-03-10").out == "Nothing is planned for 7 March 2026 to 10 March 2026.\n"
    assert "The collection is empty" in run("agenda", bare).out
    assert run("agenda", bare, "--format", "json").out == "[]\n"
    assert Calendar.from_ical(run("agenda", bare, "--format", "ical").out).walk("VEVENT") == []


@pytest.mark.parametrize("option", ["--after", "--since", "--until"])
def test_days_that_are_none(run: Run, press: Path, option: str) -> None:
    ran = run("agenda", press, option, "2026-13-01")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
