"""What one article tells of days ahead, most of all of deadlines."""

from __future__ import annotations

import pytest

from tawatur.collection.plans import deadline_rows, plans_of
from tawatur.lang.agenda_words import AgendaWords, load_agenda_words
from tawatur.lang.resources import Resources
from tawatur.model.collection import DEADLINE

from .workshop import article, read


@pytest.fixture(scope="module")
def words() -> AgendaWords:
    return load_agenda_words()


@pytest.mark.parametrize(("text", "day"), [
    ("يجب تقديم الطلبات في موعد أقصاه 20 نوفمبر.", "2026-11-20"),
    ("منحت البلدية السكان مهلة تنتهي في 20 نوفمبر 2026 لإخلاء المبنى.", "2026-11-20"),
    ("أمهلت الوزارة المصانع حتى نهاية الشهر لتسوية أوضاعها.", "2026-11-30"),
    ("الموعد النهائي للتسجيل هو 15 ديسمبر.", "2026-12-15"),
    ("آخر موعد لقبول الطلبات الخميس المقبل.", "2026-11-05"),
    ("أعطى المجلس الفريق مهلة عشرة أيام للرد.", "2026-11-13"),
    ("أمهل الاتحاد الأندية 48 ساعة لتسديد ديونها.", None),
    ("حدد المجلس 20 نوفمبر موعدا نهائيا لتسليم المشروع.", "2026-11-20"),
    ("وعد الوزير بإنجاز الجسر قبل نهاية العام.", "2026-12-31"),
])
def test_deadlines(text: str, day: str | None, resources: Resources, words: AgendaWords) -> None:
    found = [p for p in plans_of(read(resources, article("x", "الصباح", "2026-11-03", text))[0], resources.gazetteer, words) if p.type == DEADLINE]
    assert [p.date for p in found] == ([day] if day else [p.date for p in found])
    for p in found:
        assert text[p.proof.span.start:p.proof.span.end] == p.proof.span.text


@pytest.mark.parametrize("text", [
    "بقي الجسر مغلقا حتى 20 نوفمبر.", "هبط السعر بحلول الساعة 13:50 من اليوم.", "انتهت المهلة في 20 أكتوبر الماضي.",
    "استمر المعرض عشرة أيام.", "سافر الوفد من أقصاه إلى أقصاه غدا.", "بعد انتهاء المهلة بعشرة أيام عاد الناس.",
])
def test_what_is_no_deadline(text: str, resources: Resources, words: AgendaWords) -> None:
    plans = plans_of(read(resources, article("x", "الصباح", "2026-11-03", text))[0], resources.gazetteer, words)
    assert not [p for p in plans if p.type == DEADLINE]


def test_without_a_day_of_publication_nothing_is_announced(resources: Resources, words: AgendaWords) -> None:
    reading = read(resources, article("x", "الصباح", None, "يجب تقديم الطلبات في موعد أقصاه الأحد المقبل."))[0]
    assert list(plans_of(reading, resources.gazetteer, words)) == []
    assert deadline_rows(reading, resources.gazetteer, words) == ()


def test_rows_for_the_store(resources: Resources, words: AgendaWords) -> None:
    text = "قال كريم البستاني إن التقديم ينتهي قريبا. يجب تقديم الطلبات في موعد أقصاه 20 نوفمبر."
    rows = deadline_rows(read(resources, article("x", "الصباح", "2026-11-03", text))[0], resources.gazetteer, words)
    assert [(r.id, r.type, r.status, r.date) for r in rows] == [("deadline1", "deadline", "planned", "2026-11-20")]
    assert text[rows[0].start:rows[0].end].startswith("يجب تقديم")


def test_both_ends_of_a_range(resources: Resources, words: AgendaWords) -> None:
    text = "يصل الرئيس اللبناني كريم البستاني غدا إلى القاهرة، ثم يزور باريس من 14 إلى 16 نوفمبر."
    found = [p for p in plans_of(read(resources, article("x", "الصباح", "2026-11-03", text))[0], resources.gazetteer, words) if p.type == "visit"]
    assert "2026-11-14/2026-11-16" in [p.date for p in found]


def test_what_is_told_by_a_verb_alone_is_called_by_the_words_of_the_announcement(resources: Resources, words: AgendaWords) -> None:
    text = "أعلنت بلدية صفاقس أن معرض الكتاب سيُفتتح يوم الجمعة 20 نوفمبر بمشاركة ثمانين دار نشر."
    opening = next(p for p in plans_of(read(resources, article("x", "الصباح", "2026-11-03", text))[0], resources.gazetteer, words) if p.type == "opening")
    assert "معرض الكتاب" in opening.name
