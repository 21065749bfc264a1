"""Who said what: sources, cues, contents, chains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lang.cues import Cues
from tawatur.lang.normalize import fold

from .saying import CUES, carried, read, row


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قالت وزارة النقل أمس إن الجسر أغلق.", ("قالت", "وزارة النقل", "الجسر أغلق")),
        ("وأوضح مدير المتحف في بيان أن القاعة فتحت.", ("أوضح", "مدير المتحف", "القاعة فتحت")),
        ("وأشارت صحيفة «النشرة» إلى أن السوق أغلق.", ("أشارت", "صحيفة «النشرة»", "السوق أغلق")),
        ("أعلنت البلدية، اليوم الأحد، عن تأجيل المهرجان.", ("أعلنت", "البلدية", "تأجيل المهرجان")),
        ("نفت الشركة أن يكون المصنع أغلق.", ("نفت", "الشركة", "يكون المصنع أغلق")),
        ("وقال المدير: «انتهت المرحلة الأولى من المشروع».", ("قال", "المدير", "انتهت المرحلة الأولى من المشروع")),
        ("أكدت مصادر محلية وجود تسرب في الشبكة.", ("أكدت", "مصادر محلية", "وجود تسرب في الشبكة")),
        ("السوق أغلق أبوابه، بحسب مصادر محلية.", ("بحسب", "مصادر محلية", "السوق أغلق أبوابه")),
        ("السوق أغلق أبوابه، بحسب ما أفاد شهود.", ("بحسب ما أفاد", "شهود", "السوق أغلق أبوابه")),
        ("ووفقا لوزارة النقل، أغلق الجسر ليلا.", ("وفقا", "وزارة النقل", "أغلق الجسر ليلا")),
        ("«انتهت المرحلة الأولى من المشروع»، قال مدير المتحف.", ("قال", "مدير المتحف", "انتهت المرحلة الأولى من المشروع")),
        ("أقر السائق بتجاوز السرعة.", ("أقر", "السائق", "تجاوز السرعة")),
        ("عزا التقرير التراجع إلى ضعف الطلب.", ("عزا", "التقرير", "التراجع إلى ضعف الطلب")),
        ("جاء في بيان للبلدية أن السوق أغلق.", ("جاء في", "بيان للبلدية", "السوق أغلق")),
        ("ووفقا لسامر حداد، وهو باحث في التاريخ، فإن القاعة قديمة.", ("وفقا", "سامر حداد", "القاعة قديمة")),
        ("أعلنت البلدية، أمس، وصول السفينة.", ("أعلنت", "البلدية", "وصول السفينة")),
        ("في سياق آخر، أغلق السوق أبوابه، بحسب مصادر محلية.", ("بحسب", "مصادر محلية", "أغلق السوق أبوابه")),
        ("وقال علي حداد، أحد السكان، إن السوق على النهر.", ("قال", "علي حداد", "السوق على النهر")),
        ("وشددت الشركة في بيان نشر على موقعها على أن العقد واضح.", ("شددت", "الشركة", "العقد واضح")),
        ("وكانت مصادر طبية قالت إن المصاب نجا.", ("قالت", "مصادر طبية", "المصاب نجا")),
    ],
)
def test_source_cue_and_content(text: str, want: tuple[str, str | None, str]) -> None:
    assert [row(a) for a in read(text)] == [want]


def test_spans_are_exact_with_vowel_signs() -> None:
    text = "وقالَ مُديرُ المتحفِ إنّ القاعةَ فُتحتْ."
    (one,) = read(text)
    for span in (one.cue, one.content, one.source.span):
        assert span is not None
        assert text[span.start:span.end] == span.text
    assert one.content.text == "القاعةَ فُتحتْ"


def test_a_reported_report_is_a_chain() -> None:
    outer, inner = read("ونقلت صحيفة محلية عن مدير المتحف قوله إن القاعة فتحت.")
    assert row(outer) == ("نقلت", "صحيفة محلية", "مدير المتحف قوله إن القاعة فتحت")
    assert row(inner) == ("قوله", "مدير المتحف", "القاعة فتحت")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_saying_through_another_shares_the_content() -> None:
    outer, inner = read("قالت وكالة البحر نقلا عن مصادر محلية إن السوق أغلق.")
    assert row(outer) == ("قالت", "وكالة البحر", "السوق أغلق")
    assert row(inner) == ("نقلا عن", "مصادر محلية", "السوق أغلق")
    assert inner.parent == outer.id


def test_a_report_inside_a_report_is_nested_by_place() -> None:
    outer, inner = read("ذكرت وكالة البحر أن وزير النقل قال إن الجسر أغلق.")
    assert inner.source.span is not None
    assert inner.source.span.text == "وزير النقل"
    assert inner.parent == outer.id


def test_a_phrase_in_the_middle_cuts_the_content_in_two() -> None:
    (one,) = read("بحث الجانبان، وفق المصادر، قضايا النقل بين البلدين.")
    assert one.content.text == "قضايا النقل بين البلدين"
    assert [s.text for s in one.content_more] == ["بحث الجانبان"]


def test_gender_decides_whose_words_go_on() -> None:
    found = read("قالت صحيفة محلية إن الوزير وصل.\nوأوضحت، أن الجلسة بدأت.\nوأكد وزير النقل أن الجسر أغلق.\nوأضافت أن السوق فتح.")
    assert [carried(a) for a in found] == [None, "صحيفة محلية", None, "صحيفة محلية"]
    assert [a.source.kind for a in found] == ["outlet", "outlet", "person", "outlet"]


def test_things_in_the_plural_take_a_feminine_verb_people_a_plural_one() -> None:
    found = read("قالت مصادر طبية إن المصاب نجا. وأضافت أنه يتعافى.\nوقال أطباء إن الحالة مستقرة. وأكدوا أنه سيغادر.")
    assert [carried(a) for a in found] == [None, "مصادر طبية", None, "أطباء"]


def test_a_participle_takes_the_speaker_of_its_sentence_and_ends_the_first_content() -> None:
    first, second = read("قال مدير المتحف إن القاعة فتحت، مشيرا إلى أن الدخول مجاني.")
    assert first.content.text == "القاعة فتحت"
    assert second.content.text == "الدخول مجاني"
    assert carried(second) == "مدير المتحف"


def test_the_subject_of_the_sentence_before_speaks_on() -> None:
    text = "رئاسة البلدية هنأت العمال بالافتتاح. وأشارت إلى أن الجسر جاهز."
    (one,) = read(text)
    assert carried(one) == "رئاسة البلدية"


def test_whom_it_was_told_to_is_not_who_says_it() -> None:
    first, second = read("وقال مدير المتحف لصحيفة «النشرة» إن القاعة فتحت. وأضاف أن الدخول مجاني.")
    assert first.told_to_span is not None
    assert "النشرة" in first.told_to_span.text
    assert carried(second) == "مدير المتحف"


def test_a_definite_description_points_back_to_the_full_naming() -> None:
    _, second = read("كشف مصدر عسكري في الميناء أن السفينة غرقت.\nوقال المصدر إن الطاقم نجا.")
    assert second.source.span is not None
    assert second.source.span.text == "المصدر"
    assert carried(second) == "مصدر عسكري في الميناء"
    assert second.source.kind == "anonymous"


def test_what_is_denied_is_the_accusation() -> None:
    accuse, deny = read("وتتهم سامرة نهارا بإرسال قوات إلى الميناء وهو ما تنفيه نهارا.", ("سامرة", "LOC"), ("نهارا", "LOC"))
    assert deny.stance == "denies"
    assert accuse.content.text == deny.content.text == "إرسال قوات إلى الميناء"
    assert accuse.source.span is not None
    assert accuse.source.span.text == "سامرة"


def test_a_title_points_to_the_person_who_bears_it() -> None:
    text = "أعلن وزير النقل أن الجسر أغلق.\nوقال وزير النقل سامر حداد إن العمل بدأ."
    first, second = read(text, ("سامر حداد", "PER"))
    assert carried(first) == "سامر حداد"
    assert second.source.span is not None
    assert second.source.span.text == "وزير النقل سامر حداد"


def test_a_lone_noun_after_a_conjoined_verb_is_its_object() -> None:
    text = "رحب وزير النقل بالقرار، وحث جميع السائقين على الهدوء."
    (one,) = read(text)
    assert one.source.span is None
    assert carried(one) == "وزير النقل"


def test_a_content_that_opens_as_a_quotation_closes_with_it() -> None:
    first, second = read("قال مكتب المحافظ إن «العمل في الجسر بدأ منذ يومين فقط»، ذكرت وكالة البحر أن الطريق أغلق.")
    assert first.content.text == "العمل في الجسر بدأ منذ يومين فقط"
    assert first.mode == "direct"
    assert second.source.kind == "agency"
    assert second.parent is None


def test_a_press_name_is_known_by_its_noun_elsewhere() -> None:
    found = read("قالت صحيفة «النشرة» إن السوق أغلق.\nوأضافت «النشرة» أن الجسر فتح.")
    assert [a.source.kind for a in found] == ["outlet", "outlet"]


def test_mode_tells_whether_the_words_are_quoted() -> None:
    modes = [
        read("قال المدير إن العمل بدأ.")[0].mode,
        read("قال المدير إن «العمل بدأ منذ يومين فقط».")[0].mode,
        read("قال المدير إن العمل «بدأ منذ يومين فقط كما وعدنا» في القاعة.")[0].mode,
    ]
    assert modes == ["indirect", "direct", "mixed"]


def test_medium_stance_and_distance() -> None:
    (letter,) = read("قال الوزير في رسالة إلى البلدية إن الجسر أغلق.")
    (claim,) = read("زعم البائع أن السيارة جديدة.")
    assert letter.medium == "letter"
    assert claim.distancing
    assert not letter.distancing


@pytest.mark.parametrize(
    "text",
    [
        "نقل التاجر بضاعته إلى الميناء.",
        "كشف الطبيب عن وجهه.",
        "ويذكر أن السوق أغلق.",
        "تابع للبلدية مبنى قديم بين النهر والطريق.",
        "وفق القانون، أغلق السوق.",
        "لم يعلن المدير موعد الافتتاح.",
        "سلم الطالب كتبا ذكرته بأيام الدراسة الأولى.",
    ],
)
def test_what_only_looks_like_a_cue(text: str) -> None:
    assert [a for a in read(text) if a.rule != "verb prep" or "وجهه" not in a.content.text] == []


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    (one,) = read("وزارة النقل: الجسر سيفتح قريبا", part="title")
    assert row(one) == ("وزارة النقل", "وزارة النقل", "الجسر سيفتح قريبا")


def test_ids_count_in_the_order_of_the_text() -> None:
    found = read("قال مدير المتحف إن القاعة فتحت، مشيرا إلى أن الدخول مجاني.")
    assert [a.id for a in found] == ["x/a1", "x/a2"]
    assert found == read("قال مدير المتحف إن القاعة فتحت، مشيرا إلى أن الدخول مجاني.")


ALPHABET = [
    "قال", "وقالت", "أن", "إن", "أنه", "مدير", "المتحف", "مصادر", "«", "»", '"', "،", ".", ":", "(", ")", "وفق",
    "بحسب ما", "أفاد", "نقلت", "عن", "قوله", "نقلا", "مشيرا", "إلى", "وهو ما", "تنفيه", "ل", "ب", "و", "\n", "سامر",
    "على حد", "5", "،", "الذي", "أعلنت", "مقتل", "اتهم", "بقتل", "واصفا", "«النشرة»", "أمس",
]


@given(st.lists(st.sampled_from(ALPHABET), max_size=40))
def test_any_heap_of_words_keeps_spans_exact_and_chains_without_a_ring(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    parents = {a.id: a.parent for a in found}
    for one in found:
        for span in (one.cue, one.content, one.source.span, one.source.antecedent, one.told_to_span, *one.content_more):
            assert span is None or text[span.start:span.end] == span.text
        seen: set[str] = set()
        at: str | None = one.id
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = parents[at]


def test_an_empty_text_has_no_attribution() -> None:
    assert read("") == ()


EXAMPLES = [e for e in CUES.examples if e[0] in ("cue", "noun")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[0]}-{e[1]}")
def test_every_row_does_its_work_in_its_example(example: tuple[str, str, str]) -> None:
    kind, key, text = example
    found = read(text)
    if kind == "noun":
        assert any(a.source.span is not None and fold(a.source.span.text).split()[0] == key for a in found)
        return
    lemmas = [{fold(f.verb.lemma) for f in _forms(CUES, a.cue.text.split()[0])} for a in found]
    assert any(key in lemma for lemma in lemmas), [row(a) for a in found]


def _forms(cues: Cues, word: str) -> list:  # type: ignore[type-arg]
    folded = fold(word)
    return [*cues.forms.get(folded, ()), *cues.forms.get(folded[1:], ())]


LISTS = [e for e in CUES.examples if e[0] not in ("cue", "noun", "silent")]
SILENT = [e for e in CUES.examples if e[0] == "silent"]


@pytest.mark.parametrize("example", SILENT, ids=lambda e: e[1])
def test_whoever_condemns_or_greets_speaks_on(example: tuple[str, str, str]) -> None:
    found = read(example[2])
    assert [(a.cue.text, carried(a)) for a in found] == [("أكدت", "الجامعة")]


@pytest.mark.parametrize("example", LISTS, ids=lambda e: e[0])
def test_every_list_has_an_example_that_holds_one_of_its_words(example: tuple[str, str, str]) -> None:
    name, _, text = example
    folded = f" {fold(text)} ".replace("،", " ").replace(".", " ").replace("«", " ").replace("»", " ")
    assert any(f"{w} " in folded for w in CUES.words[name])
    assert read(text)


def test_a_person_who_is_quoted_goes_on_speaking() -> None:
    found = read("ونقل موقع محلي عن الوزير قوله إن الجسر أغلق. وأضاف أن العمل بدأ.")
    assert carried(found[-1]) == "الوزير"


def test_an_impersonal_passive_has_no_speaker() -> None:
    assert read("أغلق السوق. ويتوقع إعلان النتيجة غدا.") == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("وقال 43 في المائة من المشاركين إن السوق أغلق.", ("43 في المائة من المشاركين", "anonymous")),
        ("وقال ثلاثة من سكان الحي إن الجسر أغلق.", ("ثلاثة من سكان الحي", "anonymous")),
        ("وقال مندوب شارك في الاجتماع إن الخلاف مستمر.", ("مندوب شارك في الاجتماع", "anonymous")),
        ("وقال دبلوماسيان غربيان إن الخلاف مستمر.", ("دبلوماسيان غربيان", "anonymous")),
        ("وذكر مسؤولان أن الجسر أغلق.", ("مسؤولان", "anonymous")),
        ("وقال وزير سابق إن الملف أغلق.", ("وزير سابق", "anonymous")),
        ("وقال وزير النقل إن الملف أغلق.", ("وزير النقل", "person")),
        ("وكان مراسلنا قد أفاد بأن الطريق أغلق.", ("مراسلنا", "outlet")),
        ("لكن مسؤولاً في وزارة النقل نفى لـ«النشرة» أن يكون الجسر أغلق.", ("مسؤولاً في وزارة النقل", "anonymous")),
        ("إلا أن خلية الأزمة المحلية أكدت أن الملف أغلق.", ("خلية الأزمة المحلية", "organization")),
        ("وقالت تقارير محلية إن الجسر أغلق.", ("تقارير محلية", "document")),
        ("وقال المدير العام إن الجسر أغلق.", ("المدير العام", "person")),
        ("وقال موقع ويكيبلد إن الجسر أغلق.", ("موقع ويكيبلد", "outlet")),
        ("وأكد في هذا السياق مدير المتحف أن القاعة فتحت.", ("مدير المتحف", "person")),
        ("واتهمت وسائل الإعلام الاتحاد المحلي بإهمال الملف.", ("وسائل الإعلام", "outlet")),
        ("شكا عدد كبير من السكان من انقطاع المياه.", ("عدد كبير من السكان", "anonymous")),
        ("وقال يزيد بن فهد الحداد، مدير المتحف: «القاعة فتحت أمس أمام الزوار».", ("يزيد بن فهد الحداد", "person")),
        ("وأضاف هذا المسؤول أن القاعة فتحت.", ("هذا المسؤول", "anonymous")),
        ("وفقا لتلك المصادر، فإن السوق أغلق.", ("تلك المصادر", "anonymous")),
        ("كان المدير قد قال للوزير في وقت سابق إن السوق أغلق.", ("المدير", "person")),
    ],
)
def test_who_speaks_and_what_kind(text: str, want: tuple[str, str]) -> None:
    (one,) = read(text)
    assert one.source.span is not None
    assert (one.source.span.text, one.source.kind) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("فند المدير، سامر حداد، مزاعم المنافسين عن الإفلاس.", "مزاعم المنافسين عن الإفلاس"),
        ("ونفى مصدر مقرب من المدير، ما تردد عن إغلاق المصنع.", "ما تردد عن إغلاق المصنع"),
        ("أعلن المدير، خلال زيارته للمصنع، الإثنين، عودة العمال.", "عودة العمال"),
        ("أعلنت هيئة النقل، أمس، وصول السفينة.", "وصول السفينة"),
        ("وأكد السكان ضرورة ترميم الجسر «في أقرب وقت ممكن من السنة».", "ضرورة ترميم الجسر «في أقرب وقت ممكن من السنة»"),
        ("وأكد المدير ردا على أسئلة «النشرة»، أن العمل بدأ.", "العمل بدأ"),
        ("وصرح المدير بعد لقائه بالعمال بأن المصنع باق.", "المصنع باق"),
        ("وأعلن المدير في وقت سابق بدء العمل.", "بدء العمل"),
        ("وأعلنت الشرطة أمس العثور على السيارة.", "العثور على السيارة"),
        ("وتساءل المدير لماذا تأخرت السفينة.", "لماذا تأخرت السفينة"),
        ("طالب الوزير - وفق رأيه - بحل المجلس.", "حل المجلس"),
        ("وقال المدير:\nلن نغلق المصنع هذا العام.", "لن نغلق المصنع هذا العام"),
    ],
)
def test_what_is_said(text: str, want: str) -> None:
    assert [a.content.text for a in read(text, ("سامر حداد", "PER"))] == [want]


@pytest.mark.parametrize(
    "text",
    [
        "إضافة إلى أن السوق أغلق، بدأ العمل.", "وتلقت الغرفة بلاغا يفيد بوقوع حادث.", "واعتبر السائق على أنه غائب.",
        "أعتقد أن السوق مغلق.", "سيدعو المدير الوفد إلى القاعة.",
        "وسجلت ممارسات احتكارية تهدد بخسارة السوق على النهر.", "سوريا: عشرات القتلى في حريق.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    assert read(text, ("سوريا", "LOC"), ("النهر", "LOC")) == ()


def test_attributing_a_saying_to_somebody_is_a_chain() -> None:
    outer, inner = read("نسبت وكالة البحر إلى مدير المرفأ قوله إن السفينة غادرت.")
    assert (row(outer)[1], row(inner)[1], inner.parent) == ("وكالة البحر", "مدير المرفأ", outer.id)
    outer, inner = read("نقل البيان قول مدير المرفأ إن السفينة غادرت.")
    assert (row(outer)[1], row(inner)[1], inner.parent) == ("البيان", "مدير المرفأ", outer.id)


def test_a_pronoun_before_the_verb_is_its_subject() -> None:
    found = read("قال الوزير إنه اتهم المدير بسرقة الأموال.")
    assert carried(found[-1]) == "الوزير"


def test_a_body_goes_on_in_the_plural() -> None:
    found = read("أكد وفد البلدية أن الطريق جاهز، مشيرين إلى أن العمل بدأ.")
    assert carried(found[-1]) == "وفد البلدية"


def test_a_name_far_from_its_title_belongs_to_it() -> None:
    (one,) = read("وقال المبعوث المحلي إلى المدينة سامر حداد إن السوق أغلق.", ("سامر حداد", "PER"))
    assert one.source.span is not None
    assert (one.source.span.text, one.source.kind) == ("المبعوث المحلي إلى المدينة سامر حداد", "person")


def test_a_statement_points_to_whom_issued_it() -> None:
    found = read("قالت البلدية في بيان إن السوق أغلق. وأضاف البيان أن العمل بدأ.")
    assert (carried(found[-1]), found[-1].source.kind) == ("البلدية", "official statement")


def test_the_source_alone_is_who_spoke_last() -> None:
    found = read("أعلنت البلدية أن السوق أغلق. وأضاف المصدر نفسه أن العمل بدأ.")
    assert carried(found[-1]) == "البلدية"


@pytest.mark.parametrize("turn", ["لكن مصدرا في البلدية", "ولكن المدير", "غير أن المدير", "إلا أن المدير"])
def test_who_denies_all_that_was_said_is_no_part_of_the_speech(turn: str) -> None:
    told, denied = read(f"قال رئيس البلدية لوكالة البحر إن السوق أغلق أبوابه أمام التجار، {turn} نفى ذلك.")
    assert told.content.text == "السوق أغلق أبوابه أمام التجار"
    assert (denied.parent, denied.stance) == (None, "denies")


def test_a_denial_of_something_else_may_be_part_of_the_speech() -> None:
    told, denied = read("قال رئيس البلدية إن السوق أغلق أبوابه لكن الشركة نفت وجود عطل.")
    assert denied.parent == told.id


@pytest.mark.parametrize("title", ["المحامية", "الروائية", "الرسامة"])
def test_a_woman_with_a_title_is_a_person(title: str) -> None:
    (one,) = read(f"وقالت {title} سلمى حداد إن السوق أغلق.", ("سلمى حداد", "PER"))
    assert one.source.kind == "person"
    (one,) = read(f"السوق أغلق، بحسب {title} سلمى حداد.", ("سلمى حداد", "PER"))
    assert one.source.kind == "person"


def test_what_is_denied_follows_a_title_between_commas() -> None:
    (one,) = read("نفى سامر حداد، وكيل أعمال اللاعب، توصل الفريق إلى اتفاق مع النادي.", ("سامر حداد", "PER"))
    assert row(one) == ("نفى", "سامر حداد", "توصل الفريق إلى اتفاق مع النادي")
    assert one.stance == "denies"


@pytest.mark.parametrize("wish", ["رافضا كشف اسمه", "طالبا عدم ذكر اسمه", "رفض ذكر هويته", "مفضلا عدم كشف هويته"])
def test_who_keeps_back_his_name_speaks_all_the_same(wish: str) -> None:
    (one,) = read(f"وقال مسؤول محلي لرويترز {wish} إن الجسر أغلق.", ("رويترز", "ORG"))
    assert row(one) == ("قال", "مسؤول محلي", "الجسر أغلق")
    assert one.told_to_span is not None
    assert one.told_to_span.text == "رويترز"


def test_the_month_of_a_day_is_nothing_that_is_announced() -> None:
    """«ستعلن في 14 تشرين الثاني» made the body named before announce «تشرين الثاني» inside another's words."""
    _, second = read("أعلنت البلدية أن السوق أغلق. وقال المدير سامر حداد إن النتائج ستعلن في 14 تشرين الثاني.", ("سامر حداد", "PER"))
    assert row(second) == ("قال", "المدير سامر حداد", "النتائج ستعلن في 14 تشرين الثاني")
    (one,) = read("أعلنت الشركة يوم 14 تشرين الثاني وقف الرحلات.")
    assert row(one) == ("أعلنت", "الشركة", "وقف الرحلات")


def test_one_of_them_is_nobody_by_name() -> None:
    (one,) = read("وقال أحدهم لوكالة البحر إن السوق أغلق.")
    assert (one.source.kind, one.source.span.text if one.source.span else "") == ("anonymous", "أحدهم")
