"""Who speaks where much stands between cue, speaker and content."""

from __future__ import annotations

import pytest

from tawatur.annotate.attribution import find_attributions
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import load_cues
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, FoundMention, Part

CUES = load_cues(folder())


def read(text: str, *names: tuple[str, str], part: str = "body") -> tuple[Attribution, ...]:
    """Attributions of a text; `names` are (name, type) of mentions to lay over it."""
    article = Article(id="x", text=text)
    look = view(text)
    parts = (Part(part, 0, len(text)),)  # type: ignore[arg-type]
    mentions = [
        FoundMention(article="x", start=at, end=at + len(name), text=name, type=kind)  # type: ignore[arg-type]
        for name, kind in names for at in [text.find(name)] if at >= 0
    ]
    return find_attributions(
        article, look, sentences(look, parts), find_quotations(look, parts), mentions, CUES
    )


def row(one: Attribution) -> tuple[str, str | None, str]:
    return one.cue.text, one.source.span.text if one.source.span else None, one.content.text


def carried(one: Attribution) -> str | None:
    return one.source.antecedent.text if one.source.antecedent else None


@pytest.mark.parametrize(
    ("text", "names", "want"),
    [
        ("وكانت منظمة الصحة قد حثت الحكومة على فتح المطار.", (), ("حثت", "منظمة الصحة", "فتح المطار")),
        ("وكانت بعثة المراقبين قد أعلنت الثلاثاء في حسابها على تويتر أنه جرى إيصال البريد.", (("تويتر", "ORG"),), ("أعلنت", "بعثة المراقبين", "جرى إيصال البريد")),
        ("وذكرت بعثة المراقبين في حسابها على موقع \"تويتر\" للتواصل الاجتماعي الأربعاء، أن السوق أغلق.", (("تويتر", "ORG"),), ("ذكرت", "بعثة المراقبين", "السوق أغلق")),
        ("وأعلنت في حسابها على تويتر أن السوق أغلق.", (("تويتر", "ORG"),), ("أعلنت", None, "السوق أغلق")),
        ("أكد مدير المتحف - خلال لقائه زميله في المدينة على الساحل - أن القاعة فتحت.", (), ("أكد", "مدير المتحف", "القاعة فتحت")),
        ("أعلنت البلدية أن السوق أغلق لكنها قالت إن الحديقة مفتوحة.", (), ("أعلنت", "البلدية", "السوق أغلق")),
        ("أعلنت البلدية أن القافلة دخلت السوق، ولم تذكر البلدية عدد العربات.", (), ("أعلنت", "البلدية", "القافلة دخلت السوق")),
        ("ويتهم المجتمع الدولي شركة البحر بالمسؤولية عن التسرب.", (("شركة البحر", "ORG"),), ("يتهم", "المجتمع الدولي", "المسؤولية عن التسرب")),
        ("الشاب سامر حداد والخطاط نبيل عيسى أكدوا أن المعرض ناجح.", (("سامر حداد", "PER"),), ("أكدوا", "الشاب سامر حداد والخطاط نبيل عيسى", "المعرض ناجح")),
    ],
)
def test_who_speaks_past_what_stands_between(
    text: str, names: tuple[tuple[str, str], ...], want: tuple[str, str | None, str]
) -> None:
    assert row(read(text, *names)[0]) == want


def test_who_is_accused_does_not_accuse() -> None:
    found = read("ورفض المدير محاولة اتهام الشركة بالوقوف وراء التسرب.")
    assert [one.cue.text for one in found] == []
    found = read("ورفض المدير اتهام موسكو لواشنطن بعرقلة الحوار.", ("موسكو", "LOC"), ("واشنطن", "LOC"))
    assert [row(one)[:2] for one in found] == [("اتهام", "موسكو")]


@pytest.mark.parametrize(
    ("second", "want"),
    [
        ("واعتبر وزير النظام السوري أن اللقاء مهم.", "وزير خارجية النظام سامر حداد"),
        ("واعتبر الوزير السوري أن اللقاء مهم.", "وزير خارجية النظام سامر حداد"),
        ("واعتبر رئيس الحكومة أن اللقاء مهم.", None),
        ("واعتبر وزير الصحة أن اللقاء مهم.", None),
    ],
)
def test_a_title_tells_who_is_meant(second: str, want: str | None) -> None:
    found = read(f"قال وزير خارجية النظام سامر حداد إن العمل بدأ. {second}", ("سامر حداد", "PER"))
    assert carried(found[1]) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("أعلن المدير سامر حداد نهاية الأزمة في القرية.", [("أعلن", "المدير سامر حداد", "نهاية الأزمة في القرية")]),
        ("نوخاف من جانبه قال إن السوق أغلق.", [("قال", "نوخاف", "السوق أغلق")]),
        ("ذكرت وكالة البحر للأنباء اليوم الخميس ( العاشر من أيلول / سبتمبر 2015 ) أن الجسر أغلق.", [("ذكرت", "وكالة البحر للأنباء", "الجسر أغلق")]),
        ("إقرأ المزيد في الصفحة: أخبار.", []),
        ("يمضون في عملهم كما تثبت افتقارهم إلى الخبرة.", []),
        ("ورد المدير على الأسئلة بقوله: «لا أستطيع الإجابة على هذا السؤال».", [("رد", "المدير", "لا أستطيع الإجابة على هذا السؤال")]),
    ],
)
def test_what_introduces_and_what_does_not(text: str, want: list[tuple[str, str, str]]) -> None:
    assert [row(one) for one in read(text, ("سامر حداد", "PER"), ("السوق", "LOC"))] == want


