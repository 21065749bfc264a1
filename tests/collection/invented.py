"""Invented news: events told by several outlets, with copies, and articles that stand alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tawatur.model import Article

# (what happened, who told it, figures) in three wordings; each event has words that no other has.
_EVENTS = (
    ("ميناء السنديان", "انهيار رافعة", "قتل أربعة عمال وأصيب تسعة آخرون في انهيار رافعة شحن بميناء السنديان",
     "قال مدير الميناء فاضل الجوهري إن التحقيق بدأ في سبب سقوط الرافعة وإن الأرصفة أغلقت"),
    ("جامعة الغدير", "منحة للباحثين", "أعلنت جامعة الغدير تخصيص سبعين منحة للباحثين في علوم المياه",
     "وأوضحت رئيسة الجامعة سلوى النعماني أن باب التقدم يفتح في الخريف وأن المنح تشمل السكن"),
    ("نادي الشراع", "مدرب جديد", "تعاقد نادي الشراع مع المدرب لوران دوبوا لمدة موسمين خلفا للمدرب المقال",
     "وقال رئيس النادي هيثم القادري إن المدرب سيقود الحصة التدريبية الأولى يوم الأحد"),
    ("جسر الوادي", "إغلاق للصيانة", "قررت بلدية تل الزيتون إغلاق جسر الوادي أمام الشاحنات ثلاثة أسابيع للصيانة",
     "وذكر المهندس ناصر البيطار أن تشققات ظهرت في الدعامة الشمالية بعد الفيضان"),
    ("متحف الفخار", "افتتاح قاعة", "افتتح وزير الثقافة كمال الرافعي قاعة جديدة في متحف الفخار تضم مئتي قطعة",
     "وأشار الوزير إلى أن القطع استعيدت من مجموعات خاصة خلال العامين الماضيين"),
)
_LONE = (
    "ارتفعت أسعار التين في أسواق الجبل بعد موسم جاف وشكا المزارعون من قلة مياه الري في السفوح العالية",
    "سجلت محطة الرصد هزة خفيفة قرب القرى الساحلية فجر اليوم ولم يبلغ السكان عن أضرار في المنازل",
    "أطلقت مدرسة النجوم مسابقة في الخط العربي يشارك فيها تلاميذ من سبع بلدات ويحكمها ثلاثة خطاطين",
    "أوقفت الشرطة رجلا حاول تهريب طيور نادرة في حقائب سفر وسلمت الطيور إلى حديقة الحيوان في المدينة",
)
_OUTLETS = ("صحيفة المنارة", "موقع الضحى", "وكالة النهر", "جريدة السهل")
_TAIL = "وتابعت الجهات المعنية الأمر منذ الصباح ووعدت بإعلان التفاصيل في بيان لاحق يصدر قبل نهاية الأسبوع."


def article(number: int, outlet: str, title: str, text: str, day: str) -> Article:
    return Article(
        id=f"{outlet.split()[1]}-{number}", text=text, outlet=outlet, outlet_how="given", title=title,
        url=f"https://example-{_OUTLETS.index(outlet)}.test/news/{number}", published=day, published_how="given",
        language="ar", id_how="given",
    )


def news(events: int = len(_EVENTS), lone: int = len(_LONE)) -> list[Article]:
    """Every event in two wordings and a copy, on 3 to 7 May 2031, and lone articles of the same days."""
    made = []
    for n, (_, title, first, second) in enumerate(_EVENTS[:events]):
        day = f"2031-05-{3 + n:02d}"
        long = f"{first}. {second}. {_TAIL}"
        made += [
            article(n, _OUTLETS[0], title, long, day),
            article(n, _OUTLETS[1], f"{title} في الخبر", f"{second}. {first}، بحسب ما علم مراسلنا.", day),
            article(n, _OUTLETS[2], title, long, day),
        ]
    made += [
        article(100 + n, _OUTLETS[3], " ".join(text.split()[:4]), f"{text}. {text.split(' ', 3)[3]}.", f"2031-05-{3 + n:02d}")
        for n, text in enumerate(_LONE[:lone])
    ]
    return made


def write_jsonl(path: Path, articles: Sequence[Article]) -> Path:
    rows = [
        {"id": a.id, "text": a.text, "title": a.title, "outlet": a.outlet, "url": a.url, "published": a.published}
        for a in articles
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
