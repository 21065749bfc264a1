"""The date data: names, number words, Hijri days, and what a broken file says."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from tawatur.annotate.times import find_timexes, resolve
from tawatur.errors import ResourceError
from tawatur.lang.calendar import (
    Calendar,
    day_to_hijri,
    hijri_month_length,
    hijri_to_day,
    load_calendar,
)
from tawatur.lang.normalize import fold, view
from tawatur.lang.tables import folder, read_toml
from tawatur.model import Article

RAW = read_toml(folder() / "timex.toml")


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar()


@pytest.mark.parametrize(("name", "system", "number"), [
    ("كانون الثاني", "gregorian", 1), ("يناير", "gregorian", 1), ("جانفي", "gregorian", 1),
    ("آب", "gregorian", 8), ("غشت", "gregorian", 8), ("أوت", "gregorian", 8),
    ("تشرين الأول", "gregorian", 10), ("دجنبر", "gregorian", 12), ("يوليوز", "gregorian", 7),
    ("ذي القعدة", "hijri", 11), ("جمادى الآخرة", "hijri", 6), ("ربيع الثاني", "hijri", 4),
])
def test_months_of_all_regions(calendar: Calendar, name: str, system: str, number: int) -> None:
    month = calendar.month(fold(name))
    assert month is not None
    assert (month.system, month.number) == (system, number)


@pytest.mark.parametrize(("word", "second", "number"), [
    ("سبتمبير", None, 9), ("نوفمببر", None, 11), ("تشريم الثاني", None, 11),
    ("حزيرن", None, 6), ("كلمة", "نوفمبر", 11), ("دولار", None, None), ("شباب", None, None),
    ("مليون", None, None), ("قتيلا", None, None), ("شخصا", None, None),
])
def test_misspelt_months(calendar: Calendar, word: str, second: str | None, number: int | None) -> None:
    found = calendar.closest_month(fold(word), second and fold(second))
    assert (found.number if found else None) == number


@pytest.mark.parametrize(("words", "value"), [
    ("12", 12), ("ثلاثة", 3), ("ثلاثة وعشرين", 23), ("خمسة عشر", 15), ("تسع وتسعون", 99),
    ("الخامس والعشرين", 25), ("الحادي عشر", 11), ("العشرين", 20), ("كتاب", None),
])
def test_number_words(calendar: Calendar, words: str, value: int | None) -> None:
    assert calendar.number(fold(words)) == value


def test_hijri_days_go_both_ways() -> None:
    assert hijri_to_day(1441, 6, 2) == dt.date(2020, 1, 27)
    assert day_to_hijri(dt.date(2020, 1, 27)) == (1441, 6, 2)
    assert hijri_month_length(1441, 6) in (29, 30)
    assert hijri_to_day(1441, 13, 1) is None
    assert hijri_to_day(900, 1, 1) is None
    assert day_to_hijri(dt.date(1500, 1, 1)) is None


@pytest.mark.parametrize("name", RAW["examples"])
def test_each_small_table_and_part_reads_its_example(calendar: Calendar, name: str) -> None:
    text, value = RAW["examples"][name]
    article = Article(id="a", text=text)
    found = resolve(find_timexes(article, view(text), (), calendar), "2013-03-12", calendar)
    assert [t.value for t in found] == value.split()


def test_nothing_of_the_grammar_is_without_an_example() -> None:
    tables = {"era", "part_of_month", "year_part", "half", "minutes", "wanting", "clock_part", "nth", "next_to"}
    assert tables | set(RAW["parts"]) | set(RAW["starts"]) == set(RAW["examples"])


def test_each_part_is_used_by_a_rule_or_another_part() -> None:
    patterns = [*RAW["parts"].values(), *(rule["pattern"] for rule in RAW["rule"])]
    for name in RAW["parts"]:
        assert any(f"{{{name}}}" in pattern for pattern in patterns), name


@pytest.mark.parametrize("name", RAW["words"])
def test_each_list_has_a_word_in_its_example(calendar: Calendar, name: str) -> None:
    example = fold(RAW["words"][name]["example"])
    assert any(word in example for word in calendar.words[name])


@pytest.mark.parametrize("row", [
    row for row in (*RAW["words"].values(), *RAW["patterns"].values()) if "gives" in row
], ids=lambda row: row["example"])
def test_each_list_gives_what_its_example_says(calendar: Calendar, row: dict[str, Any]) -> None:
    article = Article(id="a", text=row["example"])
    found = resolve(find_timexes(article, view(article.text), (), calendar), "2013-03-12", calendar)
    assert [t.value for t in found] == row["gives"]


def _copy(tmp_path: Path) -> Path:
    for name in ("months.csv", "weekdays.csv", "timex.toml"):
        shutil.copy(folder() / name, tmp_path / name)
    return tmp_path


def test_a_wrong_month_number_tells_file_and_line(tmp_path: Path) -> None:
    path = _copy(tmp_path) / "months.csv"
    path.write_text("# note\nname,calendar,month,guard,example\nشهر,gregorian,13,no,مثال\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"months\.csv:3: month is '13'"):
        load_calendar(tmp_path)


def test_a_wrong_weekday_tells_file_and_line(tmp_path: Path) -> None:
    path = _copy(tmp_path) / "weekdays.csv"
    path.write_text("name,weekday,example\nالسبت,7,مثال\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"weekdays\.csv:2: weekday is '7'"):
        load_calendar(tmp_path)


@pytest.mark.parametrize("pattern", ["{nothing_of_this_name}", "(("])
def test_a_broken_rule_is_named(tmp_path: Path, pattern: str) -> None:
    path = _copy(tmp_path) / "timex.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + f"\n[[rule]]\nname = \"bad\"\nstarts = [\"weekday\"]\npattern = '{pattern}'\nexample = \"x\"\nvalue = \"y\"\n",
        encoding="utf-8",
    )
    with pytest.raises(ResourceError, match=r"rule \d+ 'bad'"):
        load_calendar(tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    path = _copy(tmp_path) / "timex.toml"
    path.write_text("[relative]\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="missing"):
        load_calendar(tmp_path)
