"""Names from the lists, and places that a noun introduces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.entity_words import Candidate, Words, read_words
from tawatur.annotate.places import capitals, introduced_places, listed_names, matches, nationality
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def rows(text: str, gazetteer: Gazetteer) -> Words:
    seen = view(text)
    return read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)


def texts(words: Words, found: list[Candidate]) -> list[str]:
    return [words.view.text[words.start[c.i] + c.off:words.end[c.j - 1]] for c in found]


@pytest.mark.parametrize(("text", "names", "countries"), [
    ("وصل الوفد إلى لندن ثم إلى تشاد.", ["لندن", "تشاد"], ["GB", "TD"]), ("سافر إلى بريطانيا وفرنسا.", ["بريطانيا", "فرنسا"], ["GB", "FR"]),
    ("عاد من الولايات المتحدة.", ["الولايات المتحدة"], ["US"]), ("عاد من الولايات، المتحدة.", [], []),
])
def test_listed_names(text: str, names: list[str], countries: list[str], gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    found = [c for c in listed_names(words, gazetteer) if c.type == "LOC"]
    assert texts(words, found) == names
    assert [c.country for c in found] == countries


@pytest.mark.parametrize(("text", "country"), [
    ("وصل إلى عُمان.", "OM"), ("وصل إلى عمّان.", "JO"), ("وصل إلى سلطنة عمان. ثم زار عمان.", "OM"),
])
def test_two_names_of_the_same_letters(text: str, country: str, gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    assert {c.country for c in listed_names(words, gazetteer) if c.type == "LOC"} == {country}


Finder = Callable[[Words, Gazetteer, list[Candidate]], list[Candidate]]


@pytest.mark.parametrize(("text", "names"), [
    ("غرق قارب قرب بلدة كفرزنوق.", ["كفرزنوق"]), ("فاض نهر الزرنوق.", ["نهر الزرنوق"]), ("زار محافظة نينوى.", ["محافظة نينوى"]),
    ("وصلت إلى بلدتي كفرزنوق وكفرحنوق.", ["كفرزنوق", "كفرحنوق"]), ("زار منطقة جافة.", []),
    ("دخلوا قريتي بيت جن ومغر الشنير.", ["بيت جن", "مغر الشنير"]), ("دخلوا قرية مغر الشنير.", ["مغر الشنير"]), ("دخلوا قرية كفرزنوق الخميس.", ["كفرزنوق"]),
    ("دخلوا بلدتي كفرزنوق ومحيطهما.", ["كفرزنوق"]), ("دخلوا قرية كفرزنوق القريبة.", ["كفرزنوق"]),
    ("زار بلدة، كفرزنوق.", []),
])
def test_a_noun_introduces_a_place(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    assert texts(words, introduced_places(words, gazetteer, listed_names(words, gazetteer))) == names


@pytest.mark.parametrize(("text", "names"), [
    ("عقد في العاصمة البريطانية لقاء.", ["العاصمة البريطانية"]), ("عقد في العاصمة البريطانية لندن لقاء.", []), ("عقد في العاصمة القديمة لقاء.", []),
])
def test_a_capital_by_its_nation(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    found = capitals(words, gazetteer, listed_names(words, gazetteer))
    assert texts(words, found) == names
    assert all((c.country, c.kind) == ("GB", "description") for c in found)


@pytest.mark.parametrize(("word", "country"), [("البريطانيه", "GB"), ("بريطاني", "GB"), ("القديم", None)])
def test_nationalities(word: str, country: str | None, gazetteer: Gazetteer) -> None:
    assert nationality(gazetteer, word) == country


@pytest.mark.parametrize(("text", "yes"), [("الولايات المتحدة", True), ("الولايات - المتحدة", True), ("الولايات، المتحدة", False), ("الولايات", False)])
def test_only_dots_and_hyphens_stand_inside_a_name(text: str, yes: bool, gazetteer: Gazetteer) -> None:
    assert matches(rows(text, gazetteer), 0, ("الولايات", "المتحده")) is yes
