"""Forms of verbs of saying, and the errors of broken tables."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import cues as module
from tawatur.lang.cues import Cues, load_cues
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues(folder())


@pytest.mark.parametrize(
    ("word", "kind", "gender", "number"),
    [
        ("قالت", "past", "f", "sg"), ("قالوا", "past", "m", "pl"), ("نفت", "past", "f", "sg"),
        ("نفوا", "past", "m", "pl"), ("ينفون", "present", "m", "pl"), ("تدعو", "present", "f", "sg"),
        ("دعت", "past", "f", "sg"), ("رأوا", "past", "m", "pl"), ("تؤكد", "present", "f", "sg"),
        ("مشيرة", "participle", "f", "sg"), ("مؤكدين", "participle", "m", "pl"),
        ("نافيا", "participle", "m", "sg"), ("تنفيه", "present", "f", "sg"), ("نفاه", "past", "m", "sg"),
        ("وصفته", "past", "f", "sg"), ("قولهم", "noun", "m", "pl"), ("قولها", "noun", "f", "sg"),
    ],
)
def test_forms_are_generated_with_their_agreement(cues: Cues, word: str, kind: str, gender: str, number: str) -> None:
    forms = cues.forms[fold(word)]
    assert (kind, gender, number) in {(f.kind, f.gender, f.number) for f in forms}


def test_a_pronoun_is_kept_as_suffix(cues: Cues) -> None:
    assert {f.suffix for f in cues.forms[fold("أعلنته")]} == {"ه"}


def test_stance_and_distance_come_from_the_row(cues: Cues) -> None:
    assert cues.forms[fold("نفى")][0].verb.stance == "denies"
    assert cues.forms[fold("زعمت")][0].verb.distancing
    assert not cues.forms[fold("قال")][0].verb.distancing


def test_an_unknown_frame_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "cues.csv").write_text(
        "past,present,participle,noun,frames,stance,distancing,strict,example\n"
        "قال,يقول,,,thta,asserts,,,قال المدير.\n", encoding="utf-8",
    )
    with pytest.raises(ResourceError, match=r"cues\.csv:2: unknown frame 'thta'"):
        load_cues(tmp_path)


def test_a_list_without_an_example_is_refused(tmp_path: Path) -> None:
    for name in ("cues.csv", "source_nouns.csv"):
        (tmp_path / name).write_bytes((folder() / name).read_bytes())
    (tmp_path / "attribution.toml").write_text('[complementiser]\nwords = ["أن"]\n', encoding="utf-8")
    with pytest.raises(ResourceError, match="complementiser"):
        load_cues(tmp_path)


def test_a_list_that_a_rule_asks_for_is_missed_by_its_name(tmp_path: Path) -> None:
    for name in ("cues.csv", "source_nouns.csv", "attribution.toml", "attribution_words.toml"):
        (tmp_path / name).write_bytes((folder() / name).read_bytes())
    path = tmp_path / "attribution_words.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[turn]", "[turns]"), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"attribution_words\.toml: \[turn\] needs"):
        load_cues(tmp_path)


def test_whatever_may_end_a_source_is_one_list(cues: Cues) -> None:
    assert cues.words["relative"] | cues.words["time"] < cues.words["border"]
    assert fold("سوق") not in cues.words["border"]


def test_lists_name_verbs_by_their_folded_lemma(cues: Cues) -> None:
    assert cues.forms[fold("أضافت")][0].verb.key in cues.words["goes_on"]
    assert cues.forms[fold("قالت")][0].verb.key not in cues.words["goes_on"]
    assert cues.forms[fold("يبين")][0].verb.key in cues.words["like_between"]


def test_to_ascribe_is_not_to_tell_from_somebody(cues: Cues) -> None:
    assert cues.forms[fold("نسب")][0].verb.ascribes
    assert not cues.forms[fold("نقل")][0].verb.ascribes


PACKAGE = Path(module.__file__).parents[1]
# Endings, prefixes and rows of letters that may stand at one end of a word.
LETTERS = frozenset((
    "ال", "وال", "بال", "لل", "وف", "بل", "ول", "لب", "ون", "ين", "ان", "ات", "يه", "يون", "يين", "يات",
    "تين", "تا", "وا", "يا", "نا", "ها", "هم", "هما", "ني", "ته", "له", "اته", "اتها", "اتهم", "ىا", "ىيو", "است",
))
# Rules are called by the construction that they read.
RULES = ("ما +", "نقل عن", "نقل قول", "نقل تصريحات", "نقلا عن inside")


@pytest.mark.parametrize("path", [
    *sorted((PACKAGE / "annotate").glob("attribution*.py")), PACKAGE / "annotate" / "quotations.py", PACKAGE / "lang" / "cues.py",
], ids=lambda path: path.stem)
def test_no_word_lies_in_the_code(path: Path) -> None:
    held = [
        (token.start[0], word) for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.STRING and not token.string.startswith('"""') and not token.string[1:].startswith(RULES)
        for word in re.findall("[\u0621-\u064a]{2,}", token.string) if word not in LETTERS
    ]
    assert held == []
