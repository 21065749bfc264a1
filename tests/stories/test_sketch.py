"""What is kept of an article to decide whether another one tells the same event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.encode.words import load_idf
from tawatur.lang.resources import Resources
from tawatur.model import Article, Comparison
from tawatur.pipeline import annotate_articles, annotation_only
from tawatur.stories.sketch import Sketch, lead_text, make_sketch, pack, unpack

TEXT = (
    "وصل وزير النقل سامر الحلواني اليوم الثلاثاء إلى مدينة حلب في زيارة تستمر يومين. "
    "وقال الحلواني إن الوزارة رصدت 482 مليون ليرة لإصلاح 17 جسرا تضررت من السيول.\n"
    "وأعلن المتحدث أن العمل يبدأ في 20 أيار 2024."
)
TITLE = "وزير النقل في حلب لتفقد الجسور"


@pytest.fixture(scope="module")
def annotated(resources: Resources) -> Callable[..., Comparison]:
    def of(text: str, **changes: str) -> Comparison:
        article = Article(id="a-1", text=text, outlet="سنابل", published="2024-05-14", published_how="given", **changes)
        return annotation_only(annotate_articles([article], resources), resources, ())

    return of


@pytest.fixture(scope="module")
def made(annotated: Callable[..., Comparison]) -> Sketch:
    return make_sketch(annotated(TEXT, title=TITLE), load_idf(), title=TITLE)


def test_it_knows_who_where_when_and_how_many(made: Sketch) -> None:
    assert made.id == "a-1"
    assert made.outlet == "سنابل"
    assert made.day == "2024-05-14"
    assert {"حلوان", "حلب"} <= {n.words[-1] for n in made.names if n.lead}
    assert {v for v, _ in made.numbers} >= {482_000_000.0, 17.0}
    assert made.days == ("2024-05-14", "2024-05-20")
    assert made.lead_days == 2


def test_counts_stand_beside_their_stems(made: Sketch) -> None:
    assert len(made.counts) == 4 * len(made.terms)
    rows = {t: tuple(made.counts[4 * k:4 * k + 4]) for k, t in enumerate(made.terms)}
    weight, title, lead, body = rows["جسر"]
    assert 0 < weight <= 100
    assert (lead, body) == (1, 1)
    assert rows["جسور"][1:] == (1, 0, 0), "a word of the title alone is kept too"
    assert title == 0


def test_names_of_the_lead_come_first(annotated: Callable[..., Comparison]) -> None:
    long = TEXT + " " + "كلام عن أمور أخرى لا أسماء فيها يطول ويطول حتى نهاية الفقرة. " * 6 + "وزار الوزير مدينة حمص أيضا."
    names = make_sketch(annotated(long), load_idf()).names
    leads = [n.lead for n in names]
    assert leads == sorted(leads, reverse=True)
    assert not next(n for n in names if n.words[-1] == "حمص").lead


def test_a_given_title_is_part_of_what_is_embedded(annotated: Callable[..., Comparison]) -> None:
    annotation = annotated(TEXT)
    with_title, without = lead_text(annotation, TITLE), lead_text(annotation)
    assert with_title.startswith(TITLE)
    assert "وصل وزير النقل" in with_title
    assert without.startswith("وصل وزير النقل")
    assert "\n" not in without
    assert len(without.split()) <= 30


def test_the_day_handed_over_fills_in_for_none(resources: Resources) -> None:
    article = Article(id="b", text="قالت مصادر محلية إن الجسر أغلق أمام السيارات.")
    annotation = annotation_only(annotate_articles([article], resources), resources, ())
    assert make_sketch(annotation, load_idf()).day is None
    assert make_sketch(annotation, load_idf(), day="2024-05-15").day == "2024-05-15"


def test_it_survives_packing_and_is_small(made: Sketch, annotated: Callable[..., Comparison]) -> None:
    assert unpack(pack(made)) == made
    long = " ".join(f"كلمة{a}{b} جديدة{b}{a} في الخبر رقم {17 * i}." for i, (a, b) in enumerate((x, y) for x in "ابتثجحخدذرزس" for y in "شصضطظعغفقكلمن"))
    assert len(pack(make_sketch(annotated(long), load_idf()))) < 4_500


def test_same_text_same_bytes(annotated: Callable[..., Comparison]) -> None:
    one, two = (pack(make_sketch(annotated(TEXT), load_idf())) for _ in range(2))
    assert one == two


def test_articles_that_share_wording_share_prints(annotated: Callable[..., Comparison]) -> None:
    def prints(text: str) -> set[bytes]:
        data = make_sketch(annotated(text), load_idf()).prints
        return {data[i:i + 4] for i in range(0, len(data), 4)}

    assert prints(TEXT) & prints("في سياق آخر تماما: " + TEXT[:90])
    assert not prints(TEXT) & prints("فاز الفريق الأزرق على ضيفه بهدفين في المباراة الأخيرة من الموسم الرياضي.")
