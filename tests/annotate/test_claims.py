"""Claims: where sentences are cut, who said it, how far it is asserted, and its slots."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tawatur.annotate.claims import find_claims, publication_day
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import (
    Article,
    Attribution,
    Claim,
    Link,
    Part,
    Source,
    TimeExpression,
)


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


def claims_of(
    text: str, frames: Frames, attributions: tuple[Attribution, ...] = (),
    links: tuple[Link, ...] = (), times: tuple[TimeExpression, ...] = (), kind: str = "body",
    published: str | None = None,
) -> tuple[Claim, ...]:
    article = Article(id="a", text=text)
    seen = view(text)
    lines = sentences(seen, (Part(kind, 0, len(text)),))  # type: ignore[arg-type]
    found = find_claims(article, seen, lines, attributions, links, times, (), frames, published)
    for claim in found:
        assert claim.span.text == text[claim.span.start:claim.span.end]
    return found


def said(text: str, source: str, cue: str, content: str, stance: str = "asserts") -> Attribution:
    article = Article(id="a", text=text)

    def span(part: str):  # type: ignore[no-untyped-def]
        at = text.index(part)
        return article.span(at, at + len(part))

    return Attribution(
        id="a/a1", article="a", source=Source(kind="person", span=span(source)), cue=span(cue),
        content=span(content), stance=stance,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("text", "starts"), [
    ("وصل الوفد إلى المدينة بينما غادرها السفير.", ["وصل", "بينما"]),
    ("كسر الجنود الطوق حول البلدة ودخلوا الميناء القديم.", ["كسر", "ودخلوا"]),
    ("بدأ الفريق حفر البئر في الوادي الذي كان يغمره الماء منذ سنوات.", ["بدأ", "الذي"]),
    ("ضربت عاصفة قوية الساحل ما أدى إلى غرق قارب.", ["ضربت", "ما أدى"]),
    ("أوقفت الشرطة ستة رجال غالبيتهم من العمال.", ["أوقفت", "غالبيتهم"]),
    ("أعلن النادي موعد السباق وذلك بعد لقاء المدربين.", ["أعلن", "وذلك"]),
    ("نفذ العمال حملة تنظيف رافقتها البلدية.", ["نفذ", "رافقتها"]),
    ("فتحت المدرسة أبوابها صباحا ولم يحضر سوى قليل.", ["فتحت", "ولم"]),
])
def test_sentences_are_cut_where_a_clause_begins(frames: Frames, text: str, starts: list[str]) -> None:
    found = claims_of(text, frames)
    assert len(found) == len(starts)
    for claim, start in zip(found, starts, strict=True):
        assert claim.span.text.startswith(start)


@pytest.mark.parametrize("text", [
    "وضم الوفد الذي زار القرية مهندسين وأطباء.",
    "ناقش المجلس أسعار القمح والشعير والذرة.",
    "الطريق التي تربط القريتين دمرت بالكامل.",
    "تحدث المدير فيما يتعلق بالميزانية الجديدة.",
    "اجتمع الوزراء لبحث أسعار القمح في المنطقة.",
])
def test_what_belongs_together_stays_together(frames: Frames, text: str) -> None:
    assert len(claims_of(text, frames)) == 1


def test_an_aside_does_not_break_the_list_round_it(frames: Frames) -> None:
    found = claims_of("تضم الرابطة أربع دول أغلبها صغيرة جدا وهي الأولى والثانية والثالثة.", frames)
    assert [c.span.text[:6] for c in found] == ["تضم ال", "أغلبها"]
    assert found[0].span.text.endswith("والثالثة")
    assert found[1].span.text == "أغلبها صغيرة جدا"


def test_the_naming_of_the_source_leads_the_first_clause(frames: Frames) -> None:
    text = "وقال المدير إن الجسر أغلق أمس وأن الطريق القديمة فتحت."
    told = said(text, "المدير", "وقال", "الجسر أغلق أمس وأن الطريق القديمة فتحت")
    found = claims_of(text, frames, (told,))
    assert [c.attribution for c in found] == ["a/a1", "a/a1"]
    assert found[0].span.text.startswith("وقال المدير إن")
    assert found[0].predicate is not None
    assert found[0].predicate.start >= told.content.start


@pytest.mark.parametrize("rest", ["وأصيب ثلاثة آخرون بجروح خطيرة.", "، بينما أصيب ثلاثة آخرون بجروح خطيرة."])
def test_the_naming_of_a_source_after_its_words_ends_their_claim(frames: Frames, rest: str) -> None:
    text = f"وقتل خمسة صيادين في العاصفة بحسب مصدر طبي{'' if rest[0] == '،' else ' '}{rest}"
    first, second = claims_of(text, frames, (said(text, "مصدر طبي", "بحسب", "قتل خمسة صيادين في العاصفة"),))
    assert first.span.text == "وقتل خمسة صيادين في العاصفة بحسب مصدر طبي"
    assert first.attribution == "a/a1", "though what is told begins after the و"
    assert second.attribution is None


def test_two_reports_of_one_source_are_two_claims(frames: Frames) -> None:
    text = "وعبرت ثمانون شاحنة في اليوم الأول بحسب مدير المعبر، الذي قال إن الرسوم لن ترتفع."
    one = said(text, "مدير المعبر", "بحسب", "عبرت ثمانون شاحنة في اليوم الأول")
    other = replace(said(text, "مدير المعبر", "قال", "الرسوم لن ترتفع"), id="a/a2")
    first, second = claims_of(text, frames, (one, other))
    assert first.span.text == "وعبرت ثمانون شاحنة في اليوم الأول بحسب مدير المعبر"
    assert second.span.text == "الذي قال إن الرسوم لن ترتفع"
    assert (first.attribution, second.attribution) == ("a/a1", "a/a2")


@pytest.mark.parametrize("inner", [0, 1])
def test_of_a_chain_with_one_content_who_spoke_has_the_claim(frames: Frames, inner: int) -> None:
    text = "وذكر الوزير، بحسب وكالة الساحل، أن الطريق إلى الميناء فتح أمام الشاحنات."
    told = "الطريق إلى الميناء فتح أمام الشاحنات"
    pair = [said(text, "الوزير", "ذكر", told), replace(said(text, "وكالة الساحل", "بحسب", told), id="a/a2")]
    pair[inner] = replace(pair[inner], parent=pair[1 - inner].id)
    (claim,) = claims_of(text, frames, tuple(pair))
    assert claim.attribution == pair[inner].id


def test_outside_of_a_content_the_outlet_speaks(frames: Frames) -> None:
    text = "أغلق الجسر أمس أمام السيارات، مؤكدا أن الطريق القديمة فتحت."
    at = text.index("مؤكدا")
    article = Article(id="a", text=text)
    told = Attribution(
        id="a/a1", article="a", source=Source(kind="person", carried=True),
        cue=article.span(at, at + 5), content=article.span(at + 6, len(text) - 1),
    )
    found = claims_of(text, frames, (told,))
    assert [c.attribution for c in found] == [None, "a/a1"]


def test_what_the_source_denies_is_denied(frames: Frames) -> None:
    text = "نفت الشركة أن المصنع أغلق."
    told = said(text, "الشركة", "نفت", "المصنع أغلق", "denies")
    claim = claims_of(text, frames, (told,))[0]
    assert (claim.modality, claim.modality_cue and claim.modality_cue.text) == ("denied", "نفت")


def test_links_and_times_inside_are_slots(frames: Frames) -> None:
    text = "زار فريد القرية أمس ثم غادر سالم إلى الساحل."
    links = (
        Link(4, 8, "e1", "PER", "name"),
        Link(text.index("سالم"), text.index("سالم") + 4, "e2", "PER", "name"),
    )
    at = text.index("أمس")
    times = (TimeExpression(id="a/t1", article="a", start=at, end=at + 3, text="أمس", type="DATE", value="2021-05-03"),)
    first, second = claims_of(text, frames, links=links, times=times)
    assert (first.entities, first.times) == (("e1",), ("a/t1",))
    assert (second.entities, second.times) == (("e2",), ())


def test_a_present_tense_beside_a_later_day_is_planned(frames: Frames) -> None:
    text = "يسافر فريد إلى الساحل يوم 9 أيار."
    at = text.index("يوم")
    times = (TimeExpression(
        id="a/t1", article="a", start=at, end=len(text) - 1, text=text[at:-1], type="DATE", value="2021-05-09"),)
    assert claims_of(text, frames, times=times, published="2021-05-03")[0].modality == "planned"
    assert claims_of(text, frames, times=times, published="2021-05-20")[0].modality == "held"


def test_today_and_yesterday_tell_the_day_of_publication(frames: Frames) -> None:
    def time(text: str, value: str) -> TimeExpression:
        return TimeExpression(id="t", article="a", start=0, end=len(text), text=text, type="DATE", value=value)

    assert publication_day([time("اليوم الاثنين", "2021-05-03")], frames) == "2021-05-03"
    assert publication_day([time("أمس", "2021-05-03")], frames) == "2021-05-04"
    assert publication_day([time("الأسبوع الماضي", "2021-W17")], frames) is None


@pytest.mark.parametrize(("kind", "count"), [("title", 1), ("caption", 1), ("navigation", 0), ("header", 0), ("byline", 0)])
def test_page_furniture_holds_no_claims(frames: Frames, kind: str, count: int) -> None:
    found = claims_of("وصل الوفد إلى المدينة القديمة", frames, kind=kind)
    assert [c.part for c in found] == [kind] * count


@pytest.mark.parametrize(("text", "lemmas"), [
    ("تم أمس إغلاق الجسر القديم.", ["اغلاق"]),
    ("تقوم البلدية بإصلاح الجسر.", ["اصلاح"]),
    ("بعد التقاء الفرق عند الجسر القديم.", ["التقاء"]),
    ("وتأتي هذه الخطوة، بعد أن بدأت البلدية حملة نظافة.", ["بدا"]),
    ("الشركة تحقق أرباحا كبيرة.", ["حقق"]),
    ("أعيد فتح المعرض أمس.", ["اعاد"]),
    ("في القرية، قتل بحار وجرح ثلاثة آخرون.", ["قتل", "جرح"]),
    ("مقتل بحار وجرح ثلاثة آخرين في القرية.", ["مقتل"]),
    ("الجسر مغلق منذ أمس.", ["مغلق"]),
    ("وفي حادث نسب إلى مجهولين، احترق مخزن.", ["احترق"]),
    ("إن بحارين غريبين قتلا.", ["قتل"]),
    ("المدير تخلى عن منصبه.", ["تخلي"]),
    ("الشركة تؤدي دورا مهما في القرية.", ["ادي"]),
    ("يقترب الموسم من النهاية.", ["اقترب"]),
])
def test_what_carries_a_claim(frames: Frames, text: str, lemmas: list[str]) -> None:
    assert [c.lemma for c in claims_of(text, frames)] == lemmas


def test_what_leads_up_to_a_source_goes_along_with_it(frames: Frames) -> None:
    text = "عادت الرحلات إلى مواعيدها مساء أمس، كما دعا المدير المسافرين إلى التواصل معه."
    told = said(text, "المدير", "دعا", "المسافرين إلى التواصل معه")
    assert [c.span.text.split()[0] for c in claims_of(text, frames, (told,))] == ["عادت", "كما"]
    text = "وكان مسؤول في المدينة قد طالب البلدية بفتح الجسر."
    told = said(text, "مسؤول", "طالب", "البلدية بفتح الجسر")
    assert len(claims_of(text, frames, (told,))) == 1


def test_same_text_same_claims(frames: Frames) -> None:
    text = "وصل الوفد إلى المدينة بينما غادرها السفير. لم يحضر المدير الحفل."
    assert claims_of(text, frames) == claims_of(text, frames)


@pytest.mark.parametrize("text", ["", "؟؟!", "و", "«»", "ـــ", "2021", "في", "الذي التي الذين", "ليس", "و و و و"])
def test_scraps_break_nothing(frames: Frames, text: str) -> None:
    for claim in claims_of(text, frames):
        assert claim.span.text


def test_connector_examples_are_cut(frames: Frames) -> None:
    for name, example in frames.clauses.examples.items():
        if name.startswith("connector.") or name == "relative":
            assert len(claims_of(example + ".", frames)) >= (1 if name == "connector.that" else 2), (name, example)


def test_what_is_denied_afterwards_is_the_claim_of_who_told_it(frames: Frames) -> None:
    text = "ذكرت الصحيفة أن المصنع سيغلق أبوابه، وهو ما نفاه المدير"
    told = said(text, "الصحيفة", "ذكرت", "المصنع سيغلق أبوابه")
    denied = replace(said(text, "المدير", "نفاه", "المصنع سيغلق أبوابه", "denies"), id="a/a2", rule="ما + verb with pronoun")
    (claim,) = claims_of(text, frames, (told, denied))
    assert (claim.attribution, claim.modality) == ("a/a1", "planned")
    text = "المصنع سيغلق أبوابه، وهو ما نفاه المدير"
    denied = replace(said(text, "المدير", "نفاه", "المصنع سيغلق أبوابه", "denies"), id="a/a2", rule="ما + verb with pronoun")
    (alone,) = claims_of(text, frames, (denied,))
    assert (alone.attribution, alone.modality) == ("a/a2", "denied")
