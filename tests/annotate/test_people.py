"""Persons: spellings meet, different given names never do, short forms go to a bearer or stay open."""

from __future__ import annotations

import pytest

from tawatur.annotate.joining import Group
from tawatur.annotate.people import group_people, of_one_type, untitled
from tawatur.annotate.sources import SPEAKING
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.tables import folder
from tawatur.model import FoundMention


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


def person(name: str, at: int = 0, article: str = "a", kind: str = "name", **more: str) -> FoundMention:
    return FoundMention(
        article=article, start=at, end=at + len(name), text=name, type="PER", kind=kind, name=name, **more,  # type: ignore[arg-type]
    )


def groups(gazetteer: Gazetteer, *found: FoundMention) -> list[set[str]]:
    made: list[Group] = group_people(found, gazetteer)
    return [{m.name for m in g.members} for g in made]


@pytest.mark.parametrize(("one", "other"), [
    ("سعود بن ماجد", "سعيد بن ماجد"), ("نبيل بن سلمان", "نبيل بن سليمان"), ("جمال الخازن", "جميل الخازن"),
    ("حسان الخازن", "حسين الخازن"), ("كريم العثمان", "كريم العثيمين"), ("محمود الخازن", "محمد الخازن"),
])
def test_attested_names_never_meet(gazetteer: Gazetteer, one: str, other: str) -> None:
    assert len(groups(gazetteer, person(one), person(other, 50))) == 2


@pytest.mark.parametrize(("one", "other"), [
    ("سيرغي لوباتوف", "سيرجي لوباتوف"), ("عبد الرحمن الخازن", "عبدالرحمان الخازن"), ("كريم داود", "كريم داوود"),
    ("فلاديمير بوتين", "فلاديمير بوتن"), ("كريم بن ماجد الخازن", "كريم الخازن"),
])
def test_spellings_meet(gazetteer: Gazetteer, one: str, other: str) -> None:
    assert len(groups(gazetteer, person(one), person(other, 50))) == 1


def test_a_name_that_fits_two_persons_stays_by_itself(gazetteer: Gazetteer) -> None:
    made = groups(
        gazetteer, person("كريم ماجد الخازن"), person("كريم نبيل الخازن", 50), person("كريم الخازن", 9, "b"),
    )
    assert {"كريم الخازن"} in made


def test_such_a_name_goes_to_the_one_of_its_article(gazetteer: Gazetteer) -> None:
    made = groups(
        gazetteer, person("كريم ماجد الخازن"), person("كريم نبيل الخازن", 50, "b"), person("كريم الخازن", 90, "b"),
    )
    assert {"كريم نبيل الخازن", "كريم الخازن"} in made


def test_a_rare_given_name_behind_a_noun_of_kin(gazetteer: Gazetteer) -> None:
    kin = person("زهرقان", 50, rule="after title", head="شقيقه")
    assert groups(gazetteer, person("زهرقان الخازن"), kin) == [{"زهرقان الخازن", "زهرقان"}]
    common = person("محمد", 50, rule="after title", head="شقيقه")
    assert len(groups(gazetteer, person("محمد الخازن"), common)) == 2


def test_a_family_name_in_another_article_stays_open_where_two_bear_it(gazetteer: Gazetteer) -> None:
    short = person("الخازن", 5, "b", "short")
    assert {"الخازن"} in groups(gazetteer, person("كريم الخازن"), person("نبيل الخازن", 50), short)
    assert groups(gazetteer, person("كريم الخازن"), short) == [{"كريم الخازن", "الخازن"}]


def test_a_family_name_of_two_needs_evidence(gazetteer: Gazetteer) -> None:
    both = (person("كريم الخازن", 10), person("ريم الخازن", 40))
    near, far = person("الخازن", 60, kind="short"), person("الخازن", 900, kind="short")
    assert {"ريم الخازن", "الخازن"} in groups(gazetteer, *both, near)  # right behind the name
    assert {"الخازن"} in groups(gazetteer, *both, far)
    first = person("الخازن", 25, kind="short")
    assert {"كريم الخازن", "الخازن"} in groups(gazetteer, *both, first, far)  # whom it meant before


def test_a_double_given_name_that_was_read_in_part(gazetteer: Gazetteer) -> None:
    assert len(groups(gazetteer, person("جان إيف شمبارك"), person("إيف شمبارك", 50))) == 1
    assert len(groups(gazetteer, person("مطلق ماجد الخازن"), person("ماجد الخازن", 50))) == 2


def test_a_speaker_with_a_persons_name_is_that_person() -> None:
    speaker = FoundMention(article="b", start=0, end=11, text="كريم الخازن", type="ORG", name="كريم الخازن", rule=SPEAKING)
    assert [m.type for m in of_one_type([person("كريم الخازن"), speaker])] == ["PER", "PER"]
    assert [m.type for m in of_one_type([person("نبيل الخازن"), speaker])] == ["PER", "ORG"]


@pytest.mark.parametrize(("text", "name"), [
    ("الدكتور كريم الخازن", "كريم الخازن"), ("خليفة الملا كريم", "كريم"), ("الشيخ", "الشيخ"), ("كريم القاضي", "كريم القاضي"),
])
def test_a_name_is_compared_without_its_title(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert untitled(person(text), gazetteer).name == name


def test_a_title_alone_is_no_family_name(gazetteer: Gazetteer) -> None:
    assert groups(gazetteer, person("الملا", kind="short")) == []
    assert groups(gazetteer, person("كريم الملا"), person("الملا", 50, kind="short")) == [{"كريم الملا", "الملا"}]


@pytest.mark.parametrize(("full", "short"), [
    ("ماركو دي لورنزو", "دي لورنزو"), ("ماركو دي لورنزو", "لورنزو"), ("نبيل جاد الله", "جاد الله"), ("نبيل سعيد آل جابر", "آل جابر"),
])
def test_a_family_name_of_two_words_finds_its_bearer(gazetteer: Gazetteer, full: str, short: str) -> None:
    kind = "name" if " " in short else "short"
    assert groups(gazetteer, person(full), person(short, at=90, kind=kind)) == [{full, short}]


def test_names_of_two_words_that_are_one_part_do_not_meet_each_other(gazetteer: Gazetteer) -> None:
    assert len(groups(gazetteer, person("أبو حازم"), person("أبو خازم", at=50))) == 2
    assert len(groups(gazetteer, person("كريم عبد الله"), person("عبد الله", at=50))) == 2
