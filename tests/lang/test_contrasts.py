"""Words that tell two accounts apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.contrasts import Contrasts, load_contrasts
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder

SMALL = """
[undoing]
words = ["ألغى"]
[within]
words = ["في", "بمحافظة"]
[part]
words = ["بينهم"]
[deictic]
words = ["أمس"]
[tolls]
words = ["قتيل"]
[period]
words = ["منذ"]
[is_not]
words = ["ليس"]
[purpose]
phrases = ["بهدف", "من أجل"]
verbal_nouns = ["بحث", "الاتفاق"]
[direction]
words = ["شمالي", "الشمالي", "الشرقي"]
after = ["ريف", "الريف"]
[content]
words = ["أن", "أنه"]
[location]
words = ["في", "ب", "مدينة"]
[not_party]
words = ["ضد"]
[official]
words = ["وزير"]
[negation]
words = ["لم", "لا"]
[since]
words = ["منذ"]
[put_off]
words = ["إرجاء"]
[[opposites]]
one = ["ارتفع"]
other = ["انخفض", "هبط"]
"""


def _write(where: Path, toml: str) -> None:
    (where / "contrasts.toml").write_text(toml, encoding="utf-8")
    (where / "opposites.csv").write_text("one,other,example\nربح|كسب,خسر,ربح زيد وخسر عمرو\n", encoding="utf-8")


@pytest.fixture
def rules(tmp_path: Path) -> Contrasts:
    _write(tmp_path, SMALL)
    return load_contrasts(tmp_path)


@pytest.mark.parametrize(("text", "found"), [
    ("اجتمعا لبحث أسعار القمح، ثم غادرا", "لبحث أسعار القمح"),
    ("اجتمعا للبحث في الأسعار", "للبحث في الأسعار"),
    ("اجتمعا من أجل القمح.", "من أجل القمح"),
    ("اجتمعا وبهدف الصلح", "وبهدف الصلح"),
    ("هذا بحث في الأسعار", None), ("قبِل البحث في الأسعار", None), ("اجتمعا لبحثهم الطويل", None),
])
def test_purpose(rules: Contrasts, text: str, found: str | None) -> None:
    match = rules.purpose.search(fold(text))
    assert (match.group() if match else None) == (fold(found) if found else None)


@pytest.mark.parametrize(("text", "found"), [
    ("في الريف الشمالي الشرقي للمدينة", "الشمالي الشرقي"), ("في ريف المدينة الشرقي", "الشرقي"),
    ("الطريق الشمالي", None), ("في ريف المدينة القديمة الواسعة كلها الشرقي", None),
])
def test_directions(rules: Contrasts, text: str, found: str | None) -> None:
    match = rules.direction.search(fold(text))
    assert (match.group(1).strip() if match else None) == (fold(found) if found else None)


@pytest.mark.parametrize(("pattern", "text", "found"), [
    ("since", "مغلق منذ ", True), ("since", "مغلق منذ عام", False), ("since", "منذر ", False),
    ("location", "وقع في", True), ("location", "وصل بمدينة ", False), ("location", "وصل وفي ", True),
    ("location", "وصل ب", True), ("location", "طريق المدينة ", False),
    ("not_party", "تحالفوا ضد ", True), ("not_party", "سلاح مضاد ", False),
    ("official", "قال الوزير", True), ("official", "قيل للوزير", True), ("official", "وزيران", False),
    ("part", "20 ضيفا بينهم ", True), ("part", "بينهما ", False), ("period", "ومنذ عام", True), ("period", "منذر", False),
    ("negation", "ولم يصل", True), ("negation", "علم الناس", False), ("negation", "لماذا", False),
])
def test_whole_words_only(rules: Contrasts, pattern: str, text: str, found: bool) -> None:
    assert bool(getattr(rules, pattern).search(fold(text))) is found


@pytest.mark.parametrize(("word", "opens"), [
    ("أن", True), ("بأنه", True), ("لأن", True), (":", True), ("أنين", False), ("إرسال", False),
])
def test_what_opens_a_content(rules: Contrasts, word: str, opens: bool) -> None:
    assert (rules.content.fullmatch(fold(word)) is not None) is opens


@pytest.mark.parametrize(("one", "other", "opposed"), [
    ("ارتفع", "هبط", True), ("هبط", "ارتفع", True), ("ارتفع", "ارتفع", False), ("انخفض", "هبط", False),
    ("ارتفع", None, False), (None, None, False),
])
def test_opposites_hold_both_ways(rules: Contrasts, one: str | None, other: str | None, opposed: bool) -> None:
    assert rules.opposed(one, other) is opposed


@pytest.mark.parametrize("gone", ["[since]\nwords = [\"منذ\"]\n", "verbal_nouns = [\"بحث\", \"الاتفاق\"]\n", "other = [\"انخفض\", \"هبط\"]\n"])
def test_what_is_missing_is_named(tmp_path: Path, gone: str) -> None:
    assert gone in SMALL
    _write(tmp_path, SMALL.replace(gone, ""))
    with pytest.raises(ResourceError, match=r"contrasts\.toml.*missing"):
        load_contrasts(tmp_path)


def test_no_verb_of_the_real_data_is_its_own_opposite() -> None:
    for left, right in load_contrasts(folder()).opposites:
        assert left
        assert right
        assert not left & right


def test_wide_opposites_and_single_words(rules: Contrasts) -> None:
    assert rules.wide == ((frozenset({"ربح", "كسب"}), frozenset({"خسر"})),)
    assert rules.denials == {"لم", "لا"}
    assert rules.undoing == {"الغي"}
