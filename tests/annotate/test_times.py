"""Time expressions: every row's example, and the constructions of news with their values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotate.times import find_timexes, impossible_dates, resolve, written_apart
from tawatur.lang.calendar import load_calendar
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder, read_csv
from tawatur.model import Article, Part, TimeExpression

CALENDAR = load_calendar()
# A Tuesday; 30 Rabi II 1434.
DAY = "2013-03-12"


def read(text: str, published: str | None = DAY, parts: tuple[Part, ...] = ()) -> tuple[TimeExpression, ...]:
    article = Article(id="a", text=text)
    return resolve(find_timexes(article, view(text), parts, CALENDAR), published, CALENDAR)


def values(text: str, published: str | None = DAY) -> list[str]:
    return [time.value for time in read(text, published)]


@pytest.mark.parametrize("rule", CALENDAR.all_rules, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: object) -> None:
    found = read(rule.example)  # type: ignore[attr-defined]
    assert [(t.rule, t.value) for t in found if t.rule == rule.name] == [(rule.name, value) for value in rule.value.split()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", read_csv(folder() / "months.csv", ("name", "month")), ids=lambda row: row["name"])
def test_each_month_is_found_in_its_example(row: object) -> None:
    text = row["example"]  # type: ignore[index]
    article = Article(id="a", text=text)
    found = find_timexes(article, view(text), (), CALENDAR)
    assert [(t.month, t.calendar) for t in found if t.month] == [(int(row["month"]), row["calendar"])]  # type: ignore[index]


@pytest.mark.parametrize("row", read_csv(folder() / "weekdays.csv", ("name", "weekday")), ids=lambda row: row["name"])
def test_each_weekday_is_found_in_its_example(row: object) -> None:
    text = row["example"]  # type: ignore[index]
    found = find_timexes(Article(id="a", text=text), view(text), (), CALENDAR)
    assert [t.weekday for t in found] == [int(row["weekday"])]  # type: ignore[index]


@pytest.mark.parametrize(("text", "want"), [
    # days told from the day of publication
    ("وصل الوفد أمس", ["2013-03-11"]), ("وصل الوفد أول من أمس", ["2013-03-10"]),
    ("وصل الوفد أمس الأول", ["2013-03-10"]), ("يصل الوفد غداً", ["2013-03-13"]),
    ("يصل الوفد بعد غد الخميس", ["2013-03-14"]), ("افتتح المعرض يوم أمس الاثنين", ["2013-03-11"]),
    ("أعلن الاتحاد اليوم، الثلاثاء 12 آذار، النتائج", ["2013-03-12"]),
    # weekdays
    ("اجتمع المجلس الإثنين", ["2013-03-11"]), ("اجتمع المجلس الثلثاء", ["2013-03-12"]),
    ("اجتمع المجلس الاربعاء الماضي", ["2013-03-06"]), ("يجتمع المجلس الأربعاء المقبل", ["2013-03-13"]),
    ("يجتمع المجلس الثلاثاء القادم", ["2013-03-19"]), ("سيجتمع المجلس في القاعة الكبرى السبت", ["2013-03-16"]),
    ("اجتمع المجلس السبت قبل الماضي", ["2013-03-02"]), ("اجتمع المجلس السبت الماضى", ["2013-03-09"]),
    # parts of the day
    ("هطل المطر فجر أمس", ["2013-03-11TMO"]), ("هطل المطر ظهر اليوم", ["2013-03-12TMI"]),
    ("هطل المطر بعد ظهر السبت", ["2013-03-09TAF"]), ("هطل المطر مساء السبت", ["2013-03-09TEV"]),
    ("هطل المطر ليلة 28 شباط/فبراير الماضي", ["2013-02-28TNI"]), ("هطل المطر الليلة الماضية", ["2013-03-11TNI"]),
    ("هطل المطر ليل الجمعة - السبت", ["2013-03-08TNI"]),
    # dates with and without a year, in all calendars
    ("وقع العقد في 3 تشرين الثاني/نوفمبر 2011", ["2011-11-03"]),
    ("وقع العقد في 3 نوفمبر (تشرين الثاني) 2011", ["2011-11-03"]),
    ("وقع العقد في 3 حزيران - يونيو 2011", ["2011-06-03"]),
    ("وقع العقد في 3 نوفمبر الماضي", ["2012-11-03"]), ("يوقع العقد في 3 تموز المقبل", ["2013-07-03"]),
    ("يوقع العقد في ٢٠ آذار الجاري", ["2013-03-20"]), ("وقع العقد في 3 أوت 2011", ["2011-08-03"]),
    ("وقع العقد في الخامس والعشرين من يناير 2011", ["2011-01-25"]),
    ("وقع العقد يوم السبت الموافق 9 مارس/آذار", ["2013-03-09"]),
    ("وقع العقد في 17 / 7 / 2012م", ["2012-07-17"]), ("وقع العقد في 16.06.2012", ["2012-06-16"]),
    ("وقع العقد في 2012-06-16", ["2012-06-16"]), ("وقع العقد في 7 تشريم الثاني/نوفمبر", ["2012-11-07"]),
    ("وقع العقد في 2 جمادى الآخرة 1441هـ", ["2020-01-27"]), ("يصومون في غرة شهر رمضان المقبل", ["2013-07-09"]),
    ("وقع العقد في 25/9/1433هـ", ["2012-08-13"]),
    # days that lean on a month
    ("يعود الوفد في 29 الشهر الجاري بعد أن يصل في 28 منه", ["2013-03-29", "2013-03-28"]),
    ("بدأ المعرض في 12 شوال 1433 وانتهى في 20 منه", ["2012-08-30", "2012-09-07"]),
    ("أقيم الحفل في 5 شباط وأعيد في 9 من الشهر نفسه", ["2013-02-05", "2013-02-09"]),
    ("أقيمت المباراتان في 12 و13 آب الماضي", ["2012-08-12", "2012-08-13"]),
    ("يقام المعرض من 5 إلى 9 أيار المقبل", ["2013-05-05", "2013-05-09"]),
    ("أقيم في السابع والثامن من شباط", ["2013-02-07", "2013-02-08"]),
    # months, weeks, years, seasons
    ("بدأ العمل في تموز الماضي", ["2012-07"]), ("بدأ العمل في أكتوبر", ["2012-10"]),
    ("بدأ العمل الشهر الماضي", ["2013-02"]), ("ينتهي العمل الشهر القادم", ["2013-04"]),
    ("عقد اللقاء الأسبوع الماضي", ["2013-W10"]), ("يعقد اللقاء خلال الأسبوع الجاري", ["2013-W11"]),
    ("زاد الإنتاج هذا العام", ["2013"]), ("زاد الإنتاج العام الماضي", ["2012"]),
    ("زاد الإنتاج في مايو من العام الماضي", ["2012-05"]), ("تأسس النادي عام 1869", ["1869"]),
    ("زاد الإنتاج بين عامي 2010 و2012", ["2010", "2012"]), ("يعمل هناك منذ 2009.", ["2009"]),
    ("بدأت الأشغال صيف 2011", ["2011-SU"]), ("تبدأ الأشغال صيف هذا العام", ["2013-SU"]),
    ("بدأت الأشغال خريف العام الماضي", ["2012-FA"]), ("زاد الإنتاج في النصف الأول من العام الجاري", ["2013-H1"]),
    ("يعقد اللقاء في الأسبوع الأخير من نيسان المقبل", ["2013-04"]), ("ينتهي العمل في 20 الجاري", ["2013-03-20"]),
    ("بني السد في أواخر السبعينيات", ["197"]), ("نشر في يوليو 23, 2012", ["2012-07-23"]),
    ("اجتمعوا بين العاشر والثالث عشر من الشهر الماضي", ["2013-02-10", "2013-02-13"]),
    ("يجتمعون الخميس من الأسبوع المقبل", ["2013-03-21"]), ("ينتهي العمل نهاية العام", ["2013"]),
    ("زاد الإنتاج خلال اليومين الماضيين", ["P2D"]), ("قال المدير اليوم (الثلاثاء 12 آذار) إنه باق", ["2013-03-12"]),
    ("عثر عليه قبل يومين على الشاطئ", ["2013-03-10"]), ("انتهى البناء قبل يومين من الموعد", ["P2D"]),
    ("بني السد في عشرينيات القرن التاسع عشر", ["182"]), ("لعبوا في الـ21 والـ22 من كانون الأول", ["2012-12-21", "2012-12-22"]),
    ("عادوا في 24 من شهر آب العام الفائت", ["2012-08-24"]), ("تم النشر: 24 كانون الثاني، 2012", ["2012-01-24"]),
    ("جاء بدعوة من رجب الطويل", []), ("تضرر الجسر في حرب تموز", []), ("صدر في عام 2008 القرار 1701 لعام 2006", ["2008", "2006"]),
    # lengths of time
    ("استمر العمل أكثر من ثلاث سنوات", ["P3Y"]), ("استمر العمل عامين", ["P2Y"]),
    ("استمر العمل ثلاثة وعشرين يوما", ["P23D"]), ("استمر العمل نصف ساعة", ["PT30M"]),
    ("استمر العمل لمدة شهر", ["P1M"]), ("استمر العمل 16 شهرا", ["P16M"]),
    ("تسلم منصبه قبل شهرين", ["2013-01"]), ("تسلم منصبه قبل نحو ثلاث سنوات", ["2010"]),
    ("تسلم منصبه قبل 48 ساعة", ["2013-03-10"]), ("تسلم منصبه قبل أيام", ["PAST_REF"]),
])
def test_values(text: str, want: list[str]) -> None:
    assert values(text) == want


@pytest.mark.parametrize("text", [
    "صدر القرار 2254 عن المجلس", "سقط 12 قتيلا", "وهو من أب سوري وأم لبنانية", "مارس اللاعب هوايته",
    "قال رجب إنه باق", "لامس المؤشر أعلى حد", "زار مدينة السادس من أكتوبر", "قالت قوى 14 آذار كلمتها",
    "نقلت روسيا اليوم الخبر", "اليوم العالمي للكتاب", "عملت سنوات طويلة", "كل يوم يمر", "فاز الفريق 3-صفر",
    "وهي إحدى أشهر العلامات", "نشرت «اليوم» المقال", "المدير العام للشركة", "إلى مليون شخص",
    "وصل المعرض الثاني", "خلال المرحلة الثانية",
])
def test_no_time_is_seen_where_there_is_none(text: str) -> None:
    assert read(text) == ()


def test_modifiers_and_types() -> None:
    start, = read("بدأ العمل مطلع العام 2012")
    more, = read("استمر العمل أكثر من أربع سنوات")
    night, = read("وصل الوفد مساء أمس")
    daily, = read("ينتجون الخبز يوميا")
    assert (start.value, start.mod) == ("2012", "START")
    assert (more.type, more.mod) == ("DURATION", "MORE_THAN")
    assert night.type == "TIME"
    assert daily.type == "SET"


def test_spans_are_exact_through_marks_and_tatweel() -> None:
    text = "وصلَ الوفدُ غَداً في ٢ مُحرّم ١٤٣٥هـ، إلى المدينة"
    found = read(text)
    assert [t.text for t in found] == ["غَداً", "٢ مُحرّم ١٤٣٥هـ"]
    assert all(text[t.start:t.end] == t.text for t in found)
    assert found[1].calendar == "hijri"


def test_without_a_day_of_publication_values_stay_open() -> None:
    assert values("يعود الوفد في 29 كانون الثاني", None) == ["XXXX-01-29"]
    assert values("عاد الوفد الاثنين", None) == ["XXXX-WXX-1"]
    assert values("عاد الوفد أمس", None) == ["PAST_REF"]
    assert values("بدأ العمل في تموز", None) == ["XXXX-07"]
    assert values("بدأ العمل في 3 آذار 2012", None) == ["2012-03-03"]


@pytest.mark.parametrize("text", ["وقع العقد في 31 شباط", "وقع العقد في 30 / 2 / 2012", "وقع العقد في 31 نيسان 2012"])
def test_impossible_dates_have_no_value_but_a_note(text: str) -> None:
    found = find_timexes(Article(id="a", text=text), view(text), (), CALENDAR)
    note, = impossible_dates(found)
    assert resolve(found, DAY, CALENDAR) == ()
    assert note.code == "times.impossible"
    assert note.evidence[0].text in text


def test_a_leap_day_is_possible_where_the_year_has_it() -> None:
    assert values("وقع العقد في 29 شباط 2012") == ["2012-02-29"]
    assert values("وقع العقد في 29 شباط 2011") == []


def test_a_caption_has_its_value_but_nothing_leans_on_it() -> None:
    caption = "من لقاء سابق - 6 أيلول 2010"
    text = f"{caption}\nيصل الوفد في 29 الشهر الجاري ويغادر في 30 منه"
    parts = (Part("caption", 0, len(caption)), Part("body", len(caption) + 1, len(text)))
    assert [t.value for t in read(text, DAY, parts)] == ["2010-09-06", "2013-03-29", "2013-03-30"]
    leaning = f"{caption}\nيغادر الوفد في 30 منه"
    parts = (Part("caption", 0, len(caption)), Part("body", len(caption) + 1, len(leaning)))
    assert [t.value for t in read(leaning, DAY, parts)] == ["2010-09-06"]


def test_an_hour_belongs_to_the_day_beside_it() -> None:
    assert values("يبدأ الحفل الساعة الثامنة مساء السبت المقبل") == ["2013-03-16T20:00", "2013-03-16"]
    assert values("يبدأ الحفل عند الساعة 10:30") == ["2013-03-12T10:30"]


def test_weekday_of_an_old_text_outweighs_the_day_it_was_put_up() -> None:
    assert values("قال المدير اليوم الأحد") == ["2013-03-10"]


def test_hijri_month_is_a_stretch_of_days() -> None:
    found, = read("خلال شهر رمضان المبارك", "2015-07-16")
    assert (found.value, found.calendar) == ("2015-06-18/2015-07-16", "hijri")


@pytest.mark.parametrize(("text", "want"), [
    ("سينطلق المعرض السبت", "2013-03-16"), ("سيلتقي الوزيران السبت", "2013-03-16"),
    ("من المقرر أن يلتقي الوزيران السبت", "2013-03-16"), ("سيطرت الفرقة على الجسر السبت", "2013-03-09"),
    ("قال إن السيارة وصلت السبت", "2013-03-09"), ("مرت ستة أيام على لقاء السبت", "2013-03-09"),
    ("سيبحثون في ما بعد، كما أعلن المكتب السبت", "2013-03-09"),
])
def test_the_tense_about_a_bare_weekday_decides(text: str, want: str) -> None:
    assert values(text)[-1] == want


WORDS = sorted({*CALENDAR.months, *CALENDAR.weekdays, *CALENDAR.deictic, *CALENDAR.relative, *CALENDAR.units,
                *CALENDAR.part_of_day, *CALENDAR.modifier, *CALENDAR.approximate, *CALENDAR.numbers, *CALENDAR.hours,
                "يوم", "عام", "من", "قبل", "منذ", "الموافق", "منه", "هـ", "م", "هذا", "الساعة", "(", ")", "/", "-", "،", ".",
                "\n", "ـ", "2013", "٣١", "1436", "5", "99", "0", "²", "الربع", "نصف", "و", "ال"})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.sampled_from([" ", ""]), st.sampled_from([None, DAY, "1950-01-01"]))
def test_whatever_stands_there_spans_are_exact_and_apart(words: list[str], glue: str, day: str | None) -> None:
    text = glue.join(words)
    end = 0
    for time in read(text, day):
        assert time.start >= end
        assert text[time.start:time.end] == time.text
        end = time.end


@pytest.mark.parametrize(("text", "want"), [
    # A word in a quotation is counted from the day on which it was said, where that is told.
    ("قال المدير أمس: «سنبدأ العمل غدا».", ["2013-03-11", "2013-03-12"]),
    ("قال المدير الجمعة في كلمة «نعود اليوم أقوى».", ["2013-03-08", "2013-03-08"]),
    ("قال المدير «نعود اليوم أقوى».", ["2013-03-12"]),
    ("سافر بعد عيد الفطر", ["2013-08-08"]),
    ("أغلق السوق في ثاني أيام عيد الفطر 2012", ["2012-08-20"]),
    ("هنأ المدير العمال بعيد الفطر", []),
    ("بني عام ألف وتسعمئة وسبعة وستين", ["1967"]),
    ("فتح الباب عام ألف مرة", []),
    ("بدأت الحرب في 1998 وتوقفت", ["1998"]),
    ("سجلت في 1998 حالة", []),
    ("فمنذ 1931 والطريق مفتوح", ["1931"]),
    ("نشر الكتاب في 2011 بعد أن اكتمل", ["2011"]),
    ("فاز أعوام 1993 و1996 و1998", ["1993", "1996", "1998"]),
    ("تراجع الإنتاج 3 بالمئة الشهر الماضي", ["2013-02"]),
    ("يعمل في المصنع منذ شهر بلا راحة", ["P1M"]),
    ("يبدأ الحفل عند السابعة إلا ربعا مساء", ["2013-03-12T18:45"]),
    ("الساعة العاشرة إلا خمس دقائق صباحا", ["2013-03-12T09:55"]),
    ("قبل يومين من انتخابات 26 فبراير 2013", ["2013-02-24", "2013-02-26"]),
    ("قبل يومين من الانتخابات", ["P2D"]),
    ("انتخب يوم 1 مارس واستقال بعد أربعة أيام فقط", ["2013-03-01", "2013-03-05"]),
    ("انتخب يوم 1 مارس. واستقال بعد أربعة أيام", ["2013-03-01", "P4D"]),
    ("قال أمس إنه سيستقيل بعد أربعة أيام", ["2013-03-11", "2013-03-15"]),
    ("ولد عام 1999 وتوفي والده في العام نفسه", ["1999", "1999"]),
    ("في العام نفسه", []),
    ("وقع في 5 مارس وكان حينها نائبا", ["2013-03-05", "2013-03-05"]),
    ("كان حينها نائبا", []),
    ("صرفت الأجور في 5 مارس في وقتها", ["2013-03-05"]),
    ("ارتفع الإنتاج في كانون الثاني 2013 مقارنة بالشهر نفسه من العام الماضي", ["2013-01", "2012"]),
    ("كتب المدير مشهدا أخيرا للمسرحية", []),
    ("تمكن الفريق أخيرا من العودة", []),
])
def test_times_that_lean_on_another(text: str, want: list[str]) -> None:
    assert values(text) == want


def test_a_day_of_the_same_month_that_lies_ahead_of_what_is_past_has_no_value() -> None:
    far = "وتحدث المدير عن الجسر والميناء والطريق والسوق. " * 6
    assert values(f"تنعقد الدورة في 26 نيسان 2013. {far}وانتخب في 29 من الشهر ذاته") == ["2013-04-26"]


@pytest.mark.parametrize(("text", "want"), [
    ("وقع انفجار في سوريا أمس", ["2013-03-11"]), ("انخفض السعر في مصر اليوم", ["2013-03-12"]),
    ("ذكرت قناة سوريا اليوم", []), ("ذكرت صحيفة الغد", []), ("نقل موقع مصر اليوم", []), ("ذكر في موقع اليوم", []),
])
def test_papers_are_called_today_and_lands_are_not(text: str, want: list[str]) -> None:
    assert values(text) == want


@pytest.mark.parametrize(("text", "want"), [
    # lists and ranges
    ("تعقد الدورات في 12 و13 و14 آب", ["2013-08-12", "2013-08-13", "2013-08-14"]), ("من 27-29 من الشهر الثامن", ["2013-08-27", "2013-08-29"]),
    ("عمل الكاتب هناك بين 2001-2008.", ["2001", "2008"]), ("فاز الفريق بلقب موسم 2011 / 2012", ["2011", "2012"]),
    # the nth of a month
    ("أقيمت الصلاة في آخر جمعة من رمضان الماضي", ["2012-08-17"]), ("يعقد اللقاء الثلاثاء الأول من الشهر المقبل", ["2013-04-02"]),
    ("سيعقد اللقاء في ثاني أحد من أيلول 2014", ["2014-09-14"]), ("ينتهي القيد في آخر يوم من نيسان", ["2013-04-30"]),
    ("نشر البيان في 3/2012 ثم في 2011/7.", ["2012-03", "2011-07"]), ("تنتهي المهلة يوم 2/8", ["2013-08-02"]),
    # written out
    ("وقع العقد في الخامس والعشرين من كانون الثاني عام ألفين وعشرة", ["2010-01-25"]), ("وقع العقد في خمسة وعشرين شباط", ["2013-02-25"]),
    ("وقع العقد في الثانية والعشرين من شباط", ["2013-02-22"]), ("بني المسجد في ألف وثمانمئة وتسعين ثم هدم", ["1890"]),
    # feasts
    ("تغلق المدارس في عيد الفصح المقبل", ["2013-03-31"]), ("قبيل عيد العمال", ["2013-05-01"]), ("رمضان 2011", ["2011-08-01/2011-08-29"]),
    ("الموعد: عيد الفطر", ["2013-08-08"]), ("بدأت الإجازة عشية عيد الميلاد 2011", ["2011-12-25"]),
    # lengths and what leans on now
    ("غاب المدير عاما ونصف العام", ["P1Y6M"]), ("سافر قبل عام ونصف", ["2011-09"]), ("يعود بعد شهر ويومين من الآن", ["2013-04-14"]),
    ("استقر السعر في غضون أشهر", ["PXM"]), ("قفز الإنتاج في العقد الماضي", ["200"]), ("ارتفع السعر خلال الأشهر الستة الأولى من 2012", ["2012-H1"]),
    ("بني الحصن عام 1300 قبل الميلاد", ["BC1300"]), ("هجروا عام 67 ولم يعودوا", ["1967"]), ("ازدهرت في القرن التاسع عشر", ["18"]),
    ("وقع الاتفاق في أيار 2011 ثم انهار في العام التالي", ["2011-05", "2012"]), ("في حزيران من ذلك العام", ["2012-06"]),
    # Two blanks are one.
    ("وصل الوفد في 5  آذار  2012", ["2012-03-05"]), ("وصل في 13شعبان 1433", ["2012-07-03"]),
])
def test_constructions_of_news_and_users(text: str, want: list[str]) -> None:
    found = values(text)
    assert found == want


@pytest.mark.parametrize("text", [
    "ازداد الحضور عاما بعد عام", "تغير الأمر من دقيقة إلى أخرى", "انتهت المباراة 2 ــ صفر", "قالت مايو فارس إن الطريق مفتوح", "قصد المدير العام السابق بيته",
    "وصل الوفد إلى خميس مشيط", "اشترى السمك من سوق الأربعاء", "قرأ سورة الجمعة", "هذا العصر عصر الآلة", "توفي في الأربعينيات من عمره",
    "حصل على 12/24 صوتا", "المرسوم رقم 3/2011", "صدر القرار 3/2011 أول مرة", "تقدم الفريق في نهاية الربع الثالث من المباراة", "في القرن التاسع الهجري",
    "طلبت الحكومة رأي ماي", "فاز بفارق 2010-2015 صوتا", "عدد الركاب 15:15", "كرة القدم بكرة جديدة", "سورة 12 آية 30",
])
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_days_that_a_duration_covers() -> None:
    spans = [(t.value, t.since, t.until) for t in read("هطل المطر في الأيام الثلاثة الماضية ويستمر بقية الأسبوع وفي الأسابيع الثلاثة القادمة")]
    assert spans == [("P3D", "2013-03-09", "2013-03-11"), ("2013-W11", "2013-03-12", "2013-03-17"), ("P3W", "2013-03-13", "2013-04-02")]
    assert [(t.since, t.until) for t in read("في الأيام الثلاثة الماضية", None)] == [(None, None)]


def test_a_paper_of_friday_written_on_thursday() -> None:
    text = "قال الوزير اليوم الاثنين إن الوفد وصل أمس ويغادر غدا. وكان قد زار المرفأ قبل يومين."
    assert values(text) == ["2013-03-11", "2013-03-10", "2013-03-12", "2013-03-10"]
    notes = written_apart(find_timexes(Article(id="a", text=text), view(text), (), CALENDAR), DAY)
    assert [(n.code, [s.text for s in n.evidence]) for n in notes] == [("times.written_apart", ["اليوم الاثنين"])]
    # Days that fit the publication, or that do not agree with each other, tell nothing.
    for other in ("قال الوزير اليوم الثلاثاء إن الوفد وصل أمس", "قال الوزير اليوم الثلاثاء وقال المدير اليوم الاثنين إن الوفد وصل أمس"):
        timexes = find_timexes(Article(id="a", text=other), view(other), (), CALENDAR)
        assert written_apart(timexes, DAY) == ()
        assert values(other)[-1] == "2013-03-11"
