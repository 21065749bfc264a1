"""How phrases of the two public sets are judged, and that their figures stay over the floors."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tawatur.model import TimeExpression

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def phrases(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("date_phrases")


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def one(value: str, **more: str) -> TimeExpression:
    return TimeExpression(id="t", article="a", start=0, end=3, text="يوم", type="DATE", value=value, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "start", "end"), [
    ("2013-03-05", "2013-03-05", "2013-03-06"), ("2013-03-05TMO", "2013-03-05", "2013-03-06"), ("2013-03-05T15:00", "2013-03-05T15:00", "2013-03-05T16:00"),
    ("2013-03-05T15:20", "2013-03-05T15:20", "2013-03-05T15:21"), ("2013-03-05T24:00", "2013-03-06", "2013-03-06T01:00"),
    ("2013-W11", "2013-03-11", "2013-03-18"), ("2013-W11-WE", "2013-03-16", "2013-03-18"), ("2013-Q3", "2013-07-01", "2013-10-01"),
    ("2013-H2", "2013-07-01", "2014-01-01"), ("2013-12", "2013-12-01", "2014-01-01"), ("2013", "2013-01-01", "2014-01-01"),
    ("201", "2010-01-01", "2020-01-01"), ("2013-03-01/2013-03-02", "2013-03-01", "2013-03-03"),
])
def test_stretches(phrases: ModuleType, value: str, start: str, end: str) -> None:
    assert phrases.stretch(value) == (day(start), day(end))


@pytest.mark.parametrize("value", ["P3D", "PAST_REF", "XXXX-03-05", "19", "2013-SU"])
def test_what_has_no_stretch(phrases: ModuleType, value: str) -> None:
    assert phrases.stretch(value) is None


def test_two_ends_are_a_range_with_or_without_the_last_day(phrases: ModuleType) -> None:
    found = [one("2013-03-05"), one("2013-03-09")]
    assert phrases.same(found, (day("2013-03-05"), day("2013-03-09")), None)
    assert phrases.same(found, (day("2013-03-05"), day("2013-03-10")), None)
    assert not phrases.same(found, (day("2013-03-05"), day("2013-03-11")), None)
    assert not phrases.same(found[1:], (day("2013-03-05"), day("2013-03-09")), None)


def test_the_beginning_of_a_month_is_a_part_that_lies_there(phrases: ModuleType) -> None:
    march = [one("2013-03", mod="START")]
    assert phrases.same(march, (day("2013-03-01"), day("2013-03-11")), None)
    assert not phrases.same(march, (day("2013-03-05"), day("2013-03-11")), None)
    assert not phrases.same([one("2013-03")], (day("2013-03-01"), day("2013-03-11")), None)
    assert not phrases.same([one("2013-03", mod="END")], (day("2013-03-01"), day("2013-03-11")), None)
    # The first week of a month begins on any of its first days.
    assert phrases.same(march, (day("2013-03-04"), day("2013-03-11")), None)
    assert not phrases.same(march, (day("2013-03-11"), day("2013-03-18")), None)


def test_a_duration_lies_on_the_side_that_is_wanted(phrases: ModuleType) -> None:
    ahead = [one("P3W", since="2013-03-13", until="2013-04-02")]
    assert phrases.same(ahead, (day("2013-03-18"), day("2013-04-08")), "P3W")
    assert not phrases.same(ahead, (day("2013-02-18"), day("2013-03-11")), "P3W")
    assert not phrases.same([one("P3W")], (day("2013-03-18"), day("2013-04-08")), "P3W")


def test_a_case_that_names_no_day_wants_nothing_found(phrases: ModuleType) -> None:
    case = phrases.Case("كلمة", day("2013-03-12"), ())
    assert phrases.is_right(case, [])
    assert not phrases.is_right(case, [one("2013-03-05")])


def test_what_is_left_out_has_its_reason(phrases: ModuleType) -> None:
    assert "to 27" in phrases.not_said("رجعت إلى 27")
    assert phrases.not_said("رجعت في 27 آذار") is None
    assert phrases._left_out("الساعة 8 بتوقيت gmt")


@pytest.mark.shared
@pytest.mark.skipif(not (ROOT.parent / "shared").is_dir(), reason="the shared folder is not beside the checkout")
def test_date_phrases_hold_their_floors() -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "eval" / "date_phrases.py")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
