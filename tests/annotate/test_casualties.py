"""What befell those whom a number counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.annotate.casualties import fate_of
from tawatur.lang.normalize import fold, view
from tawatur.lang.number_rules import NumberRules, load_numbers
from tawatur.lang.tokenize import tokens

ROWS = """word,kind,value,example
شخص|شخصا|أشخاص,person,1,شخص
سيارة|سيارات,unit,1,سيارة
خيمة|خيام,unit,1,خيمة
قتيل|قتل|قتلوا|قتلى,fate,0,قتل شخص
جريح|جرح|جرحى|جريحا,fate,0,جرح شخص
"""
WORDS = {
    "others": frozenset({"اخرون"}), "score_joint": frozenset({"مقابل"}), "part_of": frozenset({"بينهم", "منهم"}),
    "met": frozenset({"لقي", "لقوا"}), "aside": frozenset({"معظمهم"}), "counted_away": frozenset({"في", "بعد"}),
}
VERBS = {"قتل", "جرح", "قتلوا", "وصل", "عبر"}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> NumberRules:
    path: Path = tmp_path_factory.mktemp("numbers") / "numbers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return load_numbers(path, WORDS)


def fate(text: str, first: str, last: str, unit: str, rules: NumberRules) -> str | None:
    seen = view(text)
    words = tokens(seen, 0, len(text))
    norm = [w.norm for w in words]
    verbs = [w in VERBS or w[1:] in VERBS for w in norm]
    return fate_of(seen, words, norm.index(fold(first)), norm.index(fold(last)), fold(unit), rules, verbs)


@pytest.mark.parametrize(("text", "first", "last", "unit", "want"), [
    ("قتل 3 أشخاص في الانهيار", "3", "أشخاص", "أشخاص", "قتيل"),
    ("جرح أمس قرب السوق القديم 3 أشخاص", "3", "أشخاص", "أشخاص", "جريح"),
    ("سقط 3 قتلى", "3", "قتلى", "قتلى", "قتيل"),
    ("سقط 33 قتلى وجرحى", "33", "قتلى", "قتلى", "قتيل وجريح"),
    ("سقط 33 قتلى وجرحى 5", "33", "قتلى", "قتلى", "قتيل"),
    ("كان هناك 27 شخصا قتلوا", "27", "شخصا", "شخصا", "قتيل"),
    ("ذكر أن 27 شخصا، معظمهم من البحارة، قتلوا", "27", "شخصا", "شخصا", "قتيل"),
    ("وصل 3 أشخاص، معظمهم من البحارة، ثم غادروا", "3", "أشخاص", "أشخاص", None),
    # Things have no fate, and a fate behind another verb, a mark or و is another figure's.
    ("قتل السائق في 3 سيارات", "3", "سيارات", "سيارة", None),
    ("قتل السائق ووصل 3 أشخاص", "3", "أشخاص", "أشخاص", None),
    ("قتل السائق، 3 أشخاص هنا", "3", "أشخاص", "أشخاص", None),
    ("قتل ركاب بينهم 3 أشخاص", "3", "أشخاص", "أشخاص", None),
    ("وصل 3 أشخاص وقتل السائق", "3", "أشخاص", "أشخاص", None),
    ("وصل 3 أشخاص ثم عبر السائق", "3", "أشخاص", "أشخاص", None),
    ("وصل 3 أشخاص، قتلوا لاحقا", "3", "أشخاص", "أشخاص", None),
])
def test_fates(text: str, first: str, last: str, unit: str, want: str | None, rules: NumberRules) -> None:
    assert fate(text, first, last, unit, rules) == want


def test_what_no_list_knows_as_people_is_not_counted_past_a_preposition(rules: NumberRules) -> None:
    assert fate("علاج جرحى في 3 مشاف", "3", "مشاف", "مشاف", rules) is None
    assert fate("جرح في الحريق 3 أشخاص", "3", "أشخاص", "شخص", rules) == "جريح"
