"""Three invented articles on one event: the second brings another origin, the third a contradiction."""

from __future__ import annotations

from tawatur.model import Article


def _article(id: str, outlet: str, title: str, text: str) -> Article:
    return Article(
        id=id, text=f"{title}\n\n{text}", outlet=outlet, outlet_how="given", published="2026-04-02", published_how="given", title=title)


FIRST = _article(
    "sahl-1", "وكالة السهل", "انهيار الجسر القديم في بلدة الزيتونة",
    "انهار الجسر القديم في بلدة الزيتونة صباح اليوم الخميس. "
    "وقال الطبيب كمال النحاس إن انهيار الجسر القديم في الزيتونة أسفر عن إصابة سبعة أشخاص.",
)
SECOND = _article(
    "difa-2", "الضفة", "سقوط الجسر القديم في بلدة الزيتونة",
    "سقط الجسر القديم في بلدة الزيتونة صباح اليوم الخميس. "
    "وأكدت المهندسة ليلى الأشقر أن سبعة أشخاص أصيبوا في انهيار الجسر القديم في الزيتونة.",
)
THIRD = _article(
    "madina-3", "صوت المدينة", "جسر الزيتونة القديم ينهار",
    "انهار الجسر القديم في بلدة الزيتونة صباح اليوم الخميس. "
    "وأكد السائق سامي البكري أن انهيار الجسر القديم في بلدة الزيتونة أسفر عن إصابة أحد عشر شخصاً.",
)
