"""From source phrases to entities."""

from __future__ import annotations

import pytest

from tawatur.annotate.sources import SPEAKING, resolve_sources, speaking_mentions, whole_names
from tawatur.model import Article, Attribution, FoundMention, Link, Source, Span

TEXT = "قال مدير الضفاف سالم الحارثي لنبض إن الجسر مفتوح وعبرته السيارات"
ARTICLE = Article(id="x", text=TEXT)


def here(words: str) -> Span:
    at = TEXT.index(words)
    return Span("x", at, at + len(words), words)


def said(span: Span | None, kind: str = "person", told: Span | None = None, **more: object) -> Attribution:
    source = Source(kind=kind, span=span, **more)  # type: ignore[arg-type]
    return Attribution(id="x/a1", article="x", source=source, cue=here("قال"), content=here("الجسر مفتوح"), told_to_span=told)


def link(words: str, entity: str, kind: str) -> Link:
    at = here(words)
    return Link(at.start, at.end, entity, kind, "name")  # type: ignore[arg-type]


WHO = here("مدير الضفاف سالم الحارثي")


@pytest.mark.parametrize(("kind", "type"), [("person", "PER"), ("outlet", "ORG"), ("official statement", "ORG")])
def test_a_phrase_that_speaks_becomes_a_mention(kind: str, type: str) -> None:
    (found,) = speaking_mentions(ARTICLE, [said(WHO, kind, name="سالم الحارثي")], [])
    assert (found.text, found.type, found.name, found.rule) == (WHO.text, type, "سالم الحارثي", SPEAKING)


@pytest.mark.parametrize("one", [
    said(WHO, "anonymous"), said(WHO, "document"), said(WHO, "social media"), said(None), said(WHO, carried=True),
    said(WHO, antecedent=here("سالم")), said(here("مدير الضفاف سالم الحارثي لنبض إن الجسر")),
], ids=["anonymous", "document", "social", "none", "carried", "described again", "too long"])
def test_what_names_nobody_becomes_none(one: Attribution) -> None:
    assert speaking_mentions(ARTICLE, [one], []) == ()


def test_where_a_name_was_recognised_no_second_one_is_made() -> None:
    known = FoundMention(article="x", start=here("سالم").start, end=here("سالم").end, text="سالم", type="PER")
    assert speaking_mentions(ARTICLE, [said(WHO)], [known]) == ()
    assert len(speaking_mentions(ARTICLE, [said(WHO), said(WHO)], [])) == 1


LINKS = [link("الضفاف", "o", "ORG"), link("سالم الحارثي", "p", "PER"), link("لنبض", "n", "ORG")]


@pytest.mark.parametrize(("kind", "entity"), [
    ("person", "p"), ("office", "p"), ("organization", "o"), ("outlet", "o"), ("anonymous", None), ("document", None),
])
def test_a_person_speaks_for_a_body_only_where_the_kind_says_so(kind: str, entity: str | None) -> None:
    (found,) = resolve_sources([said(WHO, kind, told=here("لنبض"))], LINKS)
    assert (found.source.entity, found.told_to) == (entity, "n")


def test_the_full_naming_goes_before_the_short_one() -> None:
    (found,) = resolve_sources([said(here("سالم الحارثي"), "outlet", antecedent=here("الضفاف"))], LINKS)
    assert found.source.entity == "o"


def test_a_phrase_without_a_link_stays_open() -> None:
    (found,) = resolve_sources([said(here("السيارات"))], LINKS)
    assert (found.source.entity, found.told_to) == (None, None)


def test_a_name_behind_a_preposition_gets_its_alif_back() -> None:
    text = "فتح الجسر وفقا للبيان الصادر أمس ووفقا لبلدية المرفأ"
    whole, plain = ("لبيان الصادر", "بلدية المرفأ")
    attributions = tuple(
        Attribution(id=f"x/a{n}", article="x", source=Source(kind="organization", span=Span("x", text.index(w), text.index(w) + len(w), w)),
                    cue=Span("x", 10, 14, text[10:14]), content=Span("x", 0, 9, text[:9]))
        for n, w in enumerate((whole, plain))
    )
    named = whole_names(text, attributions)
    assert [a.source.name for a in named] == ["البيان الصادر", ""]
    assert named[0].source.span == attributions[0].source.span
    assert [m.name for m in speaking_mentions(Article(id="x", text=text), named, ())] == ["البيان الصادر", plain]
