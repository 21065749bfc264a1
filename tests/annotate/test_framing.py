"""Framing of one article: every row's example, and where quotation marks mean something else."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tawatur.annotate.framing import find_framing
from tawatur.lang import tables
from tawatur.lang.distancing import FramingRules, load_framing
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, Framing, Link, Part, Quotation, Source, Span

MARKED = re.compile(r"\{(?:(PER|ORG|LOC|ADJ):)?([^}]*)\}")
QUOTED = re.compile(r'[«"]([^«»"\n]+)[»"]')
FOLDER = tables.folder()


@pytest.fixture(scope="module")
def rules() -> FramingRules:
    return load_framing(FOLDER)


def unmark(marked: str) -> tuple[str, tuple[Link, ...]]:
    """Take the braces off; each makes a link whose entity id is its text."""
    text, links, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at:match.start()]
        start, at = len(text), match.end()
        text += match.group(2)
        tag = match.group(1) or "ORG"
        kind = "adjective" if tag == "ADJ" else "name"
        type_ = "LOC" if tag == "ADJ" else tag
        links.append(Link(start, len(text), match.group(2).strip("«»\""), type_, kind))  # type: ignore[arg-type]
    return text + marked[at:], tuple(links)


def read(
    marked: str, rules: FramingRules, attributions: tuple[Attribution, ...] = ()
) -> tuple[Framing, ...]:
    text, links = unmark(marked)
    article = Article(id="a", text=text)
    seen = view(text)
    quotations = tuple(
        Quotation(m.start(), m.end(), m.start(1), m.end(1)) for m in QUOTED.finditer(text)
    )
    parts = (Part("body", 0, len(text)),)
    return find_framing(article, seen, sentences(seen, parts), quotations, attributions, links, rules)


def kinds(found: tuple[Framing, ...]) -> list[tuple[str, str]]:
    return [(f.kind, f.span.text) for f in found]


def rows() -> list[tuple[str, str, str, str]]:
    out = []
    for name in ("distancing.csv", "loaded.csv", "labels.csv"):
        for row in tables.read_csv(FOLDER / name, ("id", "words", "example")):
            out.append((name, row["id"], row.values.get("kind", "label"), row["example"]))
    return out


@pytest.mark.parametrize(("file", "rule", "kind", "example"), rows(), ids=lambda v: str(v)[:24])
def test_every_row_shows_in_its_example(
    rules: FramingRules, file: str, rule: str, kind: str, example: str
) -> None:
    found = read(example, rules)
    if kind in ("title", "lead", "aside", "hearer", "talk", "verbal"):
        assert "scare quotes" not in [f.kind for f in found], f"{file}: {rule}"
    elif kind == "body":
        assert not [f for f in found if f.kind == "scare quotes"]
    elif kind in ("institution", "particle"):
        assert [f for f in found if f.kind == "scare quotes"], f"{file}: {rule}"
    elif kind == "suffix":
        assert [f.kind for f in found] == ["scare quotes"]
    elif kind == "ending":
        assert [f.rule for f in found] == ["l-extreme"]
    elif kind == "relative":
        assert [f.target for f in found] == ["الحرس الجبلي"]
    elif kind == "manner_noun":
        assert [f.span.text for f in found] == ["على حد تعبير الشركة"]
    elif kind == "melted":
        assert [f.kind for f in found] == ["distancing"]
    elif kind == "regime_noun":
        assert [(f.rule, f.target) for f in found] == [("l-leader", "سالم الغافري")]
    elif kind == "label_ending":
        assert [f.kind for f in found] == ["label"]
    elif kind in ("regime_after", "office"):
        assert [f.rule for f in found] == ["l-regime"]
    else:
        assert rule in [f.rule for f in found], f"{file}: {rule}: {found}"


@pytest.mark.parametrize(("text", "want"), [
    ("حضر ممثل عما يسمى «مجلس الغابة» أمس.", [("distancing", "عما يسمى «مجلس الغابة»")]),
    ("رفض {«الحلف الأخضر»} المزعوم العرض.", [("distancing", "«الحلف الأخضر» المزعوم")]),
    ("زار وفد {«لجنة الوادي»} البلدة.", [("scare quotes", "«لجنة الوادي»")]),
    ("قالت صحيفة «المنارة» إن الطقس بارد.", []),
    ("نقلوا الأهالي إلى منطقة «مطوقة» شمالا.", [("scare quotes", "«مطوقة»")]),
    ("نقلوا الأهالي إلى ناحية «المطوقة» شمالا.", []),
    ("أطاحوا نظام الرئيس {PER:نادر العمري} أمس.", [("loaded", "نظام الرئيس نادر العمري")]),
    ("سقطت طائرة تابعة للنظام السوداني أمس.", [("loaded", "للنظام السوداني")]),
    ("اعتمد النادي النظام الجديد للحضور.", []),
    ("وقع تفجير ارهابي في السوق.", [("loaded", "ارهابي")]),
    ("حذر من {منظمة} الإرهابية أمس.", [("loaded", "منظمة الإرهابية")]),
    ("انتقد محاولة الانقلاب الفاشلة أمس.", []),
    ("قال رئيس لجنة النظام بالمهرجان ذلك.", []),
    ("وصلوا إلى قرية {LOC:المريعة} مساء.", []),
    ("اجتمع وفد {تحرير الوادي} في البلدة.", []),
    ("زار وفد {الحرس الثوري} البلدة.", []),
    ("خفضت الشركة الأسعار لجميع عملائها.", []),
    ("وذلك منذ شيوع خبر مقتله أمس.", []),
    ("رأى أن المجلس انتهى «ولن يعود» قريبا.", []),
    ("شكر المدير فريقه على إنجاز المعاملات.", []),
    ("زاد المتابعون في {«تويتر»} أمس.", []),
    ("باع التاجر البيض الفاسد في السوق.", []),
    ("كان يدعون الناس إلى السوق.", []),
    ("كانوا يدعون أن السوق مغلق.", [("distancing", "يدعون أن")]),
    ("انتشرت قوات {PER:نادر العمري} في الحي.", [("loaded", "قوات نادر العمري")]),
    ("انتشرت قوات {الشرطة} في الحي.", []),
    ("قال مصدر من وكالة {«رويترز»} اليابانية ذلك.", [("label", "«رويترز» اليابانية")]),
    ("قال مصدر من وكالة {«رويترز»} البريطانية ذلك.", []),
    ("قال مصدر من قناة {«الموجة»} اليابانية ذلك.", []),
    ("تملك شركة النفط «بي بي» الحقل.", []),
    ("قال مصدر من قناة {«الموجة»} الجديدة ذلك.", []),
    ("حذر من {حركة الصخر المتطرفة} في بيانه.", [("label", "حركة الصخر المتطرفة")]),
    ("قال «لن نغادر المكان قبل أن يصل الماء إلى الجميع».", []),
    ("ذكر مصدر: «غادرنا».", []),
    ("قال {PER:«أبو سالم»} ذلك.", []),
    ("نزل سعر النظام الجديد للحاسوب.", []),
    ("قال إنه «2030».", []),
    ("يفتتح السوق في تموز «يوليو».", []),
    ("زار المهندس {«زرقابات»} البلدة.", []),
    ("زار المهندس {«مجلس زرقابات»} البلدة.", [("scare quotes", "«مجلس زرقابات»")]),
    ("سافر إلى {LOC:«فنلندا»} أمس.", [("scare quotes", "«فنلندا»")]),
    ("خسرت شركة «الموجة» اليابانية كثيرا.", []),
    ("يقع في شارع {PER:أبو سالم} الصديق كثيرا.", []),
    ("زار المهندس «زرقابات» البلدة.", []),
    ("أعلنت نهاية «الأزمة» أمس.", [("scare quotes", "«الأزمة»")]),
    ("تم إبطال مفعول القنبلة.", []),
    ("عرض فيلم «الظل» و«الجدار» أمس.", []),
    ("فتحت الشركة أبوابها لـ«الحلفاء» أمس.", [("scare quotes", "«الحلفاء»")]),
    ("زار {LOC:مستشفى الشهداء} أمس.", []),
])
def test_reads(rules: FramingRules, text: str, want: list[tuple[str, str]]) -> None:
    assert kinds(read(text, rules)) == want


@pytest.mark.parametrize(("text", "target"), [
    ("حيا {فرقة الإطفاء} وأبطال {الحرس الجبلي} في {LOC:الساقية}.", "الحرس الجبلي"),
    ("شكر {الحرس الجبلي} الذين صمدوا في {LOC:الساقية}.", "الحرس الجبلي"),
    ("في {LOC:الساقية} قتل الإرهابيون شخصا قرب {LOC:التل}.", None),
    ("تضم {الرابطة} دولا معادية ل{LOC:الساقية}.", "الرابطة"),
    ("انتشرت {قوات} {PER:نادر العمري} في الحي.", "قوات"),
])
def test_target_is_what_the_word_is_said_of(rules: FramingRules, text: str, target: str | None) -> None:
    assert [f.target for f in read(text, rules)] == [target]


def test_a_name_once_introduced_as_a_paper_is_a_paper_later(rules: FramingRules) -> None:
    text = "ذكرت صحيفة «المنارة» الخبر. ثم عادت «المنارة» لتنفيه."
    assert kinds(read(text, rules)) == []


def test_a_headline_may_open_with_a_name_in_quotation_marks(rules: FramingRules) -> None:
    text = "«الهيئة» تعلن نتائجها"
    article, seen = Article(id="a", text=text), view(text)
    quotations = (Quotation(0, 8, 1, 7),)
    for kind, want in (("title", 0), ("body", 1)):
        lines = sentences(seen, (Part(kind, 0, len(text)),))  # type: ignore[arg-type]
        found = find_framing(article, seen, lines, quotations, (), (), rules)
        assert len(found) == want, kind


def test_what_an_outlet_calls_itself_is_no_distance(rules: FramingRules) -> None:
    text = "أعدت «الأزمة» هذا التقرير."
    seen = view(text)
    lines = sentences(seen, (Part("body", 0, len(text)),))
    marks = (Quotation(5, 13, 6, 12),)
    for outlet, want in (("الأزمة", 0), ("المنارة", 1), (None, 1)):
        article = Article(id="a", text=text, outlet=outlet)
        assert len(find_framing(article, seen, lines, marks, (), (), rules)) == want


def test_an_outlet_that_quotes_all_names_keeps_no_distance(rules: FramingRules) -> None:
    names = ["البحر", "النهر", "الجبل", "السهل", "الوادي", "التل"]
    quoted = " ".join(f"زار الوفد {{«رابطة {n}»}} أمس." for n in names)
    assert kinds(read(quoted, rules)) == []
    plain = quoted + " ثم زار {رابطة الحقول} أيضا."
    assert len(kinds(read(plain, rules))) == len(names)


def attribution(text: str, cue: str, content: str, *, distancing: bool) -> Attribution:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span("a", at, at + len(words), words)

    return Attribution(
        id="a/a1", article="a", source=Source(kind="organization", entity="النقابة"),
        cue=span(cue), content=span(content), distancing=distancing,
    )


def test_words_inside_a_content_have_their_speaker(rules: FramingRules) -> None:
    text = "ادعت النقابة أن المرتزقة غادروا."
    one = attribution(text, "ادعت", "المرتزقة غادروا", distancing=True)
    found = read(text, rules, (one,))
    assert [(f.kind, f.span.text, f.speaker) for f in found] == [
        ("distancing", "ادعت", None), ("loaded", "المرتزقة", "a/a1"),
    ]
    assert found[0].target == "النقابة"


def test_every_span_is_the_text(rules: FramingRules) -> None:
    text = "حضر مـمـثّلٌ عمّا يسمّى «مجلس الغابة»"
    (found,) = read(text, rules)
    assert found.span.text == text[found.span.start:found.span.end]
    assert found.span.text.endswith("»")


def test_is_fast(rules: FramingRules) -> None:
    text = " ".join(["زار الوفد «لجنة الوادي» وقال إن الميليشيات غادرت البلدة قبل الفجر."] * 25)
    began = time.process_time()
    read(text, rules)
    # 300 words; the budget is about 1 ms, the bound leaves room for a slow machine.
    assert time.process_time() - began < 0.2


@pytest.mark.shared
def test_finds_what_a_reader_found() -> None:
    folder = Path(__file__).parents[3] / "shared" / "acceptance"
    if not folder.is_dir():
        pytest.skip(f"{folder} is missing")
    # Measured end to end by `python -m eval`; here only that the texts pass without an error.
    rules = load_framing(FOLDER)
    for path in sorted(folder.glob("*/*.txt")):
        assert read(path.read_text(encoding="utf-8").replace("{", "("), rules)
