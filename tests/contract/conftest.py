"""Invented articles for tests that go through the whole program."""

from __future__ import annotations

import pytest

from tawatur import api
from tawatur.lang.resources import Resources

AGENCY = """افتتاح معرض البستنة في مسقط

افتتح وزير الزراعة سالم الحارثي معرض البستنة في مسقط أمس الثلاثاء.

وقالت وكالة أنباء الساحل إن المعرض استقبل 300 زائر في يومه الأول. وأوضحت الوكالة أن المعرض يستمر حتى الخميس المقبل.

وأعلن مدير المعرض خالد السيابي أن شركات من خمس دول تشارك فيه. وأضاف أن الدخول مجاني. والتقى خالد السيابي في مسقط اليوم الأربعاء وفدا من اليابان.
"""
PAPER = """معرض البستنة يفتح أبوابه

شهدت مسقط أمس افتتاح ما يسمى «معرض البستنة» بحضور وزير الزراعة سالم الحارثي.

وبحسب وكالة أنباء الساحل استقبل المعرض 500 زائر في يومه الأول.

وذكر مدير المعرض خالد السيابي أن شركات من خمس دول تشارك في المعرض. ونفى أن يكون الدخول مجانيا.
"""
BLOG = """زوار كثيرون في معرض البستنة

استقبل معرض البستنة في مسقط 300 زائر في يومه الأول، ويستمر المعرض حتى الخميس المقبل.

وقال زائر إن الأسعار مرتفعة.
"""
OTHER = """المنتخب يفوز بكأس الجزر

فاز منتخب السباحة بكأس الجزر بعد تغلبه على منافسه في النهائي بثلاث ميداليات ذهبية.

وقالت المدربة هدى العامري إن السباحين تدربوا عامين كاملين في المسبح الجديد بمدينة طنجة.
"""


def record(name: str, text: str, outlet: str, published: str | None = "2024-05-15") -> dict[str, str]:
    found = {"id": name, "text": text, "outlet": outlet}
    if published:
        found["published"] = published
    return found


@pytest.fixture(scope="session")
def articles() -> list[dict[str, str]]:
    return [
        record("agency", AGENCY, "الساحل"), record("paper", PAPER, "المنارة"),
        record("blog", BLOG, "دفتر الحي"),
    ]


@pytest.fixture(scope="session")
def other() -> dict[str, str]:
    return record("sport", OTHER, "الملعب", "2024-05-14")


@pytest.fixture(scope="session")
def report(articles: list[dict[str, str]], resources: Resources) -> api.ComparisonReport:
    return api.compare(articles, resources=resources)
