"""Shared passages: found though words were changed, not found where only names are shared."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lang.normalize import view
from tawatur.model import Part
from tawatur.stories.reuse import (
    ONE_EVENT,
    Passage,
    Words,
    prepare,
    share_text,
    shared_passages,
    shared_words,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"

ONE = (
    "قال مدير المرفأ إن ثلاث سفن شحن جنحت قرب الرصيف الشرقي بعد تعطل رافعة التفريغ الكبيرة، "
    "وإن فرق الإنقاذ أخلت طواقمها قبل منتصف الليل."
)
OTHER = (
    "وذكرت صحيفة محلية أن 3 سفن شحن «جنحت» قرب الرصيف الشرقي عقب تعطل رافعة التفريغ الكبيرة "
    "فجر أمس، وأن فرق الإنقاذ أخلت طواقمها قبل منتصف الليل."
)
LONG = (
    "تعهد وزير الزراعة بتعويض مزارعي الحمضيات المتضررين من موجة الصقيع خلال أسبوعين. "
    "ستتولى لجنة فنية حصر البساتين التالفة وتقدير خسائر كل مزارع على حدة. "
)


def found(a: str, b: str) -> tuple[Passage, ...]:
    return shared_passages(view(a), view(b), (), ())


def texts(a: str, b: str, passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(a[p.a_start:p.a_end], b[p.b_start:p.b_end]) for p in passages]


def test_a_passage_survives_numerals_quotes_inserted_and_changed_words() -> None:
    [(in_one, in_other)] = texts(ONE, OTHER, found(ONE, OTHER))
    assert in_one.endswith("قبل منتصف الليل")
    assert in_other.endswith("قبل منتصف الليل")
    assert in_one.startswith("سفن شحن")
    assert in_other.startswith("سفن شحن")
    [passage] = found(ONE, OTHER)
    assert 0.7 <= passage.score < 1
    assert passage.words >= 15


def test_prefixes_spelling_and_marks_do_not_break_a_passage() -> None:
    a = "سيفتتح الوزير الأمريكي معرض الخرائط النادرة في متحف المدينة القديمة بسورية برفقة خبراء الترميم"
    b = "ويفتتحُ الوزير الأميركي مَعرِض الخرائط النـادرة في متحف المدينة القديمة بسوريا، برفقة خبراء الترميم"
    [passage] = found(a, b)
    assert (passage.a_start, passage.a_end) == (0, len(a))
    assert (passage.b_start, passage.b_end) == (0, len(b))
    assert passage.score == 1
    assert len(passage.equal) == passage.words == len(a.split())
    assert all(a[i - 1:i] in ("", " ") and b[j - 1:j] in ("", " ") for i, j in passage.equal)


def test_one_run_over_two_sentences_is_cut_at_the_full_stop_and_keeps_its_chain() -> None:
    a, b = "مقدمة أولى مختلفة. " + LONG, LONG + "خاتمة لا صلة لها بما سبق."
    passages = found(a, b)
    assert len(passages) == 2
    assert {p.chain for p in passages} == {0}
    for in_a, in_b in texts(a, b, passages):
        assert "." not in in_a
        assert in_a == in_b


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # a title and a name alone
        ("التقى وزير الخارجية الأميركي ريكس تيلرسون نظيره في المطار صباحا لبحث الهدنة",
         "أعرب وزير الخارجية الأميركي ريكس تيلرسون عن قلقه من ارتفاع أسعار القمح"),
        # a resolution and a body
        ("طالب المندوب بتنفيذ قرار مجلس الأمن الدولي رقم 2254 دون إبطاء أو شروط مسبقة",
         "ذكّر البيان بأن قرار مجلس الأمن الدولي رقم 2254 لم يذكر مسألة الحدود البحرية"),
        # nothing at all
        ("أمطار غزيرة على الساحل", "فاز الفريق بثلاثة أهداف نظيفة"),
        ("", "نص"),
    ],
)
def test_names_and_stock_phrases_alone_are_no_shared_text(a: str, b: str) -> None:
    assert found(a, b) == ()


def test_only_the_body_is_compared() -> None:
    a = f"{LONG}\n{ONE}"
    cut = len(LONG)
    parts = [Part("navigation", 0, cut), Part("body", cut + 1, len(a))]
    whole = [Part("body", 0, len(LONG))]
    assert shared_passages(view(a), view(LONG), parts, whole) == ()
    assert shared_passages(view(a), view(LONG), [Part("body", 0, len(a))], whole)


def test_the_same_article_twice_is_shared_from_end_to_end() -> None:
    passages = found(LONG, LONG)
    assert [(p.a_start, p.a_end) for p in passages] == [(p.b_start, p.b_end) for p in passages]
    assert {p.score for p in passages} == {1.0}
    assert sum(p.a_end - p.a_start for p in passages) > 0.9 * len(LONG.strip()) - 6


def test_a_refrain_does_not_flood() -> None:
    line = "حركة السير طبيعية على جميع الطرق الرئيسية المؤدية إلى وسط المدينة. "
    passages = found(line * 300, line * 200)
    assert len(passages) <= 300


_WORDS = st.sampled_from(["قال", "الوزير", "إن", "السفن", "3", "غادرت", "المرفأ", "القديم،", "صباح.", "اليوم", "«و»", "بعد", "في", "سوريا", "سورية\n", "ً", "ـ"])
_TEXT = st.lists(_WORDS, max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXT, _TEXT)
def test_swapped_articles_mirror_and_offsets_fit(a: str, b: str) -> None:
    a, b = LONG + a, LONG + b
    there, back = found(a, b), found(b, a)
    assert sorted((p.b_start, p.b_end, p.a_start, p.a_end, p.score) for p in back) == sorted(
        (p.a_start, p.a_end, p.b_start, p.b_end, p.score) for p in there
    )
    assert there
    for p in there:
        assert 0 <= p.a_start < p.a_end <= len(a)
        assert 0 <= p.b_start < p.b_end <= len(b)
        assert 0 < p.score <= 1
    for x, y in itertools.pairwise(there):
        assert x.a_end <= y.a_start


@pytest.mark.shared
def test_pairs_read_by_hand() -> None:
    """Articles that share text against those that do not: a floor under what eval/reuse.py prints."""
    folder = SHARED / "gold" / "stories"
    if not folder.is_dir():
        pytest.skip(f"{folder} is missing")
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ready = {a["id"]: prepare(view(a["text"]), ()) for a in map(json.loads, lines)}
    hit = false = miss = 0
    for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        one, two, _, reuse, *_ = line.split("\t")
        got = bool(shared_words(ready[one], ready[two]))
        hit += got and reuse != "none"
        false += got and reuse == "none"
        miss += not got and reuse != "none"
    assert 2 * hit / (2 * hit + false + miss) >= 0.90


def test_two_articles_share_text_or_only_a_phrase() -> None:
    def ready(text: str) -> Words:
        return prepare(view(text), ())

    whole, copy = ready(LONG), ready("نقلا عن وكالة: " + LONG)
    assert share_text(whole, copy)
    assert share_text(copy, whole)
    phrase = "أصدر رئيس اللجنة المحلية قرارا بتشكيل فريق عمل. "
    one = ready(phrase + "ارتفع منسوب النهر بعد ليلة ماطرة فغمرت المياه بساتين القرية وأغلقت المدرسة أبوابها. " * 2)
    other = ready(phrase + "فاز الحصان الأشقر بسباق الربيع أمام جمهور غفير وتسلم صاحبه كأسا من الفضة. " * 2)
    assert not share_text(one, other)
    assert not share_text(ready(""), whole)


def test_one_event_needs_less_evidence() -> None:
    a = "بداية لا يشاركها أحد فيها شيء. جرفت السيول الجسر الخشبي وقطعت الطريق الساحلي قرب الميناء. " + "كلام آخر طويل عن أمور أخرى بعيدة. " * 2
    b = "افتتاح مختلف تماما. وقال خفير إن السيول جرفت الجسر الخشبي وقطعت الطريق الساحلي قرب الميناء. " + "حديث ثان في غير ذلك كله. " * 2
    assert shared_passages(view(a), view(b), (), (), evidence=ONE_EVENT)
    assert not shared_passages(view(a), view(b), (), (), evidence=100.0)
