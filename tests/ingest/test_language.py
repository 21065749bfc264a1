"""Arabic is told from its neighbours in script and from Latin text."""

from __future__ import annotations

import pytest

from tawatur.ingest.language import Language, detect, load_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قال الوزير إن الطريق فُتح أمام السيارات في الصباح وإن العمل مستمر.", "ar"),
        ("أمطار غزيرة مساء الغد", "ar"),
        ("وزیر راه گفت که این جاده برای خودروها باز شده است و کار ادامه دارد.", "fa"),
        ("وزير راه گفت كه اين جاده براي خودروها باز شده است و كار ادامه دارد و با اين كه را مي است", "fa"),
        ("وزیر نے کہا ہے کہ یہ سڑک گاڑیوں کے لیے کھول دی گئی ہے اور کام جاری ہے۔", "ur"),
        ("وەزیر ڕایگەیاند کە ئەم ڕێگایە بۆ ئۆتۆمبێلەکان کرایەوە و کارەکە بەردەوامە.", "ckb"),
        ("The minister said that the road is open to cars and that work goes on.", "en"),
        ("Le ministre a dit que la route est ouverte dans la ville et que les travaux continuent.", "fr"),
        ("Министр сказал, что дорога открыта.", "und"),
        ("12345 ... !!!", "und"),
    ],
)
def test_detect(text: str, code: str) -> None:
    assert detect(text) == code


def test_foreign_words_in_arabic_do_not_turn_it() -> None:
    text = "قال متحدث باسم شركة Siemens في برلين إن مصنع گوهر في طهران سيعمل من الشهر المقبل على إنتاج القطارات."
    assert detect(text) == "ar"


@pytest.mark.parametrize("language", load_languages(), ids=lambda one: one.code)
def test_examples_of_the_table(language: Language) -> None:
    assert detect(language.example) == language.code
