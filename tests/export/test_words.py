from __future__ import annotations

import string

import pytest

from tawatur.errors import UsageError
from tawatur.export.words import load_words

CATEGORIES = {"en": {"one", "other"}, "ar": {"one", "two", "few", "many", "other"}}


def test_both_languages_hold_the_same_keys() -> None:
    english, arabic = load_words("en").table, load_words("ar").table
    assert sorted(english) == sorted(arabic)
    for key, value in english.items():
        assert isinstance(value, dict) == isinstance(arabic[key], dict), key


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_plurals_have_every_form_of_their_language(lang: str) -> None:
    for key, value in load_words(lang).table.items():
        if isinstance(value, dict):
            assert set(value) == CATEGORIES[lang], key


def test_both_languages_fill_the_same_braces() -> None:
    english, arabic = load_words("en").table, load_words("ar").table

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, value in english.items():
        other = arabic[key]
        # A reason is English in both; what follows « => » in Arabic may take its rest.
        if isinstance(value, str) and isinstance(other, str) and not key.startswith("reason."):
            assert fields(value) == fields(other), key


@pytest.mark.parametrize(
    ("n", "shown"),
    [(1, "وسيلة إعلام واحدة"), (2, "وسيلتا إعلام"), (3, "3 وسائل إعلام"), (10, "10 وسائل إعلام"),
     (11, "11 وسيلة إعلام"), (100, "100 وسيلة إعلام"), (103, "103 وسائل إعلام")],
)
def test_arabic_counts(n: int, shown: str) -> None:
    assert load_words("ar").count("count.outlets", n) == shown


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        ("2020-01-27", "Monday 27 January 2020", "الاثنين 27 كانون الثاني/يناير 2020"),
        ("2020-01", "January 2020", "كانون الثاني/يناير 2020"),
        ("2020", "2020", "2020"),
        ("2020-W05", "2020-W05", "2020-W05"),
        ("PAST_REF", "earlier", "سابقاً"),
        ("P3D", "P3D", "P3D"),
        ("2020-02-31", "31 February 2020", "31 شباط/فبراير 2020"),
        ("2020-13-01", "1 2020", "1 2020"),
        (None, "", ""),
    ],
)
def test_dates(value: str | None, english: str, arabic: str) -> None:
    assert load_words("en").date(value, weekday=True) == english
    assert load_words("ar").date(value, weekday=True) == arabic


def test_joining_names() -> None:
    assert load_words("en").join(["a", "b", "c"]) == "a, b and c"
    assert load_words("ar").join(["ألف", "باء", "جيم"]) == "ألف، باء وجيم"
    assert load_words("en").join([]) == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="one of en, ar"):
        load_words("fr")


def test_reasons_are_told_in_the_language_of_the_report() -> None:
    says = "dates the same happening as «أمس» in b.txt"
    assert load_words("en").reason(says) == says
    assert load_words("ar").reason(says) == "يؤرخ الحدث نفسه الذي يؤرخه «أمس» in b.txt"
    assert load_words("ar").reason("something new") == "something new"


def test_every_reason_code_has_its_sentence() -> None:
    codes = (
        "one_source", "shared_text", "shared_run", "same_words", "two_stated", "unattributed", "unnamed",
        "only_one", "linked_bodies",
    )
    for lang in ("en", "ar"):
        words = load_words(lang)
        for code in codes:
            assert words(f"why.{code}", names="س", silent="ص")
