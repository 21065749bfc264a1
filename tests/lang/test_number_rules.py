"""Number words and units from their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.number_rules import NumberRules, alternation, load_numbers
from tawatur.lang.stem import light_stem

HEADER = "word,kind,value,example\n"
SMALL = HEADER + """\
خمس|خمسة,value,5,خمسة بيوت
مئة,scale,100,مئة بيت
عشرات,vague,20,عشرات البيوت
نحو,approx,0,نحو خمسة
أكثر من,low,0,أكثر من خمسة
على الأقل,low after,0,خمسة على الأقل
بيت|بيوت|بيتا,unit,1,بيت
بيتان|بيتين,unit,2,بيتان
ساكن|سكان,person,1,ساكن
قتيل|قتل|مقتل,fate,0,قتل ساكن
قرار,label,0,القرار 5
تعادل,match,0,تعادل 1-1
أحد,no unit,0,أحد البيوت
"""


def load(tmp_path: Path, text: str) -> NumberRules:
    path = tmp_path / "numbers.csv"
    path.write_text(text, encoding="utf-8")
    return load_numbers(path, {"others": frozenset({"اخرون", "اخرين"}), "score_joint": frozenset({"مقابل"})})


@pytest.fixture
def rules(tmp_path: Path) -> NumberRules:
    return load(tmp_path, SMALL)


def test_each_kind_goes_into_its_table(rules: NumberRules) -> None:
    assert rules.values == {"خمس": 5, "خمسه": 5}
    assert (rules.scales, rules.vague) == ({"مئه": 100}, {"عشرات": 20})
    assert (rules.bounds, rules.bounds_after) == ({"نحو": "approx", "اكثر من": "low"}, {"علي الاقل": "low"})
    assert (rules.labels, rules.not_units) == ({"قرار"}, {"احد"})
    assert (rules.things, rules.persons) == ({"بيت"}, {"ساكن"})


def test_a_dual_counts_two_of_the_unit_before_it(rules: NumberRules) -> None:
    assert rules.units["بيتا"] == ("بيت", 1)
    assert rules.units["بيتين"] == ("بيت", 2)


def test_particles_written_in_one_word_lead_to_the_bare_form(rules: NumberRules) -> None:
    assert [rules.bare[w] for w in ("خمسه", "وخمسه", "بالخمسه", "لبيتين")] == ["خمسه", "خمسه", "خمسه", "بيتين"]
    assert rules.fates["ومقتل"] == rules.fates["القتل"] == "قتيل"
    assert "والتعادل" in rules.matches


def test_a_bound_stands_right_before_the_number(rules: NumberRules) -> None:
    assert rules.bound_pattern.search("قال إن اكثر  من ").group(0).strip() == "اكثر  من"
    assert not rules.bound_pattern.search("نحو المدينه ")
    assert not rules.bound_pattern.search("منحو ")


@pytest.mark.parametrize(("row", "says"), [
    ("سبعة,value,كثير,سبعة بيوت", "write a number"), ("سبعة,figure,7,سبعة بيوت", "kind"),
])
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(ResourceError, match=rf"numbers\.csv:3.*{says}"):
        load(tmp_path, HEADER + "خمس,value,5,خمسة بيوت\n" + row + "\n")


def test_the_longest_phrase_is_tried_first() -> None:
    assert alternation(["من", "اكثر من", "اكثر"]) == r"اكثر\s+من|اكثر|من"


def test_the_small_words_are_ready_for_use(rules: NumberRules) -> None:
    assert rules.other_stems == {light_stem("اخرون"), light_stem("اخرين")}
    assert rules.score_joint == "مقابل"
