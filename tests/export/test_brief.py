"""The story in two sentences of the articles' own words: whole, exact, of different outlets, never twice the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export import brief as briefs
from tawatur.export.brief import brief, brief_section
from tawatur.export.index import Index, Pages, build_index
from tawatur.export.words import load_words
from tawatur.model import Comparison, Framing, Mention, Span


@pytest.fixture
def index(comparison: Comparison) -> Index:
    return build_index(comparison, load_words("en"))


def test_sentences_are_those_of_the_articles(index: Index) -> None:
    told = brief(index)
    assert len(told) == 2
    for sentence in told:
        text = index.articles[sentence.span.article].text
        assert text[sentence.span.start:sentence.span.end] == sentence.span.text
        assert sentence.span.start == 0 or text[sentence.span.start - 1].isspace()
        assert sentence.span.end == len(text) or text[sentence.span.end].isspace()


def test_the_most_carried_claim_comes_first_and_outlets_differ(index: Index) -> None:
    first, second = brief(index)
    assert first.outlets == max(a.outlets for a in index.shared)
    assert index.outlet(first.span.article) != index.outlet(second.span.article)
    assert not set(first.numbers) & set(second.numbers)


def test_of_sentences_as_widely_carried_the_one_that_nobody_tells_differently_is_taken(index: Index) -> None:
    second = brief(index)[1]
    assert not second.disputed
    assert second.numbers == (2,) or second.numbers == (3,)


def test_what_is_told_differently_says_so(index: Index) -> None:
    assert brief(index)[0].disputed
    assert load_words("en")("brief.disputed") in brief_section(index)


def test_two_sentences_with_the_same_words_are_not_both_taken(make_sample: Callable[[], Comparison]) -> None:
    """A claim that was not aligned with its copy would else be told twice."""
    base = make_sample()
    apart = [replace(a, id=f"x{n}", claims=(c,)) for n, (a, c) in enumerate((a, c) for a in base.alignments for c in a.claims)]
    index = build_index(replace(base, alignments=tuple(apart)), load_words("en"))
    words = [set(re.findall(r"\w+", t.span.text)) for t in brief(index)]
    for n, one in enumerate(words):
        for other in words[n + 1:]:
            assert len(one & other) < 0.4 * min(len(one), len(other))


def test_a_long_sentence_ends_after_a_whole_word_and_says_so(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefs, "ROOM", 14)
    first = brief(index)[0]
    text = index.articles[first.span.article].text
    assert first.cut
    assert len(first.span.text) <= 14
    assert text[first.span.end].isspace()
    assert load_words("en")("brief.cut") in brief_section(index)


def test_each_sentence_names_its_outlet_and_opens_it(comparison: Comparison) -> None:
    pages = Pages(words=lambda span: f"/articles/{span.article}?at={span.start}")
    html = brief_section(build_index(comparison, load_words("en"), pages=pages))
    assert html.count('<a href="/articles/') == 2
    assert 'href="#claim-1"' in html


def test_one_article_without_groups_tells_its_first_claims(comparison: Comparison) -> None:
    claims = tuple(c for c in comparison.claims if c.span.article == "a")
    first = replace(comparison, articles=comparison.articles[:1], alignments=(), claims=claims)
    told = brief(build_index(first, load_words("en")))
    assert told
    assert {t.span.article for t in told} == {"a"}
    assert all(t.outlets == 1 for t in told)


def test_nothing_read_nothing_told(comparison: Comparison) -> None:
    index = build_index(replace(comparison, alignments=(), claims=()), load_words("en"))
    assert brief(index) == ()
    assert brief_section(index) == ""


def test_a_sentence_that_leans_on_an_earlier_one_comes_after_those_that_do_not(make_sample: Callable[[], Comparison]) -> None:
    """«The council» in the lead of the first account is told of elsewhere: another account's sentence is taken."""
    base = make_sample()
    before = brief(build_index(base, load_words("en")))[0].span
    text = next(a.text for a in base.articles if a.id == before.article)
    word = before.text.split()[0]
    leaning = Mention(before.article, before.start, before.start + len(word), word, kind="description", antecedent=Span(before.article, len(text) - 3, len(text), text[-3:]))
    entities = (replace(base.entities[0], mentions=(*base.entities[0].mentions, leaning)), *base.entities[1:])
    first = brief(build_index(replace(base, entities=entities), load_words("en")))[0]
    assert first.span != before
    assert first.outlets == 3


def test_wording_that_takes_a_side_is_not_taken_where_others_tell_the_same(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first = brief(build_index(base, load_words("en")))[0].span
    word = first.text.split()[0]
    framing = Framing(span=Span(first.article, first.start, first.start + len(word), word), kind="loaded")
    told = brief(build_index(replace(base, framing=(framing,)), load_words("en")))
    assert told[0].span != first
    assert told[0].outlets == 3
