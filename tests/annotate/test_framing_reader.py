"""What the rules of framing look at."""

from __future__ import annotations

import pytest

from tawatur.annotate.framing_reader import Reader, nearest, stop_between
from tawatur.lang.normalize import view
from tawatur.lang.resources import Resources
from tawatur.lang.tokenize import tokens
from tawatur.model import Link, Quotation, Sentence

TEXT = "وصل الوفد إلى ديرين. ثم زار «المجلس» في برقان، وغادر سالم"


@pytest.fixture
def reader(resources: Resources) -> Reader:
    seen = view(TEXT)
    words = tokens(seen, 0, len(TEXT))
    links = [
        Link(TEXT.index(name), TEXT.index(name) + len(name), name, kind, "name")  # type: ignore[arg-type]
        for name, kind in (("ديرين", "LOC"), ("المجلس", "ORG"), ("برقان", "LOC"), ("سالم", "PER"))
    ]
    cut = TEXT.index("ثم")
    opening, closing = TEXT.index("«"), TEXT.index("»")
    sentences = (Sentence(0, cut - 1, "body", 0), Sentence(cut, len(TEXT), "body", 0))
    return Reader(
        seen, words, [w.start for w in words], sentences, [s.start for s in sentences],
        (Quotation(opening, closing + 1, opening + 1, closing),), links, [x.start for x in links], resources.framing,
    )


def test_words_before_stay_in_the_sentence_nearest_first(reader: Reader) -> None:
    at = TEXT.index("«")
    assert [w.norm for w in reader.words_before(at, 5)] == ["زار", "ثم"]
    assert [w.norm for w in reader.words_before(at, 1)] == ["زار"]


def test_a_blank_between_sentences_is_in_none(reader: Reader) -> None:
    cut = TEXT.index("ثم")
    assert reader.sentence_of(3) == (0, cut - 1)
    assert reader.sentence_of(cut) == (cut, len(TEXT))
    assert reader.sentence_of(cut - 1) == (0, len(TEXT))


@pytest.mark.parametrize(("words", "after", "before"), [
    ("ثم", "المجلس", None), ("«", "المجلس", None), ("في", "برقان", "المجلس"), ("الوفد", "ديرين", None), ("وغادر", "سالم", "برقان"),
])
def test_links_on_both_sides_in_the_sentence(reader: Reader, words: str, after: str | None, before: str | None) -> None:
    at = TEXT.index(words)
    following, preceding = reader.next_link(at), reader.last_link(at)
    assert (following.entity if following else None) == after
    assert (preceding.entity if preceding else None) == before


def test_no_link_farther_than_the_reach(reader: Reader) -> None:
    at = TEXT.index("الوفد")
    assert reader.next_link(at, TEXT.index("ديرين") - at) is not None
    assert reader.next_link(at, TEXT.index("ديرين") - at - 1) is None
    assert reader.last_link(TEXT.index("وغادر"), 1) is None


def test_the_longest_link_that_is_touched(reader: Reader) -> None:
    at = TEXT.index("المجلس")
    assert reader.link_at(at + 2, at + 3).entity == "المجلس"  # type: ignore[union-attr]
    assert reader.link_at(at - 1, at) is None
    assert reader.link_at(0, len(TEXT)).entity == "المجلس"  # type: ignore[union-attr]


def test_a_quotation_opens_soon_after(reader: Reader) -> None:
    at = TEXT.index("«")
    assert reader.quotation_at(at - 3) is not None
    assert reader.quotation_at(at - 4) is None
    assert reader.quotation_at(at + 1) is None


@pytest.mark.parametrize(("words", "entity"), [("المجلس", "المجلس"), ("زار", "المجلس"), ("في", "برقان"), ("وغادر", "سالم"), ("وصل", "ديرين")])
def test_the_nearest_entity_without_a_stop_between(reader: Reader, words: str, entity: str | None) -> None:
    at = TEXT.index(words)
    assert nearest(reader, at, at + len(words)) == entity


@pytest.mark.parametrize(("low", "high", "stops"), [("برقان", "وغادر", True), ("وصل", "ديرين", False), ("ديرين", "ثم", True)])
def test_stops(reader: Reader, low: str, high: str, stops: bool) -> None:
    assert stop_between(reader, TEXT.index(low), TEXT.index(high)) is stops
