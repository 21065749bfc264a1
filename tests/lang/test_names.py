"""Spellings of one name meet, different names do not."""

from __future__ import annotations

import pytest

from tawatur.lang.name_words import load_name_words
from tawatur.lang.names import (
    NameParts,
    is_short_for,
    join_parts,
    name_parts,
    same_part,
    same_person,
    skeleton,
)
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder

PARTS = name_parts(load_name_words(folder() / "name_words.toml").words)


@pytest.mark.parametrize(("one", "other"), [
    ("بيترسن", "بيترسون"), ("غوردون", "جوردون"), ("الحداد", "حداد"), ("بوتشينو", "بوتشينا"),
])
def test_spellings_of_one_part_meet(one: str, other: str) -> None:
    assert same_part(fold(one), fold(other))


@pytest.mark.parametrize(("one", "other"), [
    ("محمد", "محمود"), ("حسن", "حسين"), ("سالم", "سليم"), ("كريم", "رحيم"), ("علي", "علاء"),
])
def test_neighbouring_names_stay_apart(one: str, other: str) -> None:
    assert not same_part(fold(one), fold(other))


def test_a_full_name_may_lose_its_inner_parts() -> None:
    assert same_person("كريم بن ماجد البستاني", "كريم البستاني", PARTS)
    assert not same_person("كريم البستاني", "نبيل البستاني", PARTS)
    assert not same_person("كريم بن ماجد البستاني", "كريم بن نبيل البستاني", PARTS)
    assert not same_person("ماجد البستاني", "كريم بن ماجد البستاني", PARTS)
    assert same_person("كريم بن ماجد", "كريم بن ماجد البستاني", PARTS)


def test_compound_parts_count_as_one() -> None:
    assert join_parts("عبد الرحيم نور الدين", PARTS) == ["عبدالرحيم", "نورالدين"]


def test_without_words_every_word_is_a_part() -> None:
    assert join_parts("عبد الرحيم بن نور", NameParts()) == ["عبد", "الرحيم", "بن", "نور"]


def test_a_name_cut_to_its_particle_still_has_a_part() -> None:
    assert join_parts("ابن", PARTS) == ["ابن"]
    assert join_parts("", PARTS) == []


def test_a_family_name_is_short_for_the_whole() -> None:
    assert is_short_for("البستاني", "كريم البستاني", PARTS)
    assert not is_short_for("كريم", "كريم البستاني", PARTS)


def test_skeletons_drop_vowel_letters() -> None:
    assert skeleton("غارديان") == skeleton("جارديان")
