"""Source phrases: where they begin and end, and what kind of speaker they name."""

from __future__ import annotations

import pytest

from tawatur.annotate.attribution_sources import is_known, source_phrase
from tawatur.annotate.attribution_words import Words, read_words
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import Cues
from tawatur.lang.normalize import view
from tawatur.model import Article, Part


def read(text: str, cues: Cues) -> Words:
    seen = view(text)
    return read_words(Article(id="x", text=text), seen, find_quotations(seen, (Part("body", 0, len(text)),)), [], cues)


@pytest.mark.parametrize(("text", "phrase", "kind", "number"), [
    ("وزارة الزراعة إن الموسم جيد", "وزارة الزراعة", "organization", "sg"), ("صحيفة «النشرة» إن الموسم جيد", "صحيفة «النشرة»", "outlet", "sg"),
    ("مصادر محلية إن الموسم جيد", "مصادر محلية", "anonymous", "sg"), ("وزير الزراعة أمس إن الموسم جيد", "وزير الزراعة", "person", "sg"),
    ("وكالة رويترز التي نشرت الخبر", "وكالة رويترز", "agency", "sg"),
])
def test_phrases(text: str, phrase: str, kind: str, number: str, cues: Cues) -> None:
    words = read(text, cues)
    found = source_phrase(words, 0, len(words.norm))
    assert found is not None
    assert text[words.start[found.start]:words.end[found.end - 1]] == phrase
    assert (found.kind, found.number) == (kind, number)
    assert is_known(words, found)


@pytest.mark.parametrize("text", ["أمس وصل الوفد", "، وزير الزراعة", "التي وصلت"])
def test_what_begins_no_phrase(text: str, cues: Cues) -> None:
    words = read(text, cues)
    assert source_phrase(words, 0, len(words.norm)) is None
    assert source_phrase(words, 0, 0) is None


def test_letters_of_the_construction_do_not_belong_to_the_name(cues: Cues) -> None:
    words = read("لوزارة الزراعة، الموسم جيد", cues)
    found = source_phrase(words, 0, len(words.norm), "ل")
    assert found is not None
    assert found.skip == 1
