"""The day of publication: told, seen on the page, or solved from what the articles say together."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tawatur.annotate.published import PublishedResult, Reading, solve
from tawatur.annotate.times import find_timexes
from tawatur.lang.calendar import load_calendar
from tawatur.lang.normalize import view
from tawatur.model import Article, Part

CALENDAR = load_calendar()
SHARED = Path(__file__).resolve().parents[3] / "shared"


def reading(
    name: str, text: str, published: str | None = None, how: str = "given", parts: tuple[Part, ...] = ()
) -> Reading:
    article = Article(
        id=name, text=text, published=published,
        published_how=how if published else None,  # type: ignore[arg-type]
    )
    seen = view(text)
    return Reading(article, parts, find_timexes(article, seen, parts, CALENDAR), seen)


def days(*readings: Reading) -> tuple[dict[str, str | None], PublishedResult]:
    result = solve(readings, CALENDAR)
    return {name: found.value for name, found in result.by_article.items()}, result


@pytest.mark.parametrize("how", ["given", "metadata"])
def test_a_told_day_stands(how: str) -> None:
    found, result = days(reading("a", "عاد الوفد اليوم الاثنين", "2013-03-12", how))
    assert found == {"a": "2013-03-12"}
    assert result.by_article["a"].how == how
    assert result.notes == ()


@pytest.mark.parametrize("line", [
    "الأحد 3 آذار 2013 - 14:30", "تاريخ النشر: 2013-03-03", "نشر في 3 / 3 / 2013 م الساعة 10:15",
    "الأحد 21 ربيع الآخر 1434هـ",
])
def test_a_date_line_of_the_page_is_read(line: str) -> None:
    text = f"افتتاح مكتبة جديدة\n{line}\nافتتح المجلس مكتبة في 9 شباط 2011 وسط المدينة القديمة بحضور كتاب وقراء كثيرين."
    found, result = days(reading("a", text))
    assert found == {"a": "2013-03-03"}
    assert result.by_article["a"].how == "inferred"
    reason, = result.by_article["a"].evidence
    assert text[reason.start:reason.end] == reason.text
    assert reason.text in line


def in_dateline(dateline: str, rest: str) -> tuple[str, tuple[Part, ...]]:
    text = f"{dateline} {rest}"
    return text, (Part("dateline", 0, len(dateline)), Part("body", len(dateline) + 1, len(text)))


def test_the_day_of_the_dateline_is_that_of_publication() -> None:
    rest = "افتتح المجلس أمس مكتبة أسست في 9 شباط 2011 وسط المدينة القديمة بحضور كتاب وقراء كثيرين من كل البلاد."
    text, parts = in_dateline("صفاقس، 3 آذار 2013 (رويترز) -", rest)
    found, result = days(reading("a", text, parts=parts))
    assert found == {"a": "2013-03-03"}
    assert [reason.says for reason in result.by_article["a"].evidence] == ["the dateline of the report"]
    # A line of the page goes before it: the report may be of the day before.
    line = "الاثنين 4 آذار 2013\n"
    moved = (Part("dateline", 0, len(line) - 1), *(Part(p.kind, p.start + len(line), p.end + len(line)) for p in parts))
    assert days(reading("a", line + text, parts=moved))[0] == {"a": "2013-03-04"}


def test_a_dateline_without_a_year_tells_day_and_month() -> None:
    text, parts = in_dateline("صفاقس في 3 آذار /رويترز/", "افتتح المجلس المكتبة التي بدأ بناؤها في 9 شباط 2013 وسط المدينة القديمة.")
    found, _ = days(reading("a", text, parts=parts))
    assert found == {"a": "2013-03-03"}


def test_a_date_in_a_sentence_or_a_caption_is_no_date_line() -> None:
    caption = "الوفد في زيارة سابقة - 6 شباط 2011"
    text = f"{caption}\nقال المدير إن المكتبة التي أسست في 9 شباط 2011 ستوسع."
    parts = (Part("caption", 0, len(caption)), Part("body", len(caption) + 1, len(text)))
    found, result = days(reading("a", text, parts=parts))
    assert found == {"a": None}
    assert [note.code for note in result.notes] == ["published.unknown"]


def test_the_apposed_date_of_tomorrow_tells_today() -> None:
    found, _ = days(reading("a", "يبدأ العام الدراسي يوم غد الأحد الموافق 8 / 9 / 2013م في كل المدارس."))
    assert found == {"a": "2013-09-07"}


def test_today_with_its_date_needs_the_year_from_elsewhere() -> None:
    text = "افتتح المجلس اليوم، السبت 9 تشرين الثاني، المكتبة"
    assert days(reading("a", text))[0] == {"a": None}
    assert days(reading("a", text + " التي بدأ بناؤها في آذار 2012."))[0] == {"a": "2013-11-09"}


FIRST = (
    "عقد خبراء الزراعة مؤتمرا عن القمح في مدينة صفاقس، اليوم الاثنين، بحضور مزارعين من بلدان عدة. "
    "وتنتهي أعمال المؤتمر الزراعي في 15 كانون الثاني الجاري بجولة على حقول القيروان. "
    "وكان المؤتمر الأول قد عقد في 6 شباط 2012 في سوسة."
)
SECOND = (
    "عقد خبراء الزراعة أمس مؤتمرا عن القمح في مدينة صفاقس شارك فيه مزارعون من بلدان عدة. "
    "وتنتهي أعمال المؤتمر الزراعي الأربعاء المقبل بجولة على حقول القيروان."
)


def test_two_accounts_solve_each_other() -> None:
    found, result = days(reading("a", FIRST), reading("b", SECOND))
    assert found == {"a": "2014-01-13", "b": "2014-01-14"}
    for name, text in (("a", FIRST), ("b", SECOND)):
        evidence = result.by_article[name].evidence
        assert evidence
        assert all(r.says for r in evidence)
        own = [r for r in evidence if r.article == name]
        assert own
        assert all(text[r.start:r.end] == r.text for r in own)


def test_the_order_of_the_articles_changes_nothing() -> None:
    one, two = reading("a", FIRST), reading("b", SECOND)
    forth, back = solve((one, two), CALENDAR), solve((two, one), CALENDAR)
    assert forth.by_article == back.by_article
    assert sorted(n.text for n in forth.notes) == sorted(n.text for n in back.notes)


def test_several_solutions_are_named_in_a_note() -> None:
    found, result = days(reading("a", FIRST))
    assert found["a"] == "2013-01-14"
    note, = result.notes
    assert note.code == "published.ambiguous"
    assert "2013-01-07" in note.text


def test_a_weekday_near_an_account_of_known_day() -> None:
    known = reading("a", "وصل الوفد الزراعي أمس الاثنين إلى مدينة صفاقس", "2013-03-12")
    found, result = days(known, reading("b", "وصل الوفد الزراعي اليوم الاثنين إلى مدينة صفاقس"))
    assert found == {"a": "2013-03-12", "b": "2013-03-11"}
    assert result.by_article["b"].how == "inferred"


@pytest.mark.parametrize("text", [
    "وصل الوفد إلى المدينة وزار حقولها.", "وصل الوفد أمس إلى المدينة.", "وصل الوفد اليوم الثلاثاء بعد زيارة عام 2011.",
    "",
])
def test_what_tells_nothing_stays_unknown(text: str) -> None:
    found, result = days(reading("a", text))
    assert found == {"a": None}
    assert result.by_article["a"].how == "unknown"
    assert [note.code for note in result.notes] == ["published.unknown"]


def test_an_almanac_of_dates_takes_no_minutes() -> None:
    text = "\n".join(
        f"وقع في {1 + n % 28} شباط {1900 + n % 100} حادث رقمه {n} ثم اجتمعوا السبت المقبل في المدينة الكبيرة" for n in range(4000)
    )
    start = time.process_time()
    found, _ = days(reading("a", text))
    assert found.keys() == {"a"}
    assert time.process_time() - start < 60


def test_a_full_date_deep_in_the_text_is_no_date_line() -> None:
    lines = ["سطر من الخبر لا تاريخ فيه"] * 12
    text = "\n".join([*lines, "3 آذار 2013", *lines])
    assert days(reading("a", text))[0] == {"a": None}


def test_no_articles_no_answer() -> None:
    assert solve((), CALENDAR) == PublishedResult({}, ())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside the checkout")
def test_london_comes_out_without_any_metadata() -> None:
    folder = SHARED / "acceptance" / "london"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    readings = []
    for letter, name in gold["files"].items():
        text = (folder / name).read_text(encoding="utf-8")
        around = sorted(gold["articles"][letter].get("not_body", []), key=lambda part: part["start"])
        parts, at = [], 0
        for part in around:
            if at < part["start"]:
                parts.append(Part("body", at, part["start"]))
            parts.append(Part(part["kind"], part["start"], part["end"]))
            at = part["end"]
        parts += [Part("body", at, len(text))] if at < len(text) else []
        readings.append(reading(letter, text, parts=tuple(parts)))
    found, _ = days(*readings)
    assert found == {letter: gold["articles"][letter]["published"] for letter in gold["files"]}
