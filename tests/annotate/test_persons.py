"""Persons: after a title, by the parts of their names, and again by the family name."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import Candidate, read_words
from tawatur.annotate.persons import persons, title_at
from tawatur.annotate.places import listed_names
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def find(text: str, gazetteer: Gazetteer) -> list[tuple[str, Candidate]]:
    seen = view(text)
    words = read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)
    found = sorted(persons(words, gazetteer, listed_names(words, gazetteer)), key=lambda c: c.i)
    return [(text[words.start[c.i] + c.off:words.end[c.j - 1]], c) for c in found]


@pytest.mark.parametrize(("text", "names"), [
    ("قال الوزير سالم الحارثي إن الجسر جاهز.", ["سالم الحارثي"]), ("وصلت الوزيرة هدى العامري.", ["هدى العامري"]),
    ("قال وزير الزراعة التشادي سالم الحارثي ذلك.", ["سالم الحارثي"]), ("حضر محمد الحارثي وخالد السيابي.", ["محمد الحارثي", "خالد السيابي"]),
    ("وصل وزير الزراعة إلى المعرض.", []), ("فتح الجسر أمام السيارات.", []), ("زار ملك البلاد المعرض.", []),
    ("وصل سالم الحارثي. وقال الحارثي إن الجسر جاهز.", ["سالم الحارثي", "الحارثي"]), ("رحب بمحمد الحارثي.", ["محمد الحارثي"]),
])
def test_who_is_a_person(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [n for n, _ in find(text, gazetteer)] == names


def test_the_title_tells_gender_head_and_country(gazetteer: Gazetteer) -> None:
    ((_, man),) = find("قال وزير الزراعة التشادي سالم الحارثي ذلك.", gazetteer)
    assert (man.rule, man.gender, man.country, man.head) == ("after title", "m", "TD", "وزير")
    ((_, woman),) = find("قالت الوزيرة هدى العامري ذلك.", gazetteer)
    assert (woman.gender, woman.country) == ("f", None)


def test_the_family_name_alone_is_a_short_form(gazetteer: Gazetteer) -> None:
    (_, full), (_, short) = find("وصل سالم الحارثي. وقال الحارثي إن الجسر جاهز.", gazetteer)
    assert (full.kind, short.kind, short.name) == ("name", "short", "الحارثي")


@pytest.mark.parametrize(("text", "at", "end"), [
    ("قال الوزير سالم", 1, 2), ("قال رئيس الوزراء سالم", 1, 3), ("د. سالم", 0, 1), ("د سالم", 0, None), ("قال سالم", 1, None),
])
def test_where_a_title_ends(text: str, at: int, end: int | None, gazetteer: Gazetteer) -> None:
    seen = view(text)
    words = read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)
    hit = title_at(words, gazetteer, at)
    assert (hit[0] if hit else None) == end
