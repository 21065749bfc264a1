"""Descriptions and bare offices: whom they mean, the antecedent and the reason; doubt leaves them open."""

from __future__ import annotations

import pytest

from tawatur.annotate.describing import DESCRIBED, DESCRIBED_LATER, OFFICE, OFFICE_ELSEWHERE
from tawatur.lang.resources import Resources, load_resources
from tawatur.model import Article, Entity, Mention
from tawatur.pipeline import annotate_articles


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def read(resources: Resources, *texts: str) -> tuple[Entity, ...]:
    return annotate_articles([Article(id=f"a{i}", text=t) for i, t in enumerate(texts)], resources).entities


def bearer(found: tuple[Entity, ...], text: str, article: str = "a0") -> tuple[str, Mention] | None:
    return next(((e.name, m) for e in found for m in e.mentions if m.text == text and m.article == article and m.antecedent), None)


@pytest.mark.parametrize(("text", "phrase", "name"), [
    ("قال وزير الزراعة التشادي كريم البستاني إن الموسم جيد. وأضاف وزير الزراعة التشادي أن المطر كثير.",
     "وزير الزراعة التشادي", "كريم البستاني"),
    ("قال المتحدث باسم وزارة الزراعة التشادية كريم البستاني ذلك. ولفت المتحدث باسم الوزارة إلى المطر. ثم عاد المتحدث باسم الزراعة التشادية.",
     "المتحدث باسم الزراعة التشادية", "كريم البستاني"),
    ("التقى رئيس الوزراء الكيني كريم البستاني الوفد. وأكد رئيس الحكومة الكينية أنه باق.", "رئيس الحكومة الكينية", "كريم البستاني"),
    ("قال نائب مندوب تشاد في الاجتماع ذلك. وعاد نائب مندوب تشاد كريم البستاني إلى مقعده.", "نائب مندوب تشاد", "كريم البستاني"),
    ("قالت وزيرة النقل الكينية ريم البستاني ذلك. وأوضحت المسؤولة الكينية أن الطريق مفتوح.", "المسؤولة الكينية", "ريم البستاني"),
])
def test_a_bare_office_goes_to_its_bearer(resources: Resources, text: str, phrase: str, name: str) -> None:
    found = bearer(read(resources, text), phrase)
    assert found is not None
    assert (found[0], found[1].rule, found[1].antecedent.text) == (name, OFFICE, name)  # type: ignore[union-attr]


def test_the_story_tells_whose_office_it_is(resources: Resources) -> None:
    found = bearer(read(
        resources, "وأضاف وزير الزراعة التشادي أن المطر كثير.", "قال وزير الزراعة التشادي كريم البستاني إن الموسم جيد.",
    ), "وزير الزراعة التشادي")
    assert found is not None
    assert (found[0], found[1].rule, found[1].antecedent.article) == ("كريم البستاني", OFFICE_ELSEWHERE, "a1")  # type: ignore[union-attr]


@pytest.mark.parametrize(("text", "phrase"), [
    # another state, another office, a former one, two bearers, part of another office
    ("قال وزير الزراعة التشادي كريم البستاني ذلك. وأضاف وزير الزراعة الكيني أنه باق.", "وزير الزراعة الكيني"),
    ("قال رئيس حكومة إقليم كردستان كريم البستاني ذلك. وتنحى رئيس إقليم كردستان أمس.", "رئيس إقليم كردستان"),
    ("قال وزير الزراعة التشادي كريم البستاني ذلك. وأضاف وزير الزراعة التشادي السابق أنه راحل.", "وزير الزراعة التشادي السابق"),
    ("قال وزير الزراعة التشادي كريم البستاني ذلك. وقال وزير الزراعة التشادي نبيل الخازن ذلك. وعاد وزير الزراعة التشادي.",
     "وزير الزراعة التشادي"),
    ("قال وزير الزراعة كريم البستاني ذلك. وقال وزير الزراعة الكيني إنه باق.", "وزير الزراعة الكيني"),
])
def test_doubt_leaves_an_office_open(resources: Resources, text: str, phrase: str) -> None:
    assert bearer(read(resources, text), phrase) is None


