"""Whether a clause looks ahead, and where the verb of saying stands."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex_clause import speech_before, tense
from tawatur.lang.normalize import view
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("text", "want"), [
    ("سيفتح الجسر الخميس", 1), ("سأعود إلى القرية الخميس", 1), ("قال: «سأزور القرية الخميس»", 1), ("سأل الوزير عن الجسر الخميس", 0),
    ("ساعة المدينة تعطلت الخميس", 0), ("قد يرجأ السباق إلى الخميس", 1), ("قال الوزير الخميس", -1), ("سيفتح الجسر كما قال الوزير الخميس", -1),
    ("تراجع السهم بحلول الساعة 14:30 عن الخميس", 0), ("ينتهي العمل بحلول الخميس", 1), ("سيفتح الجسر. وعاد الوفد الخميس", 0),
    ("بيانات تصدر يوم الخميس", 1), ("ويعقد المجلس الخميس", 1), ("يعقد المجلس لقاء في القاعة الكبيرة الخميس", 0), ("سيبقى الجسر مغلقا منذ الخميس", -1),
])
def test_tense(resources: Resources, text: str, want: int) -> None:
    seen = view(text)
    assert tense(seen, seen.norm.index("الخميس"), resources.calendar) == want


@pytest.mark.parametrize(("text", "verb"), [
    ("قال الوزير: «نصل غدا»", "قال"), ("نصل غدا", None), ("قال الوزير: «نصل». ويصل غدا", None), ('وأكد الوزير "نصل غدا"', "واكد"), ("عنوانه «نصل غدا»", None),
])
def test_the_verb_before_a_quotation(resources: Resources, text: str, verb: str | None) -> None:
    norm = view(text).norm
    at = speech_before(norm, norm.index("غدا"), [0], resources.calendar)
    assert (norm[at:at + len(verb)] == verb) if verb else at == -1


@pytest.mark.parametrize(("text", "want"), [
    ("ستلتزم الدولة حصتها، مشيرا إلى أن صادراتها بلغت الذروة في شباط", 0), ("سيزور القرية، مشيرا إلى أنها ستحتفل في شباط", 1),
    ("ستعود القافلة إلى القرية في شباط", 1),
])
def test_what_is_noted_has_a_tense_of_its_own(resources: Resources, text: str, want: int) -> None:
    seen = view(text)
    assert tense(seen, seen.norm.index("شباط"), resources.calendar) == want
