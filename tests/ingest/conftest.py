"""Invented articles for the reading tests."""

from __future__ import annotations

import pytest

STORY = (
    "بلدية المرفأ تفتح الجسر الجديد\n\n"
    "قالت بلدية المرفأ اليوم الثلاثاء إن الجسر الجديد فُتح أمام السيارات بعد عامين من العمل.\n"
    "وأضاف المهندس سامر النوري أن الكلفة بلغت ثلاثة ملايين دينار، وأن الصيانة تبدأ في الصيف.\n"
)


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def page() -> str:
    paragraphs = "".join(
        f"<p>قالت لجنة الطرق في جلستها رقم {n} إن أعمال الصيانة في الشارع {n} انتهت قبل موعدها، "
        f"وإن {n + 3} عمال شاركوا فيها من دون توقف.</p>" for n in range(6)
    )
    return (
        '<!DOCTYPE html><html lang="ar"><head><title>لجنة الطرق تنهي الصيانة | ضفاف نيوز</title>'
        '<meta property="og:site_name" content="ضفاف نيوز">'
        '<meta property="article:published_time" content="2021-03-09T23:30:00+03:00">'
        '<link rel="canonical" href="https://www.difaf.example/roads/7"></head>'
        "<body><nav><a href='/'>الرئيسية</a> <a href='/n'>أخبار</a></nav>"
        f"<article><h1>لجنة الطرق تنهي الصيانة</h1>{paragraphs}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def told(n: int) -> str:
    """An invented article of its own for each number."""
    return (
        f"قالت لجنة الطرق في جلستها رقم {n} إن أعمال الصيانة في الشارع {n} انتهت قبل موعدها، "
        f"وإن {n + 3} عمال شاركوا فيها من دون توقف."
    )
