"""Bodies called by letters, in invented sentences."""

from __future__ import annotations

import pytest

from tawatur.annotate.entity_words import read_words
from tawatur.annotate.lettered import lettered_key, lettered_names
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Part


def names(text: str, gazetteer: Gazetteer) -> list[str]:
    seen = view(text)
    words = read_words(seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer)
    return [text[words.start[c.i]:words.end[c.j - 1]] for c in lettered_names(words, gazetteer)]


@pytest.mark.parametrize(("text", "want"), [
    ("بثت قناة إم تي زد المباراة.", ["إم تي زد"]),
    ("قالت تي زد دي إن البث توقف.", ["تي زد دي"]),
    ("باع صندوق \"وان.إم.زد\" أرضه.", ["وان.إم.زد"]),
    ("افتتحت شركة Norva Steel مصنعا.", ["Norva Steel"]),
    ("توقفت قناة إم تي زد، ويقول موظفون في الـ\"MTZ\" إنها باقية.", ["إم تي زد", "MTZ"]),
    ("فحص الأطباء الـ\"DNA\" في المختبر.", []),
    ("سأل إن أو في أي وقت يعود.", []),
    ("اشترى سي دي من السوق.", []),
])
def test_letters(gazetteer: Gazetteer, text: str, want: list[str]) -> None:
    assert names(text, gazetteer) == want


def test_spelt_and_latin_letters_are_one_name(gazetteer: Gazetteer) -> None:
    assert lettered_key("إم تي زد", gazetteer) == lettered_key("MTZ", gazetteer) == "mtz"
    assert lettered_key("بي تي زد", gazetteer) == lettered_key("PTZ", gazetteer)
    assert lettered_key("بي تي زد", gazetteer) != lettered_key("DTZ", gazetteer)
    assert lettered_key("هيئة المياه", gazetteer) == lettered_key("", gazetteer) == ""