def test_a_participle_hangs_on_the_verb_of_its_sentence() -> None:
    found = read("قال المدير إن العمل بدأ. وأكدت السفارة أن الطريق طويل، مشيرا إلى أن الجسر مغلق.")
    assert carried(found[-1]) == "السفارة"


def test_a_quotation_after_the_noun_with_its_pronoun() -> None:
    found = read("قال المدير إن العمل بدأ. ورفض التعقيب بقوله «لا أستطيع الإجابة على هذا السؤال».")
    assert (row(found[1]), carried(found[1]), found[1].mode) == (("بقوله", None, "لا أستطيع الإجابة على هذا السؤال"), "المدير", "direct")
    found = read("ونقلت صحيفة «النشرة» عن المدير قوله للصحفيين «المعروف أن الجسر مغلق منذ شهر».")
    assert (found[1].content.text, found[1].mode) == ("المعروف أن الجسر مغلق منذ شهر", "direct")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قال سامر حداد إن هناك «أفقا مهما لتوسيع التعاون في المجال» بين القرية والمدينة.", ["قال"]),
        ("ولكن سامر حداد أكد يومها على أن القرية حرة بشراء القمح وفق حاجاتها الزراعية.", ["أكد"]),
        ("وقال «لقد توصلنا إلى اتفاق سوف يتم، على ما آمل التوقيع عليه قريبا».", ["قال"]),
    ],
)
def test_words_that_look_like_cues(text: str, want: list[str]) -> None:
    assert [one.cue.text for one in read(text, ("سامر حداد", "PER"))] == want


def test_an_adjective_that_goes_on_is_no_object() -> None:
    found = read("أعلنت خلية الإعلام الحربي التابعة لقيادة الميناء، السبت، عن وصول سفينة.")
    assert found[0].content.text == "وصول سفينة"


def test_a_party_with_congress_in_its_name_is_no_medium() -> None:
    assert read("وأفاد قيادي في حزب المؤتمر العام بأن السوق أغلق.")[0].medium is None
    assert read("وأفاد قيادي في ختام مؤتمر العام بأن السوق أغلق.")[0].medium == "speech"


def test_what_stands_in_an_aside_of_the_speaker_is_no_second_saying() -> None:
    found = read("وقال سامر حداد، الذي تحدث في مؤتمر صحفي في المدينة، إن السوق أغلق.", ("سامر حداد", "PER"))
    assert [row(one) for one in found] == [("قال", "سامر حداد", "السوق أغلق")]


def test_a_report_whose_content_is_quoted_without_a_particle() -> None:
    found = read("وكانت صحيفة «النشرة» قد نقلت عن مصادر في الميناء «سماع دوي انفجار في السوق».")
    assert [row(one)[1:] for one in found][1] == ("مصادر في الميناء", "سماع دوي انفجار في السوق")


def test_a_spokeswoman_of_the_sentence_before_goes_on() -> None:
    found = read("قالت الجمعية إن المدير حضر. ورفضت متحدثة باسم الشركة هذه التهم. وقالت «نتعاون بشكل كامل مع القضاء».")
    assert carried(found[-1]) == "متحدثة باسم الشركة"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("وألقى سامر حداد كلمة أكد فيها أن السوق أغلق.", ("أكد", "سامر حداد", "السوق أغلق")),
        ("وعقد المدير مؤتمرا صحفيا أعلن خلاله أن السوق أغلق.", ("أعلن", "المدير", "السوق أغلق")),
        ("وأجرى وزير النقل اتصالا بنظيره سامر حداد أكد فيه أن السوق أغلق.", ("أكد", "وزير النقل", "السوق أغلق")),
        ("وفتح السوق في وقت قال فيه المدير إن الجسر أغلق.", ("قال", "المدير", "الجسر أغلق")),
    ],
)
def test_he_who_gave_the_speech_says_what_is_in_it(text: str, want: tuple[str, str, str]) -> None:
    assert row(read(text, ("سامر حداد", "PER"))[0]) == want
