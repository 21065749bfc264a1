"""Linking under any story: two given names never share an id, and the order of articles tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.annotate.entities import find_mentions
from tawatur.annotate.linking import Linking, link
from tawatur.annotate.offices import find_offices
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.names import join_parts
from tawatur.lang.normalize import fold, view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part

GIVEN = st.sampled_from(["كريم", "نبيل", "سعود", "سعيد", "سلمان", "سليمان", "محمد", "محمود", "حسن", "حسين", "أبو حازم", "عبد الله"])
FATHER = st.sampled_from(["", "ماجد ", "بن ماجد ", "محمد "])
FAMILY = st.sampled_from(["البستاني", "الخازن", "القاضي", "آل ماجد"])
NAMES = st.builds(lambda a, b, c: f"{a} {b}{c}", GIVEN, FATHER, FAMILY)
FRAMES = st.sampled_from([
    "قال الدكتور {name} إن الطريق مفتوح.", "وصل وزير الزراعة التشادي {name} إلى المدينة.", "وقال {family} إنه باق.",
    "وأضاف وزير الزراعة التشادي أن الموسم جيد.", "التقى الرئيس الكيني {name} نظيره التشادي.", "وأكد الأخير ذلك.",
    "قال {name}، المتحدث باسم وزارة النقل، إن الجسر مغلق.", "ولفت المتحدث باسم وزارة النقل إلى المطر.",
])
LINES = st.builds(lambda frame, name: frame.format(name=name, family=name.split()[-1]), FRAMES, NAMES)
STORIES = st.lists(st.lists(LINES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4)
RUNS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True,
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


def linked(gazetteer: Gazetteer, texts: list[str], backwards: bool = False) -> Linking:
    found, told = {}, {}
    numbered = list(enumerate(texts))
    for i, text in reversed(numbered) if backwards else numbered:
        article = Article(id=f"a{i}", text=text)
        seen = view(text)
        lines = sentences(seen, (Part("body", 0, len(text)),))
        found[article.id] = find_mentions(article, seen, lines, gazetteer)
        told[article.id] = find_offices(article, seen, lines, gazetteer, found[article.id])
    return link(found, gazetteer, told)


@given(story=STORIES)
@RUNS
def test_different_given_names_never_share_an_id(gazetteer: Gazetteer, story: list[str]) -> None:
    for entity in linked(gazetteer, story).entities:
        if entity.type != "PER":
            continue
        parts = [join_parts(fold(m.text), gazetteer.parts) for m in entity.mentions if m.kind == "name"]
        given_names = {p[0] for p in parts if len(p) >= 2 and not p[0].startswith("ابو")}
        assert len(given_names) <= 1, entity


@given(story=STORIES)
@RUNS
def test_the_order_of_articles_tells_nothing(gazetteer: Gazetteer, story: list[str]) -> None:
    assert linked(gazetteer, story) == linked(gazetteer, story, backwards=True)


@given(story=STORIES)
@RUNS
def test_every_antecedent_is_in_its_text_and_of_the_same_entity(gazetteer: Gazetteer, story: list[str]) -> None:
    for entity in linked(gazetteer, story).entities:
        spans = {(m.article, m.start, m.end) for m in entity.mentions}
        for span in (m.antecedent for m in entity.mentions if m.antecedent is not None):
            assert (span.article, span.start, span.end) in spans
            assert story[int(span.article[1:])][span.start:span.end] == span.text