def test_the_head_of_a_state_is_no_head_of_a_government(resources: Resources) -> None:
    text = "التقى رئيس الوزراء الكيني كريم البستاني الوفد. وقال الرئيس الكيني إنه باق."
    assert bearer(read(resources, text), "الرئيس الكيني") is None


@pytest.mark.parametrize(("text", "phrase", "name"), [
    ("وصل الوفد إلى مدينة كرنوبة بريف حلب، ثم غادر المدينة.", "المدينة", "كرنوبة"),
    ("قالت لجنة البيئة ذلك. وتشكلت لجنة محايدة. وأضافت اللجنة أن الماء نظيف.", "اللجنة", "لجنة البيئة"),
    ("اتصل الوزير كريم البستاني بالسفير نبيل الخازن. وأكد الأخير أنه باق.", "الأخير", "نبيل الخازن"),
    ("فاز نادي الفرسان القدماء بالكأس. وهنأت إدارة النادي اللاعبين.", "النادي", "نادي الفرسان"),
])
def test_the_antecedent_is_evidence(resources: Resources, text: str, phrase: str, name: str) -> None:
    found = bearer(read(resources, text), phrase)
    assert found is not None
    assert found[1].rule == DESCRIBED
    assert found[0].startswith(name)
    span = found[1].antecedent
    assert span is not None
    assert text[span.start:span.end] == span.text


@pytest.mark.parametrize(("text", "phrase"), [
    ("تقدم جيش الغابة شرقا. وقال الجيش إنه باق.", "الجيش"),  # a faction is not the army
    ("قال الرئيس كريم البستاني ذلك. وقال الرئيس الأسبق إنه راحل.", "الرئيس الأسبق"),
    ("درب المدرب كريم البستاني الفريق. ثم وصل المدرب غلخاروف.", "المدرب"),
    ("زار كريم البستاني البلاد في الأسبوع الأخير.", "الأخير"),
    ("حضر ابن الرئيس كريم البستاني الحفل. ثم وصل الرئيس مساء.", "الرئيس"),  # the name may be the son's
])
def test_what_does_not_fit_stays_open(resources: Resources, text: str, phrase: str) -> None:
    assert bearer(read(resources, text), phrase) is None


def test_a_body_may_be_named_later_where_there_is_no_other(resources: Resources) -> None:
    one = "انتهى العقد مع الحكومة أمس. ودعا خبراء الحكومة التشادية إلى الهدوء."
    found = bearer(read(resources, one), "الحكومة")
    assert found is not None
    assert (found[0], found[1].rule) == ("الحكومة التشادية", DESCRIBED_LATER)
    two = "انتهى العقد مع الحكومة أمس. ودعا خبراء الحكومة التشادية الحكومة الكينية إلى الهدوء."
    assert bearer(read(resources, two), "الحكومة") is None


def test_of_two_in_one_office_the_one_who_is_named_so(resources: Resources) -> None:
    text = "استقبل الأمير وزير الزراعة كريم البستاني. وأقام وزير الزراعة الكيني نبيل الخازن مأدبة. وغادر وزير الزراعة مساء."
    found = bearer(read(resources, text), "وزير الزراعة")
    assert found is not None
    assert found[0] == "كريم البستاني"


def test_a_speaker_known_by_his_office_is_no_second_person(resources: Resources) -> None:
    text = "قال وزير الزراعة التشادي كريم البستاني إن الموسم جيد. وقال وزير الزراعة التشادي إن المطر كثير."
    assert [e.name for e in read(resources, text) if e.type == "PER"] == ["كريم البستاني"]


def test_an_office_of_nobody_is_no_origin_of_its_own(resources: Resources) -> None:
    found = read(resources, "قال وزير الزراعة التشادي إن الموسم جيد.", "وقال وزير النقل التشادي إن الطريق مفتوح.")
    assert all(m.rule == "source of an attribution" for e in found if e.type == "PER" for m in e.mentions)
