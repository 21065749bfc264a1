"""An article's sentences through whatever reader of names there is."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.encode import NameSpan
from tawatur.encode.lexical import LexicalEncoder
from tawatur.heads.names import NamesHead
from tawatur.heads.reading import Models, article_names
from tawatur.lang.gazetteer import Gazetteer
from tawatur.model import Sentence

TEXT = "عنوان.\nوصل نبيل الخازن."
LINES = (Sentence(0, 6, "title", 0), Sentence(7, len(TEXT), "body", 1))


class Finder:
    """Finds one name, always at the same words."""

    name = "mine"

    def find(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        return [[NameSpan(t.index("نبيل"), t.index("."), "PER", 0.9)] if "نبيل" in t else [] for t in texts]


def test_a_reader_of_the_users_own_needs_no_states(gazetteer: Gazetteer) -> None:
    found = article_names(TEXT, LINES, Models(LexicalEncoder(), None, Finder()), gazetteer)
    assert [(TEXT[n.start:n.end], n.type, n.score) for n in found] == [("نبيل الخازن", "PER", 0.9)]


def test_the_head_finds_nothing_without_states(gazetteer: Gazetteer) -> None:
    assert article_names(TEXT, LINES, Models(LexicalEncoder(), None, NamesHead.load()), gazetteer) == ()
    assert article_names(TEXT, LINES, Models(LexicalEncoder()), gazetteer) == ()
    assert article_names(TEXT, (), Models(LexicalEncoder(), None, Finder()), gazetteer) == ()
