"""Speakers of the second reading: networks, documents, accused parties, and what is left open."""

from __future__ import annotations

import pytest

from .saying import carried, read, row


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وقال عدد من المغردين إن القاعة امتلأت.", "social media"),
        ("وقال بعض المغردين إن القاعة امتلأت.", "social media"),
        ("وقال أحد المغردين إن القاعة امتلأت.", "anonymous"),
        ("وقال ناشطون على مواقع التواصل إن الجسر أغلق.", "social media"),
        ("وقال ناشطون إن الجسر أغلق.", "anonymous"),
        ("وقال رواد المسرح إن القاعة امتلأت.", "anonymous"),
        ("وجاء في الهاشتاق أن الموعد تأجل.", "social media"),
    ],
)
def test_kind_of_those_who_write_on_a_network(text: str, kind: str) -> None:
    (one,) = read(text)
    assert one.source.kind == kind


def test_an_inquiry_speaks_before_its_verb() -> None:
    (one,) = read("وأغلق المصنع بعد تحقيق توصل إلى أن المحرك معيب.")
    assert row(one) == ("توصل", "تحقيق", "المحرك معيب")
    assert one.source.kind == "document"


def test_a_report_that_the_speaker_rests_on_is_inside() -> None:
    _, outer, inner = read("وقالت النشرة إن السوق أغلق. كما أوردت استنادا إلى تقرير محلي أن الجسر فتح.")
    assert carried(outer) == "النشرة"
    assert (row(inner), inner.parent) == (("استنادا إلى", "تقرير محلي", "الجسر فتح"), outer.id)


def test_a_request_that_stands_whole_in_marks() -> None:
    _, one = read("أكد سامر حداد أن \"الوفد جاء إلى المدينة\"، داعيا \"المجتمع المحلي للضغط على الشركة\".")
    assert (row(one), one.mode) == (("داعيا", None, "المجتمع المحلي للضغط على الشركة"), "direct")
    assert carried(one) == "سامر حداد"


@pytest.mark.parametrize("text", ["ويتهم مسؤولو الشركة بأنهم أهملوا الجسر.", "والشركة متهمة بتأخير الرواتب."])
def test_the_accused_do_not_accuse(text: str) -> None:
    assert read(text) == ()


def test_news_behind_a_name_and_the_participle_after_it() -> None:
    first, second = read("وأكد المسؤول سامر محمد حداد الحصيلة مضيفا أن الجسر أغلق.", ("سامر محمد حداد", "PER"))
    assert row(first) == ("أكد", "المسؤول سامر محمد حداد", "الحصيلة")
    assert row(second) == ("مضيفا", None, "الجسر أغلق")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("نفى المبعوث الدولي إلى الملف المحلي كرياو يانغ إرسال قوة.", "المبعوث الدولي إلى الملف المحلي كرياو يانغ"),
        ("وقال النائب الأول لرئيس المجلس، فرانتس كلينش، إن السوق أغلق.", "النائب الأول لرئيس المجلس، فرانتس كلينش"),
        ("حث الصندوق عامة السكان على الانتظار.", "الصندوق"),
        ("ووصف «القاضي» تجربته بأنها مفيدة.", "القاضي"),
    ],
)
def test_where_the_speaker_ends(text: str, want: str) -> None:
    (one,) = read(text)
    assert one.source.span is not None
    assert one.source.span.text == want


def test_a_month_is_no_speaker() -> None:
    (one,) = read("وكان الرئيس سامر حداد صرح يوم 13 أكتوبر، بأنه لن يسافر.", ("سامر حداد", "PER"))
    assert row(one)[1] == "الرئيس سامر حداد"


def test_how_somebody_points_is_no_speaker() -> None:
    assert all(row(a)[1] != "بامتنان" for a in read("والمدير يذكر الراحل ويشير بامتنان إلى استفادته منه."))


def test_a_place_after_the_verb_goes_on_speaking() -> None:
    (one,) = read("ورفضت أنقرة لعب دور في الحملة وقالت إن الجسر أغلق.", ("أنقرة", "LOC"))
    assert carried(one) == "أنقرة"


def test_a_place_in_an_enumeration_does_not_go_on_speaking() -> None:
    found = read("وصل النفوذ إلى الوادي وتركيا واليونان. ورأت أن الجسر مهم.", ("تركيا", "LOC"), ("اليونان", "LOC"))
    assert [carried(a) for a in found] in ([], [None])


def test_a_quoted_saying_does_not_go_on_speaking() -> None:
    found = read("«كما تكونون تكن بيوتكم» هكذا قيل قديما. ورأت أن الجسر مهم.")
    assert [carried(a) for a in found] in ([], [None])


def test_the_carried_phrase_ends_before_the_object() -> None:
    (one,) = read("منحت الصحف المحلية خبر العقد حيزا واسعا، وقالت إن النادي نجح.")
    assert carried(one) == "الصحف المحلية"
