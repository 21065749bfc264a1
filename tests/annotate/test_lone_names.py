"""Names that no list knows, in invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.entities import find_mentions
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


@pytest.fixture(scope="module")
def people(gazetteer: Gazetteer) -> Callable[[str], list[str]]:
    def run(text: str) -> list[str]:
        seen = view(text)
        parts = (Part("body", 0, len(text)),)
        found = find_mentions(Article(id="x", text=text), seen, sentences(seen, parts), gazetteer)
        return [m.text for m in found if m.type == "PER" and m.kind != "description"]
    return run


@pytest.mark.parametrize(("text", "want"), [
    ("وقال رئيس المجلس نادر العمري إن الجسر سيفتح.", ["نادر العمري"]),
    ("وصل وزير الزراعة سالم الحارثي صباحا.", ["سالم الحارثي"]),
    ("زارت سفيرة اليابان كيكو أوتا الميناء.", ["كيكو أوتا"]),
    ("وصل المهندس سلطان القرشي إلى الموقع.", ["سلطان القرشي"]),
    ("حضر الأمير خالد بن نايف بن عبدالعزيز الحفل.", ["خالد بن نايف بن عبدالعزيز"]),
    ("وقال فورتنسكي إن السد امتلأ.", ["فورتنسكي"]),
    ("سجل البرازيلي رودينيو فلاتشيني هدفين.", ["رودينيو فلاتشيني"]),
    ("وقال نصر الله إن الموسم جيد.", ["نصر الله"]),
    ("حضر خالد الدبيسي وسعيد الدحيلي ومحمد الخزمري اللقاء.", ["خالد الدبيسي", "سعيد الدحيلي", "محمد الخزمري"]),
    ("وصل مايكل براون أمس. ثم غادر مايكل المدينة.", ["مايكل براون", "مايكل"]),
    ("وقال تان كي تشونغ إن الجسر فتح.", ["تان كي تشونغ"]),
    ("وصل نادر العمري. ثم يتوجه العمري إلى الميناء.", ["نادر العمري", "العمري"]),
    ("حضرت المهندسة ريم القاضي رئيسة الفريق.", ["ريم القاضي"]),
    ("قدمت الفنانة غادة شبير حفلًا غنائيا.", ["غادة شبير"]),
    ("وصل الرئيس عبدالفتاح السيسي صدر بيان بعدها.", ["عبدالفتاح السيسي"]),
    ("وصل الملك فيصل إلى الميناء.", ["فيصل"]),
    ("حضر مبارك بن بنيه الخزمري الحفل.", ["مبارك بن بنيه الخزمري"]),
    ("كان خالد بن فواز ـ رحمه الله ـ كريما.", ["خالد بن فواز"]),
    ("زار الوفد جامعة الملك فواز أمس.", []),
    ("وصل نبيل الخازن أمين عام الحزب.", ["نبيل الخازن"]),
    ("علينا أن نتنبه بأن إفشاء السر خطأ.", []),
    ("وقالت الموظفة إن الموظفين يتراجعون عن الإضراب.", []),
    ("وأوضحت المستودعات المتحدة أن البضائع وصلت.", []),
    ("افتتحت جامعة فورتنسكي فلاتشيني قسما جديدا.", []),
])
def test_persons_of_no_list(people: Callable[[str], list[str]], text: str, want: list[str]) -> None:
    assert people(text) == want


def test_letters_tell_names_from_everyday_words(gazetteer: Gazetteer) -> None:
    names = ("غورباتشوف", "فيتوريا", "كيليان", "شومسكي")
    words = ("يتراجعون", "مستودعات", "استقالت", "انهيارها")
    assert min(map(gazetteer.shape, names)) > 1 > -1 > max(map(gazetteer.shape, words))
