"""A JSON value is taken apart into records, whatever shape a data set has."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.ingest.language import load_languages
from tawatur.ingest.rows import Made, Reading, guarded, rows
from tawatur.model import Article

READING = Reading("data/set.json", load_languages())
ONE = "قالت لجنة الطرق إن أعمال الصيانة في الشارع الأول انتهت قبل موعدها."
TWO = "أعلن مدير المرفأ أن السفينة الثانية وصلت صباح اليوم إلى الرصيف."


def made(value: Any) -> list[Made]:
    return [guarded(raw) for raw in rows(value, "data/set.json#1", 1, READING)]


def articles(value: Any) -> list[Article]:
    found = made(value)
    assert [one.problems for one in found if one.article is None] == []
    return [one.article for one in found if one.article is not None]


def test_fields_of_any_name() -> None:
    (article,) = articles({
        "source": "ضفاف", "url": "https://difaf.example/a", "date_extracted": "2015-08-04 18:19:08", "headline": "عنوان &quot;الطرق&quot;",
        "author": "كاتب", "content": ONE,
    })
    assert (article.outlet, article.outlet_how, article.title) == ("ضفاف", "given", 'عنوان "الطرق"')
    assert (article.published, article.seen, article.text, article.language) == (None, "2015-08-04", ONE, "ar")
    assert (article.id, article.id_how) == ("set.json:1", "made")


def test_outlet_and_day_from_the_address() -> None:
    (article,) = articles({"text": ONE, "link": "http://www.difaf.example/2017/11/24/a", "id": 7})
    assert (article.outlet, article.outlet_how) == ("difaf.example", "url")
    assert (article.published, article.published_how) == ("2017-11-24", "metadata")
    assert (article.id, article.id_how) == ("7", "given")


@pytest.mark.parametrize(
    "value",
    [
        {"claim": "زعم", "id": "R-1", "article": [ONE, TWO], "url": ["https://a.example/1", "https://b.example/2"], "stance": ["x", "y"]},
        {"text": {"0": ONE, "1": TWO}, "url": {"0": "https://a.example/1", "1": "https://b.example/2"}},
        {"data": {"articles": [{"text": ONE, "url": "https://a.example/1"}, {"text": TWO, "url": "https://b.example/2"}]}},
        {"hits": {"hits": [{"_source": {"body": ONE, "url": "https://a.example/1"}}, {"_source": {"body": TWO, "url": "https://b.example/2"}}]}},
        {"x": {"content": ONE, "url": "https://a.example/1"}, "y": {"content": TWO, "url": "https://b.example/2"}},
        [{"text": ONE, "url": "https://a.example/1"}, {"text": TWO, "url": "https://b.example/2"}],
    ],
)
def test_shapes_that_hold_two_records(value: Any) -> None:
    first, second = articles(value)
    assert [(one.text, one.url, one.outlet) for one in (first, second)] == [
        (ONE, "https://a.example/1", "a.example"), (TWO, "https://b.example/2", "b.example")
    ]
    assert first.id != second.id
    assert {first.id_how, second.id_how} == {"made"}


def test_what_an_object_says_for_all_its_records() -> None:
    first, second = articles({"source": "ضفاف", "title": "قائمة", "items": [{"content_html": "x", "text": ONE}, {"text": TWO, "source": "مرسى"}]})
    assert (first.outlet, second.outlet, first.title) == ("ضفاف", "مرسى", None)


def test_paragraphs_are_one_article() -> None:
    (article,) = articles({"title": "عنوان", "content": [ONE, TWO]})
    assert article.text == f"{ONE}\n{TWO}"


def test_markup_in_a_field_of_text() -> None:
    (article,) = articles({"content": {"rendered": f"<p>{ONE}</p>\n<p>{TWO}</p>"}, "title": {"rendered": "عنوان"}, "link": "https://a.example/1"})
    assert (article.text, article.title) == (f"{ONE}\n{TWO}", "عنوان")
    (article,) = articles({"text": f"{ONE} 3 < 5 > 2"})
    assert article.text == f"{ONE} 3 < 5 > 2"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"content": ""}, "empty"), ({"content": None, "title": "عنوان"}, "empty"), ({"content": " \n"}, "empty"),
        ({"article": [], "url": []}, "empty"), ({"title": "عنوان"}, "record"), ({}, "record"), ("نص", "record"), (5, "record"), (None, "record"), ([], "record"),
        ({"text": "الوزير"}, "too short"), ({"text": "The minister said that the road is open and the work goes on."}, "language"),
        ({"article": [ONE, TWO], "url": ["https://a.example/1"]}, "record"), ({"text": ONE + "\ud800"}, "record"),
        ({"text": ONE, "title": "\ud800"}, "record"), ({"text": "<p>" * 9 + "<div>" * 5000}, "hostile"), ({"text": ONE * 4000}, "too large"),
    ],
)
def test_what_is_left_out(value: Any, code: str) -> None:
    (one,) = made(value)
    (problem,) = one.problems
    assert (one.article, problem.code, problem.left_out) == (None, code, True)
    assert "\n" not in problem.line()


def test_a_date_that_is_none_does_not_cost_the_article() -> None:
    (one,) = made({"text": ONE, "date": "2020-13-45", "crawled": "gestern"})
    assert one.article is not None
    assert [(p.code, p.left_out) for p in one.problems] == [("date", False)] * 2


def test_one_bad_cell_costs_one_record() -> None:
    found = made({"article": [ONE, None, TWO], "url": ["https://a.example/1", "https://a.example/2", "https://b.example/2"]})
    assert [one.article is not None for one in found] == [True, False, True]


def test_nesting_has_an_end() -> None:
    value: Any = {"text": ONE}
    for _ in range(900):
        value = {"a": [value]}
    (one,) = made(value)
    assert one.problems[0].code == "record"
