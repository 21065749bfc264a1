"""Conditions on the day of publication, and pairs of expressions that date one happening."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tawatur.annotate.published import Reading
from tawatur.annotate.published_clues import AHEAD, Tie, clues, distance, lower_bound, ties
from tawatur.annotate.timex import Timex
from tawatur.lang.calendar import load_calendar
from tawatur.lang.normalize import view
from tawatur.model import Article

# A Wednesday.
DAY = dt.date(2021, 3, 10)
WEEK = dt.timedelta(7)
APPOSITION = load_calendar().words["apposition"]


def timex(**more: Any) -> Timex:
    return Timex(**({"article": "x", "start": 0, "end": 3, "text": "يوم", "rule": "test"} | more))


def holds(published: dt.date, more: dict[str, Any]) -> list[bool]:
    return [c.holds(published) for c in clues([timex(**more)])]


@pytest.mark.parametrize(("more", "yes", "no"), [
    # «غدا الجمعة»: published on a Thursday.
    ({"offset": 1, "weekday": 4}, dt.date(2021, 3, 11), DAY),
    ({"offset": -1, "day": 9, "month": 3}, DAY, DAY + dt.timedelta(1)),
    ({"direction": 0, "day": 30, "month": 3}, DAY, dt.date(2021, 4, 1)),
    ({"direction": -1, "day": 30, "month": 2}, DAY, dt.date(2021, 2, 28)),
    # 13 March was a Saturday in 2021.
    ({"weekday": 5, "day": 13, "month": 3}, DAY, dt.date(2020, 3, 10)),
    ({"direction": 0, "day": 1, "month": 9, "calendar": "hijri"}, dt.date(2021, 4, 20), DAY),
])
def test_what_a_day_must_be(more: dict[str, Any], yes: dt.date, no: dt.date) -> None:
    assert holds(yes, more) == [True]
    assert holds(no, more) == [False]


@pytest.mark.parametrize("more", [
    {"offset": 0}, {"offset": -1, "weekday": 3, "anchors": False}, {"offset": 0, "weekday": 3, "problem": "none"}, {"weekday": 3},
    {"kind": "month", "month": 3}, {"direction": -1, "month": 9, "calendar": "hijri"},
])
def test_what_sets_no_condition(more: dict[str, Any]) -> None:
    assert clues([timex(**more)]) == []


def test_the_same_condition_twice_is_one() -> None:
    twice = [timex(offset=1, weekday=4), timex(offset=1, weekday=4, start=9, end=12)]
    assert len(clues(twice)) == 1
    assert len(clues([*twice, timex(offset=0, weekday=4)])) == 2


def test_a_full_date_bounds_the_day_from_below() -> None:
    told = {"day": 10, "month": 3, "year": 2021}
    strict = [c for c in clues([timex(**told)]) if c.kind == "bound"]
    assert [c.holds(DAY - dt.timedelta(1)) for c in strict] == [True, False]
    assert [c.holds(DAY - dt.timedelta(AHEAD + 1)) for c in strict] == [False, False]
    (only,) = clues([timex(anchors=False, **told)])
    assert (only.holds(DAY), only.holds(DAY - dt.timedelta(1))) == (True, False)
    assert clues([timex(tense=1, **told)]) == []


@pytest.mark.parametrize(("more", "day"), [
    ({"day": 9, "month": 3, "year": 2021}, dt.date(2021, 3, 9)), ({"kind": "month", "month": 3, "year": 2021}, dt.date(2021, 3, 1)),
    ({"kind": "year", "year": 2021}, dt.date(2021, 1, 1)), ({"kind": "year", "year": 1442, "calendar": "hijri"}, dt.date(2020, 8, 20)),
    ({"day": 9, "month": 3}, None), ({"kind": "year", "year": 2021, "tense": 1}, None),
    ({"kind": "year", "year": 2021, "tense": 1, "part": "caption"}, dt.date(2021, 1, 1)),
    ({"day": 31, "month": 2, "year": 2021}, None), ({"kind": "quarter", "year": 2021}, None),
])
def test_lower_bounds(more: dict[str, Any], day: dt.date | None) -> None:
    assert lower_bound(timex(**more)) == day


def test_reports_keep_close_to_the_dates_of_this_month() -> None:
    near, far = timex(day=9, month=3, direction=0), timex(day=25, month=3, direction=0)
    assert distance([near], DAY) == 1
    assert distance([near, far], DAY) == 8
    assert distance([timex(day=9, month=3)], DAY) == 0


def reading(name: str, text: str, *found: tuple[str, dict[str, Any]]) -> Reading:
    times = []
    for words, more in found:
        at = text.index(words)
        times.append(timex(article=name, start=at, end=at + len(words), text=words, **more))
    return Reading(Article(id=name, text=text), (), tuple(times), view(text))


A = reading("a", "افتتحت البلدية الجسر الجديد أمام السيارات أمس الثلاثاء.", ("أمس الثلاثاء", {"offset": -1, "weekday": 1}))
B = reading("b", "وكانت البلدية افتتحت الجسر الجديد أمام السيارات في 9 آذار.", ("9 آذار", {"day": 9, "month": 3}))
C = reading("c", "تساقطت الثلوج بكثافة على قمم الجبال العالية في 9 آذار.", ("9 آذار", {"day": 9, "month": 3}))


def test_two_articles_that_date_one_happening_are_tied() -> None:
    (tie,) = ties([A, B, C], ["a", "b", "c"], APPOSITION)
    assert (tie.a.article, tie.b.article) == ("a", "b")
    assert tie.holds(DAY, DAY)
    assert not tie.holds(DAY + WEEK, DAY)
    assert tie.tells_year
    assert "in b" in tie.reasons[0].says


def test_only_articles_whose_day_is_looked_for_are_tied() -> None:
    assert ties([A, B], [], APPOSITION) == []
    assert len(ties([A, B], ["b"], APPOSITION)) == 1


def test_two_dates_in_full_tell_nothing_of_the_day() -> None:
    other = reading("a", A.article.text.replace("أمس الثلاثاء", "9 آذار"), ("9 آذار", {"day": 9, "month": 3}))
    assert ties([other, B], ["a", "b"], APPOSITION) == []


def test_what_can_not_be_one_day_is_not_tied() -> None:
    other = reading("b", B.article.text, ("9 آذار", {"weekday": 4}))
    assert ties([A, other], ["a", "b"], APPOSITION) == []


def test_two_names_of_one_day_in_one_sentence() -> None:
    text = "يجتمع المجلس غدا الجمعة في القاعة الموافق 12 آذار."
    both = (("غدا الجمعة", {"offset": 1, "weekday": 4}), ("12 آذار", {"day": 12, "month": 3}))
    found = ties([reading("a", text, *both)], ["a"], APPOSITION)
    assert [(t.a.text, t.b.text) for t in found] == [("غدا الجمعة", "12 آذار")]
    assert found[0].holds(dt.date(2021, 3, 11), dt.date(2021, 3, 11))
    assert ties([reading("a", text.replace("القاعة", "القاعة.\n"), *both)], ["a"], APPOSITION) == []


def test_an_unknown_day_holds_with_nothing() -> None:
    assert not Tie(timex(same="day"), timex(same="day"), 1.0).holds(DAY, DAY)
