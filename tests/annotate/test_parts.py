"""Parts of a page: what is the report, what is not, and that nothing is lost between them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tawatur.annotate.parts import PartsResult, find_parts
from tawatur.lang.furniture import load_furniture
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Article

FURNITURE = load_furniture(folder())
TITLE = "مجلس الميناء يوسع الرصيف الشرقي"
ONE = "قال مجلس الميناء، اليوم الأربعاء، إن توسعة الرصيف الشرقي ستنتهي قبل الخريف بعد تأخير دام ثلاثة أشهر بسبب الأمطار."
TWO = "وأوضح المهندس وليد الشامي أن الرصيف سيستقبل سفينتين في اليوم بدلاً من واحدة، وأن الرافعات وصلت من الخارج."
THREE = "وكان المجلس وقّع العقد في الشتاء الماضي مع شركتين محليتين، ولم يعلن قيمة العقد حتى الآن لأسباب قال إنها إدارية."
BODY = f"{ONE}\n{TWO}\n{THREE}"


def parts(text: str, **more: str) -> PartsResult:
    return find_parts(Article(id="x", text=text, **more), view(text), FURNITURE)  # type: ignore[arg-type]


def kind_of(text: str, stretch: str) -> str:
    """The kind of the part that holds `stretch` whole."""
    low = text.index(stretch)
    (found,) = [p.kind for p in parts(text).parts if p.start <= low and low + len(stretch) <= p.end]
    return found


def body(text: str) -> str:
    return "\n".join(text[p.start:p.end] for p in parts(text).parts if p.kind == "body")


def test_title_and_body() -> None:
    result = parts(f"{TITLE}\n\n{BODY}\n")
    assert result.title is not None
    assert result.title.text == TITLE
    assert [p.kind for p in result.parts] == ["title", "body"]


@pytest.mark.parametrize("text", [ONE, BODY, f"{ONE}\n\n{TWO}\n\n{THREE}", f"{TITLE}", "خبر"])
def test_text_without_a_title_is_all_body(text: str) -> None:
    result = parts(text)
    assert result.title is None
    assert {p.kind for p in result.parts} == {"body"}


def test_title_without_a_blank_line() -> None:
    assert kind_of(f"{TITLE}\n{BODY}", TITLE) == "title"


def test_long_title_of_two_sentences() -> None:
    title = ("مجلس الميناء يوسع الرصيف الشرقي بعد تأخير دام أشهراً بسبب الأمطار.. والمهندس الشامي: سفينتان في اليوم "
             "بدلاً من واحدة.. والرافعات وصلت من الخارج وقيمة العقد لم تعلن")
    assert kind_of(f"{title}\n\n{BODY}", title) == "title"


def test_given_title_that_stands_in_the_text_wins() -> None:
    above = "أخبار الساحل والجبل"
    text = f"{above}\n{TITLE}\n\n{BODY}"
    result = parts(text, title=TITLE)
    assert result.title is not None
    assert result.title.text == TITLE


def test_given_title_with_the_outlets_name_in_it() -> None:
    assert parts(f"{TITLE}\n\n{BODY}", title=f"{TITLE} | ضفاف نيوز").title is not None


def test_given_title_that_is_not_in_the_text() -> None:
    for first in ("سلمى الحداد – ضفاف نيوز", "المهندس وليد الشامي"):
        result = parts(f"{first}\n{BODY}", title=TITLE)
        assert result.title is None
        assert result.parts[0].kind in ("byline", "caption")
    assert [p.kind for p in parts(BODY, title=TITLE).parts] == ["body"]
    assert [p.kind for p in parts(f"{ONE}\nالميناء\n{TWO}\n{THREE}", title="توسعة الميناء").parts] == ["body", "header", "body"]


def test_byline_in_the_first_line() -> None:
    text = f"سلمى الحداد – بيروت\n{BODY}"
    assert kind_of(text, "سلمى الحداد – بيروت") == "byline"
    assert kind_of(f"مكة - جدة القديم\n\n{BODY}", "مكة - جدة القديم") == "title"


@pytest.mark.parametrize(
    "teaser",
    [
        "قال مجلس الميناء، اليوم الأربعاء، إن توسعة الرصيف الشرقي ستنتهي قبل الخريف...",
        "قال مجلس الميناء، اليوم الأربعاء، إن توسعة الرصيف الشرقي ستنتهي قبل الخريف…",
        "الرصيف سيستقبل سفينتين في اليوم بدلاً من واحدة، والرافعات وصلت من الخارج",
        ONE,
    ],
)
def test_teaser_that_the_body_repeats(teaser: str) -> None:
    text = f"{TITLE}\n\n{teaser}\n\n{BODY}"
    assert parts(text).parts[1].kind == "teaser"
    assert body(text).startswith("قال مجلس")


def test_alike_sentences_are_no_teaser() -> None:
    first = "هنأ رئيس المجلس رئيس بلدية الساحل بعيد المدينة متمنياً له التوفيق ولأهلها دوام التقدم."
    second = "كما هنأ رئيس المجلس رئيس بلدية الجبل بعيد القرية متمنياً له الصحة ولسكانها مزيداً من الازدهار."
    assert kind_of(f"{TITLE}\n\n{first}\n{second}\n{THREE}", first) == "body"


@pytest.mark.parametrize(
    "caption",
    [
        "أعضاء مجلس الميناء خلال جولة سابقة على الرصيف - 3 آب 2018",
        "الرصيف الشرقي قبل بدء الأعمال (أرشيف)",
        "عمال في الموقع (رويترز)",
        "المهندس وليد الشامي",
        "صورة: الرافعات الجديدة",
    ],
)
def test_caption_before_the_body(caption: str) -> None:
    assert kind_of(f"{TITLE}\n\n{caption}\n\n{BODY}", caption) in ("caption", "byline")
    assert kind_of(f"{TITLE}\n{caption}\n{BODY}", caption) in ("caption", "byline")


def test_caption_between_paragraphs() -> None:
    caption = "الرافعات عند وصولها إلى الميناء (أ ف ب)"
    assert kind_of(f"{TITLE}\n\n{ONE}\n{caption}\n{TWO}\n{THREE}", caption) == "caption"


@pytest.mark.parametrize(
    "line",
    ["(وكالات)", "كتبت: سلمى الحداد", "المصدر: وكالات - ضفاف نيوز", "رويترز", "متابعات", "بيروت - رويترز", "تحرير: نادر سعيد"],
)
def test_byline_under_the_text(line: str) -> None:
    assert kind_of(f"{TITLE}\n\n{BODY}\n\n{line}\n", line) == "byline"


@pytest.mark.parametrize("over", ["ضفاف اليوم", "وكالة المرافئ الوطنية"])
def test_a_name_over_the_headline_is_none(over: str) -> None:
    text = f"{over}\n\n{TITLE}\n\n{BODY}"
    assert kind_of(text, over) == "navigation"
    assert kind_of(text, TITLE) == "title"
    # A short headline over a long line keeps its place.
    teaser = "تفاصيل اليوم الأول بعد فتح الجسر أمام السيارات والمشاة من أهل المدينة القديمة والقرى التي حولها"
    assert kind_of(f"{over}\n\n{teaser}\n\n{BODY}", over) == "title"


@pytest.mark.parametrize("line", ["عمّان - مراسل ضفاف", "بيروت - سلمى الحداد", "لندن: «ضفاف»", "سلمى الحداد – ضفاف نيوز", "بقلم: سلمى الحداد"])
def test_byline_over_the_text(line: str) -> None:
    assert kind_of(f"{TITLE}\n\n{line}\n\n{BODY}", line) == "byline"


@pytest.mark.parametrize("line", ["الأربعاء 14 آب 2019 - 10:30", "14/08/2019", "آخر تحديث: 14 أغسطس 2019", "تاريخ النشر: ١٤ آب ٢٠١٩"])
def test_date_lines(line: str) -> None:
    assert kind_of(f"{TITLE}\n{line}\n\n{BODY}", line) == "dateline"
    assert parts(f"{line}\n{TITLE}\n\n{BODY}").title is not None


@pytest.mark.parametrize(
    "dateline",
    [
        "بيروت -", "صنعاء - عدن -", "دمشق-سانا:", "القاهرة (أ ف ب) -", "(رويترز) -", "دمشق، سوريا (CNN) --",
        "سلمى الحداد- ضفاف- الدمام:", "الرياض:", "المنامة في 20 تموز / بنا /", "بيروت – رويترز:",
    ],
)
def test_dateline_is_the_stretch_before_the_text(dateline: str) -> None:
    text = f"{TITLE}\n\n{dateline} {BODY}"
    assert kind_of(text, dateline) == "dateline"
    assert body(text) == BODY


@pytest.mark.parametrize(
    "opening",
    ["وزير النقل: الطريق مفتوح أمام الجميع", "قال الوزير: إن الطريق مفتوح", "الطريق بين دمشق - حلب مفتوح", "حلب-دمشق طريق قديم"],
)
def test_no_dateline(opening: str) -> None:
    text = f"{TITLE}\n\n{opening} {BODY}"
    assert "dateline" not in {p.kind for p in parts(text).parts}


def test_headers_between_paragraphs() -> None:
    text = f"{TITLE}\n\n{ONE}\nالعقد مع الشركتين\n{TWO}\nوزارة النقل: الرصيف جاهز\n{THREE}"
    assert kind_of(text, "العقد مع الشركتين") == "header"
    assert kind_of(text, "وزارة النقل: الرصيف جاهز") == "header"


@pytest.mark.parametrize(
    "line",
    ["وجاء في البيان الصادر عن المجلس:", "- رصيف شرقي جديد", "وقال الشامي للصحافيين", "1- الرافعات", "ونقل عن المجلس قوله،"],
)
def test_short_lines_that_belong_to_the_report(line: str) -> None:
    assert kind_of(f"{TITLE}\n\n{ONE}\n{line}\n{TWO}\n{THREE}", line) == "body"


def test_everything_under_a_closing_line() -> None:
    tail = "أخبار ذات صلة\nافتتاح معرض الكتاب في المدينة الرياضية\nأسعار الشحن ترتفع\nالأكثر قراءة\nجميع الحقوق محفوظة لموقع ضفاف نيوز"
    result = parts(f"{TITLE}\n\n{BODY}\n\n{tail}\n")
    assert [p.kind for p in result.parts] == ["title", "body", *["navigation"] * 5]
    assert result.outlet.name == "ضفاف نيوز"


def test_link_inside_the_text() -> None:
    text = f"{TITLE}\n\n{ONE}\nاقرأ أيضاً: أسعار الشحن ترتفع للشهر الثالث\n{TWO}\nاقرأ أيضا\nافتتاح معرض الكتاب\n{THREE}"
    assert body(text) == BODY


def test_link_inside_a_paragraph() -> None:
    text = f"{TITLE}\n\n{ONE} اقرأ أيضاً: أسعار الشحن ترتفع\n{TWO} (اقرأ أيضاً أسعار الشحن) {THREE}"
    assert "أسعار الشحن" not in body(text)
    assert body(text).split("\n") == [ONE, TWO, THREE]


def test_page_with_furniture_at_the_head() -> None:
    head = f"الرئيسية\nأخبار\n{TITLE}\nتاريخ النشر:\nحجم الخط\nشارك الخبر"
    assert [p.kind for p in parts(f"{head}\n{BODY}").parts] == ["navigation"] * 2 + ["title"] + ["navigation"] * 3 + ["body"]


@pytest.mark.parametrize(
    "line",
    ["#المرفأ #الجسر", "الرئيسية / محليات / مجلس الميناء", "سياسة | اقتصاد | رياضة", "0 تعليق", "Share on Facebook", "+A -A", "3 دقائق قراءة",
     "ضفاف نيوز من نحن اتصل بنا سياسة الخصوصية شروط الاستخدام أعلن معنا خريطة الموقع"],
)
def test_other_furniture(line: str) -> None:
    assert kind_of(f"{line}\n{TITLE}\n\n{BODY}", line) == "navigation"
    assert kind_of(f"{TITLE}\n\n{BODY}\n{line}", line) == "navigation"


@pytest.mark.parametrize("line", ["ع.م/ر.د", "(س.ع)", "م ن / ه ب"])
def test_initials_of_an_agency(line: str) -> None:
    assert kind_of(f"{TITLE}\n\n{BODY}\n{line}", line) == "byline"


@pytest.mark.parametrize("line", [
    "المغرب {{sunset}}", "الفجر 04:12", "بتوقيت عمّان", "دولار 3.75", "هل أعجبك الموضوع؟ شاركه مع أصدقائك!",
    "مشاركتك بالتعليق تعني أنك قرأت شروط النشر وأنك تتحمل المسؤولية عن نشر هذا التعليق", "الرجاء إدخال بريدك الإلكتروني",
])
def test_prayer_times_templates_and_policies(line: str) -> None:
    assert kind_of(f"{TITLE}\n\n{BODY}\n{line}", line) == "navigation"
    assert body(f"{TITLE}\n\n{line}\n{BODY}") == BODY


def test_date_line_with_an_hour_and_a_zone() -> None:
    line = "الأربعاء، 14 اغسطس/آب 2019؛ 10:30 (GMT+0300)."
    assert kind_of(f"{TITLE}\n\n{line}\n{BODY}", line) == "dateline"


@pytest.mark.parametrize("tail", ["سمات المرفأ القمح", "رابط الخبر بصحيفة ضفاف: توسعة المرفأ", "كلمات دلالية: مرفأ، قمح"])
def test_what_hangs_on_the_last_sentence(tail: str) -> None:
    assert kind_of(f"{BODY} {tail}", tail) == "navigation"
    assert body(f"{BODY} {tail}") == BODY


def test_menu_on_the_last_sentence_does_not_take_it_away() -> None:
    menu = "الوسوم مقالات ذات صلة شاهد أيضا تابعنا على فيسبوك الأكثر قراءة جميع الحقوق محفوظة لموقع ضفاف"
    text = f"{TITLE}\n\n{BODY} {menu}"
    assert kind_of(text, menu) == "navigation"
    assert body(text) == BODY


@pytest.mark.parametrize("last", [
    "ولفت المدير إلى أن سمات المشروع واضحة.", "وعرض المدير سمات المشروع. سمات القمح المستورد كثيرة، وقال المدير إنه سيعلن المواصفات كلها قبل نهاية العام الجاري في مؤتمر عام يحضره التجار والمزارعون والخبراء.",
    "ونشر المدير رابط الخبر.", "وحل وقت المغرب والسفينة في الميناء.",
])
def test_sentences_that_only_hold_such_words_stay(last: str) -> None:
    assert last in body(f"{BODY}\n{last}")


@pytest.mark.parametrize("line", ["منذ 3 ساعات", "10:30 صباحاً"])
def test_hour_lines(line: str) -> None:
    assert kind_of(f"{TITLE}\n{line}\n{BODY}", line) == "dateline"


def test_poem_stays_body() -> None:
    poem = "\n".join(["يا بحر قل للراحلين", "عن الشواطئ والسفن", "إن المرافئ لا تنام", "حتى يعود من ارتحل"] * 3)
    assert kind_of(f"{TITLE}\n\n{ONE}\n{poem}\n{TWO}", "عن الشواطئ والسفن\nإن المرافئ") == "body"


@pytest.mark.parametrize(
    ("text", "name", "evidence"),
    [
        (f"{BODY}\nوأكد مصدر في الميناء لـ«ضفاف» أن السفن وصلت.", "ضفاف", "أكد مصدر في الميناء لـ«ضفاف»"),
        (f'{BODY}\nوقال مصدر لـ"ضفاف": إن السفن وصلت.', "ضفاف", 'قال مصدر لـ"ضفاف"'),
        (f"{BODY}\nوعلمت «ضفاف» أن السفن وصلت.", "ضفاف", "وعلمت «ضفاف»"),
        (f"{BODY}\nوقال مدير المرفأ في اتصال مع «ضفاف» إن السفن وصلت.", "ضفاف", "اتصال مع «ضفاف»"),
        (f"{BODY}\nالمصدر: رويترز + ضفاف", "ضفاف", "ضفاف"),
        (f"{BODY}\nوقال مسؤول لوكالة «رويترز» إن السفن وصلت.", None, None),
        (f"{BODY}\nوقال مسؤول لـ«رويترز» إن السفن وصلت.", None, None),
        (f"{BODY}\nوأعلن المبعوث الخاص لـ«التحالف» أن السفن وصلت.", None, None),
        (f"{BODY}\nوقال مسؤول لـ«ضفاف» وقال آخر لـ«شطآن» إن السفن وصلت.", None, None),
        (f"{BODY}\nالمصدر: رويترز", None, None),
        (f"{TITLE}\nعمّان - «ضفاف»\n{BODY}", "ضفاف", "ضفاف"),
        (f"{TITLE}\nضفاف نيوز – متابعات\n{BODY}", "ضفاف نيوز", "ضفاف نيوز"),
        (f"{TITLE}\nبيروت - سلمى الحداد\n{BODY}", None, None),
        (f"{TITLE}\nبيروت - رويترز\n{BODY}", None, None),
        (BODY, None, None),
    ],
)
def test_outlet_that_names_itself(text: str, name: str | None, evidence: str | None) -> None:
    outlet = parts(text).outlet
    assert outlet.name == name
    assert outlet.how == ("self-named" if name else "unknown")
    assert (outlet.evidence.text if outlet.evidence else None) == evidence


def test_outlet_given_and_by_address() -> None:
    assert parts(BODY, outlet="ضفاف").outlet.how == "given"
    outlet = parts(BODY, url="https://www.difaf.example/7").outlet
    assert (outlet.name, outlet.how) == ("difaf.example", "url")


def test_speed_within_budget() -> None:
    text = f"{TITLE}\n\n" + "\n".join([ONE, TWO, THREE] * 5) + "\nأخبار ذات صلة\n"
    shown = view(text)
    article = Article(id="x", text=text)
    find_parts(article, shown, FURNITURE)
    best = min(_timed(article, shown) for _ in range(20))
    # 1.5 ms is the budget; a slow machine gets ten times as much.
    assert best < 0.015


def _timed(article: Article, shown: object) -> float:
    begun = time.process_time()
    find_parts(article, shown, FURNITURE)  # type: ignore[arg-type]
    return time.process_time() - begun


@pytest.mark.parametrize("shape", ["\n".join(["كلمة"] * 20_000), "كلمة " * 60_000, "«" * 50_000, "(" * 50_000, "- " * 50_000, "اقرأ أيضاً: " * 10_000])
def test_odd_shapes_take_no_square_time(shape: str) -> None:
    begun = time.process_time()
    parts(f"{TITLE}\n\n{ONE}\n{shape}")
    assert time.process_time() - begun < 3


SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared folder beside the checkout")
def test_gold_parts_are_all_found() -> None:
    for path in [*SHARED.glob("acceptance/*/gold.json"), *SHARED.glob("gold/attribution/*.gold.json")]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        for letter, name in gold["files"].items():
            text = (path.parent / name).read_text(encoding="utf-8")
            result = parts(text)
            for want in gold["articles"][letter]["not_body"]:
                assert any(
                    p.kind != "body" and p.start <= want["start"] and p.end >= want["end"] for p in result.parts
                ), (name, want["start"])


def test_name_from_the_page_is_shown_with_the_words_that_say_it() -> None:
    text = f"{BODY}\nوأكد مدير المرفأ لـ«ضفاف» أن السفن وصلت."
    outlet = parts(text, outlet="ضفاف", outlet_how="self-named", url="https://difaf.example/1").outlet
    assert (outlet.name, outlet.how) == ("ضفاف", "self-named")
    assert outlet.evidence is not None
    assert parts(text, outlet="شطآن", outlet_how="self-named").outlet.evidence is None
    assert parts(text, outlet="difaf.example", outlet_how="url").outlet.how == "url"
