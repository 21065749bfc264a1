"""Bodies without their noun, in invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.entities import find_mentions
from tawatur.lang.gazetteer import load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part


@pytest.fixture(scope="module")
def bodies() -> Callable[[str], list[str]]:
    gazetteer = load_gazetteer(folder())

    def run(text: str) -> list[str]:
        seen = view(text)
        parts = (Part("body", 0, len(text)),)
        found = find_mentions(Article(id="x", text=text), seen, sentences(seen, parts), gazetteer)
        return [m.text for m in found if m.type == "ORG" and m.kind != "description"]
    return run


@pytest.mark.parametrize(("text", "want"), [
    ("وأعلنت الداخلية أن الطريق فتح.", ["الداخلية"]),
    ("وقال المتحدث باسم الخارجية نبيل الخازن إن اللقاء انتهى.", ["الخارجية"]),
    ("صورة للميناء القديم (الفرنسية)", ["الفرنسية"]),
    ("تعادل مع مرسيليا الفرنسي في الملعب.", ["مرسيليا الفرنسي"]),
    ("شن التحالف الذي تقوده واشنطن غارات.", ["التحالف"]),
    ("شن التحالف الذي تقوده الشركة حملة.", []),
    ("مسقط نيوز: وصلت السفينة.", ["مسقط نيوز"]),
    ("قال إن نيوز كلمة أجنبية.", []),
    ("أغلق ميناء مرسيليا الفرنسي أبوابه.", []),
    ("عرقل الضباب حركة المرور وحركة السفن.", []),
    ("ناقش المجتمعون الأمن الغذائي في مركز المحافظة.", []),
    ("تضم المجموعة الرابعة ثلاث فرق.", []),
])
def test_bodies_without_their_noun(bodies: Callable[[str], list[str]], text: str, want: list[str]) -> None:
    assert bodies(text) == want
