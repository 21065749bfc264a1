"""Names of bodies built on a noun."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import Candidate, Words, read_words
from tawatur.annotate.organizations import named_bodies, told_to
from tawatur.annotate.places import listed_names
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def rows(text: str, gazetteer: Gazetteer) -> Words:
    seen = view(text)
    return read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)


def bodies(text: str, gazetteer: Gazetteer) -> list[tuple[str, Candidate]]:
    words = rows(text, gazetteer)
    found = named_bodies(words, gazetteer, listed_names(words, gazetteer))
    return [(text[words.start[c.i] + c.off:words.end[c.j - 1]], c) for c in found]


@pytest.mark.parametrize(("text", "names"), [
    ("أعلنت وزارة الزراعة التشادية الموسم.", ["وزارة الزراعة التشادية"]), ("أعلنت وزارة الزراعة والأسماك الموعد.", ["وزارة الزراعة والأسماك"]),
    ("اجتمعت اللجنة الزراعية أمس.", ["اللجنة الزراعية"]), ("اجتمعت اللجنة الزراعي أمس.", []), ("وصل الفوج 88 ليلا.", ["الفوج 88"]),
    ("ذكرت صحيفة «الضفاف» الخبر.", ["الضفاف"]), ("أعلنت الوزارة الموعد.", []), ("دعا لتنظيم الحفل.", []), ("وصلت لجنة من الخبراء.", []),
])
def test_bodies(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [n for n, _ in bodies(text, gazetteer)] == names


def test_a_body_knows_its_noun_and_its_country(gazetteer: Gazetteer) -> None:
    ((_, found),) = bodies("أعلنت وزارة الزراعة التشادية الموسم.", gazetteer)
    assert (found.head, found.country, found.type) == ("وزاره", "TD", "ORG")
    ((_, paper),) = bodies("ذكرت صحيفة «الضفاف» الخبر.", gazetteer)
    assert (paper.head, paper.name, paper.country) == ("صحيفه", "الضفاف", None)


@pytest.mark.parametrize(("text", "names"), [
    ("قال الوزير لـ«النخيل» إن الجسر جاهز.", ["النخيل"]), ("الوزير في تصريح لـ«النخيل» اليوم.", ["النخيل"]),
    ("أهدى الوزير لـ«النخيل» كتابا.", []), ("قال الوزير لنخيل الواحة.", []),
])
def test_who_is_told_something_by_name_is_an_outlet(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    words = rows(text, gazetteer)
    assert [words.norm[c.i] for c in told_to(words, gazetteer)] == names
