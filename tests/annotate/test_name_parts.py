"""Parts of personal names."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import read_words
from tawatur.annotate.name_parts import Reader, verbal
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def reader(text: str, gazetteer: Gazetteer) -> Reader:
    seen = view(text)
    return Reader(read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer), gazetteer, [])


def name(text: str, gazetteer: Gazetteer, titled: bool = False) -> str:
    seen = reader(text, gazetteer)
    end, _ = seen.name(0, 0, seen.words.norm[0], titled)
    return " ".join(seen.words.norm[:end])


@pytest.mark.parametrize(("text", "want"), [
    ("محمد عبد الرحمن الحارثي وصل", "محمد عبد الرحمن الحارثي"), ("صلاح الدين الحارثي وصل", "صلاح الدين الحارثي"),
    ("خالد بن سعيد وصل", "خالد بن سعيد"), ("أبو بكر الحارثي وصل", "ابو بكر الحارثي"), ("محمد، خالد", "محمد"),
    ("المدينة القديمة", ""), ("في محمد", ""), ("يناهز عمره", ""),
])
def test_how_far_a_name_runs(text: str, want: str, gazetteer: Gazetteer) -> None:
    assert name(text, gazetteer) == want


def test_a_comma_or_a_verb_ends_it_whatever_stands_before(gazetteer: Gazetteer) -> None:
    for text in ("محمد الحارثي قال إن", "محمد الحارثي في", "محمد الحارثي، الوزير"):
        assert name(text, gazetteer, titled=True) == "محمد الحارثي"


def test_the_letters_of_the_text_tell_a_name_from_a_preposition(gazetteer: Gazetteer) -> None:
    assert reader("علي", gazetteer).kind(0, "علي") == "g"
    assert reader("على", gazetteer).kind(0, "علي") == "C"


@pytest.mark.parametrize(("word", "kinds"), [("محمد", "Gg"), ("عبدالرحمن", "G"), ("في", "C"), ("المدينة", "C"), ("دي", "F")])
def test_classes(word: str, kinds: str, gazetteer: Gazetteer) -> None:
    seen = reader(word, gazetteer)
    assert seen.kind(0, seen.words.norm[0]) in kinds


@pytest.mark.parametrize(("word", "yes"), [("يعملون", True), ("استقبل", True), ("كتابها", True), ("لمدينته", True), ("فالستروم", False), ("بيدرسن", False)])
def test_shapes_of_verbs(word: str, yes: bool) -> None:
    assert verbal(word) is yes
