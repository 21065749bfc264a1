"""What the present run says of marked words: by the words alone."""

from __future__ import annotations

from tawatur.collection.marked import Present, alike, found_again, said, standing
from tawatur.lang.resources import Resources
from tawatur.model import Comparison, Span
from tawatur.model.desk import Correction, Subject

from .workshop import article, compared

TEXT = "افتتح وزير النقل سامي الحداد جسر الوادي في مدينة الساحل. وقال الحداد إن كلفة الجسر بلغت ثلاثة ملايين دينار."


def test_words_are_found_at_their_place_else_where_they_stand_alone() -> None:
    span = Span("a", 3, 6, "جسر")
    assert found_again(span, "في جسر") == span
    assert found_again(span, "على جسر") == Span("a", 4, 7, "جسر")
    assert found_again(span, "على جسر أو جسر") is None
    assert found_again(span, "على طريق") is None


def test_half_of_the_shorter_is_alike() -> None:
    one = Span("a", 0, 10, "x" * 10)
    assert alike(one, Span("a", 5, 15, "x" * 10))
    assert not alike(one, Span("a", 6, 16, "x" * 10))
    assert alike(one, Span("a", 8, 12, "x" * 4))
    assert not alike(one, Span("b", 0, 10, "x" * 10))


def two(resources: Resources) -> tuple[Comparison, Present]:
    made = [article(id, outlet, "2031-05-06", TEXT) for id, outlet in (("a", "النهر"), ("b", "التلة"))]
    comparison = compared(resources, *made)
    return comparison, Present({"a": TEXT, "b": TEXT}, {"a": "s", "b": "s"}, comparison)


def correction(subject: Subject, spans: tuple[Span, ...], value: str, apart: tuple[int, ...] = ()) -> Correction:
    return Correction(id="k", subject=subject, verdict="wrong", evidence=spans, value=value, apart=apart, says="", by="x", at="")


def test_an_alignment_by_all_its_words_and_its_relation(resources: Resources) -> None:
    comparison, present = two(resources)
    alignment = next(a for a in comparison.alignments if len(a.claims) == 2)
    spans = tuple(c.span for c in comparison.claims if c.id in alignment.claims)
    near = tuple(Span(s.article, s.start, s.end - 2, s.text[:-2]) for s in spans)
    for words in (spans, near, spans[:1]):
        found = said("alignment", words, present)
        assert found is not None
        assert found.value == alignment.relation
        assert standing(correction("alignment", words, alignment.relation), present) == "same"
    assert standing(correction("alignment", spans, "conflict"), present) == "otherwise"
    assert standing(correction("alignment", spans, "same"), present) == standing(correction("alignment", spans, "verbatim"), present)
    other = next(c.span for c in comparison.claims if c.id not in alignment.claims)
    assert standing(correction("alignment", (spans[0], other), alignment.relation), present) == "otherwise"


def test_where_nothing_can_be_held_against_it(resources: Resources) -> None:
    comparison, present = two(resources)
    alignment = next(a for a in comparison.alignments if len(a.claims) == 2)
    word = correction("alignment", tuple(c.span for c in comparison.claims if c.id in alignment.claims), alignment.relation)
    assert standing(word, Present({"a": TEXT}, present.stories, comparison)) == "gone"
    assert standing(word, Present({"a": TEXT, "b": "غيره"}, present.stories, comparison)) == "changed"
    assert standing(word, Present(present.texts, present.stories, None)) == "unknown"
    assert standing(word, Present(present.texts, {"a": "s", "b": "t"}, None)) == "otherwise"


def test_an_origin_by_its_name_and_how_it_is_known(resources: Resources) -> None:
    comparison, present = two(resources)
    claims = {c.id: c.span for c in comparison.claims}
    origin = next(o for a in comparison.alignments for o in a.origins if o.how != "unattributed")
    spans = tuple(claims[id] for id in origin.claims)
    found = said("origin", spans, present, f"{origin.how}: {origin.name}")
    assert found is not None
    assert (found.whom, set(found.grounds) & set(spans)) == (origin.name, set())
    assert standing(correction("origin", spans, found.value), present) == "same"
    assert standing(correction("origin", spans, "stated: غيره"), present) == "otherwise"


def test_a_story_by_its_articles() -> None:
    spans = tuple(Span(id, 0, 1, "x") for id in "abc")
    texts = dict.fromkeys("abc", "x")
    together, split = dict.fromkeys("abc", "s"), {"a": "s", "b": "s", "c": "t"}
    for apart, stories, now in (
        ((), together, "same"), ((), split, "otherwise"), ((2,), split, "otherwise"), ((1,), split, "same"), ((2,), together, "same"),
    ):
        assert standing(correction("story", spans, "", apart), Present(texts, stories)) == now, (apart, stories)
    assert standing(correction("story", spans, ""), Present(texts, {"a": "s"})) == "unknown"


def test_a_story_of_one_article_is_said_to_be_of_one_article() -> None:
    present = Present({"a": TEXT, "b": TEXT}, {"a": "s", "b": "s"}, None)
    for articles, words in (("a",), "one story of 1 article:"), (("a", "b"), "one story of 2 articles:"):
        found = said("story", tuple(Span(id, 0, 6, TEXT[:6]) for id in articles), present)
        assert found is not None
        assert found.says.startswith(words)
